"""Reporting periods: a start, an end and the label that the source printed.

A period is never an integer: "2023/24" is a fiscal year, "2015-2017" three years pooled,
"2015-Q2" a quarter.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

DEFAULT_FISCAL_MONTH = 7
"""Month in which a fiscal year such as "2023/24" is taken to begin unless the review says else."""

_YEAR = r"(?:1[89]|20|21)\d\d"
_SINGLE = re.compile(rf"^({_YEAR})$")
_FISCAL = re.compile(rf"^(?:FY\s*)?({_YEAR})\s*(?:/\s*(\d{{2}}|{_YEAR})|[-–]\s*(\d{{2}}))$", re.I)
_RANGE = re.compile(rf"^({_YEAR})\s*[-–—]\s*({_YEAR})$")
_SHORT_RANGE = re.compile(rf"^({_YEAR})\s*[-–—]\s*(\d{{2}})$")
_QUARTER = re.compile(rf"^({_YEAR})\s*[- ]?\s*Q([1-4])$|^Q([1-4])\s*[- ]?\s*({_YEAR})$", re.I)
_HALF = re.compile(rf"^({_YEAR})\s*-?\s*[SH]([12])$", re.I)
_DAY = re.compile(rf"^({_YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
_MONTH = re.compile(rf"^({_YEAR})\s*-?\s*M?(0[1-9]|1[0-2])$", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, both ends included, with the label of its source."""

    start: date
    end: date
    label: str

    @property
    def year(self) -> int:
        """The calendar year in which the period begins, for columns of annual tables."""
        return self.start.year

    @property
    def is_calendar_year(self) -> bool:
        """Whether the period is exactly one calendar year."""
        return self == calendar_year(self.start.year, self.label)


def calendar_year(year: int, label: str | None = None) -> Period:
    """The period of one calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), label or str(year))


def months_from(year: int, month: int, count: int, label: str) -> Period:
    """The period of `count` whole months that begins with `month` (1 to 12)."""
    last = month - 1 + count - 1
    last_year, last_month = year + last // 12, last % 12 + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Period(date(year, month, 1), date(last_year, last_month, last_day), label)


def _fiscal(match: re.Match[str], label: str, fiscal_month: int) -> Period | None:
    first = int(match[1])
    second = match[2] or match[3]
    if int(second[-2:]) != (first + 1) % 100 or (len(second) == 4 and int(second) != first + 1):
        return None
    start = date(first, fiscal_month, 1)
    return Period(start, date(first + 1, fiscal_month, 1) - timedelta(days=1), label)


def _month_or_day(label: str) -> Period | None:
    if match := _MONTH.match(label):
        return months_from(int(match[1]), int(match[2]), 1, label)
    if not _DAY.match(label):
        return None
    try:
        day = date.fromisoformat(label)
    except ValueError:
        return None
    return Period(day, day, label)


def _short_range(label: str) -> Period | None:
    """Years pooled such as "2018-20"; what can be a month is none."""
    match = _SHORT_RANGE.match(label)
    if match is None or int(match[2]) <= 12 or int(match[2]) <= int(match[1]) % 100:
        return None
    first = int(match[1])
    return Period(date(first, 1, 1), date(first - first % 100 + int(match[2]), 12, 31), label)


def parse_period(text: str, fiscal_month: int = DEFAULT_FISCAL_MONTH) -> Period | None:
    """The period that a label names, or None when it names none.

    Understands years, fiscal years ("2023/24", "2014/2015", "2015-16", "FY2019/20"), ranges of
    years ("2015-2017", "2015-17"), quarters, halves and months in SDMX and common spellings, days
    in ISO form.
    """
    label = " ".join(text.split())
    if match := _SINGLE.match(label):
        return calendar_year(int(match[1]), label)
    if match := _RANGE.match(label):
        first, last = int(match[1]), int(match[2])
        return Period(date(first, 1, 1), date(last, 12, 31), label) if first <= last else None
    if match := _QUARTER.match(label):
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        return months_from(year, quarter * 3 - 2, 3, label)
    if match := _HALF.match(label):
        return months_from(int(match[1]), int(match[2]) * 6 - 5, 6, label)
    if match := _FISCAL.match(label):
        fiscal = _fiscal(match, label, fiscal_month)
        if fiscal is not None:
            return fiscal
    # After the fiscal year: "2011-12" is a fiscal year before it is December.
    return _month_or_day(label) or _short_range(label)
