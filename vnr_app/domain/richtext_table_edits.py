"""What can be done to the grid of a table: rows, columns, merged cells. Pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vnr_app.domain.richtext import CellBlock, Paragraph, Table, TableCell, TableRow
from vnr_app.domain.richtext_tables import PlacedCell, place_cells


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a table's grid; rows and columns count from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


def size(table: Table) -> tuple[int, int]:
    """Rows and columns of the grid."""
    columns = (one.column + one.cell.col_span for one in place_cells(table.rows))
    return len(table.rows), max(columns, default=0)


def insert_row(table: Table, at: int) -> Table:
    """An empty row before row `at`; a cell that reaches over the place grows."""
    rows, columns = size(table)
    placed = []
    for one in place_cells(table.rows):
        if one.row >= at:
            placed.append(replace(one, row=one.row + 1))
        elif one.row + one.cell.row_span > at:
            placed.append(_spanning(one, one.cell.row_span + 1, one.cell.col_span))
        else:
            placed.append(one)
    headers = table.header_rows + (at < table.header_rows)
    return _table(table, placed, rows + 1, columns, headers)


def insert_column(table: Table, at: int) -> Table:
    """An empty column before column `at`; a cell that reaches over the place grows."""
    rows, columns = size(table)
    placed = []
    for one in place_cells(table.rows):
        if one.column >= at:
            placed.append(replace(one, column=one.column + 1))
        elif one.column + one.cell.col_span > at:
            placed.append(_spanning(one, one.cell.row_span, one.cell.col_span + 1))
        else:
            placed.append(one)
    return _table(table, placed, rows, columns + 1, table.header_rows)


def remove_rows(table: Table, first: int, count: int) -> Table | None:
    """The table without these rows; a cell that reaches out of them stays. None for no rows."""
    rows, columns = size(table)
    count = min(count, rows - first)
    placed = []
    for one in place_cells(table.rows):
        start, length = _cut(one.row, one.cell.row_span, first, count)
        if length:
            placed.append(replace(_spanning(one, length, one.cell.col_span), row=start))
    gone = max(0, min(table.header_rows, first + count) - first)
    left = rows - count
    return _table(table, placed, left, columns, table.header_rows - gone) if left > 0 else None


def remove_columns(table: Table, first: int, count: int) -> Table | None:
    """The table without these columns; a cell that reaches out of them stays. None for none."""
    rows, columns = size(table)
    count = min(count, columns - first)
    placed = []
    for one in place_cells(table.rows):
        start, length = _cut(one.column, one.cell.col_span, first, count)
        if length:
            placed.append(replace(_spanning(one, one.cell.row_span, length), column=start))
    left = columns - count
    return _table(table, placed, rows, left, table.header_rows) if left > 0 else None


def merge(table: Table, area: Area) -> Table:
    """One cell in the place of an area, with the paragraphs of all that say anything.

    Cells that reach out of the area are merged as well.
    """
    rows, columns = size(table)
    cells = place_cells(table.rows)
    whole = _whole(cells, area)
    inside = [one for one in cells if _meet(_area(one), whole)]
    blocks = tuple(block for one in inside for block in one.cell.blocks if _says(block))
    kept = blocks or inside[0].cell.blocks[:1]
    made = TableCell(blocks=kept, col_span=whole.columns, row_span=whole.rows)
    placed = [one for one in cells if one not in inside]
    placed.append(PlacedCell(whole.row, whole.column, made))
    return _table(table, placed, rows, columns, table.header_rows)


def split(table: Table, row: int, column: int) -> Table:
    """The merged cell that begins there parted into single ones; its text stays in the first."""
    rows, columns = size(table)
    placed = [
        _spanning(one, 1, 1) if (one.row, one.column) == (row, column) else one
        for one in place_cells(table.rows)
    ]
    return _table(table, placed, rows, columns, table.header_rows)


def _spanning(one: PlacedCell, rows: int, columns: int) -> PlacedCell:
    return replace(one, cell=replace(one.cell, row_span=rows, col_span=columns))


def _cut(start: int, length: int, first: int, count: int) -> tuple[int, int]:
    """Where a stretch begins and how long it is when `count` places from `first` are gone."""
    end, last = start + length, first + count
    left = length - max(0, min(end, last) - max(start, first))
    return (start if start < first else max(first, start - count)), left


def _area(one: PlacedCell) -> Area:
    return Area(one.row, one.column, one.cell.row_span, one.cell.col_span)


def _meet(one: Area, other: Area) -> bool:
    return (
        one.row < other.row + other.rows
        and other.row < one.row + one.rows
        and one.column < other.column + other.columns
        and other.column < one.column + one.columns
    )


def _whole(cells: tuple[PlacedCell, ...], area: Area) -> Area:
    """The smallest area around this one that cuts through no cell."""
    while True:
        met = [each for each in map(_area, cells) if _meet(each, area)]
        row, column = min(each.row for each in met), min(each.column for each in met)
        wider = Area(
            row,
            column,
            max(each.row + each.rows for each in met) - row,
            max(each.column + each.columns for each in met) - column,
        )
        if wider == area:
            return area
        area = wider


def _says(block: CellBlock) -> bool:
    return bool(block.runs)


def _table(
    table: Table, placed: Iterable[PlacedCell], height: int, width: int, headers: int
) -> Table:
    """The table of these cells, with an empty one at every place that none covers."""
    grid: dict[tuple[int, int], TableCell | None] = {}
    for one in placed:
        for row in range(one.row, one.row + one.cell.row_span):
            for column in range(one.column, one.column + one.cell.col_span):
                grid[row, column] = None
        grid[one.row, one.column] = one.cell
    rows = []
    for row in range(height):
        cells = (
            grid.get((row, column), TableCell(blocks=(Paragraph(),))) for column in range(width)
        )
        rows.append(TableRow(tuple(cell for cell in cells if cell is not None)))
    return replace(table, rows=tuple(rows), header_rows=max(0, min(headers, height)))
