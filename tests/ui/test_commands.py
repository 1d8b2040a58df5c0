"""Menus: what they hold, and that they act where the keyboard is."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import command, show
from ui.commands.view import guide_file
from ui.dialogs.about import AboutDialog
from ui.importing.plan_model import counts_text
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.names import words_text
from ui.settings import Settings
from vnr_app import __version__
from vnr_app.domain.importplan import Action
from vnr_app.domain.richtext_ops import plain_text


def test_edit_commands_act_on_the_text_that_has_the_keyboard(opened, qtbot):
    show(opened, qtbot, "introduction")
    opened.activateWindow()
    editor = opened.workspace.section_page.editors()[0]
    editor.setFocus()
    qtbot.keyClicks(editor, "words")
    command(opened, "select-all").try_run()
    command(opened, "cut").try_run()
    assert plain_text(editor.document_now()) == ""
    command(opened, "paste").try_run()
    command(opened, "paste").try_run()
    assert plain_text(editor.document_now()) == "wordswords"
    command(opened, "undo").try_run()
    assert plain_text(editor.document_now()) == "words"
    command(opened, "redo").try_run()
    assert plain_text(editor.document_now()) == "wordswords"


def test_edit_commands_act_on_a_line_of_text_too(opened, qtbot):
    opened.activateWindow()
    opened.workspace.outline.focus_search()
    field = opened.workspace.outline._search
    qtbot.keyClicks(field, "goal")
    command(opened, "select-all").try_run()
    command(opened, "copy").try_run()
    assert QGuiApplication.clipboard().text() == "goal"
    command(opened, "undo").try_run()
    assert field.text() == ""


def test_edit_commands_are_grey_without_a_text(opened):
    opened.activateWindow()
    opened.workspace.outline.focus_place("data")
    assert not command(opened, "cut").enabled()
    assert not command(opened, "copy").enabled()


def test_the_guide_opens_as_a_local_file(window, monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    command(window, "guide").try_run()
    assert [url.toLocalFile() for url in asked] == [str(guide_file())]
    assert guide_file().is_file()


def test_about_says_version_licence_and_whose_it_is_not(themed, qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert __version__ in words
    assert "Apache" in words
    assert "no product of the United Nations" in words


def test_a_window_fits_on_a_small_screen(themed, qtbot, monkeypatch):
    class SmallScreen:
        def availableGeometry(self):
            return QRect(0, 0, 900, 560)

    monkeypatch.setattr(MainWindow, "screen", lambda _window: SmallScreen())
    small = MainWindow(Jobs(), Settings())
    qtbot.waitUntil(lambda: not small.jobs.busy)
    assert small.size() == QSize(900, 520)
    assert small.minimumSize().height() <= 520
    small.close()
    small.deleteLater()


def test_one_is_not_many():
    assert counts_text({Action.ADD: 86, Action.ERROR: 1}) == "86 add · 1 problem"
    assert counts_text({Action.ERROR: 355}) == "355 problems"
    assert words_text(1, None) == "1 word"
    assert words_text(342, 600) == "342 of 600 words"
