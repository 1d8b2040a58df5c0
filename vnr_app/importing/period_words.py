"""Periods with words in them: months, quarters, halves, weeks, years that end in a month."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from vnr_app.domain.periods import Period, months_from, parse_period
from vnr_app.importing.dates import full_year
from vnr_app.importing.month_names import HALF, MONTH, MONTHS, ORDINAL, ORDINALS, QUARTER

_Y = r"(?:18|19|20|21)\d\d"
_YEAR_WORD = r"\s*(?:г(?:од[ауы]?|г?\.?)?|жыл\w*|ж\.?|年度?|year)?\.?"
_TO = r"\s*(?:-|–|—|to|through|until|по|до|à|au|a|al|hasta|إلى|至|到)\s*"
_OF = r"[\s,.\-/']*(?:of|de|du|del|d'|من)?\s*"
_DAY = r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|-?го|-?е)?\.?\s*(?:of |de |de l')?\s*)?"


# Compiled when a label is met that may match: a file of plain years needs none of them.
_MONTH_YEAR = rf"(?P<month>{MONTH})\.?{_OF}(?P<year>{_Y}|\d\d){_YEAR_WORD}"
_YEAR_MONTH = rf"(?P<year>{_Y})[\s,\-/:.]*(?P<month>{MONTH})\.?"
_DATE = (
    rf"(?:as of|at|on|as at|на|au|al|le)?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|-?го|-?е)?\.?"
    rf"[\s\-/]*(?:of |de )?(?P<month>{MONTH})\.?{_OF}(?P<year>{_Y}){_YEAR_WORD}"
)
_US_DATE = rf"(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_Y})"
_MONTHS = (
    rf"(?P<month>{MONTH})\.?\s*(?P<first>{_Y})?{_TO}(?P<last>{MONTH})\.?"
    rf"{_OF}(?P<year>{_Y}){_YEAR_WORD}"
)
_ENDING = (
    rf"(?:(?:financial |fiscal |calendar )?year|(?:12|twelve) months)\s*(?:ending|ended|to|end)\s*"
    rf"(?:in |on )?{_DAY}(?P<month>{MONTH})\.?{_OF}(?P<year>{_Y})"
)
_FIRST_MONTHS = rf"(?P<count>\d{{1,2}})\s*(?:M|months?|мес\w*\.?|ай)\s*{_OF}(?P<year>{_Y})"
_NUMBERED = rf"(?P<month>0?[1-9]|1[0-2])\s?[/\-]\s?(?P<year>{_Y})"
_CHINESE = r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月(?:份)?(?:\s*(?P<day>\d{1,2})\s*日)?"
_SIDE = r"[\s,.\-/:()]*(?:of |de |du |del |за )?\s*"
_YEARS = rf"(?P<year>{_Y}(?:/\d\d(?:\d\d)?)?)"
_PART = (
    rf"(?:Q|T|кв\.?)\s?(?P<q>[1-4])|(?P<q2>[1-4])\s?Q|(?P<h>H[12]|[12]H)"
    rf"|第?(?P<o>{ORDINAL})\.?(?:\s*-?\s*(?:й|е|я|st|nd|rd|th|er|e|ème|º))?\s*"
    rf"(?:(?P<quarter>{QUARTER})|(?P<half>{HALF}))"
    rf"|(?:(?P<quarter3>{QUARTER})|(?P<half3>{HALF}))\s*(?P<o3>{ORDINAL})"
    r"|(?P<s>[上下])半年"
)
_PART_YEAR = rf"(?:{_PART}){_SIDE}{_YEARS}{_YEAR_WORD}"
_YEAR_PART = rf"{_YEARS}{_YEAR_WORD}{_SIDE}(?:{_PART})"
_WEEK = (
    rf"(?:week|wk|неделя|semaine|semana|W)\s?(?P<week>\d{{1,2}})[\s,]*(?:of )?(?P<year>{_Y})"
    rf"|(?P<year2>{_Y})[\s,\-]*(?:week|wk|W)\s?(?P<week2>\d{{1,2}})"
    rf"|(?P<year3>{_Y})\s*年\s*第?(?P<week3>\d{{1,2}})\s*[周週]"
)
_SPAN = rf"(?:from |с |de )?(?P<first>{_Y}){_YEAR_WORD}{_TO}(?P<last>{_Y}){_YEAR_WORD}"
_EDGE = (
    r"(?:end|beginning|start|mid|на начало|на конец|конец|начало|fin|début|finales de|نهاية)"
    rf"[\s\-]*(?:of )?(?P<year>{_Y}){_YEAR_WORD}"
)


def worded_period(text: str, fiscal_month: int) -> Period | None:
    """The period of a folded label with words in it, None when there is none."""
    if not any(map(str.isdigit, text)):
        return None
    names_month = any(name in text.lower() for name in MONTHS)
    for pattern, read in _READERS:
        if (names_month or MONTH not in pattern) and (match := _compiled(pattern).fullmatch(text)):
            return read(match, fiscal_month)
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _month(name: str) -> int:
    return MONTHS[name.lower()]


def _one_month(match: re.Match[str], _fiscal: int) -> Period | None:
    return months_from(full_year(match["year"]), _month(match["month"]), 1, match[0])


def _one_day(match: re.Match[str], _fiscal: int) -> Period | None:
    try:
        day = date(int(match["year"]), _month(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Period(day, day, match[0])


def _several_months(match: re.Match[str], _fiscal: int) -> Period | None:
    last_year = int(match["year"])
    first, last = _month(match["month"]), _month(match["last"])
    first_year = int(match["first"]) if match["first"] else last_year - (first > last)
    count = (last_year - first_year) * 12 + last - first + 1
    return months_from(first_year, first, count, match[0]) if count > 0 else None


def _year_ending(match: re.Match[str], _fiscal: int) -> Period | None:
    year, month = int(match["year"]), _month(match["month"])
    first = (year, 1) if month == 12 else (year - 1, month + 1)
    return months_from(*first, 12, match[0])


def _first_months(match: re.Match[str], _fiscal: int) -> Period | None:
    count = int(match["count"])
    return months_from(int(match["year"]), 1, count, match[0]) if 1 <= count <= 12 else None


def _numbered_month(match: re.Match[str], _fiscal: int) -> Period | None:
    return months_from(int(match["year"]), int(match["month"]), 1, match[0])


def _chinese_month(match: re.Match[str], _fiscal: int) -> Period | None:
    year, month = int(match["year"]), int(match["month"])
    if match["day"]:
        return parse_period(f"{year}-{month:02}-{int(match['day']):02}")
    return parse_period(f"{year}-{month:02}") if 1 <= month <= 12 else None


def _part_of_year(match: re.Match[str], fiscal: int) -> Period | None:
    """A quarter or a half of a calendar year, or of a fiscal one ("2015/16 Q1")."""
    year = int(match["year"][:4])
    start = fiscal if "/" in match["year"] else 1
    if quarter := match["q"] or match["q2"]:
        position, count = int(quarter), 3
    elif half := match["h"]:
        position, count = int(half.strip("hH")), 6
    elif match["s"]:
        position, count = "上下".index(match["s"]) + 1, 6
    else:
        position = ORDINALS[(match["o"] or match["o3"]).lower()]
        count = 3 if match["quarter"] or match["quarter3"] else 6
    if position * count > 12:
        return None
    first = start - 1 + (position - 1) * count
    return months_from(year + first // 12, first % 12 + 1, count, match[0])


def _one_week(match: re.Match[str], _fiscal: int) -> Period | None:
    year = int(match["year"] or match["year2"] or match["year3"])
    week = int(match["week"] or match["week2"] or match["week3"])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Period(monday, monday + timedelta(days=6), match[0])


def _span(match: re.Match[str], _fiscal: int) -> Period | None:
    return parse_period(f"{match['first']}-{match['last']}")


def _edge_of_year(match: re.Match[str], _fiscal: int) -> Period | None:
    return parse_period(match["year"])


_READERS: tuple[tuple[str, Callable[[re.Match[str], int], Period | None]], ...] = (
    (_CHINESE, _chinese_month),
    (_NUMBERED, _numbered_month),
    (_PART_YEAR, _part_of_year),
    (_YEAR_PART, _part_of_year),
    (_MONTH_YEAR, _one_month),
    (_YEAR_MONTH, _one_month),
    (_MONTHS, _several_months),
    (_DATE, _one_day),
    (_US_DATE, _one_day),
    (_ENDING, _year_ending),
    (_FIRST_MONTHS, _first_months),
    (_WEEK, _one_week),
    (_SPAN, _span),
    (_EDGE, _edge_of_year),
)
