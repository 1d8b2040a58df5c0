"""Where a wide table ends, and which of its cells can be values."""

from collections.abc import Collection

from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.notes import is_note
from vnr_app.importing.values import parse_value


class TableEnd:
    """Follows the rows below the headers of a table; `last` is the last one with values so far.

    Below a gap only numbers are values, and below notes and a gap nothing is.
    """

    def __init__(self, header: int, columns: Collection[int]) -> None:
        self.last = header
        self.over = False
        self._columns = columns
        self._noted = self._gap = False

    def add(self, number: int, row: Row, *, is_header: bool = False) -> bool:
        """Look at the next row; whether it holds values."""
        self._noted = self._noted or is_note(_first_text(row))
        self._gap = self._gap or not any(map(cell_text, row))
        self.over = self.over or (self._noted and self._gap)
        if self.over or is_header:
            return False
        cells = [row[column] for column in self._columns if column < len(row)]
        valued = any(map(_is_value, cells)) and (
            not self._gap or any(_is_numeric(cell) for cell in cells)
        )
        if valued:
            self.take(number)
        return valued

    def take(self, number: int) -> None:
        """Take the next row as one with values."""
        self.last, self._gap = number, False


def last_value_row(
    rows: list[Row], headers: Collection[int], columns: Collection[int], limit: int
) -> int:
    """The last row with values in some columns between the headers of a table and row `limit`."""
    end = TableEnd(min(headers), columns)
    for number in range(end.last + 1, limit):
        end.add(number, rows[number], is_header=number in headers)
        if end.over:
            break
    return end.last


def _first_text(row: Row) -> str:
    return next((text for cell in row if (text := cell_text(cell))), "")


def _is_value(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    return bool(text) and len(text) <= 24 and readable(text)


def _is_numeric(cell: Cell) -> bool:
    parsed = [parse_value(cell, mark).value for mark in (".", ",")]
    return any(value is not None and value.number is not None for value in parsed)


def readable(cell: Cell) -> bool:
    """Whether a cell can be read as a value under one decimal mark or the other."""
    return any(parse_value(cell, mark).value is not None for mark in (".", ","))
