"""Dates as text: the order of day and month is decided for a column, never for a cell."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Cell

DAY_FIRST = "dmy"
MONTH_FIRST = "mdy"

_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST = re.compile(rf"((?:18|19|20|21)\d\d)([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2((?:18|19|20|21)\d\d|\d\d){_TIME}")
_CENTURY = 50
"""Years of two digits below this are of this century."""


def full_year(text: str) -> int:
    """A year of two or four digits."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _CENTURY else 1900)


def text_date(text: str, order: str = DAY_FIRST) -> date | None:
    """The day that a folded text names; `order` decides what can be read both ways."""
    if iso := iso_date(text):
        return iso
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    month_first = second > 12 or (first <= 12 and order == MONTH_FIRST and match[2] != ".")
    month, day = (first, second) if month_first else (second, first)
    return _day(full_year(match[4]), month, day)


def iso_date(text: str) -> date | None:
    """The day that a text names with its year first: "2019-07-01"."""
    match = _YEAR_FIRST.fullmatch(text.strip())
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def date_orders(cells: Iterable[Cell]) -> Counter[str]:
    """How many text dates prove that the day ("dmy") or the month ("mdy") comes first.

    Those that can be read both ways are counted under "".
    """
    votes: Counter[str] = Counter()
    for cell in cells:
        if not isinstance(cell, str) or not ("/" in cell or "-" in cell):
            continue
        match = _YEAR_LAST.fullmatch(fold_text(cell))
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or second > 12:
            votes[DAY_FIRST if first > 12 else MONTH_FIRST] += 1
        elif first != second:
            votes[""] += 1
    return votes


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
