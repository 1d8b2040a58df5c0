"""Indicator codes that a spreadsheet turned into dates or shorter numbers: 1.2.1, 8.10."""

from collections.abc import Iterable
from datetime import date, datetime

from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.codes import (
    code_in,
    column_key,
    shortened_target,
    unmangled_codes,
)
from vnr_app.importing.context import PlanContext
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import cell_text
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.surveyed import ColumnCells, SheetCells

_SHOWN = 20


def code_problems(sheets: Iterable[SheetCells], context: PlanContext) -> list[Problem]:
    """Questions about cells of code columns that are no codes any more, each once a cell."""
    problems: list[Problem] = []
    for cells in sheets:
        for column in cells.columns.values():
            if _holds_codes(column, context.framework):
                problems += _dates(column, context)
                problems += _shortened(cells, column, context.framework)
    return problems[:_SHOWN]


def _holds_codes(column: ColumnCells, framework: Framework) -> bool:
    """Whether a column is headed as one of indicators, or most of its texts are their codes."""
    if not column.texts or not (column.dates or column.numbers):
        return False
    if any(role_of(column_key(text)) == "indicator" for text in list(column.texts)[:30]):
        return True
    short = [text for text in column.texts if len(text) <= 12]
    coded = sum(code_in(text, framework) is not None for text in short)
    return coded >= 2 and coded * 2 >= len(short)


def _dates(column: ColumnCells, context: PlanContext) -> list[Problem]:
    problems = []
    for row, cell in column.dates:
        day = cell.date() if isinstance(cell, datetime) else cell
        if not isinstance(day, date):
            continue
        text = cell_text(day)
        label = fold_text(text).lower()
        codes = unmangled_codes(text, context.framework)
        if codes and label not in context.recipe.indicators:
            message = _("“{text}” was read as the indicator {code}, which became a date.")
            problems.append(_question(column, row, text, codes, message))
    return problems


def _shortened(cells: SheetCells, column: ColumnCells, framework: Framework) -> list[Problem]:
    """Numbers such as 8.1 below 8.9: the target 8.10 without its last zero."""
    problems = []
    before = 0.0
    for number, row in enumerate(cells.head):
        cell = row[column.column] if column.column < len(row) else ""
        if not isinstance(cell, float) or cell.is_integer():
            continue
        if cell < before and int(cell) == int(before):
            code = shortened_target(cell, framework)
            if code:
                message = _("“{text}” seems to be the target {code} without its last zero.")
                problems.append(_question(column, number, cell_text(cell), (code,), message))
        before = cell
    return problems


def _question(
    column: ColumnCells, row: int, text: str, codes: tuple[str, ...], message: str
) -> Problem:
    return column.problem(
        "code-mangled",
        row,
        text,
        Severity.QUESTION,
        message.format(text=text, code=codes[0]),
        f"indicators.{fold_text(text).lower()}",
        (*codes, ""),
    )
