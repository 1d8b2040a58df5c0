"""Periods inside texts: "Births 2011-2015 (combined years)", "Apr-Jun 1992", a year and a quarter.

A whole cell that names a period is `Collector.period`'s task; here periods are found within longer
texts, and a year is put together with the quarter, half or month that stands beside it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from vnr_app.domain.periods import Period
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import in_languages, is_total

_YEAR = r"(?:1[89]|20|21)\d\d"
_END = r"(?![\d]|[.,]\d)"
_YEARS = (
    rf"{_YEAR}\s*[/\-–—]\s*(?:{_YEAR}|\d{{2}}){_END}"
    rf"|{_YEAR}\s+(?:to|по|à|a|au|al)\s+{_YEAR}{_END}"
)
_QUARTERS = rf"{_YEAR}\s*[- ]?\s*[QTКк][1-4]\b|\b[QTКк][1-4]\s*[-/ ]?\s*{_YEAR}{_END}"
_IN_TEXT = re.compile(rf"(?<!\d)(?<!\d[.,])(?<!^[.,])(?:{_QUARTERS}|{_YEARS}|{_YEAR}{_END})")
_ENDING = re.compile(
    rf"\b(?P<kind>(?:financial|fiscal)\s+)?years?\s+(?:ending|ended|to)(?:\s+(?:\d{{1,2}}\s+)?"
    rf"(?P<month>[^\W\d_]+))?\s+(?P<year>{_YEAR}){_END}",
    re.IGNORECASE,
)
_BASE = re.compile(
    rf"(?:constant|base|prices? of|в ценах|boundaries as of|revised in|since)\s*:?\s*{_YEAR}"
    rf"|{_YEAR}\s*(?:г\.?\s*)?(?:=\s*100|prices?|us\s*\$|ppp|boundaries|цен\w*)"
    rf"|{_YEAR}\s*г\.?\s*=\s*100",
    re.IGNORECASE,
)
"""Years that say how something is measured, not when."""

_DATED = re.compile(
    r"publi|prepar|elabor|print|generated|access|retriev|created|modif|подготов|préparé|releas|updat|download|extract|issued|version|next|inquir|contact|©|copyright|isbn"
    r"|дата|обновл|выпуск|опубл|fecha de|date de|mise à jour|更新|发布|تاريخ",
    re.IGNORECASE,
)
"""Lines that tell when something was published."""

_REMARK = re.compile(r"\s*\([^()]*\)$")
_PART = re.compile(
    r"(?:q|t|qtr|quarter|trimestre|кв\.?|квартал)\s*\.?\s*([1-4]|iv|i{1,3})"
    r"|([1-4]|iv|i{1,3})\s*[-.]?\s*(?:st|nd|rd|th|er|e|eme|ème|й|-й)?\s*"
    r"(?:q|t|qtr|quarter|trimestre|кв\.?|квартал)|第?([一二三四1-4])季度?|الربع\s+(\w+)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?:h|s)\s*([12])|([12]|i{1,2})\s*[-.]?\s*(?:st|nd|er|e|ème|-е)?\s*"
    r"(?:half(?:[- ]year)?|semest(?:re|er)|полугодие)|(上|下)半年|semest(?:re|er)\s*([12]|i{1,2})",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(
    r"annual|(?:whole |full |the )?year|year total|за год|год|anual|année|annuel|año|السنة|全年",
    re.IGNORECASE,
)
_ORDER = {
    **{text: n for n, text in enumerate(("i", "ii", "iii", "iv"), 1)},
    **{text: n for n, text in enumerate("一二三四", 1)},
    **{text: n for n, text in enumerate(("الأول", "الثاني", "الثالث", "الرابع"), 1)},
    "上": 1,
    "下": 2,
}
_MONTH_LANGUAGES = "en fr es ru ar pt ky kk uz uk tr de it sw id vi"
_SPAN = re.compile(r"([^\W\d_]+)\.?(?:\s*(?:[-–—/]|to|à|a|по)\s*([^\W\d_]+)\.?)?", re.IGNORECASE)
_MONTHS_YEAR = re.compile(rf"(?P<months>[^\d]+?)[\s,.\-]*(?P<year>{_YEAR})\s*(?:г\.?)?")
_YEAR_MONTHS = re.compile(rf"(?P<year>{_YEAR})[\s,.\-]*(?P<months>[^\d]+)")

PeriodOf = Callable[[str], Period | None]
"""The period that a whole text names."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year, counted in months: quarter 2 of a year is 3 months from its fourth.

    `named` tells that a calendar month was named, so that it is sought in the year.
    """

    first: int
    months: int
    named: bool
    text: str


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, int]:
    """The names of months in many languages, long and short, in lower case without points."""
    from babel.dates import get_month_names  # noqa: PLC0415 - loads locale data

    found: dict[str, int] = {}
    for language in _MONTH_LANGUAGES.split():
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(name.lower().rstrip("."), number)
    found["sept"] = 9
    return found


@lru_cache(maxsize=4_096)
def part_of(text: str) -> Part | None:
    """The quarter, half, month or run of months that a text names without a year."""
    plain = _REMARK.sub("", fold_text(text)).strip(" .,:").lower()
    if not plain or len(plain) > 30:
        return None
    if match := _PART.fullmatch(plain):
        number = _order(next(group for group in match.groups() if group))
        return Part(number * 3 - 2, 3, named=False, text=text.strip()) if number else None
    if match := _HALF.fullmatch(plain):
        number = _order(next(group for group in match.groups() if group))
        return Part(number * 6 - 5, 6, named=False, text=text.strip()) if number else None
    match = _SPAN.fullmatch(plain)
    first = _month_numbers().get(match[1]) if match else None
    if match is None or first is None:
        return None
    last = _month_numbers().get(match[2]) if match[2] else first
    if last is None:
        return None
    return Part(first, (last - first) % 12 + 1, named=True, text=text.strip())


def month_part(text: str) -> Part | None:
    """The month of a year that a number from 1 to 12 stands for."""
    number = int(text) if text.isdecimal() and len(text) <= 2 else 0
    return Part(number, 1, named=True, text=text) if 1 <= number <= 12 else None


def is_whole_year(text: str) -> bool:
    """Whether a text among quarters or months means the year: "Annual", "Total"."""
    return _WHOLE_YEAR.fullmatch(text.strip(" .,:")) is not None or is_total(text)


def _order(text: str) -> int:
    return int(text) if text.isdecimal() else _ORDER.get(text, 0)


def combine(year: Period, part: Part) -> Period | None:
    """That part of that year; None where the period is no span of twelve months."""
    if not 360 <= (year.end - year.start).days <= 370:
        return None
    begin = part.first - 1
    if part.named:
        begin = (part.first - year.start.month) % 12
    month = year.start.month - 1 + begin
    first = date(year.start.year + month // 12, month % 12 + 1, 1)
    after = month + part.months
    last = date(year.start.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return Period(first, last, f"{part.text} {year.label}")


def whole_period(text: str, period_of: PeriodOf) -> Period | None:
    """The period that a whole text names, months before or after their year included."""
    if found := period_of(text):
        return found
    if len(text) > 60:
        return None
    folded = fold_text(text).strip(" .,:")
    if (match := _ENDING.fullmatch(folded)) and (found := _ending(match, period_of)):
        return found
    found = _in_languages(text, period_of) or _with_months(folded, period_of)
    if not found and folded.endswith(")"):
        found = period_of(folded.replace("(", " ").rstrip(")"))
    match = None if found else _IN_TEXT.fullmatch(folded)
    return _found(match[0], period_of) if match else found


def _in_languages(text: str, period_of: PeriodOf) -> Period | None:
    """The period that a text names in several languages."""
    parts = [] if text.isascii() else in_languages(text)
    found = [period_of(part) for part in parts] if len(parts) > 1 else []
    spans = {(period.start, period.end) if period else None for period in found}
    return found[-1] if len(spans) == 1 else None


def _with_months(folded: str, period_of: PeriodOf) -> Period | None:
    """The part of a year that is named before or behind the year."""
    for pattern in (_MONTHS_YEAR, _YEAR_MONTHS):
        match = pattern.fullmatch(folded)
        part = part_of(match["months"]) if match else None
        year = period_of(match["year"]) if match else None
        if part and year and (whole := combine(year, part)):
            return Period(whole.start, whole.end, folded)
    return None


def periods_in(text: str, period_of: PeriodOf) -> list[tuple[Period, str]]:
    """The periods within a text, each with the text that is left without it."""
    if whole := whole_period(text, period_of):
        return [(whole, "")]
    folded = fold_text(text)
    if not any(sign.isdigit() for sign in folded):
        return []
    folded = _BASE.sub(" ", folded)
    if match := _ENDING.search(folded):
        found = _ending(match, period_of)
        return [(found, _without(folded, match))] if found else []
    result = []
    for match in _IN_TEXT.finditer(folded):
        months = _month_before(folded, match, period_of)
        found = months[0] if months else _found(match[0], period_of)
        if found is not None:
            left = folded[: months[1] if months else match.start()] + folded[match.end() :]
            result.append((found, _tidy(left)))
    return result


def _ending(match: re.Match[str], period_of: PeriodOf) -> Period | None:
    """The twelve months up to a month, or the fiscal year that ends in a year."""
    year = int(match["year"])
    named = (match["month"] or "").lower()
    month = _month_numbers().get(named)
    if named and month is None:
        return None
    if month is None:
        return period_of(f"{year - 1}/{year % 100:02d}") if match["kind"] else None
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    begun = date(year - 1 + month // 12, month % 12 + 1, 1)
    return Period(begun, end, fold_text(match[0]))


def _month_before(
    text: str, match: re.Match[str], period_of: PeriodOf
) -> tuple[Period, int] | None:
    """The months named right before a year, with the place where they begin."""
    before = re.search(
        r"([^\W\d_]+\.?(?:\s*[-–—]\s*[^\W\d_]+\.?)?)(?:\s+(?:of|de|del|du|за))?[\s,]*$",
        text[: match.start()],
    )
    part = part_of(before[1]) if before else None
    year = period_of(match[0]) if part else None
    whole = combine(year, part) if year and part else None
    return (whole, before.start()) if whole and before else None


def _found(text: str, period_of: PeriodOf) -> Period | None:
    spaced = re.sub(r"\s+(?:to|по|à|a|au|al)\s+", "-", text)
    return period_of(text) or period_of(spaced)


def _without(text: str, match: re.Match[str]) -> str:
    return _tidy(text[: match.start()] + text[match.end() :])


def _tidy(text: str) -> str:
    left = re.sub(r"[(\[]\s*[)\]]", "", text)
    return " ".join(left.split()).strip(" ,;:–—-/")


def period_of_texts(texts: list[str], period_of: PeriodOf) -> Period | None:
    """The one period that texts around a table name, the first text that names any deciding.

    Of several in a text ("2001 to 2018, of which 2018 …") the latest that ends last.
    """
    for text in texts:
        if _DATED.search(text):
            continue
        found = [period for period, _rest in periods_in(text, period_of)]
        if found:
            return max(found, key=lambda period: (period.end, period.start))
    return None


def one_period(texts: Iterable[str], period_of: PeriodOf) -> Period | None:
    """The period that texts all over a file name, where they name but one."""
    found = {
        (period.start, period.end): period
        for text in texts
        if not _DATED.search(text)
        for period, _rest in periods_in(text, period_of)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def period_in_name(name: str, period_of: PeriodOf) -> Period | None:
    """The period in the name of a sheet or file, where words are joined by signs or not at all."""
    if found := period_of_texts([name.replace("_", " ")], period_of):
        return found
    years = re.findall(rf"(?<!\d){_YEAR}(?!\d)", name)
    return period_of(years[-1]) if len(set(years)) == 1 else None
