"""Periods as offices print them, in many languages, with marks and words around them."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from vnr_app.domain.periods import (
    DEFAULT_FISCAL_MONTH,
    Period,
    calendar_year,
    months_from,
    parse_period,
)
from vnr_app.importing.calendars import (
    calendar_period,
    gregorian_label,
    has_gregorian_length,
    named_year,
    without_era,
)
from vnr_app.importing.dates import DAY_FIRST, text_date
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Cell, cell_text
from vnr_app.importing.number_formats import shows_month, shows_year_only
from vnr_app.importing.period_words import worded_period

LONGEST = 60
_SERIAL_START = date(1899, 12, 30)
_SERIAL_YEARS = range(1950, 2101)
_SCHOOL_MONTH = 9
_SPLIT_DAYS = 366

_MARK = re.compile(
    r"(?<=[\d.)])\s*(?:[*†‡•¹²³⁰⁴-⁹ᵃ-ᵿʰ-ˀ˒ⁱⁿ]+|(?:(?<=\d{4})|(?<=\s))\d{1,2}[/)]"
    r"|(?<=\d\d)\+|\(\d{1,2}\)|\[(?:note )?[\w, ]{1,10}\]|\(?[a-z][/)]|\(?[prefb]\)?(?![^\W_])"
    r"|\(?(?:est|prov|prelim|rev|proj|предв|оцен|прогн)\w*\.?\)?"
    r"|\((?:provisional|preliminary|estimated?|revised|baseline|base)\))$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<=[\d)])\s*(?:-?\s?ж(?:ыл\w*|ж?\.?)|-?\s?г(?:од\w*|г?\.?\s?г?\.?)|年度?|년"
    r"|م|years?|yr\.?|йил\w*|yil\w*|сол\w*|он)\.?$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:calendar year|reference year|year|год[ау]?|за|в|année|an|año|ano|سنة|السنة|عام|العام"
    r"|لعام|жыл|жылы|ปี|năm|tahun|average|avg\.?|annual average|среднее за|среднегодов\w+|cy)"
    r"\.?\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"^(?:AY|SY|school year|academic year|année scolaire|curso|учебный год)\s*:?\s*(?=\d)"
    r"|(?:учебный год|уч\.?\s?г(?:од|\.)|оқу жылы|окуу жылы|school year|academic year)$",
    re.IGNORECASE,
)
_FISCAL_HEAD = re.compile(
    r"^(?:FY|F\.Y\.|fiscal year|financial year|exercice|финансовый год|السنة المالية|财年)"
    r"\s*:?\s*'?(?=\d)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"^[(\[]\s*(.*\d.*?)\s*[)\]]$")
_WHOLE = re.compile(r"(\d{4})\.0")
_DASHED = re.compile(r"(?<=\d{4})\s*[-–]\s*(?=\d)")
_FISCAL_LABEL = re.compile(r"(\d{4})\s*[/\-–]\s*(?:\d{2}|\d{4})")


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """What is decided about the periods of a file: see the fields of a recipe."""

    fiscal_month: int = DEFAULT_FISCAL_MONTH
    calendar: str = ""
    split_years: str = ""
    date_order: str = ""


NO_RULES = PeriodRules()


def read_period(
    cell: Cell, rules: PeriodRules = NO_RULES, number_format: str = ""
) -> Period | None:
    """The period that a cell names, its label without marks of footnotes and words for "year"."""
    if isinstance(cell, datetime | date):
        return _date_period(cell, number_format)
    label = period_text(cell)
    if not label:
        return None
    if (named := named_year(label)) is not None:
        return named[1]
    if rules.calendar not in ("", "gregorian"):
        if not has_gregorian_length(rules.calendar):
            return calendar_period(label, rules.calendar)
        found = _gregorian(gregorian_label(label, rules.calendar), rules)
        return Period(found.start, found.end, label) if found else None
    return _gregorian(label, rules)


def _gregorian(label: str, rules: PeriodRules) -> Period | None:
    school = _SCHOOL.search(label) is not None
    text = _SCHOOL.sub("", label).strip() if school else label
    month = _SCHOOL_MONTH if school else rules.fiscal_month
    fiscal = _FISCAL_HEAD.match(text)
    plain = text[fiscal.end() :] if fiscal else without_era(text)
    if school:
        plain = _DASHED.sub("/", plain)
    period = parse_period(plain, month)
    if period is not None:
        return _split(Period(period.start, period.end, label), rules.split_years)
    day = text_date(plain, rules.date_order or DAY_FIRST)
    if day is not None:
        return Period(day, day, label)
    period = worded_period(plain, rules.fiscal_month)
    return Period(period.start, period.end, label) if period else None


def _split(period: Period, split_years: str) -> Period:
    """A fiscal year as its first or last calendar year, where that is decided."""
    across = period.start.year + 1 == period.end.year
    if split_years in ("", "period") or not across or not _FISCAL_LABEL.search(period.label):
        return period
    if (period.end - period.start).days > _SPLIT_DAYS:
        return period
    year = period.start.year if split_years == "first" else period.end.year
    return calendar_year(year, period.label)


def is_split_year(period: Period) -> bool:
    """Whether a period is a year such as "2017/18", which some mean as a calendar year."""
    return _split(period, "first") != period


def _date_period(cell: date, number_format: str) -> Period | None:
    day = cell.date() if isinstance(cell, datetime) else cell
    if year := serial_year(day):
        return calendar_year(year)
    if number_format and shows_year_only(number_format):
        return calendar_year(day.year)
    if number_format and shows_month(number_format):
        return months_from(day.year, day.month, 1, f"{day:%Y-%m}")
    if (day.month, day.day) == (1, 1):
        return calendar_year(day.year)
    return Period(day, day, cell_text(cell))


def serial_year(day: date) -> int:
    """The year whose number, formatted as a date, shows as this day of 1905; 0 for other days."""
    serial = (day - _SERIAL_START).days
    return serial if serial in _SERIAL_YEARS else 0


def split_period(cell: Cell) -> tuple[str, str]:
    """The label of a period, and the mark beside it: "2013*" → ("2013", "*")."""
    if isinstance(cell, datetime | date):
        period = _date_period(cell, "")
        return (period.label if period else "", "")
    if isinstance(cell, bool):
        return "", ""
    text = fold_text(cell_text(cell))
    if len(text) > LONGEST or not any(sign.isdigit() or sign == "元" for sign in text):
        return "", ""
    marks: list[str] = []
    before = ""
    while before != text:
        before = text
        if match := _MARK.search(text):
            marks.insert(0, match[0].strip())
            text = text[: match.start()].strip()
        if named_year(text) is None and not _SCHOOL.search(text):
            text = _HEAD.sub("", _TAIL.sub("", text)).strip(" ,;:")
        if match := _WRAPPED.match(text) or _WHOLE.fullmatch(text):
            text = match[1]
    return text, " ".join(marks)


def period_text(cell: Cell) -> str:
    """The label of a period without marks and words for "year"; empty when the cell has none."""
    return split_period(cell)[0]
