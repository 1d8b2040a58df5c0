"""What a person does to a table: rows, columns, cells, the heading."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ui.editor import marks
from ui.editor.bridge_in import HEADER_GROUND, block_format
from ui.editor.bridge_out import cell_blocks
from ui.editor.commands import insert_new_table, table_of
from vnr_app.domain.richtext import Paragraph, new_block_id

MOST_COLUMNS = 30
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class _Area:
    """The rows and columns that are selected, or those of the cell at the caret."""

    row: int
    rows: int
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class TableState:
    """What can be done to the table at the cursor."""

    inside: bool = False
    can_merge: bool = False
    can_split: bool = False
    has_header: bool = False


def table_state(cursor: QTextCursor) -> TableState:
    """What can be done where the cursor stands."""
    table = table_of(cursor)
    if table is None:
        return TableState()
    cell = table.cellAt(cursor)
    return TableState(
        inside=True,
        can_merge=_selects_cells(cursor),
        can_split=cell.rowSpan() > 1 or cell.columnSpan() > 1,
        has_header=table.format().toTableFormat().headerRowCount() > 0,
    )


def _selects_cells(cursor: QTextCursor) -> bool:
    return cursor.hasComplexSelection() and table_of(cursor) is not None


def _area(table: QTextTable, cursor: QTextCursor) -> _Area:
    if _selects_cells(cursor):
        row, rows, column, columns = _selected(cursor)
        if row >= 0:
            return _Area(row, rows, column, columns)
    cell = table.cellAt(cursor)
    return _Area(cell.row(), cell.rowSpan(), cell.column(), cell.columnSpan())


def _selected(cursor: QTextCursor) -> tuple[int, int, int, int]:
    found = cursor.selectedTableCells()
    assert isinstance(found, tuple)
    return found


def _change(cursor: QTextCursor, act: Callable[[QTextTable, _Area], None]) -> None:
    """Do something to the table at the cursor and make its cells whole, as one step."""
    table = table_of(cursor)
    if table is None:
        return
    area = _area(table, cursor)
    cursor.beginEditBlock()
    act(table, area)
    # The last row or column takes the table with it.
    if table_of(cursor) is not None:
        _tidy(table)
    cursor.endEditBlock()


def insert_table(cursor: QTextCursor, rows: int, columns: int) -> None:
    """Insert an empty table after the cursor's paragraph and go to its first cell."""
    if table_of(cursor) is not None:
        return
    insert_new_table(cursor, rows, columns)
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    table = table_of(cursor)
    assert table is not None
    cursor.setPosition(table.cellAt(0, 0).firstPosition())


def insert_row(cursor: QTextCursor, *, below: bool) -> None:
    """Insert an empty row beside those that are selected."""
    _change(
        cursor,
        lambda table, area: table.insertRows(area.row + area.rows if below else area.row, 1),
    )


def insert_column(cursor: QTextCursor, *, after: bool) -> None:
    """Insert an empty column beside those that are selected."""

    def act(table: QTextTable, area: _Area) -> None:
        if table.columns() < MOST_COLUMNS:
            table.insertColumns(area.column + area.columns if after else area.column, 1)

    _change(cursor, act)


def delete_rows(cursor: QTextCursor) -> None:
    """Take the selected rows out; the last one takes the table with it."""

    def act(table: QTextTable, area: _Area) -> None:
        headers = table.format().toTableFormat().headerRowCount()
        gone = max(0, min(headers, area.row + area.rows) - area.row)
        table.removeRows(area.row, area.rows)
        if table_of(cursor) is not None:
            _set_headers(table, headers - gone)

    _change(cursor, act)


def delete_columns(cursor: QTextCursor) -> None:
    """Take the selected columns out; the last one takes the table with it."""
    _change(cursor, lambda table, area: table.removeColumns(area.column, area.columns))


def delete_table(cursor: QTextCursor) -> None:
    """Take the whole table out."""
    _change(cursor, lambda table, _area: table.removeRows(0, table.rows()))


