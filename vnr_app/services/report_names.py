"""What lines of figures are called in a report."""

import re
from collections.abc import Iterable
from dataclasses import replace

from vnr_app.domain.wholes import telling
from vnr_app.i18n import Words, words_of
from vnr_app.importing.series_codes import all_series
from vnr_app.importing.words import group_of
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.units_shown import name_of
from vnr_app.services.wording import breakdown_text

_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")


def table_caption(number: str, name: str, words: Words) -> str:
    """The caption of the table in the chapter of a goal; `name` is the goal's short name."""
    return words("Goal {number}: {name}, indicators and progress").format(number=number, name=name)


def annex_caption(number: str, name: str, words: Words) -> str:
    """The caption of a goal's table in the statistical annex; `name` is the goal's short name."""
    return words("Goal {number}: {name}, indicators by year").format(number=number, name=name)


def series_text(row: GoalTableRow, words: Words) -> str:
    """A line for readers: what is measured, without its unit, and the group it speaks of."""
    name = series_name(row, words)
    return f"{name} — {row.breakdown}" if needs_group(row, name) else name


def total_text(row: GoalTableRow, words: Words) -> str:
    """A line that stands alone, for readers: nothing tells it apart from others of its name."""
    return series_text(replace(row, has_namesake=False), words)


def series_name(row: GoalTableRow, words: Words) -> str:
    """What is measured; the indicator's title where the series has no name of its own."""
    if not row.series.name:
        return row.indicator_title
    return name_of(row.series, words, groups=row.has_namesake)


def english_names_note(rows: Iterable[GoalTableRow], words: Words) -> list[str]:
    """What is said of series of the United Nations' database that only English has a name for."""
    if words.language.startswith("en"):
        return []
    english = words_of("en")
    if any(
        row.series.code in all_series() and series_name(row, words) == series_name(row, english)
        for row in rows
    ):
        return [words("Series that have no name in this language are called as in English.")]
    return []


def needs_group(row: GoalTableRow, name: str) -> bool:
    """Whether the name alone would not say of whom the line speaks.

    “Proportion of women aged 20-24 years …” need not be followed by “age 20-24, female”.
    """
    if not row.breakdown:
        return False
    if not (row.whole and row.own):
        return True
    said = f"{name} {row.series.name}".casefold()
    figures = set(_NUMBERS.findall(said))
    groups = {group_of(word) for word in _WORDS.findall(said)}
    return not all(
        pair in groups or breakdown_text((pair,)) in said or (found and figures.issuperset(found))
        for pair in telling(row.latest.dimensions)
        for found in (set(_NUMBERS.findall(pair[1])),)
    )
