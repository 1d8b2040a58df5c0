"""Where the first of what is given twice stands. It is looked up only when it is asked for."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from vnr_app.domain.runs import period_of
from vnr_app.importing.registers import Run, Sink, Span


class Firsts:
    """Finds observations of a ledger by line and time."""

    def __init__(self, sink: Sink | None, times: Mapping[tuple[date, date], int]) -> None:
        self._sink = sink
        self._times = times
        """First and last day → the number of that time."""
        self._here: dict[tuple[int, int], int] = {}
        """Line and time → position, of runs in memory that are whole."""
        self._looked = 0
        """How many of the runs in memory are among them."""
        self._line = -1
        self._of_line: dict[int, int] = {}
        """Time → position, of the line that was asked for in the sink last."""

    def forget(self) -> None:
        """Forget the runs in memory: they were handed over to the sink."""
        self._here.clear()
        self._looked = 0

    def find(self, runs: list[Run], line: int, span: Span) -> int:
        """The position of an observation that was given; `runs` are those in memory."""
        found = self._in_memory(runs, line, span.time)
        if found is None and line == self._line:
            found = self._of_line.get(span.time)
        if found is None:
            assert self._sink is not None  # without one all runs are in memory
            self._line, self._of_line = line, self._in_sink(self._sink, line)
            found = self._of_line[span.time]
        return found

    def _in_memory(self, runs: list[Run], line: int, time: int) -> int | None:
        if not runs:
            return None
        whole = len(runs) - 1  # the last may still grow
        for run in runs[self._looked : whole]:
            for position, span in enumerate(run.spans, run.position):
                self._here[run.subject.line, span.time] = position
        self._looked = whole
        last = runs[-1]
        if last.subject.line == line:
            for position, span in enumerate(last.spans, last.position):
                if span.time == time:
                    return position
        return self._here.get((line, time))

    def _in_sink(self, sink: Sink, line: int) -> dict[int, int]:
        found: dict[int, int] = {}
        for position, *_parts, periods, _numbers, _raws in sink.runs_of(line):
            codes: Iterable[int | str] = json.loads(periods)
            for at, period in enumerate(map(period_of, codes), position):
                found[self._times[period.start, period.end]] = at
        return found
