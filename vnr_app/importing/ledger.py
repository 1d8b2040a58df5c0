"""The observations of a plan under construction: their ids, their order, and keys given twice.

What follows each other in rows of one column, about one thing, is one run of `vnr_app.domain.runs`.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from vnr_app.domain.importplan import PlannedObservation
from vnr_app.domain.indicators import Dimensions, Operator, Value, ValueState
from vnr_app.domain.runs import LONGEST_RUN
from vnr_app.domain.staged import StagedRow
from vnr_app.importing.firsts import Firsts
from vnr_app.importing.identities import Identities
from vnr_app.importing.packing import Packer
from vnr_app.importing.registers import (
    Given,
    Run,
    Sink,
    Span,
    Subject,
)

BATCH = 10_000
"""Observations from which on those in memory are handed over, when a run ends."""


class Ledger(Identities):
    """Takes observations in; with a sink only the last batch of them is kept in memory."""

    def __init__(self, sink: Sink | None = None) -> None:
        super().__init__()
        self.count = 0
        self.watch: Callable[[list[Run]], None] | None = None
        """Is shown every run once, in batches."""
        self._sink = sink
        self._runs: list[Run] = []
        self._run: Run | None = None
        """The last of them, which may still grow."""
        self._packer = Packer()
        self._seen: dict[int | tuple[int, int], int] = {}
        """Line, with a page of times beyond the first → the bits of those that were given."""
        self._firsts = Firsts(sink, self._times)

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
        key = (subject.line, span.page) if span.page else subject.line
        seen = self._seen.get(key)
        if seen is None:
            self._seen[key] = span.bit
        elif seen & span.bit:
            return self._firsts.find(self._runs, subject.line, span)
        else:
            self._seen[key] = seen | span.bit
        if run := self._continued(subject, setting, row, 1):
            run.spans.append(span)
            run.numbers.append(number)
            run.raws.append(raw)
        else:
            self._begin(Run(self.count, subject, setting, row, [span], [number], [raw]))
        self.count += 1
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
        bits = self._packer.succession(tuple(spans)).bits
        seen = self._seen.get(subject.line, 0)
        if not bits or seen & bits:
            return self._enter_each(subject, spans, setting, row, numbers, raws)
        self._seen[subject.line] = seen | bits
        if run := self._continued(subject, setting, row, len(spans)):
            run.spans += spans
            run.numbers += numbers
            run.raws += raws
        else:
            self._begin(Run(self.count, subject, setting, row, [*spans], [*numbers], [*raws]))
        self.count += len(spans)
        return []

    def enter_areas(
        self,
        about: tuple[int, Dimensions],
        columns: Sequence[tuple[Span, int]],
        rows: Sequence[int],
        areas: Sequence[str],
        values: Iterable[Sequence[str]],
    ) -> bool:
        """Take in the plain numbers of many areas that nothing was said of, a row each.

        All are about one series (its position in the plan) and group. `columns` are periods and
        settings; `values` has a text for each of them a row, empty for none. False, with nothing
        taken, where something was said of one of the areas.
        """
        subjects = self._subjects_in(areas, *about)
        lines = {subject.line for subject in subjects}
        is_new = len(lines) == len(subjects) and self._seen.keys().isdisjoint(lines)
        if not is_new or any(span.page for span, _setting in columns):
            return False
        add, seen, count = self._runs.append, self._seen, self.count
        for subject, row, texts in zip(subjects, rows, values, strict=True):
            bits = 0
            for (span, setting), text in zip(columns, texts, strict=True):
                if text:
                    add(Run(count, subject, setting, row, [span], [text], [text]))
                    bits |= span.bit
                    count += 1
            seen[subject.line] = bits
        self.count, self._run = count, None
        if self._sink is not None and self._runs and count - self._runs[0].position >= BATCH:
            self._flush(self._sink)
        return True

    def _enter_each(
        self,
        subject: Subject,
        spans: Sequence[Span],
        setting: int,
        row: int,
        numbers: Sequence[str],
        raws: Sequence[str],
    ) -> list[tuple[int, int]]:
        """Take in the parts of a run one after the other; see `enter_run`."""
        again = []
        for at, span in enumerate(spans):
            first = self.enter(subject, span, setting, row + at, numbers[at], raws[at])
            if first is not None:
                again.append((at, first))
        return again

    def _continued(self, subject: Subject, setting: int, row: int, more: int) -> Run | None:
        """The run that observations from a row on continue; None where they begin another one."""
        run = self._run
        if run is None or run.subject is not subject or run.setting != setting:
            return None
        size = len(run.spans)
        return run if row == run.row + size and size + more <= LONGEST_RUN else None

    def _begin(self, run: Run) -> None:
        """Begin a run; all before it are whole, and are handed over where they are many."""
        if self._sink is not None and self._runs and run.position - self._runs[0].position >= BATCH:
            self._flush(self._sink)
        self._runs.append(run)
        self._run = run

    def _flush(self, sink: Sink) -> None:
        """Hand over what is kept in memory."""
        self._show()
        sink.take_registers(self._new)
        sink.write(list(map(self._packer.row, self._runs)))
        self._runs, self._run = [], None
        self._firsts.forget()
        self._forget(self.count)

    def close(self) -> None:
        """Hand over all that is left, where there is a sink."""
        if self._sink is None:
            self._show()
        else:
            self._flush(self._sink)
            # What is staged is sorted next, which needs the room.
            self._seen = {}

    def _show(self) -> None:
        if self.watch is not None and self._runs:
            self.watch(self._runs)

    def given_at(self, position: int) -> Given:
        """What the cell of an observation that was taken in gives."""
        if self._runs and position >= self._runs[0].position:
            run, at = self._place(position)
            return self.given(run.setting, run.row + at, run.numbers[at], run.raws[at])
        assert self._sink is not None  # without one all runs are kept
        first, *_parts, setting, row, _size, _periods, numbers, raws = self._sink.run_at(position)
        at = position - first
        number, raw = json.loads(numbers)[at], json.loads(raws)[at] if raws else None
        return self.given(setting, row + at, number, (number or "") if raw is None else raw)

    def _place(self, position: int) -> tuple[Run, int]:
        """The run in memory that holds an observation, and its place in it."""
        run = self._runs[bisect_right(self._runs, position, key=lambda each: each.position) - 1]
        return run, position - run.position

    def given(self, setting: int, row: int, number: str | None, raw: str) -> Given:
        """What a cell gives, as `enter` is told of it."""
        table, column, operator, state, _context = self.known.settings[setting]
        value = Value(number, Operator(operator) if operator else None, ValueState(state))
        return Given(value, raw, table, row, column)

    def staged(self, run: Run) -> list[StagedRow]:
        """The observations of a run with all their parts."""
        # A million pass here: a comprehension with so many names from outside costs twice as much.
        table, column, operator, state, context = self.known.settings[run.setting]
        line, (series, area, breakdown) = run.subject.line, run.subject.ids
        found: list[StagedRow] = []
        for at, span in enumerate(run.spans):
            number, raw = run.numbers[at], run.raws[at]
            found.append((
                run.position + at, line, series, area, breakdown, span.start, span.end, span.label,
                number, operator, state, context, table, run.row + at, column,
                None if raw == number else raw,
            ))  # fmt: skip
        return found

    def staged_at(self, position: int) -> StagedRow:
        """An observation with all its parts, where there is no sink or it was not handed over."""
        run, at = self._place(position)
        return self.staged(run)[at]
