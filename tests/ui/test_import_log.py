"""The import log: what came in, what is left of it, taking it back out of the middle."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.conftest import command, said, settle
from tests.ui.evidence import bring, health_sheet, voices_sheet
from vnr_app.services import indicators


@pytest.fixture
def two(opened, qtbot, tmp_path):
    """The log of a window with two imports, the later one over a part of the first."""
    first = bring(opened, qtbot, health_sheet(tmp_path / "first.xlsx"))
    later = health_sheet(tmp_path / "second.xlsx", values=(26.0, 25.0), years=(2021, 2022))
    second = bring(opened, qtbot, later)
    opened.activateWindow()
    command(opened, "import-log").try_run()
    settle(qtbot, opened)
    return opened, first, second


def cells(page, column):
    model = page._model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(window, qtbot, row):
    page = window.workspace.import_log_page
    page._table.setCurrentIndex(page._model.index(row, 0))
    settle(qtbot, window)
    return page


def values(window):
    review = window.workspace.session.review
    found = window.jobs.wait(lambda _job: indicators.observations(review, "3.1.1"))
    return {each.period.label: each.value.number for each in found}


def test_an_empty_log_says_what_to_do(opened, qtbot):
    command(opened, "import-log").try_run()
    settle(qtbot, opened)
    page = opened.workspace.import_log_page
    assert page._stack.currentIndex() == 1
    assert page.entry is None


def test_every_import_has_a_row(two, qtbot):
    window, _first, second = two
    page = window.workspace.import_log_page
    qtbot.waitUntil(page._table.hasFocus)
    assert cells(page, 1) == ["second.xlsx", "first.xlsx"]
    assert cells(page, 3) == ["Résumé '15", "Résumé '15"]
    assert cells(page, 4) == ["1 new figure, 1 changed figure", "3 new figures"]
    assert cells(page, 6) == ["kept", "kept"]
    assert cells(page, 7) == ["Holds", "2 of 3 hold"]
    assert page.entry.operation == second


def test_what_would_be_taken_back_is_said_before(two, qtbot):
    window, *_ids = two
    page = choose(window, qtbot, 1)
    assert page._effect.text() == (
        "If it is taken back: 2 figures go. "
        "1 figure stays as later imports say: Import “second.xlsx”."
    )
    page = choose(window, qtbot, 0)
    assert page._effect.text() == (
        "If it is taken back: 1 figure goes. 1 figure gets the value of an earlier import."
    )


def test_an_import_is_taken_back_out_of_the_middle_and_done_again(two, qtbot):
    window, first, _second = two
    page = choose(window, qtbot, 1)
    qtbot.mouseClick(page._undo, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert values(window) == {"2021": "26", "2022": "25"}
    assert cells(page, 7) == ["Holds", "Taken back"]
    assert page.entry.operation == first
    assert page._undo.isHidden()
    assert not page._effect.isVisible()
    assert not page._figures.isEnabled()
    qtbot.mouseClick(page._redo, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert values(window) == {"2019": "31.5", "2020": "29.8", "2021": "26", "2022": "25"}
    assert cells(page, 7) == ["Holds", "2 of 3 hold"]


def test_the_figures_of_one_import_are_shown_alone(two, qtbot):
    window, *_ids = two
    page = choose(window, qtbot, 1)
    qtbot.mouseClick(page._figures, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.workspace.stage.place == "data"
    data = window.workspace.data_page
    model = data._table._model
    shown = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert "2020" in shown
    assert "2022" not in shown
    assert data._of_import.isVisible()
    data._of_import.wanted.emit()
    shown = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert "2022" in shown
    assert not data._of_import.isVisible()


def test_a_sheet_of_records_is_listed_with_its_sheet(opened, qtbot, tmp_path):
    rows = [("Elders", "NGO", "3", "Care.", "yes"), ("Nurses", "NGO", "3", "Pay.", "yes")]
    bring(opened, qtbot, voices_sheet(tmp_path / "voices.xlsx", *rows))
    later = [("Elders", "NGO", "3, 10", "Care.", "yes")]
    bring(opened, qtbot, voices_sheet(tmp_path / "later.xlsx", *later))
    command(opened, "import-log").try_run()
    settle(qtbot, opened)
    page = opened.workspace.import_log_page
    assert cells(page, 3) == ["Contributions", "Contributions"]
    assert cells(page, 4)[1] == "2 records"
    assert cells(page, 7)[1] == "1 of 2 hold"


def test_enter_shows_the_file(two, qtbot):
    window, *_ids = two
    page = choose(window, qtbot, 1)
    window.activateWindow()
    page._table.setFocus()
    qtbot.keyClick(page._table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.desks.originals.dialog is not None)
    settle(qtbot, window)
    dialog = window.workspace.desks.originals.dialog
    assert dialog._model.text(0, 0).startswith("Indicator 3.1.1")
    assert not dialog._model.cell().isValid()
    dialog.close()


def test_the_original_is_saved_as_it_came(two, qtbot, tmp_path, monkeypatch):
    window, *_ids = two
    target = tmp_path / "saved.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page = choose(window, qtbot, 1)
    qtbot.mouseClick(page._save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert target.read_bytes() == Path(tmp_path / "first.xlsx").read_bytes()
    assert "saved.xlsx" in said(window.messages)


def test_the_buttons_are_a_menu_too(two, qtbot):
    window, *_ids = two
    page = choose(window, qtbot, 0)
    page._offer(page._table.visualRect(page._table.currentIndex()).center())
    menu = QApplication.activePopupWidget()
    assert [each.text() for each in menu.actions()] == [
        "Take back", "Show its figures", "Show the file", "Save the original as…",
    ]  # fmt: skip
    menu.close()
