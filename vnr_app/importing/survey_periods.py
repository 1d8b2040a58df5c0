"""What is to be asked or said about the periods of a file: calendars, dates, years."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _, ngettext
from vnr_app.importing.dates import DAY_FIRST, MONTH_FIRST, date_orders
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Cell, cell_text
from vnr_app.importing.period_texts import (
    PeriodRules,
    is_split_year,
    period_text,
    read_period,
    serial_year,
)
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.survey_calendars import calendar_problems
from vnr_app.importing.surveyed import ColumnCells, SheetCells

_LONGEST = 30
_SAMPLE = 60
"""Distinct texts of a column by which it is told whether it names periods."""
_FIRST_DAY = date(1900, 3, 1)
_LAST_YEAR = 2200

_Place = tuple[ColumnCells, int, Cell]
"""Column, row and content of a cell that names a period."""


def date_order_of(sheets: Iterable[SheetCells]) -> str:
    """The order of day and month that the text dates of a file prove; empty without proof."""
    votes = sum((_orders(column) for column in _columns(sheets)), Counter[str]())
    del votes[""]
    return max(votes, key=votes.__getitem__) if votes else ""


def period_problems(
    sheets: Sequence[SheetCells], recipe: Recipe, rules: PeriodRules
) -> list[Problem]:
    """Questions and notes about all that names periods."""
    problems = [p for column in _columns(sheets) for p in _ambiguous(column, recipe, rules)]
    for cells in sheets:
        problems += _odd_dates(cells)
        problems += _normalised(cells, rules)
    if not recipe.split_years:
        problems += _split_years(sheets, rules)
    return problems + calendar_problems(sheets, recipe)


def _columns(sheets: Iterable[SheetCells]) -> Iterator[ColumnCells]:
    return (column for cells in sheets for column in cells.columns.values())


def _orders(column: ColumnCells) -> Counter[str]:
    return date_orders(text for text in column.texts if len(text) <= _LONGEST)


def _ambiguous(column: ColumnCells, recipe: Recipe, rules: PeriodRules) -> list[Problem]:
    votes = _orders(column)
    if recipe.date_order or not votes[""]:
        return []
    taken = rules.date_order or DAY_FIRST
    row, text = min(
        (found.row, text) for text, found in column.texts.items() if date_orders([text])[""]
    )
    message = (
        _("“{text}” can be read with the day or the month first. The day was taken first.")
        if taken == DAY_FIRST
        else _("“{text}” can be read with the day or the month first. The month was taken first.")
    )
    other = MONTH_FIRST if taken == DAY_FIRST else DAY_FIRST
    return [
        column.problem(
            "date-ambiguous",
            row,
            text,
            Severity.QUESTION,
            message.format(text=text),
            "date_order",
            (taken, other),
        )
    ]


def _odd_dates(cells: SheetCells) -> list[Problem]:
    """One warning a sheet about cells with a date format whose numbers can be no date."""
    odd = [
        (row, column, cell)
        for column in cells.columns.values()
        for row, cell in column.dates
        if _is_odd(cell)
    ]
    if not odd:
        return []
    # What can be told is told first: the number of a year under a date format.
    row, column, cell = min(odd, key=lambda found: (not _year(found[2]), found[0]))
    if year := _year(cell):
        message = _("“{text}” is probably the year {year} with the format of a date.")
    else:
        message = ngettext(
            "{count} cell has the format of a date or time, but holds no usable date.",
            "{count} cells have the format of a date or time, but hold no usable date.",
            len(odd),
        )
    text = message.format(text=cell_text(cell), year=year, count=len(odd))
    return [column.problem("date-range", row, cell_text(cell), Severity.WARNING, text)]


def _is_odd(cell: Cell) -> bool:
    if isinstance(cell, time | timedelta):
        return True
    day = _day(cell)
    return day is not None and (day < _FIRST_DAY or day.year > _LAST_YEAR or serial_year(day) > 0)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _year(cell: Cell) -> int:
    day = _day(cell)
    return serial_year(day) if day else 0


def _period_places(cells: SheetCells, rules: PeriodRules) -> Iterator[_Place]:
    """The texts that name periods in header rows, and in columns that mostly name periods."""
    for number, row in enumerate(cells.head):
        named = [
            (column, cell)
            for column, cell in enumerate(row[: len(cells.columns) + 50])
            if column in cells.columns and _may_name(cell) and read_period(cell, rules)
        ]
        if len(named) >= 2:
            yield from ((cells.columns[c], number, cell) for c, cell in named)
    for column in cells.columns.values():
        texts = list(column.texts)[:_SAMPLE]
        periods = [text for text in texts if _may_name(text) and read_period(text, rules)]
        if len(periods) >= 2 and len(periods) * 2 >= len(texts):
            yield from ((column, column.texts[text].row, text) for text in periods)


def _may_name(cell: Cell) -> bool:
    """Whether a cell can name a period by its size; numbers with decimals are values."""
    if isinstance(cell, str):
        return 4 <= len(cell) <= _LONGEST
    if isinstance(cell, date):
        return True
    return isinstance(cell, int | float) and 1900 <= cell <= 2100 and cell == int(cell)


def _normalised(cells: SheetCells, rules: PeriodRules) -> list[Problem]:
    """One note a sheet about years that had marks or words around them or foreign digits."""
    changed = {
        (column.column, row): (column, row, cell)
        for column, row, cell in _period_places(cells, rules)
        if isinstance(cell, str) and period_text(cell) != cell.strip()
    }
    if not changed:
        return []
    column, row, cell = next(iter(changed.values()))
    message = ngettext(
        "{count} period has marks or words beside it; “{text}” was read as {label}.",
        "{count} periods have marks or words beside them; “{text}” was read as {label}.",
        len(changed),
    )
    text = message.format(count=len(changed), text=cell, label=period_text(cell))
    return [column.problem("year-normalised", row, cell_text(cell), Severity.NOTE, text)]


def _split_years(sheets: Iterable[SheetCells], rules: PeriodRules) -> list[Problem]:
    """One question a file about years such as "2017/18"."""
    for cells in sheets:
        for column, row, cell in _period_places(cells, rules):
            period = read_period(cell, rules) if isinstance(cell, str) else None
            if period is not None and is_split_year(period):
                message = _(
                    "“{text}” was read as a year of its own that begins in {start}. Is it that, or "
                    "does it stand for its first or its last calendar year?"
                )
                text = message.format(text=fold_text(str(cell)), start=f"{period.start:%m/%Y}")
                return [
                    column.problem(
                        "year-split",
                        row,
                        str(cell),
                        Severity.QUESTION,
                        text,
                        "split_years",
                        ("period", "first", "last"),
                    )
                ]
    return []
