"""What the parts of observations are called in a plan under construction, each thing once."""

from collections.abc import Sequence
from datetime import date

from vnr_app.domain import identity
from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.periods import Period
from vnr_app.importing.registers import Registers, Said, Setting, Span, Subject

NAMED = 200_000
"""Observations up to which a ledger with a sink knows what all ids stand for."""

_KEPT = 20_000
"""Things of one kind that a ledger with a sink remembers beyond that."""


class Identities:
    """Gives ids and numbers to what observations are made of, and remembers what they mean."""

    def __init__(self) -> None:
        self.known = Registers()
        """What the numbers of the runs stand for, as far as it is remembered."""
        self.series: dict[int, int] = {}
        """Id of a series → its position in the plan."""
        self._new = Registers()
        """What was not handed over yet."""
        self._series_ids: list[int] = []
        self._times: dict[tuple[date, date], int] = {}
        self._spans: dict[Period, Span] = {}
        self._subjects: dict[tuple[int, str, Dimensions], Subject] = {}
        self._area_ids: dict[str, int] = {}
        self._breakdown_ids: dict[Dimensions, int] = {}
        self._context_ids: dict[Said, int] = {}
        self._settings: dict[Setting, int] = {}

    def know_series(self, series: PlannedSeries, position: int) -> None:
        """Register a series of the plan; the next new one has the next position."""
        if position == len(self._series_ids):
            made = identity.series_id(series)
            self.series[made] = position
            self._series_ids.append(made)

    def subject(self, series: int, area: str, dimensions: Dimensions) -> Subject:
        """What observations are about, their periods aside; `series` is a position in the plan."""
        found = self._subjects.get((series, area, dimensions))
        if found is None:
            ids = self._series_ids[series], self._area(area), self._breakdown(dimensions)
            found = Subject(identity.line_id(*ids), ids)
            self._subjects[series, area, dimensions] = found
        return found

    def _subjects_in(
        self, areas: Sequence[str], series: int, dimensions: Dimensions
    ) -> list[Subject]:
        """Many subjects that differ by their area, none of which will be asked for again."""
        about, group = self._series_ids[series], self._breakdown(dimensions)
        ids = list(map(identity.area_id, areas))
        told = dict(zip(ids, areas, strict=True))
        self.known.areas |= told
        self._new.areas |= told
        return [Subject(identity.line_id(about, area, group), (about, area, group)) for area in ids]

    def _area(self, code: str) -> int:
        found = self._area_ids.get(code)
        if found is None:
            found = self._area_ids[code] = identity.area_id(code)
            self.known.areas[found] = self._new.areas[found] = code
        return found

    def _breakdown(self, dimensions: Dimensions) -> int:
        found = self._breakdown_ids.get(dimensions)
        if found is None:
            found = self._breakdown_ids[dimensions] = identity.breakdown_id(dimensions)
            self.known.breakdowns[found] = self._new.breakdowns[found] = dimensions
        return found

    def span(self, period: Period) -> Span:
        """A period as the runs hold it."""
        found = self._spans.get(period)
        if found is None:
            time = self._times.setdefault((period.start, period.end), len(self._times))
            found = self._spans[period] = Span(period, time)
        return found

    def context(self, said: Said) -> int:
        """The id of what many observations say alike."""
        found = self._context_ids.get(said)
        if found is None:
            found = self._context_ids[said] = identity.context_id(*said)
            self.known.contexts[found] = self._new.contexts[found] = said
        return found

    def setting(self, setting: Setting) -> int:
        """The number of what cells of a column have in common."""
        found = self._settings.get(setting)
        if found is None:
            found = self._settings[setting] = len(self._settings)
            self.known.settings[found] = self._new.settings[found] = setting
        return found

    def _forget(self, count: int) -> None:
        """Forget what was handed over where it is much; what comes again is told once more."""
        self._new = Registers()
        if len(self._subjects) > _KEPT:
            self._subjects.clear()
        for ids in (self._area_ids, self._breakdown_ids):
            if len(ids) > _KEPT:
                ids.clear()
        if count > NAMED:
            self.known.areas.clear()
            self.known.breakdowns.clear()
