"""The toolbar: what it offers, in how little room, and the way to the places of the page."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from tests.ui.conftest import command, settle, show
from ui.commands.menus import window_commands
from ui.editor import tables
from ui.editor.text_edit import PartEditor
from ui.editor.toolbar import EditorToolbar
from vnr_app.domain.richtext import Document, Heading, Paragraph, Table, Text
from vnr_app.services import writing

KEEP = QTextCursor.MoveMode.KeepAnchor


@pytest.fixture
def bar(themed, qtbot):
    """A toolbar that serves an editor."""
    host = QWidget()
    qtbot.addWidget(host)
    made = EditorToolbar(host)
    editor = PartEditor("Text")
    qtbot.addWidget(editor)
    editor.resize(600, 80)
    editor.load(Document(blocks=(Paragraph(runs=(Text("Some words"),)),)))
    made.serve(editor)
    host.resize(1000, 40)
    made.resize(900, 40)
    host.show()
    yield made
    host.close()


def shown(bar):
    groups = ("_scripts", "_lists", "_table", "_cells", "_steps", "_places", "_insert")
    return {name for name in groups if getattr(bar, name).isVisible()}


def menu_of(bar, qtbot):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in bar.findChildren(QMenu)))
    return next(each for each in bar.findChildren(QMenu) if each.isVisible())


def test_what_is_used_least_makes_room(bar):
    everything = shown(bar)
    assert everything == {"_scripts", "_lists", "_table", "_steps", "_places", "_insert"}
    for width in (700, 500, 400, 320, 280):
        bar.resize(width, 40)
        assert bar._row.sizeHint().width() <= width
        assert {"_places", "_insert"} <= shown(bar)
    assert "_lists" not in shown(bar)
    bar.resize(900, 40)
    assert shown(bar) == everything


def test_cells_are_offered_inside_a_table(bar):
    editor = bar.editor
    cursor = editor.textCursor()
    tables.insert_table(cursor, 2, 2)
    editor.setTextCursor(cursor)
    assert "_cells" in shown(bar)
    assert not bar._cell_buttons["merge-cells"].isEnabled()
    bar._cell_buttons["row-below"].click()
    table = next(each for each in editor.document_now().blocks if isinstance(each, Table))
    assert len(table.rows) == 3
    cursor = editor.textCursor()
    grid = cursor.currentTable()
    cursor.setPosition(grid.cellAt(0, 0).firstPosition())
    cursor.setPosition(grid.cellAt(0, 1).lastPosition(), KEEP)
    editor.setTextCursor(cursor)
    assert bar._cell_buttons["merge-cells"].isEnabled()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert "_cells" not in shown(bar)


def test_undo_and_redo_are_offered_where_there_is_anything(bar):
    assert not bar._undo.isEnabled()
    bar.editor.insertPlainText("more ")
    assert bar._undo.isEnabled()
    bar._undo.click()
    assert bar.editor.toPlainText() == "Some words"
    assert (bar._undo.isEnabled(), bar._redo.isEnabled()) == (False, True)


def test_nothing_is_offered_for_a_text_that_is_only_read(bar):
    editor = bar.editor
    editor.setReadOnly(True)
    bar.serve(None)
    bar.serve(editor)
    for each in (bar._style, bar._insert, bar._table, bar._undo, *bar._buttons.values()):
        assert not each.isEnabled()
    assert bar._places.isEnabled()


def test_the_page_is_walked_by_its_headings(opened, qtbot):
    review = opened.workspace.session.review
    document = Document(
        blocks=(
            Paragraph(runs=(Text("Opening"),)),
            Heading(level=2, runs=(Text("Health & care"),)),
            Paragraph(runs=(Text("End"),)),
        )
    )
    opened.jobs.wait(lambda _job: writing.keep(review, "goal-3/measures", document))
    show(opened, qtbot, "goal-3")
    page = opened.workspace.section_page
    command(opened, "places").run()
    menu = menu_of(page.toolbar, qtbot)
    names = [each.text().strip() for each in menu.actions()]
    assert names.index("Health && care") == names.index("Measures") + 1
    menu.actions()[names.index("Health && care")].trigger()
    menu.close()
    editor = page._parts["goal-3/measures"].editor
    assert editor.textCursor().block().text() == "Health & care"


def test_the_menu_of_insertions_has_the_commands(opened, qtbot):
    show(opened, qtbot, "goal-3")
    bar = opened.workspace.section_page.toolbar
    bar._insert.click()
    menu = menu_of(bar, qtbot)
    titles = [each.text().partition("\t")[0] for each in menu.actions() if each.text()]
    wanted = [each.title for each in opened.commands if each.id.startswith("insert-")]
    assert titles == wanted
    assert {"Note…", "Picture…", "Table…"} <= set(titles)
    menu.close()
    settle(qtbot, opened)


def test_table_commands_need_a_table(opened, qtbot):
    show(opened, qtbot, "goal-3")
    bar = opened.workspace.section_page.toolbar
    assert not command(opened, "table-row-below").enabled()
    cursor = bar.editor.textCursor()
    tables.insert_table(cursor, 2, 2)
    bar.editor.setTextCursor(cursor)
    assert command(opened, "table-row-below").enabled()
    assert not command(opened, "table-split-cell").enabled()
    command(opened, "table-delete-table").run()
    assert not command(opened, "table-row-below").enabled()


def test_no_two_commands_share_a_shortcut(opened):
    keys = [each.shortcut for each in window_commands(opened) if each.shortcut]
    assert sorted(keys) == sorted(set(keys))
    ids = [each.id for each in window_commands(opened)]
    assert len(ids) == len(set(ids))
