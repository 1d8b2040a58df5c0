"""The sheet as it is: corrected by mouse and keyboard, read again, taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.conftest import command, settle
from tests.ui.importing import REGIONS, drag, numbers, take, workbook
from vnr_app.domain.importplan import Region


@pytest.fixture
def page(opened, qtbot, tmp_path):
    return take(opened, qtbot, workbook(tmp_path / "regions.xlsx", ("Data", REGIONS)))


def test_a_rectangle_drawn_with_the_mouse_is_one_table(page, opened, qtbot):
    assert len(numbers(page)) == 12
    view = page.sheet.view
    assert not page.sheet._mark.isEnabled()
    drag(view, (2, 0), (4, 3))
    assert view.region() == Region(2, 0, 4, 3)
    assert page.sheet._cell.text() == "A3:D5"
    QTest.mouseClick(page.sheet._mark, Qt.MouseButton.LeftButton)
    assert page._counts.text() == "Reading again…"
    assert not page._import.isEnabled()
    settle(qtbot, opened)
    rule = page.corrections.recipe.regions[0]
    assert (rule.sheet, rule.first_row, rule.last_row, rule.last_column) == ("Data", 2, 4, 3)
    assert numbers(page) == ["31.5", "29.8", "27.2", "40.1", "38.9", "36.5"]
    assert view.region() == Region(2, 0, 4, 3)
    assert "6 values" in page._import.text()


def test_cells_are_selected_with_shift_and_marked_with_ctrl_t(page, opened, qtbot):
    view = page.sheet.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    assert len(numbers(page)) == 6


def test_the_role_of_a_row_is_set_by_keyboard_and_taken_back(page, opened, qtbot):
    view = page.sheet.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(5, 1))
    QTest.keyClick(view, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "Row 6"
    leave = next(each for each in menu.actions() if each.text() == "Leave out")
    menu.setActiveAction(leave)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, opened)
    (rule,) = page.corrections.recipe.lines
    assert (rule.axis, rule.at, rule.role, rule.text) == ("row", 5, "ignore", "South")
    assert len(numbers(page)) == 9
    command(opened, "undo").try_run()
    settle(qtbot, opened)
    assert len(numbers(page)) == 12
    command(opened, "redo").try_run()
    settle(qtbot, opened)
    assert len(numbers(page)) == 9


def test_two_corrections_in_a_row_are_both_in_what_is_read(page, opened, qtbot):
    page.sheet.set_line("row", 5, "ignore")
    page.sheet.set_line("row", 6, "ignore")
    settle(qtbot, opened)
    assert len(numbers(page)) == 6


def test_a_reading_that_is_cancelled_takes_its_correction_back(page, opened, qtbot):
    before = page.preview
    page.sheet.set_line("row", 5, "ignore")
    page.sheet.set_line("row", 6, "ignore")
    assert page._skip.text() == "Cancel"
    page._skip.click()
    assert page.preview is before
    settle(qtbot, opened)
    assert page.corrections.recipe.lines == ()
    assert len(numbers(page)) == 12
    page._import.click()
    settle(qtbot, opened)
    assert not page.isVisible()


def test_the_menu_of_cells_offers_all_three(page):
    view = page.sheet.view
    view.setFocus()
    drag(view, (3, 1), (5, 2))
    page.sheet._open_cells_menu(view.mapToGlobal(QPoint(10, 10)))
    menu = QApplication.activePopupWidget()
    texts = [each.text() for each in menu.actions() if each.text()]
    assert texts[0] == "This is one table"
    assert texts[1:3] == ["Column C", "Row 6"]
    menu.close()


def test_a_hidden_sheet_is_listed_and_can_be_read(opened, qtbot, tmp_path):
    path = workbook(
        tmp_path / "hidden.xlsx", ("Data", REGIONS), ("Old", [*REGIONS[:3], ("Total", 9, 8, 7)])
    )
    import openpyxl

    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    page = take(opened, qtbot, path)
    box = page.sheet._sheets
    assert [box._box.itemText(at) for at in range(2)] == ["Data", "Old – hidden, not read"]
    assert not box._box.model().item(1).isEnabled()
    shown = len(numbers(page))
    box._menu.actions()[1].trigger()
    settle(qtbot, opened)
    assert page.corrections.recipe.sheets == {"Old": True}
    assert box._box.model().item(1).isEnabled()
    assert [sheet.name for sheet in page.preview.plan.sheets] == ["Data", "Old"]
    assert len(numbers(page)) + page.preview.counts()["error"] > shown


def test_from_a_value_to_its_cell_and_back(page):
    plan, view = page.plan, page.sheet.view
    plan.view.activated.emit(plan.model.index(4, 0))
    assert view.region() == Region(4, 2, 4, 2)
    view.setCurrentIndex(view.model().index(5, 3))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert plan.model.data(plan.model.index(plan.view.currentIndex().row(), 5)) == "22.8"
    assert plan.view.hasFocus()


def test_what_a_cell_is_stands_in_words_as_well(page):
    model = page.sheet._model
    assert model.role(3, 1) == "number"
    assert "Number" in model.told(3, 1)
    page.sheet.view.setCurrentIndex(model.index(3, 1))
    assert page.sheet._cell.text().startswith("B4")
    assert "31.5" in page.sheet._cell.text()
