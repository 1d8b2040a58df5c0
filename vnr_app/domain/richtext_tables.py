"""The grid of a text table: where its cells lie, and spans made to fit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vnr_app.domain.richtext import TableCell, TableRow

MAX_SPAN = 1000
"""The widest span that is honoured, as in HTML."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the row and column of its first corner, both from 0."""

    row: int
    column: int
    cell: TableCell


def place_cells(rows: tuple[TableRow, ...]) -> tuple[PlacedCell, ...]:
    """Each cell where HTML would put it: in the first column that no cell above reaches into.

    A cell never covers another: its column span ends before a cell that reaches down from above,
    its row span with the table.
    """
    placed: list[PlacedCell] = []
    taken_until: dict[int, int] = {}  # column -> first row in which it is free again
    for r, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while taken_until.get(column, 0) > r:
                column += 1
            width = 1
            while width < min(cell.col_span, MAX_SPAN) and taken_until.get(column + width, 0) <= r:
                width += 1
            height = max(1, min(cell.row_span, len(rows) - r))
            placed.append(PlacedCell(r, column, replace(cell, col_span=width, row_span=height)))
            taken_until.update(dict.fromkeys(range(column, column + width), r + height))
            column += width
    return tuple(placed)


def _renumbered(starts: Iterable[int]) -> dict[int, int]:
    """New numbers, without gaps, of the rows or columns in which a cell begins."""
    return {old: new for new, old in enumerate(sorted(set(starts)))}


def _span(start: int, length: int, numbers: dict[int, int]) -> int:
    return sum(1 for position in range(start, start + length) if position in numbers)


def _padded(placed: Iterable[PlacedCell], height: int, width: int) -> tuple[TableRow, ...]:
    """Rows of the placed cells, with an empty cell at every place that none covers."""
    grid: list[list[TableCell | None]] = [[None] * width for _ in range(height)]
    free = [[True] * width for _ in range(height)]
    for one in placed:
        grid[one.row][one.column] = one.cell
        for r in range(one.row, one.row + one.cell.row_span):
            for c in range(one.column, one.column + one.cell.col_span):
                free[r][c] = False
    rows: list[TableRow] = []
    for r in range(height):
        cells = (grid[r][c] or (TableCell() if free[r][c] else None) for c in range(width))
        rows.append(TableRow(tuple(cell for cell in cells if cell is not None)))
    return tuple(rows)


def fit_spans(rows: tuple[TableRow, ...], header_rows: int) -> tuple[tuple[TableRow, ...], int]:
    """The rows as a full rectangle, and the number of header rows within it.

    Rows and columns in which no cell begins are closed up, places that no cell covers get an
    empty one. Fitting twice changes nothing.
    """
    placed = place_cells(rows)
    row_numbers = _renumbered(one.row for one in placed)
    column_numbers = _renumbered(one.column for one in placed)
    fitted = [
        PlacedCell(
            row_numbers[one.row],
            column_numbers[one.column],
            replace(
                one.cell,
                row_span=_span(one.row, one.cell.row_span, row_numbers),
                col_span=_span(one.column, one.cell.col_span, column_numbers),
            ),
        )
        for one in placed
    ]
    headers = sum(1 for row in row_numbers if row < header_rows)
    return _padded(fitted, len(row_numbers), len(column_numbers)), headers
