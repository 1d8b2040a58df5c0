"""The observations of a plan under construction: their ids, their order, and keys given twice."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from vnr_app.domain import identity
from vnr_app.domain.identity import key_of
from vnr_app.domain.importplan import PlannedObservation, PlannedSeries
from vnr_app.domain.indicators import Dimensions, Operator, Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.domain.staged import EntryRow, Meaning, StagedRow, observation_of
from vnr_app.importing.registers import (
    Given,
    Registers,
    Said,
    Setting,
    Sink,
    Span,
    Subject,
    SubjectIds,
)

BATCH = 10_000
NAMED = 200_000
"""Observations up to which a ledger with a sink knows what all ids stand for."""

_KEPT = 20_000
"""Things of one kind that a ledger with a sink remembers beyond that."""


class Ledger:
    """Takes observations in; with a sink only the last batch of them is kept in memory."""

    def __init__(self, sink: Sink | None = None) -> None:
        self.count = 0
        self.known = Registers()
        """What the numbers of the rows stand for, as far as it is remembered."""
        self.series: dict[int, int] = {}
        """Id of a series → its position in the plan."""
        self._series_ids: list[int] = []
        self.watch: Callable[[list[EntryRow]], None] | None = None
        """Is shown every row once, in batches."""
        self._sink = sink
        self._new = Registers()
        self._rows: list[EntryRow] = []
        self._first: dict[int, int] = {}
        self._spans: dict[Period, Span] = {}
        self._subjects: dict[tuple[int, str, Dimensions], Subject] = {}
        self._subject_count = 0
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
            found = Subject(identity.key_start(*ids), self._subject_count)
            self._subject_count += 1
            self._subjects[series, area, dimensions] = found
            self.known.subjects[found.number] = self._new.subjects[found.number] = ids
        return found

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
        """A period as the rows hold it."""
        found = self._spans.get(period)
        if found is None:
            start, end = period.start.isoformat(), period.end.isoformat()
            found = Span(identity.key_tail(start, end), len(self._spans))
            self._spans[period] = found
            self.known.periods[found.number] = start, end, period.label
            self._new.periods[found.number] = start, end, period.label
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

    def add(self, each: PlannedObservation) -> int | None:
        """Take an observation in; the position of the first of its key where there is one."""
        value = each.value
        operator = value.operator.value if value.operator else None
        context = self.context((each.nature, each.footnote, each.source))
        return self.enter(
            self.subject(each.series, each.area, each.dimensions),
            self.span(each.period),
            self.setting((each.table, each.column, operator, value.state.value, context)),
            each.row,
            value.number,
            each.raw,
        )

    def enter(
        self,
        subject: Subject,
        span: Span,
        setting: int,
        row: int,
        number: str | None,
        raw: str,
    ) -> int | None:
        """Take the parts of an observation in; see `add`. A million pass here: no dataclass."""
        start, about = subject
        tail, period = span
        key = key_of(start, tail)
        count = self.count
        first = self._first.setdefault(key, count)
        if first != count:
            return first
        self._rows.append(
            (count, key, about, period, setting, row, number, None if raw == number else raw)
        )
        self.count = count + 1
        if self._sink is not None and len(self._rows) >= BATCH:
            self._flush(self._sink)
        return None

    def enter_run(
        self,
        subject: Subject,
        spans: Sequence[Span],
        setting: int,
        row: int,
        numbers: Sequence[str],
        raws: Sequence[str],
    ) -> list[tuple[int, int]]:
        """Take in what stands in rows below each other, from `row` on, about one subject.

        Each has a period, a number and a raw text. Returns index and position of the first for
        those whose key was given before, which are not taken.
        """
        start, about = subject
        count, seen, add = self.count, self._first.setdefault, self._rows.append
        again = []
        for at, (tail, period) in enumerate(spans):
            key = key_of(start, tail)
            first = seen(key, count)
            if first != count:
                again.append((at, first))
                continue
            number, raw = numbers[at], raws[at]
            add((count, key, about, period, setting, row + at, number,
                 None if raw == number else raw))  # fmt: skip
            count += 1
        self.count = count
        if self._sink is not None and len(self._rows) >= BATCH:
            self._flush(self._sink)
        return again

    def _flush(self, sink: Sink) -> None:
        """Hand over what is kept in memory."""
        self._show()
        sink.take_registers(self._new)
        sink.write(self._rows)
        self._new, self._rows = Registers(), []
        self._forget()

    def _forget(self) -> None:
        """Forget what was handed over where it is much; what comes again is told once more."""
        if len(self._subjects) > _KEPT:
            self._subjects.clear()
            self.known.subjects.clear()
        for ids in (self._area_ids, self._breakdown_ids):
            if len(ids) > _KEPT:
                ids.clear()
        if self.count > NAMED:
            self.known.areas.clear()
            self.known.breakdowns.clear()

    def close(self) -> None:
        """Hand over all that is left, where there is a sink."""
        if self._sink is None:
            self._show()
        else:
            self._flush(self._sink)
            # What is staged is sorted next, which needs the room.
            self._first = {}

    def _show(self) -> None:
        if self.watch is not None and self._rows:
            self.watch(self._rows)

    def entry(self, position: int) -> EntryRow:
        """A row that was taken in."""
        start = self.count - len(self._rows)
        if position >= start:
            return self._rows[position - start]
        assert self._sink is not None  # without one all rows are kept
        return self._sink.row_at(position)

    def given_at(self, position: int) -> Given:
        """What the cell of a row that was taken in gives."""
        _position, _key, _subject, _period, setting, row, number, raw = self.entry(position)
        return self.given(setting, row, number, (number or "") if raw is None else raw)

    def given(self, setting: int, row: int, number: str | None, raw: str) -> Given:
        """What a cell gives, as `enter` is told of it."""
        table, column, operator, state, _context = self.known.settings[setting]
        value = Value(number, Operator(operator) if operator else None, ValueState(state))
        return Given(value, raw, table, row, column)

    def subject_ids(self, number: int) -> SubjectIds:
        """What a subject is made of."""
        found = self.known.subjects.get(number)
        if found is None:
            assert self._sink is not None  # without one nothing is forgotten
            found = self._sink.subject_at(number)
        return found

    def staged(self, entry: EntryRow) -> StagedRow:
        """A row with all its parts."""
        position, key, subject, period, setting, row, number, raw = entry
        table, column, operator, state, context = self.known.settings[setting]
        return (
            position, key, *self.subject_ids(subject), *self.known.periods[period], number,
            operator, state, context, table, row, column, raw,
        )  # fmt: skip


class PlannedRows(Sequence[PlannedObservation]):
    """The observations of a ledger without a sink, made of its rows when they are looked at."""

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
        row = ledger.staged(ledger.entry(position))
        meaning = Meaning(
            ledger.series[row[2]],
            ledger.known.areas[row[3]],
            ledger.known.breakdowns[row[4]],
            *ledger.known.contexts[row[11]],
        )
        return observation_of(row, meaning)
