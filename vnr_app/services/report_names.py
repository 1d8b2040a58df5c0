"""What lines of figures are called in a report."""

import re

from vnr_app.i18n import Words
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.wording import without_unit

_NUMBERS = re.compile(r"\d+")
_COMMA = re.compile(r"[,،，] ?")
_UNIT = re.compile(r"\s*\((?:%|number|per ?cent|percent)\)$", re.IGNORECASE)
"""What series of the United Nations' database have at the end of their names."""


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


def series_name(row: GoalTableRow, words: Words) -> str:
    """What is measured; the indicator's title where the series has no name of its own."""
    name = _UNIT.sub("", row.series.name or row.indicator_title)
    return without_unit(name, row.series.unit, words)


def needs_group(row: GoalTableRow, name: str) -> bool:
    """Whether the name alone would not say of whom the line speaks.

    “Proportion of women aged 20-24 years …” need not be followed by “age 20-24, women”.
    """
    if not row.breakdown:
        return False
    if not (row.whole and row.own):
        return True
    said = name.casefold()
    figures = set(_NUMBERS.findall(said))
    return not all(
        group.casefold() in said or (found and figures.issuperset(found))
        for group in _COMMA.split(row.breakdown)
        for found in (set(_NUMBERS.findall(group)),)
    )
