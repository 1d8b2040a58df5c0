"""Tab in the real window, where there is always another place for the keyboard to go."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from tests.ui.conftest import show
from ui.editor import tables
from vnr_app.domain.richtext import ListItem, Table
from vnr_app.domain.richtext_ops import runs_text


def write_in(window, qtbot):
    show(window, qtbot, "introduction")
    editor = window.workspace.section_page.editors()[0]
    editor.setFocus()
    return editor


def test_tab_nests_the_items_of_a_list(opened, qtbot):
    editor = write_in(opened, qtbot)
    opened.workspace.section_page.toolbar.bullets()
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor, "nested")
    assert editor.hasFocus()
    items = [each for each in editor.document_now().blocks if isinstance(each, ListItem)]
    assert [(runs_text(each.runs), each.level) for each in items] == [("one", 0), ("nested", 1)]
    qtbot.keyClick(editor, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    items = [each for each in editor.document_now().blocks if isinstance(each, ListItem)]
    assert [each.level for each in items] == [0, 0]


def test_tab_goes_through_the_cells_and_makes_a_row(opened, qtbot):
    editor = write_in(opened, qtbot)
    tables.insert_table(editor.textCursor(), 1, 2)
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    editor.setTextCursor(cursor)
    for words in ("a", "b", "c"):
        qtbot.keyClicks(editor, words)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
        assert editor.hasFocus()
    [table] = [each for each in editor.document_now().blocks if isinstance(each, Table)]
    assert len(table.rows) == 2


def test_elsewhere_tab_leaves_the_text(opened, qtbot):
    editor = write_in(opened, qtbot)
    qtbot.keyClicks(editor, "words")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
