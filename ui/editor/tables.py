"""What a person does to a table: rows, columns, cells, the heading."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextTable
from shiboken6 import isValid

from ui.editor import bridge_in
from ui.editor.bridge_out import Reader
from ui.editor.commands import insert_new_table, list_of, table_of
from vnr_app.domain import richtext_table_edits as edits
from vnr_app.domain.richtext import Document, Table
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_table_edits import Area

MOST_COLUMNS = 30
MOST_ROWS = 500


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


def _area(table: QTextTable, cursor: QTextCursor) -> Area:
    """The cells that are selected, or the one at the caret."""
    if _selects_cells(cursor):
        found = cursor.selectedTableCells()
        assert isinstance(found, tuple)
        row, rows, column, columns = found
        if row >= 0:
            return Area(row, column, rows, columns)
    cell = table.cellAt(cursor)
    return Area(cell.row(), cell.column(), cell.rowSpan(), cell.columnSpan())


def _change(
    cursor: QTextCursor,
    edit: Callable[[Table, Area], Table | None],
    goes: Callable[[Area], tuple[int, int]] = lambda area: (area.row, area.column),
) -> None:
    """Put an edited table in the place of the one at the cursor, as one step.

    Qt's own ways to take rows and columns out end the program where cells are merged.
    """
    table = table_of(cursor)
    if table is None:
        return
    area = _area(table, cursor)
    read = next(each for each in Reader().table(table) if isinstance(each, Table))
    made = edit(read, area)
    cursor.beginEditBlock()
    cursor.setPosition(table.lastPosition() + 1)
    after, in_list = cursor.blockFormat(), list_of(cursor.block())
    list_shape = None if in_list is None else in_list.format()
    # With the table goes what parts the paragraphs around it.
    table.removeRows(0, table.rows())
    if made is None:
        cursor.insertBlock(after, QTextCharFormat())
    else:
        bridge_in.insert_table(cursor, _normal(made))
    if (taken := list_of(cursor.block())) is not None:
        taken.remove(cursor.block())
    cursor.setBlockFormat(after)
    if in_list is not None and isValid(in_list):
        in_list.add(cursor.block())
    elif list_shape is not None:
        cursor.createList(list_shape)
    cursor.endEditBlock()
    # Qt knows its tables anew when the step is done.
    if made is not None:
        _enter(cursor, goes(area))


def insert_table(cursor: QTextCursor, rows: int, columns: int) -> None:
    """Insert an empty table after the cursor's paragraph and go to its first cell."""
    if table_of(cursor) is not None:
        return
    insert_new_table(cursor, rows, columns)
    _enter(cursor, (0, 0))


def insert_row(cursor: QTextCursor, *, below: bool) -> None:
    """Insert an empty row beside those that are selected, and go there."""

    def place(area: Area) -> int:
        return area.row + area.rows if below else area.row

    _change(
        cursor,
        lambda table, area: edits.insert_row(table, place(area)),
        lambda area: (place(area), area.column),
    )


def insert_column(cursor: QTextCursor, *, after: bool) -> None:
    """Insert an empty column beside those that are selected, and go there."""

    def place(area: Area) -> int:
        return area.column + area.columns if after else area.column

    table = table_of(cursor)
    if table is not None and table.columns() < MOST_COLUMNS:
        _change(
            cursor,
            lambda table, area: edits.insert_column(table, place(area)),
            lambda area: (area.row, place(area)),
        )


def delete_rows(cursor: QTextCursor) -> None:
    """Take the selected rows out; the last one takes the table with it."""
    _change(cursor, lambda table, area: edits.remove_rows(table, area.row, area.rows))


def delete_columns(cursor: QTextCursor) -> None:
    """Take the selected columns out; the last one takes the table with it."""
    _change(cursor, lambda table, area: edits.remove_columns(table, area.column, area.columns))


def delete_table(cursor: QTextCursor) -> None:
    """Take the whole table out."""
    _change(cursor, lambda _table, _area: None)


def merge_cells(cursor: QTextCursor) -> None:
    """Make the selected cells one; it holds the paragraphs of all."""
    if table_state(cursor).can_merge:
        _change(cursor, edits.merge)


def split_cell(cursor: QTextCursor) -> None:
    """Part a merged cell into those it was made of; its text stays in the first."""
    _change(cursor, lambda table, area: edits.split(table, area.row, area.column))


def toggle_header(cursor: QTextCursor) -> None:
    """Make the rows down to the cursor the heading of the table, or take its heading away."""
    _change(
        cursor,
        lambda table, area: replace(
            table, header_rows=0 if table.header_rows else area.row + area.rows
        ),
    )


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
        insert_row(cursor, below=True)
        made = table_of(cursor)
        assert made is not None
        cursor.setPosition(made.cellAt(made.rows() - 1, 0).firstPosition())
        return True
    return False


def _normal(table: Table) -> Table:
    """The table with every row and column closed up in which no cell begins any more."""
    made = normalise(Document(blocks=(table,)))
    return next(each for each in made.blocks if isinstance(each, Table))


def _enter(cursor: QTextCursor, place: tuple[int, int]) -> None:
    """Go into a cell of the table before the cursor, or the nearest that there is."""
    table = table_of(QTextCursor(cursor.block().previous()))
    assert table is not None
    row, column = min(place[0], table.rows() - 1), min(place[1], table.columns() - 1)
    cursor.setPosition(table.cellAt(row, column).firstPosition())
