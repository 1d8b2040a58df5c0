"""From a figure to the cell of the stored file that it was read from."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QInputDialog

from tests.db.support import make_plan
from tests.ui.conftest import command, settle, show
from tests.ui.evidence import bring, health_sheet
from ui.editor.objects import thing_at
from ui.editor.painters import hover_text
from ui.models.indicator_model import ROW
from ui.theme.colors import DARK, LIGHT
from ui.theme.style import apply_theme
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import imports, original_view


@pytest.fixture
def goal(opened, qtbot, tmp_path):
    """The page of goal 3 with the figures of a workbook that is gone from the disk."""
    path = health_sheet(tmp_path / "health.xlsx")
    bring(opened, qtbot, path)
    path.unlink()
    show(opened, qtbot, "goal-3")
    return opened


def opened_dialog(window, qtbot):
    qtbot.waitUntil(lambda: window.workspace.desks.originals.dialog is not None, timeout=10_000)
    settle(qtbot, window)
    return window.workspace.desks.originals.dialog


def popup(qtbot):
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def choose_entry(menu, text):
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()
    menu.close()


def test_a_card_leads_to_its_cell(goal, qtbot):
    panel = goal.workspace.data_panel
    panel._offer_forms(panel._model.index(0, 0), QPoint(0, 0))
    choose_entry(popup(qtbot), "Show the cell")
    dialog = opened_dialog(goal, qtbot)
    assert dialog._address.text() == "'Résumé ''15'!D4"
    assert dialog._raw.text() == "As written: 27.2"
    assert "health.xlsx" in dialog._about.text()
    assert len(dialog._hash.text().split()[1]) == 64
    view = dialog._view
    current = view.currentIndex()
    assert (current.row(), current.column(), current.data()) == (3, 3, "27.2")
    assert current.data(Qt.ItemDataRole.BackgroundRole).name().upper() == LIGHT.found
    assert view.hasFocus()
    dialog.close()
    assert goal.workspace.desks.originals.dialog is None


def test_a_figure_of_the_table_leads_to_its_own_cell(goal, qtbot):
    table = goal.workspace.section_page._figures._table
    model = table.model()
    column = next(
        at
        for at in range(model.columnCount())
        if model.headerData(at, Qt.Orientation.Horizontal) == "2020"
    )
    index = model.index(0, column)
    place = table.visualRect(index).center()
    table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place))
    choose_entry(popup(qtbot), "Show the cell")
    dialog = opened_dialog(goal, qtbot)
    assert dialog._address.text() == "'Résumé ''15'!C4"
    dialog.close()


def test_a_living_number_leads_to_its_cell(goal, qtbot):
    editor = goal.workspace.section_page.editors()[0]
    goal.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    goal.workspace.desks.figures.insert(goal.workspace.data_panel._model.index(0, 0).data(ROW))
    settle(qtbot, goal)
    thing = thing_at(editor.document(), 0)
    told = hover_text(thing.content, editor.living, editor.apparatus)
    assert told.splitlines()[-1] == "Ctrl+click shows the cell in its file."
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = opened_dialog(goal, qtbot)
    assert dialog._view.currentIndex().data() == "27.2"
    dialog.close()
    goal.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    command(goal, "show-cell").try_run()
    dialog = opened_dialog(goal, qtbot)
    assert dialog._address.text() == "'Résumé ''15'!D4"
    dialog.close()


def test_the_data_page_leads_to_cells_by_enter_and_by_command(goal, qtbot):
    command(goal, "data").try_run()
    settle(qtbot, goal)
    table = goal.workspace.data_page._table
    goal.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = opened_dialog(goal, qtbot)
    assert dialog._address.text() == "'Résumé ''15'!B4"
    dialog.close()
    command(goal, "show-cell").try_run()
    assert opened_dialog(goal, qtbot)._address.text() == "'Résumé ''15'!B4"
    goal.workspace.desks.originals.close()


def test_other_sheets_can_be_looked_at_and_the_cell_found_again(goal, qtbot):
    goal.workspace.desks.originals.show_cell(
        goal.workspace.data_panel._model.index(0, 0).data(ROW).latest
    )
    dialog = opened_dialog(goal, qtbot)
    boxes = dialog._sheets
    assert [boxes.itemText(at) for at in range(boxes.count())] == ["Résumé '15", "Notes"]
    boxes.setCurrentIndex(1)
    boxes.activated.emit(1)
    settle(qtbot, goal)
    assert dialog._model.text(0, 0) == "From the ministry"
    assert dialog._address.text() == "Notes"
    assert not dialog._model.cell().isValid()
    boxes.activated.emit(0)
    settle(qtbot, goal)
    assert dialog._view.currentIndex().data() == "27.2"
    dialog.close()


def test_a_long_sheet_is_turned_over(opened, qtbot, tmp_path):
    years = tuple(range(1500, 2021))
    path = tmp_path / "long.csv"
    lines = "\n".join(f"{year},{at}" for at, year in enumerate(years))
    path.write_text(f"Year,Indicator 3.1.1\n{lines}\n", "utf-8")
    place = original_view.Place("long.csv", "0" * 64, "", 500, 1, "499", "x")
    desk = opened.workspace.desks.originals
    original = original_view.Original(path, original_view.NO_RECIPE, _Kept(tmp_path))
    desk.show_place(place)
    settle(qtbot, opened)
    desk.presenter._take(desk.presenter._wanted, original)
    settle(qtbot, opened)
    dialog = desk.dialog
    assert dialog._range.text() == "Rows 461 to 522 of 522"
    assert not dialog._down.isEnabled()
    qtbot.mouseClick(dialog._up, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    assert dialog._range.text() == "Rows 261 to 522 of 522"
    assert dialog._model.headerData(0, Qt.Orientation.Vertical) == 261
    dialog.close()


class _Kept:
    """A workplace whose file stays."""

    def __init__(self, folder):
        self.folder = folder

    def remove(self):
        pass


def test_a_file_that_was_not_kept_is_said_so(opened, qtbot):
    review = opened.workspace.session.review
    plan = make_plan("old.csv", {("3.1.1", "", "2020"): "1"})
    opened.jobs.wait(
        lambda _job: imports.commit(review, imports.compare(review, plan), JobContext())
    )
    settle(qtbot, opened)
    command(opened, "import-log").try_run()
    settle(qtbot, opened)
    page = opened.workspace.import_log_page
    assert not page._file.isEnabled()
    assert page._file.toolTip() == "The review does not keep this file."
    page.file_wanted.emit(page.entry)
    dialog = opened_dialog(opened, qtbot)
    assert dialog._why.text() == "The review does not keep this file."
    assert dialog._why.isVisible()
    assert not dialog._save.isEnabled()
    dialog.close()


def test_a_protected_file_asks_for_its_password(goal, qtbot, monkeypatch):
    tried = []

    def read(original, place, job, *, first_row=None, password=None):
        tried.append(password)
        if password != "open":
            raise KnownError("password", "It is protected.")
        return real(original, place, job, first_row=first_row, password=password)

    real = original_view.read
    monkeypatch.setattr(original_view, "read", read)
    answers = iter((("wrong", True), ("open", True)))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: next(answers))
    goal.workspace.desks.originals.show_cell(
        goal.workspace.data_panel._model.index(0, 0).data(ROW).latest
    )
    dialog = opened_dialog(goal, qtbot)
    assert tried == [None, "wrong", "open"]
    assert dialog._view.currentIndex().data() == "27.2"
    dialog.close()


def test_a_reading_that_is_stopped_is_said_so(goal, qtbot, monkeypatch):
    def read(_original, _place, job, **_given):
        while True:
            job.check_cancelled()

    monkeypatch.setattr(original_view, "read", read)
    desk = goal.workspace.desks.originals
    desk.show_cell(goal.workspace.data_panel._model.index(0, 0).data(ROW).latest)
    qtbot.waitUntil(lambda: desk.presenter._job is not None, timeout=10_000)
    assert desk.dialog._why.text() == "Reading the original…"
    goal.jobs.cancel(desk.presenter._job.number)
    qtbot.waitUntil(lambda: desk.dialog._why.text() == "The reading was stopped.")
    assert desk.dialog._save.isEnabled()
    desk.dialog.close()


def test_the_copy_goes_with_the_dialog_and_colours_follow_the_palette(goal, qtbot, qapp):
    goal.workspace.desks.originals.show_cell(
        goal.workspace.data_panel._model.index(0, 0).data(ROW).latest
    )
    dialog = opened_dialog(goal, qtbot)
    copy = goal.workspace.desks.originals.presenter._original.path
    assert copy.is_file()
    try:
        apply_theme(qapp, DARK)
        qtbot.wait(20)
        ground = dialog._model.cell().data(Qt.ItemDataRole.BackgroundRole)
        assert ground.name().upper() == DARK.found
    finally:
        apply_theme(qapp, LIGHT)
    dialog.close()
    assert not copy.exists()
