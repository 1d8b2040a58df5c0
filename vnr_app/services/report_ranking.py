"""Which figures of a goal tell most.

Recent before old, rates before counts, what moves before what stands still, a course before two
values; where that is equal the order of the framework, which names outcomes before means.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from vnr_app.domain.framework import official_order
from vnr_app.domain.indicators import Series
from vnr_app.i18n import words_of
from vnr_app.services.framework import load_framework
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.report_cells import numbered
from vnr_app.services.units_shown import Measure, measure_of, unit_of

_RECENT_YEARS = 4
_COURSE = 5
"""More values than this do not make a series tell more."""
_Rank = tuple[bool, bool, bool, int]


def best_of_each_indicator(rows: Iterable[GoalTableRow]) -> tuple[GoalTableRow, ...]:
    """Of each indicator the national line that speaks for it, those that tell most first."""
    headlines = sorted(filter(_is_headline, rows), key=_official)
    chosen = [
        max(own, key=speaks_for_its_indicator)
        for _code, own in groupby(headlines, key=lambda row: row.indicator)
    ]
    return ranked({row.series.id: row for row in chosen}.values())


def ranked(rows: Iterable[GoalTableRow]) -> tuple[GoalTableRow, ...]:
    """The lines that tell most first."""
    rows = sorted(rows, key=_official)
    newest = max((row.latest.period.start.year for row in rows), default=0)
    return tuple(sorted(rows, key=lambda row: _tells_much(row, newest), reverse=True))


def _official(row: GoalTableRow) -> tuple[object, ...]:
    return official_order(row.indicator)


def _is_headline(row: GoalTableRow) -> bool:
    if measure_of(row.series) in (Measure.YES_NO, Measure.YEAR):
        return False
    return row.own and row.whole and row.latest.value.number is not None


def _tells_much(row: GoalTableRow, newest: int) -> _Rank:
    known = numbered(row)
    is_recent = newest - row.latest.period.start.year <= _RECENT_YEARS
    return (is_recent, _is_rate(row.series), moves(row), min(len(known), _COURSE))


def moves(row: GoalTableRow) -> bool:
    """Whether the values of a line differ."""
    return len({point.value.number for point in numbered(row)}) > 1


def _is_rate(series: Series) -> bool:
    text = unit_of(series, words_of("en"))
    return "%" in text or text == "years" or text.startswith(("per ", "percent"))


def speaks_for_its_indicator(row: GoalTableRow) -> tuple[float, int]:
    """How near a series is to the official indicator, and how long its record."""
    found = load_framework().find_indicator(row.indicator)
    title = found.title if found else row.indicator_title
    return (_likeness(row.series.name.lower(), title.lower()), len(row.points))


@lru_cache(maxsize=4096)
def _likeness(name: str, title: str) -> float:
    return round(SequenceMatcher(None, name, title).ratio(), 1)
