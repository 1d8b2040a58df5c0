"""New review, palette of commands, links, the report of an error."""

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settle
from ui.app import _catch_errors
from ui.dialogs.command_palette import CommandPalette, matches
from ui.dialogs.crash import CrashDialog
from ui.dialogs.link import LinkDialog
from ui.dialogs.new_review import NewReviewDialog
from vnr_app.services.countries import all_countries


@pytest.mark.parametrize(
    ("typed", "title", "found"),
    [("imp", "Import spreadsheets…", True), ("goal 3", "Goal 3", True), ("xyz", "Goal 3", False)],
)
def test_palette_finds_letters_in_order(typed, title, found):
    assert matches(typed, title) is found


def test_palette_runs_what_was_chosen(opened, qtbot):
    palette = CommandPalette(opened.commands, opened)
    palette._field.setText("Goal 13")
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert palette.chosen.id == "goal-13"
    palette.chosen.try_run()
    settle(qtbot, opened)
    assert opened.workspace.section_page.key == "goal-13"


def test_new_review_asks_for_what_is_missing(themed, qtbot, tmp_path):
    dialog = NewReviewDialog(all_countries())
    qtbot.addWidget(dialog)
    dialog._check()
    assert dialog.result() != NewReviewDialog.DialogCode.Accepted
    assert dialog._problem.text()
    dialog.choose_country("Kenya")
    assert dialog.country == "KEN"
    assert dialog.path.name == f"Kenya {dialog.year}.vnr"
    dialog.choose_file(tmp_path / "mine")
    dialog._check()
    assert dialog.result() == NewReviewDialog.DialogCode.Accepted
    assert dialog.path == tmp_path / "mine.vnr"


def test_new_review_is_opened(window, qtbot, tmp_path):
    path = tmp_path / "new.vnr"

    def fill():
        dialog = QApplication.activeModalWidget()
        dialog.choose_country("Uruguay")
        dialog.choose_file(path)
        dialog._check()

    QTimer.singleShot(50, window, fill)
    window.openings.ask_new()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    settle(qtbot, window)
    assert path.exists()
    assert "Uruguay" in window.windowTitle()
    assert window.workspace.section_page.isVisible()


@pytest.mark.parametrize(
    ("typed", "address", "good"),
    [
        ("example.org", "https://example.org", True),
        ("mailto:a@example.org", "mailto:a@example.org", True),
        ("file:///etc/passwd", "file:///etc/passwd", False),
        ("", "", True),
    ],
)
def test_links_lead_to_the_web_only(themed, qtbot, typed, address, good):
    dialog = LinkDialog(typed)
    qtbot.addWidget(dialog)
    assert dialog.address == address
    dialog._check()
    assert (dialog.result() == LinkDialog.DialogCode.Accepted) is good


@pytest.mark.expects_warnings
def test_a_bug_saves_the_text_and_shows_a_report(opened, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    _catch_errors(opened)
    opened.workspace.show_section("introduction")
    settle(qtbot, opened)
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "Safe")
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog)
        dialog._copy()
        dialog.accept()

    QTimer.singleShot(50, opened, look)
    error = ZeroDivisionError("a bug")
    sys.excepthook(type(error), error, None)
    assert isinstance(seen[0], CrashDialog)
    assert "a bug" in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: not opened.workspace.texts.dirty)
