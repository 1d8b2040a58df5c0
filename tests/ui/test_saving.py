"""A disk that refuses a text: loud, patient, and forgotten once it takes the text."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.conftest import said, settle, show, stored
from ui.editor import autosave
from vnr_app.errors import KnownError
from vnr_app.services import rescue, writing

pytestmark = pytest.mark.expects_warnings


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that takes nothing until the returned function is called."""

    def refuse(*_, **_options):
        raise KnownError("disk-full", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "save_draft", refuse)
        patch.setattr(writing, "keep", refuse)
        yield patch.undo


def type_precious(window, qtbot):
    show(window, qtbot, "introduction")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    editor = window.workspace.section_page.editors()[0]
    editor.setFocus()
    qtbot.keyClicks(editor, "Precious")
    return editor


def bar_button(window, name):
    return next(
        b
        for b in window.messages.findChildren(QPushButton)
        if b.accessibleName() == name and b.isVisible()
    )


def test_a_refused_save_is_loud_and_keeps_the_text(opened, qtbot, full_disk):
    type_precious(opened, qtbot)
    opened.workspace.texts.flush()
    qtbot.waitUntil(lambda: "disk is full" in said(opened.messages))
    assert opened.workspace.texts.dirty
    assert opened.workspace.texts.failing
    full_disk()
    bar_button(opened, "Try now").click()
    settle(qtbot, opened)
    assert stored(opened, "introduction") == "Precious"
    assert "disk is full" not in said(opened.messages)


def test_a_window_with_unsaved_text_closes_only_when_told(opened, qtbot, full_disk):
    type_precious(opened, qtbot)
    assert not opened.close()
    assert opened.isVisible()
    assert "disk is full" in said(opened.messages)
    copies = list(rescue.folder().rglob("introduction.json"))
    assert "Precious" in copies[0].read_text(encoding="utf-8")
    bar_button(opened, "Close without saving").click()
    assert opened.workspace is None
    assert not opened.messages.isVisible()


def test_a_recovered_save_takes_every_bar_away_and_gives_the_keyboard_back(
    opened, qtbot, full_disk
):
    editor = type_precious(opened, qtbot)
    assert not opened.close()
    retry = bar_button(opened, "Try now")
    retry.setFocus()
    # Leaving the text saves it; that attempt still meets the full disk.
    settle(qtbot, opened)
    full_disk()
    retry.click()
    settle(qtbot, opened)
    assert not opened.messages.isVisible()
    assert QApplication.focusWidget() is editor
    assert stored(opened, "introduction") == "Precious"


def test_saving_is_tried_again_by_itself_even_after_a_failed_closing(
    opened, qtbot, full_disk, monkeypatch
):
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.2)
    type_precious(opened, qtbot)
    assert not opened.close()
    settle(qtbot, opened)
    full_disk()
    qtbot.waitUntil(lambda: not opened.messages.isVisible(), timeout=5000)
    assert stored(opened, "introduction") == "Precious"


def test_a_bar_that_is_said_again_still_offers_to_close(opened, qtbot, full_disk):
    type_precious(opened, qtbot)
    assert not opened.close()
    bar_button(opened, "Try now").click()
    settle(qtbot, opened)
    assert bar_button(opened, "Close without saving")