def merge_cells(cursor: QTextCursor) -> None:
    """Make the selected cells one; it holds the paragraphs of all."""
    if not table_state(cursor).can_merge:
        return

    def act(table: QTextTable, area: _Area) -> None:
        table.mergeCells(area.row, area.column, area.rows, area.columns)
        _drop_blank(table.cellAt(area.row, area.column))

    _change(cursor, act)


def split_cell(cursor: QTextCursor) -> None:
    """Part a merged cell into those it was made of; its text stays in the first."""
    _change(cursor, lambda table, area: table.splitCell(area.row, area.column, 1, 1))


def toggle_header(cursor: QTextCursor) -> None:
    """Make the rows down to the cursor the heading of the table, or take its heading away."""

    def act(table: QTextTable, area: _Area) -> None:
        has_any = table.format().toTableFormat().headerRowCount() > 0
        _set_headers(table, 0 if has_any else area.row + area.rows)

    _change(cursor, act)


def step_cell(cursor: QTextCursor, step: int) -> bool:
    """Go to the next cell (1) or the one before (-1); behind the last cell begins a new row."""
    table = table_of(cursor)
    if table is None:
        return False
    move = QTextCursor.MoveOperation
    cursor.clearSelection()
    if cursor.movePosition(move.NextCell if step > 0 else move.PreviousCell):
        return True
    if step > 0 and table.rows() < MOST_ROWS:
        rows = table.rows()
        cursor.beginEditBlock()
        table.appendRows(1)
        _tidy(table)
        cursor.endEditBlock()
        cursor.setPosition(table.cellAt(rows, 0).firstPosition())
        return True
    return False


def _set_headers(table: QTextTable, rows: int) -> None:
    changed = QTextTableFormat(table.format().toTableFormat())
    changed.setHeaderRowCount(max(0, min(rows, table.rows())))
    table.setFormat(changed)


def _cells(table: QTextTable) -> Iterator[QTextTableCell]:
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if (cell.row(), cell.column()) == (row, column):
                yield cell


def _tidy(table: QTextTable) -> None:
    """Columns of equal width, paragraphs with ids of their own, the heading shaded and no more."""
    source = QTextTableFormat(table.format().toTableFormat())
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / table.columns())
    if source.columnWidthConstraints() != [share] * table.columns():
        source.setColumnWidthConstraints([share] * table.columns())
        table.setFormat(source)
    seen: set[str] = set()
    for cell in _cells(table):
        _shade(cell, heading=cell.row() < source.headerRowCount())
        for block in cell_blocks(cell):
            _identify(block, seen)


def _shade(cell: QTextTableCell, *, heading: bool) -> None:
    # The cell's own format carries its spans: add to it, never replace it.
    changed = QTextTableCellFormat(cell.format().toTableCellFormat())
    background = QTextCharFormat.Property.BackgroundBrush
    if heading == changed.hasProperty(background):
        return
    if heading:
        changed.setBackground(HEADER_GROUND)
    else:
        changed.clearBackground()
    cell.setFormat(changed)


def _identify(block: QTextBlock, seen: set[str]) -> None:
    """A paragraph that Qt made has no id and no room around it; a copied one has another's id."""
    known = str(block.blockFormat().property(marks.BLOCK_ID) or "")
    if not known:
        QTextCursor(block).setBlockFormat(block_format(Paragraph()))
    elif known in seen:
        changed = block.blockFormat()
        changed.setProperty(marks.BLOCK_ID, new_block_id())
        QTextCursor(block).setBlockFormat(changed)
    seen.add(str(block.blockFormat().property(marks.BLOCK_ID)))


def _drop_blank(cell: QTextTableCell) -> None:
    """Take the empty paragraphs out of a merged cell, but for one where there is nothing else."""
    blank = [block.position() for block in cell_blocks(cell) if block.length() == 1]
    count = sum(1 for _block in cell_blocks(cell))
    for position in reversed(blank[1:] if len(blank) == count else blank):
        cursor = QTextCursor(cell.firstCursorPosition())
        cursor.setPosition(position)
        if position == cell.lastPosition():
            cursor.deletePreviousChar()
            continue
        following = cursor.block().next()
        kept, in_list = following.blockFormat(), following.textList()
        cursor.deleteChar()
        cursor.setBlockFormat(kept)
        if in_list is not None:
            in_list.add(cursor.block())
