"""The observations of a plan under construction: their ids, their order, and keys given twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple, Protocol, overload

from vnr_app.domain import identity
from vnr_app.domain.importplan import PlannedObservation, PlannedSeries
from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.periods import Period
from vnr_app.domain.staged import Meaning, StagedRow, observation_of

BATCH = 5_000

Said = tuple[str, str, str]
"""Nature, footnote and source of an observation."""


class Sink(Protocol):
    """Takes rows over in batches, and gives single ones back; shows sheets by chunks of rows."""

    def write(self, rows: list[StagedRow]) -> None:
        """Take the next rows."""

    def row_at(self, position: int) -> StagedRow:
        """A row that was taken."""

    def write_grid(self, sheet: str, first_row: int, rows: list[list[str]]) -> None:
        """Take the texts of the next rows of a sheet."""

    def take_registers(
        self,
        areas: Mapping[int, str],
        breakdowns: Mapping[int, Dimensions],
        contexts: Mapping[int, Said],
    ) -> None:
        """Take what the ids of all rows stand for."""


class Subject(NamedTuple):
    """A series in an area for a group, ready to be put together with periods."""

    head: bytes
    series: int
    area: int
    breakdown: int


class Span(NamedTuple):
    """A period, ready to be put together with subjects."""

    tail: bytes
    start: str
    end: str
    label: str


class Ledger:
    """Takes observations in; with a sink only the last batch of them is kept in memory."""

    def __init__(self, sink: Sink | None = None) -> None:
        self.count = 0
        self.areas: dict[int, str] = {}
        self.breakdowns: dict[int, Dimensions] = {}
        self.contexts: dict[int, Said] = {}
        """What the ids of the rows stand for."""
        self.series: dict[int, int] = {}
        """Id of a series → its position in the plan."""
        self._series_ids: list[int] = []
        self.watch: Callable[[list[StagedRow]], None] | None = None
        """Is shown every row once, in batches."""
        self._sink = sink
        self._rows: list[StagedRow] = []
        self._first: dict[int, int] = {}
        self._spans: dict[Period, Span] = {}
        self._subjects: dict[tuple[int, str, Dimensions], Subject] = {}
        self._area_ids: dict[str, int] = {}
        self._breakdown_ids: dict[Dimensions, int] = {}
        self._context_ids: dict[Said, int] = {}

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
            found = Subject(identity.key_head(*ids), *ids)
            self._subjects[series, area, dimensions] = found
        return found

    def _area(self, code: str) -> int:
        found = self._area_ids.get(code)
        if found is None:
            found = self._area_ids[code] = identity.area_id(code)
            self.areas[found] = code
        return found

    def _breakdown(self, dimensions: Dimensions) -> int:
        found = self._breakdown_ids.get(dimensions)
        if found is None:
            found = self._breakdown_ids[dimensions] = identity.breakdown_id(dimensions)
            self.breakdowns[found] = dimensions
        return found

    def span(self, period: Period) -> Span:
        """A period as the rows hold it."""
        found = self._spans.get(period)
        if found is None:
            start, end = period.start.isoformat(), period.end.isoformat()
            found = Span(identity.key_tail(start, end), start, end, period.label)
            self._spans[period] = found
        return found

    def context(self, said: Said) -> int:
        """The id of what many observations say alike."""
        found = self._context_ids.get(said)
        if found is None:
            found = self._context_ids[said] = identity.context_id(*said)
            self.contexts[found] = said
        return found

    def add(self, each: PlannedObservation) -> int | None:
        """Take an observation in; the position of the first of its key where there is one."""
        value = each.value
        return self.enter(
            self.subject(each.series, each.area, each.dimensions),
            self.span(each.period),
            value.number,
            value.operator.value if value.operator else None,
            value.state.value,
            self.context((each.nature, each.footnote, each.source)),
            each.table,
            each.row,
            each.column,
            each.raw,
        )

    def enter(
        self,
        subject: Subject,
        span: Span,
        number: str | None,
        operator: str | None,
        state: str,
        context: int,
        table: int,
        row: int,
        column: int,
        raw: str,
    ) -> int | None:
        """Take the parts of an observation in; see `add`. A million pass here: no dataclass."""
        head, series, area, breakdown = subject
        tail, start, end, label = span
        key = int.from_bytes(blake2b(head + tail, digest_size=8).digest()) >> 1  # identity.key_of
        count = self.count
        first = self._first.setdefault(key, count)
        if first != count:
            return first
        self._rows.append(
            (count, key, series, area, breakdown, start, end, label, number, operator, state,
             context, table, row, column, None if raw == number else raw)
        )  # fmt: skip
        self.count = count + 1
        if self._sink is not None and len(self._rows) >= BATCH:
            self.flush()
        return None

    def flush(self) -> None:
        """Hand over what is kept in memory, where there is a sink."""
        if self._sink is not None and self._rows:
            self._show()
            self._sink.write(self._rows)
            self._rows = []

    def close(self) -> None:
        """Hand over all that is left, where there is a sink."""
        self.flush()
        if self._sink is None:
            self._show()
        else:
            self._sink.take_registers(self.areas, self.breakdowns, self.contexts)

    def _show(self) -> None:
        if self.watch is not None:
            self.watch(self._rows)

    def row_at(self, position: int) -> StagedRow:
        """A row that was taken in."""
        start = self.count - len(self._rows)
        if position >= start:
            return self._rows[position - start]
        assert self._sink is not None  # without one all rows are kept
        return self._sink.row_at(position)


class PlannedRows(Sequence[PlannedObservation]):
    """The observations of a ledger, made of its rows when they are looked at."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __len__(self) -> int:
        return self._ledger.count

    def __iter__(self) -> Iterator[PlannedObservation]:
        return (self._at(position) for position in range(len(self)))

    @overload
    def __getitem__(self, index: int) -> PlannedObservation: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[PlannedObservation]: ...

    def __getitem__(self, index: int | slice) -> PlannedObservation | Sequence[PlannedObservation]:
        """One observation, or several."""
        positions = range(len(self))[index]
        if isinstance(positions, range):
            return [self._at(position) for position in positions]
        return self._at(positions)

    def _at(self, position: int) -> PlannedObservation:
        ledger = self._ledger
        row = ledger.row_at(position)
        meaning = Meaning(
            ledger.series[row[2]],
            ledger.areas[row[3]],
            ledger.breakdowns[row[4]],
            *ledger.contexts[row[11]],
        )
        return observation_of(row, meaning)
