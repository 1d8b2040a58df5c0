"""The cells of a sheet as the survey looks at them: distinct texts and odd cells by column."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from itertools import islice

from vnr_app.domain.importplan import Problem, Severity, cell_name
from vnr_app.importing.grid import Cell, Row, Sheet
from vnr_app.importing.values import Parsed, mark_of, parse_value

SURVEYED_ROWS = 2_000
SURVEYED_COLUMNS = 300
HEAD_ROWS = 60

_EXACT = 2**53
_TINY = 1e-100


@dataclass(slots=True)
class Found:
    """How often something was found, and where first."""

    count: int
    row: int
    column: int
    text: str = ""


class ColumnCells:
    """One column: its distinct texts with their number and first row, and what is odd in it."""

    def __init__(self, sheet: str, column: int) -> None:
        self.sheet = sheet
        self.column = column
        self.texts: dict[str, Found] = {}
        self.numbers = 0
        self.odd: list[tuple[int, float]] = []
        """Rows of numbers beyond what a spreadsheet keeps exactly."""
        self.booleans: list[int] = []
        self.dates: list[tuple[int, Cell]] = []
        self.formats: dict[str, list[tuple[int, float]]] = {}
        """Number formats with the rows and values of their cells."""

    @cached_property
    def parsed(self) -> dict[str, Parsed]:
        """The distinct texts read as values."""
        return {text: parse_value(text) for text in self.texts if len(text) <= 100}

    @cached_property
    def votes(self) -> Counter[str]:
        """The decimal marks that the texts of a column of values prove."""
        votes: Counter[str] = Counter()
        if self.holds_values:
            for text, found in self.texts.items():
                if mark := mark_of(text):
                    votes[mark] += found.count
        return votes

    @cached_property
    def holds_values(self) -> bool:
        """Whether numbers, and marks in place of them, are at least half of what stands here."""
        like = marked = other = 0
        for text, found in self.texts.items():
            parsed = self.parsed.get(text)
            if parsed is None or parsed.value is None:
                other += found.count
            elif parsed.value.number is None:
                marked += found.count
            else:
                like += found.count
        numbers = self.numbers + like
        return numbers > 0 and numbers + marked + len(self.booleans) >= other

    def place(self, row: int) -> str:
        """The name of the cell of this column in a row."""
        return cell_name(row, self.column)

    def problem(
        self,
        code: str,
        row: int,
        value: str,
        severity: Severity,
        message: str,
        decides: str = "",
        choices: tuple[str, ...] = (),
    ) -> Problem:
        """Something about this column, at its first cell."""
        return Problem(
            self.sheet,
            self.place(row),
            code,
            value[:200],
            severity,
            message,
            decides=decides,
            choices=choices,
        )


@dataclass(slots=True)
class SheetCells:
    """The surveyed cells of a sheet by column, and its first rows."""

    sheet: Sheet
    columns: dict[int, ColumnCells] = field(default_factory=dict)
    head: list[Row] = field(default_factory=list)

    def values(self) -> Iterator[ColumnCells]:
        """The columns that hold values."""
        return (column for column in self.columns.values() if column.holds_values)


def look_over(sheet: Sheet) -> SheetCells:
    """The first rows of a sheet by column."""
    cells = SheetCells(sheet)
    formats = sheet.formats
    apart = sheet.errors.keys() | sheet.marks.keys()

    for number, row in enumerate(islice(sheet.rows, SURVEYED_ROWS)):
        if number < HEAD_ROWS:
            cells.head.append(row)
        for position, cell in enumerate(islice(row, SURVEYED_COLUMNS)):
            if cell == "" or (apart and (number, position) in apart):
                continue
            column = cells.columns.get(position)
            if column is None:
                column = cells.columns[position] = ColumnCells(sheet.name, position)
            if isinstance(cell, str):
                _add_text(column, number, cell)
            elif isinstance(cell, float | int) and not isinstance(cell, bool):
                _add_number(column, number, cell)
                if formats and (look := formats.get((number, position))):
                    column.formats.setdefault(look, []).append((number, cell))
            elif isinstance(cell, bool):
                column.booleans.append(number)
            elif isinstance(cell, date | time | timedelta):
                column.dates.append((number, cell))
    return cells


def _add_text(column: ColumnCells, number: int, text: str) -> None:
    found = column.texts.get(text)
    if found is None:
        column.texts[text] = Found(1, number, column.column, text)
    else:
        found.count += 1


def _add_number(column: ColumnCells, number: int, value: float) -> None:
    column.numbers += 1
    size = abs(value)
    if not _TINY < size < _EXACT and value != 0:
        column.odd.append((number, value))
