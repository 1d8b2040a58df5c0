"""Dates that stand for months or quarters: the first days of them, one after the other."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from vnr_app.domain.periods import Period, months_from
from vnr_app.importing.dates import iso_date
from vnr_app.importing.grid import Cell

_FEWEST = 3
"""Dates by which a step can be told."""
_QUARTER = 3
_HALF = 6
_STARTS, _ENDS = frozenset((1, 4, 7, 10)), frozenset((3, 6, 9, 12))


class DateSteps:
    """What the dates of a column or row stand for.

    Months where one follows the other from first day to first day, quarters where every third does;
    else days. Of dates that can be years, all first of January, nothing is told.
    """

    def __init__(self, cells: Iterable[Cell]) -> None:
        days = sorted({day for cell in cells if (day := _day_of(cell))})
        self.tells = len(days) >= _FEWEST and any((d.month, d.day) != (1, 1) for d in days)
        self._months, self._back = _step(days) if self.tells else (0, 0)

    def period(self, cell: Cell) -> Period | None:
        """The period that a date of the series stands for; None for other cells."""
        day = _day_of(cell) if self.tells else None
        if day is None:
            return None
        if not self._months:
            return Period(day, day, day.isoformat())
        first = day.year * 12 + day.month - 1 - self._back
        year, month = first // 12, first % 12 + 1
        label = f"{year}-{month:02d}"
        if self._months == _QUARTER:
            label = f"{year}-Q{(month + 2) // 3}"
        return months_from(year, month, self._months, label)


def _step(days: list[date]) -> tuple[int, int]:
    """How many months each date stands for, and how many before it they begin; 0 for days."""
    if any(day.day != 1 for day in days):
        return 0, 0
    steps = {(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(days)}
    months = {day.month for day in days}
    if 1 in steps:
        return 1, 0
    if _QUARTER in steps and all(step % _QUARTER == 0 for step in steps):
        if months <= _STARTS:
            return _QUARTER, 0
        return (_QUARTER, 2) if months <= _ENDS else (1, 0)
    return (0, 0) if all(step % _HALF == 0 for step in steps) else (1, 0)


def _day_of(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return iso_date(cell) if isinstance(cell, str) else None
