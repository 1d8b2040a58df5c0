"""Rows of periods: which cells of a row name periods, and whether the row can be a header."""

import re

from vnr_app.domain.importplan import Severity, cell_name
from vnr_app.domain.periods import Period
from vnr_app.i18n import _
from vnr_app.importing.date_steps import DateSteps
from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.period_texts import LONGEST

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:18|19|20|21)\d\d")
_GLUED = re.compile(r"((?:19|20)\d\d)\d")
_MEASURED = re.compile(r"-?\d+[.,]\d+(?:\s*%)?|-?\d+\s*%")
"""A value written as text, which is no period, year or code of a heading."""


def is_number(cell: Cell, typed: bool = True) -> bool:
    """Whether a cell is a number: by its type, or by its text where all cells are text."""
    if isinstance(cell, str):
        return not typed and _NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def period_columns(row: Row, collector: Collector) -> dict[int, Period]:
    """The cells of a row that name periods, when the row can be a header; else none."""
    periods: dict[int, Period] = {}
    odd: list[int] = []
    for column, cell in enumerate(row):
        if cell == "":
            continue
        period = collector.period(cell) if _may_be_period(cell, collector) else None
        if period is not None:
            periods[column] = period
        elif is_number(cell) or _GLUED.fullmatch(cell_text(cell)):
            odd.append(column)
        elif periods and _MEASURED.fullmatch(cell_text(cell)):
            # Periods with values beside them date those values.
            return {}
    steps = DateSteps(row[column] for column in periods)
    periods = {column: steps.period(row[column]) or found for column, found in periods.items()}
    if odd:
        periods |= _glued_years(row, odd, periods, collector)
    return dict(sorted(periods.items())) if all(column in periods for column in odd) else {}


def _may_be_period(cell: Cell, collector: Collector) -> bool:
    if isinstance(cell, int | float):
        known = bool(collector.context.recipe.calendar) or 1900 <= cell <= 2100
        return known and float(cell).is_integer()
    if isinstance(cell, str):
        short = len(cell) <= LONGEST
        return short and (not cell.isascii() or _YEAR.search(cell) is not None)
    return True


def _glued_years(
    row: Row, columns: list[int], periods: dict[int, Period], collector: Collector
) -> dict[int, Period]:
    """Years with a footnote digit glued on ("20221"), where the years beside leave no doubt."""
    found: dict[int, Period] = {}
    for column in columns:
        match = _GLUED.fullmatch(cell_text(row[column]))
        if match is None:
            continue
        year = int(match[1])
        left = periods.get(column - 1) or found.get(column - 1)
        right = periods.get(column + 1)
        if any(beside and abs(beside.year - year) == 1 for beside in (left, right)):
            period = collector.period(str(year))
            if period is not None:
                found[column] = period
    return found


def warn_glued(
    sheet: str, number: int, row: Row, periods: dict[int, Period], collector: Collector
) -> None:
    """Tell of every year of a header that was freed of a glued footnote digit."""
    for column, period in periods.items():
        text = text_at(row, column)
        if _GLUED.fullmatch(text):
            collector.problem(
                "year-glued",
                _("“{text}” was read as the year {year} with a footnote mark.").format(
                    text=text, year=period.label
                ),
                sheet=sheet,
                cell=cell_name(number, column),
                value=text,
                severity=Severity.QUESTION,
            )
