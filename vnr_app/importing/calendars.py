"""Years of other calendars as spans of Gregorian days."""

import re
from datetime import date, timedelta

from vnr_app.domain.periods import Period, calendar_year

BUDDHIST = "buddhist"
ROC = "roc"
SOLAR_HIJRI = "solar-hijri"
BIKRAM_SAMBAT = "bikram-sambat"

YEARS = {
    BUDDHIST: range(2400, 2700),
    ROC: range(60, 200),
    SOLAR_HIJRI: range(1250, 1500),
    BIKRAM_SAMBAT: range(1970, 2150),
}
"""The numbers that are years in each calendar."""

_OFFSETS = {BUDDHIST: -543, ROC: 1911}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_JAPANESE = re.compile(rf"({'|'.join(_ERAS)})\s*(\d{{1,2}}|元)\s*年?度?")
_NAMED = (
    (ROC, re.compile(r"(?:中華)?(?:民國|民国)\s*(\d{2,3})\s*年?度?|ROC\s*(\d{2,3})")),
    (BUDDHIST, re.compile(r"(?:พ\.?\s?ศ\.?|ปี|B\.?E\.?)\s*(2[4-6]\d\d)|(2[4-6]\d\d)\s*B\.?E\.?")),
    (
        BIKRAM_SAMBAT,
        re.compile(r"(?:वि\.?\s?सं\.?|BS|B\.S\.)\s*(20\d\d)|(20\d\d)\s*(?:BS|B\.S\.|वि\.?\s?सं\.?)"),
    ),
    (SOLAR_HIJRI, re.compile(r"(?:سال)\s*(1[34]\d\d)|(1[34]\d\d)\s*(?:ه\.?\s?ش\.?|SH|AP)")),
)
_YEARS_IN_TEXT = re.compile(r"(?<!\d)(\d{4})(?:(\s*[/\-–]\s*)(\d{2})(?!\d))?(?!\d)")
_TWO_YEARS = re.compile(r"(\d{4})\s*[/\-–]\s*(\d{2}|\d{4})")


def named_year(text: str) -> tuple[str, Period] | None:
    """The calendar that a folded text names beside its year, and the year's span of days."""
    if match := _JAPANESE.fullmatch(text):
        number = 1 if match[2] == "元" else int(match[2])
        return "japanese", calendar_year(_ERAS[match[1]] + number, text)
    for calendar, pattern in _NAMED:
        if match := pattern.fullmatch(text):
            year = int(next(group for group in match.groups() if group))
            return calendar, year_of(year, calendar, text)
    return None


def without_era(text: str) -> str:
    """A date with the year of an era as Gregorian: "令和元年10月1日" → "2019年10月1日"."""
    match = _JAPANESE.match(text)
    if match is None:
        return text
    number = 1 if match[2] == "元" else int(match[2])
    return f"{_ERAS[match[1]] + number}年{text[match.end() :]}"


def year_of(year: int, calendar: str, label: str) -> Period:
    """The span of days of one year of a calendar."""
    if calendar in _OFFSETS:
        return calendar_year(year + _OFFSETS[calendar], label)
    return Period(_start(year, calendar), _start(year + 1, calendar) - timedelta(days=1), label)


def calendar_period(text: str, calendar: str) -> Period | None:
    """The period that a folded label names in a calendar that is divided unlike the Gregorian one.

    A Nepali fiscal year ("2072/73") runs from Shrawan to Ashadh, here from 17 July.
    """
    if text.isdecimal() and int(text) in YEARS[calendar]:
        return year_of(int(text), calendar, text)
    match = _TWO_YEARS.fullmatch(text)
    if match is None or int(match[1]) not in YEARS[calendar]:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    if last == first + 1 and calendar == BIKRAM_SAMBAT:
        return Period(date(first - 57, 7, 17), date(first - 56, 7, 16), text)
    if not first < last < first + 30:
        return None
    end = _start(last + 1, calendar) - timedelta(days=1)
    return Period(_start(first, calendar), end, text)


def gregorian_label(text: str, calendar: str) -> str:
    """A label with the years of a calendar of Gregorian length as Gregorian ones."""
    offset = _OFFSETS[calendar]

    def convert(match: re.Match[str]) -> str:
        year = int(match[1])
        if year not in YEARS[calendar]:
            return match[0]
        second = f"{match[2]}{(int(match[3]) + offset) % 100:02}" if match[3] else ""
        return f"{year + offset}{second}"

    if calendar == ROC and text.isdecimal() and int(text) in YEARS[ROC]:
        return str(int(text) + offset)
    return _YEARS_IN_TEXT.sub(convert, text)


def has_gregorian_length(calendar: str) -> bool:
    """Whether the years of a calendar are Gregorian years under another number."""
    return calendar in _OFFSETS


def _start(year: int, calendar: str) -> date:
    """The first day of a solar Hijri or Bikram Sambat year."""
    if calendar == SOLAR_HIJRI:
        return _nowruz(year)
    # Baisakh begins on 14 April, in Gregorian leap years on the 13th (true since 2052 BS).
    gregorian = year - 57
    leap = gregorian % 4 == 0 and (gregorian % 100 != 0 or gregorian % 400 == 0)
    return date(gregorian, 4, 13 if leap else 14)


def _nowruz(year: int) -> date:
    """The first day of a solar Hijri year, by the cycle of 33 years that holds for 1244 to 1472."""
    cycles, position = divmod(year - 1, 33)
    leaps = sum(1 for n in range(1, position + 1) if n in (1, 5, 9, 13, 17, 22, 26, 30))
    return date(622, 3, 21) + timedelta(days=365 * (year - 1) + 8 * cycles + leaps)
