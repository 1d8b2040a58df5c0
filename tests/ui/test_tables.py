"""Tables in the editor: every operation leaves a table that the text model can hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from ui.editor import commands, marks, tables
from ui.editor.bridge_in import HEADER_GROUND
from ui.editor.bridge_out import cell_blocks, from_qt
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import (
    Document,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import iter_blocks, plain_text

KEEP = QTextCursor.MoveMode.KeepAnchor


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Text")
    qtbot.addWidget(made)
    made.resize(600, 80)
    made.show()
    return made


def cell(text):
    return TableCell(blocks=(Paragraph(runs=(Text(text),) if text else ()),))


def load_grid(editor, *rows, header_rows=1):
    """A text of one table whose cells hold these words."""
    made = tuple(TableRow(tuple(cell(word) for word in row)) for row in rows)
    editor.load(
        Document(blocks=(Paragraph(), Table(header_rows=header_rows, rows=made), Paragraph()))
    )


def qt_table(editor):
    block = editor.document().begin()
    while block.isValid():
        if (found := commands.table_of(QTextCursor(block))) is not None:
            return found
        block = block.next()
    return None


def caret(editor, row, column, to=None):
    """The cursor in a cell, or over the cells down to another."""
    grid = qt_table(editor)
    cursor = grid.cellAt(row, column).firstCursorPosition()
    if to is not None:
        cursor.setPosition(grid.cellAt(*to).lastPosition(), KEEP)
    editor.setTextCursor(cursor)
    return cursor


def words(editor):
    found = next((b for b in editor.document_now().blocks if isinstance(b, Table)), None)
    return None if found is None else plain_text(Document(blocks=(found,))).split("\n")


def table(editor):
    return next(b for b in editor.document_now().blocks if isinstance(b, Table))


def shaded(editor):
    """The cells that have the ground of a heading."""
    grid = qt_table(editor)
    return {
        (r, c)
        for r in range(grid.rows())
        for c in range(grid.columns())
        if (grid.cellAt(r, c).row(), grid.cellAt(r, c).column()) == (r, c)
        and grid.cellAt(r, c).format().background().color() == HEADER_GROUND
    }


def test_rows_and_columns_come_where_they_are_wanted(editor):
    load_grid(editor, "ab", "cd")
    tables.insert_row(caret(editor, 0, 1), below=True)
    assert words(editor) == ["a\tb", "\t", "c\td"]
    tables.insert_row(caret(editor, 2, 0), below=False)
    assert words(editor) == ["a\tb", "\t", "\t", "c\td"]
    tables.insert_column(caret(editor, 0, 0), after=False)
    tables.insert_column(caret(editor, 0, 2), after=True)
    assert words(editor)[0] == "\ta\tb\t"
    assert shaded(editor) == {(0, c) for c in range(4)}
    shares = qt_table(editor).format().toTableFormat().columnWidthConstraints()
    assert [round(each.rawValue()) for each in shares] == [25] * 4


def test_every_new_cell_has_a_paragraph_of_its_own(editor):
    load_grid(editor, "ab", "cd")
    tables.insert_row(caret(editor, 1, 0), below=True)
    tables.insert_column(caret(editor, 1, 0), after=True)
    tables.merge_cells(caret(editor, 1, 0, to=(2, 1)))
    tables.split_cell(caret(editor, 1, 0))
    grid = qt_table(editor)
    blocks = [
        block
        for r in range(grid.rows())
        for c in range(grid.columns())
        for block in cell_blocks(grid.cellAt(r, c))
    ]
    ids = [block.blockFormat().property(marks.BLOCK_ID) for block in blocks]
    assert all(ids)
    assert len(set(ids)) == len(ids) == 9
    given = qt_table(editor).cellAt(0, 0).firstCursorPosition().blockFormat()
    assert given.lineHeight() > 0
    assert {block.blockFormat().lineHeight() for block in blocks} == {given.lineHeight()}
    assert {block.blockFormat().lineHeightType() for block in blocks} == {given.lineHeightType()}
    saved = [block.id for block in iter_blocks(editor.document_now())]
    assert set(ids) <= set(saved)


def test_selected_rows_and_columns_are_deleted(editor):
    load_grid(editor, "abc", "def", "ghi")
    tables.delete_rows(caret(editor, 0, 0, to=(1, 0)))
    assert words(editor) == ["g\th\ti"]
    assert table(editor).header_rows == 0
    editor.undo()
    assert words(editor) == ["a\tb\tc", "d\te\tf", "g\th\ti"]
    assert table(editor).header_rows == 1
    tables.delete_columns(caret(editor, 1, 1, to=(1, 2)))
    assert words(editor) == ["a", "d", "g"]


@pytest.mark.parametrize(
    "act",
    [
        tables.delete_table,
        tables.delete_rows,
        tables.delete_columns,
    ],
)
def test_the_last_row_takes_the_table_with_it(editor, act):
    load_grid(editor, "a")
    act(caret(editor, 0, 0))
    assert words(editor) is None
    editor.undo()
    assert words(editor) == ["a"]


def test_merged_cells_hold_all_their_words(editor):
    load_grid(editor, ("one", "", "a"), ("", "two", "b"), ("c", "d", "e"))
    cursor = caret(editor, 0, 0, to=(1, 1))
    assert tables.table_state(cursor).can_merge
    tables.merge_cells(cursor)
    merged = qt_table(editor).cellAt(0, 0)
    assert [block.text() for block in cell_blocks(merged)] == ["one", "two"]
    state = tables.table_state(caret(editor, 0, 0))
    assert (state.can_split, state.can_merge) == (True, False)
    tables.split_cell(caret(editor, 0, 0))
    assert words(editor) == ["one two\t\ta", "\t\tb", "c\td\te"]


def test_a_merged_cell_outlives_a_row_that_it_reaches_into(editor):
    load_grid(editor, "abc", "def", "ghi")
    tables.merge_cells(caret(editor, 0, 0, to=(1, 0)))
    tables.delete_rows(caret(editor, 0, 1))
    assert words(editor) == ["a d\te\tf", "g\th\ti"]
    tables.insert_row(caret(editor, 0, 0), below=True)
    assert words(editor) == ["a d\te\tf", "\t\t", "g\th\ti"]


def test_the_text_around_a_table_stays_as_it_is(editor):
    first = ListItem(id="before", kind=ListKind.BULLET, level=1, runs=(Text("Before"),))
    item = ListItem(id="after", kind=ListKind.NUMBER, runs=(Text("After", bold=True),))
    grid = Table(id="grid", header_rows=1, rows=(TableRow((cell("a"), cell("b"))),) * 2)
    editor.load(Document(blocks=(first, grid, item)))
    around = [editor.document_now().blocks[at] for at in (0, -1)]
    for act in (
        tables.toggle_header,
        tables.delete_columns,
        tables.delete_rows,
        tables.delete_table,
    ):
        act(caret(editor, 0, 0))
        assert [editor.document_now().blocks[at] for at in (0, -1)] == around
    assert [block.id for block in editor.document_now().blocks] == ["before", "after"]
    while editor.document().isUndoAvailable():
        editor.undo()
    assert [editor.document_now().blocks[at] for at in (0, -1)] == around
    assert words(editor) == ["a\tb", "a\tb"]


def test_empty_cells_are_merged_into_one_empty_paragraph(editor):
    load_grid(editor, ("", ""), ("a", "b"))
    tables.merge_cells(caret(editor, 0, 0, to=(0, 1)))
    assert [len(row.cells) for row in table(editor).rows] == [1, 2]
    assert len(table(editor).rows[0].cells[0].blocks) == 1


def test_the_heading_is_switched(editor):
    load_grid(editor, "ab", "cd", header_rows=0)
    assert not tables.table_state(caret(editor, 0, 0)).has_header
    tables.toggle_header(caret(editor, 0, 1))
    assert (table(editor).header_rows, shaded(editor)) == (1, {(0, 0), (0, 1)})
    tables.toggle_header(caret(editor, 1, 1))
    assert (table(editor).header_rows, shaded(editor)) == (0, set())
    editor.undo()
    assert (table(editor).header_rows, shaded(editor)) == (1, {(0, 0), (0, 1)})


def test_a_row_above_the_heading_is_heading_too(editor):
    load_grid(editor, "ab", "cd")
    tables.insert_row(caret(editor, 0, 0), below=False)
    assert (table(editor).header_rows, {row for row, _c in shaded(editor)}) == (2, {0, 1})


def test_tab_in_the_last_cell_makes_a_row(editor):
    load_grid(editor, "ab", "cd")
    caret(editor, 1, 0)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClicks(editor, "x")
    assert words(editor) == ["a\tb", "c\txd"]
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClicks(editor, "new")
    assert words(editor) == ["a\tb", "c\txd", "new\t"]
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    QTest.keyClicks(editor, "y")
    assert words(editor)[1] == "c\tyxd"
    caret(editor, 0, 0)
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert len(words(editor)) == 3


def test_outside_of_tables_nothing_happens(editor):
    editor.load(Document(blocks=(Paragraph(runs=(Text("words"),)),)))
    before = editor.document_now()
    for _name, act in OPERATIONS:
        act(editor.textCursor())
    assert editor.document_now() == before
    assert tables.table_state(editor.textCursor()) == tables.TableState()


OPERATIONS = (
    ("row above", lambda cursor: tables.insert_row(cursor, below=False)),
    ("row below", lambda cursor: tables.insert_row(cursor, below=True)),
    ("column before", lambda cursor: tables.insert_column(cursor, after=False)),
    ("column after", lambda cursor: tables.insert_column(cursor, after=True)),
    ("delete rows", tables.delete_rows),
    ("delete columns", tables.delete_columns),
    ("delete table", tables.delete_table),
    ("merge", tables.merge_cells),
    ("split", tables.split_cell),
    ("heading", tables.toggle_header),
    ("next cell", lambda cursor: tables.step_cell(cursor, 1)),
)
_place = st.tuples(st.integers(0, 9), st.integers(0, 9))
_acts = st.one_of(
    st.sampled_from(OPERATIONS),
    st.sampled_from((("undo", None), ("redo", None))),
    st.text("xyz", min_size=1, max_size=3).map(
        lambda word: ("type", lambda cursor: cursor.insertText(word))
    ),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(_acts, _place, st.none() | _place), max_size=12), st.integers(0, 3))
def test_any_operations_leave_a_table_that_can_be_stored(editor, acts, header_rows):
    load_grid(editor, "abc", "def", "ghi", header_rows=header_rows)
    for (name, act), place, to in acts:
        grid = qt_table(editor)
        if name in ("undo", "redo"):
            getattr(editor, name)()
        elif grid is not None:
            size = (grid.rows(), grid.columns())
            fit = [
                None if each is None else (each[0] % size[0], each[1] % size[1])
                for each in (place, to)
            ]
            act(caret(editor, *fit[0], to=fit[1]))
        now = editor.document_now()
        assert now == from_qt(editor.document())
        assert now == normalise(now)
        grid = qt_table(editor)
        if grid is None:
            continue
        headers = grid.format().toTableFormat().headerRowCount()
        assert headers <= grid.rows()
        assert {row for row, _column in shaded(editor)} <= set(range(headers))
        ids = [block.id for block in iter_blocks(now)]
        assert len(set(ids)) == len(ids)
    # Whatever was done is taken back, step by step.
    while editor.document().isUndoAvailable():
        editor.undo()
    assert words(editor) == ["a\tb\tc", "d\te\tf", "g\th\ti"]
    assert table(editor).header_rows == header_rows
