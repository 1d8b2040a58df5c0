"""Where a wide table ends, and which of its cells can be values."""

from collections.abc import Collection

from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.notes import is_note
from vnr_app.importing.values import parse_value


def last_value_row(
    rows: list[Row], headers: Collection[int], columns: Collection[int], limit: int
) -> int:
    """The last row with values in some columns between the headers of a table and row `limit`.

    Below a gap only numbers are values, and below notes and a gap nothing is.
    """
    first = min(headers)
    last = first
    noted = gap = False
    for number in range(first + 1, limit):
        row = rows[number]
        noted = noted or is_note(_first_text(row))
        gap = gap or not any(map(cell_text, row))
        if noted and gap:
            break
        cells = [row[column] for column in columns if column < len(row)]
        if number in headers or not any(map(_is_value, cells)):
            continue
        if not gap or any(_is_numeric(cell) for cell in cells):
            last, gap = number, False
    return last


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
