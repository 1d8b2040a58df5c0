"""Numbers and years outside their bounds, found while the observations pass by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.indicators import ValueState
from vnr_app.domain.staged import StagedRow
from vnr_app.i18n import _, ngettext
from vnr_app.importing.ledger import Ledger
from vnr_app.importing.registers import Run, Span
from vnr_app.importing.rules.kinds import UnitKind, may_be_negative, unit_kind
from vnr_app.importing.rules.report import MOST, Report
from vnr_app.importing.rules.rows import LABEL, shown

_FIRST_USUAL = "1950-01-01"
_MANY = 0.2
"""From this part of the numbers of a series on, it is the unit that is wrong, not the numbers."""

_Key = TypeVar("_Key")


class _Places:
    """How many rows there are of a kind, and the first of them."""

    __slots__ = ("first", "number")

    def __init__(self) -> None:
        self.number = 0
        self.first: list[StagedRow] = []


class Bounds:
    """Remembers a few places of each series and table, whatever the number of observations."""

    def __init__(self, today: date, ledger: Ledger) -> None:
        self._last_usual = f"{today.year + 1}-12-31"
        self._ledger = ledger
        self._usual: set[Span] = set()
        self._numbers: defaultdict[int, int] = defaultdict(int)
        self._above: dict[int, _Places] = {}
        self._below: dict[int, _Places] = {}
        self._years: dict[tuple[int, bool], _Places] = {}

    def add(self, runs: Sequence[Run]) -> None:
        """Look at the next observations; a million pass here, few of them are odd."""
        counts = self._numbers
        for run in runs:
            if not self._usual.issuperset(run.spans):
                self._look_at_periods(run)
            series = run.subject.ids[0]
            for at, number in enumerate(run.numbers):
                if number is None:
                    continue
                counts[series] += 1
                if number[0] == "-":
                    self._add(self._below, series, run, at)
                elif len(number) > 2 and float(number) > 100:
                    self._add(self._above, series, run, at)

    def _look_at_periods(self, run: Run) -> None:
        """Find the unusual periods of a run, and remember the others as usual ones."""
        table, *_parts, state, _context = self._ledger.known.settings[run.setting]
        for at, span in enumerate(run.spans):
            late = span.end > self._last_usual
            if not late and span.start >= _FIRST_USUAL:
                self._usual.add(span)
            elif not late or state != ValueState.PROJECTED:
                self._add(self._years, (table, late), run, at)

    def _add(self, found: dict[_Key, _Places], key: _Key, run: Run, at: int) -> None:
        places = found.get(key)
        if places is None:
            places = found[key] = _Places()
        places.number += 1
        if places.number <= MOST:
            places.first.append(self._ledger.staged(run)[at])

    def tell(
        self, series: Sequence[PlannedSeries], positions: Mapping[int, int], report: Report
    ) -> None:
        """Report what was found, now that units and names are known (id → position of a series)."""
        for (_table, late), places in self._years.items():
            _tell_years(places, report, late=late)
        for identity in self._above.keys() | self._below.keys():
            each = series[positions[identity]]
            kind = unit_kind(each.unit, each.name)
            if kind is UnitKind.SHARE and identity in self._above:
                _tell_above(self._above[identity], self._numbers[identity], report)
            bounded = kind in (UnitKind.SHARE, UnitKind.COUNT) and not may_be_negative(each.name)
            if bounded and identity in self._below:
                _tell_below(self._below[identity], kind, report)


def _tell_years(places: _Places, report: Report, *, late: bool) -> None:
    """One problem for all unusual periods of a table, at its first cell."""
    first = places.first[0]
    message = (
        ngettext(
            "{count} number is about the future ({period}).",
            "{count} numbers are about the future, the first about {period}.",
            places.number,
        )
        if late
        else ngettext(
            "{count} number is about a year before 1950 ({period}).",
            "{count} numbers are about years before 1950, the first about {period}.",
            places.number,
        )
    )
    advice = (
        _("If they are projections or targets, mark them as such; else look whether it is a year.")
        if late
        else _("Look whether it is a year.")
    )
    report.add(
        first, "year-range", message.format(count=places.number, period=first[LABEL]), advice
    )


def _tell_above(places: _Places, total: int, report: Report) -> None:
    if total >= 10 and places.number >= _MANY * total:
        report.add(
            places.first[0],
            "percent-range",
            ngettext(
                "{count} of {total} percentages of this series is above 100.",
                "{count} of {total} percentages of this series are above 100.",
                places.number,
            ).format(count=places.number, total=total),
            _("If they are no parts of a whole, nothing is wrong; else correct the unit."),
        )
        return
    for row in places.first:
        report.add(
            row,
            "percent-range",
            _("A percentage of {value} is above 100.").format(value=shown(row)),
            _("Look for a lost decimal mark, or correct the unit."),
        )
    report.add_more("percent-range", places.number - len(places.first))


def _tell_below(places: _Places, kind: UnitKind, report: Report) -> None:
    share = kind is UnitKind.SHARE
    code = "percent-range" if share else "negative-count"
    message = _("A percentage is below 0.") if share else _("A count is below 0.")
    for row in places.first:
        report.add(
            row,
            code,
            message,
            _("Look whether the minus sign is a dash, or brackets were taken for a minus sign."),
        )
    report.add_more(code, places.number - len(places.first))
