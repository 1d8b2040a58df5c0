"""What is typed survives a failing disk, a hurried closing, a meeting, an unreadable text."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settle, show, stored
from vnr_app.errors import KnownError
from vnr_app.services import rescue, writing

pytestmark = pytest.mark.expects_warnings


def refuse(*_all, **_named):
    raise KnownError("disk-full", "The disk is full.")


def no_disk(patch):
    patch.setattr(writing, "save_draft", refuse)
    patch.setattr(writing, "keep", refuse)


def typed(window, qtbot, text):
    show(window, qtbot, "introduction")
    editor = window.workspace.section_page.editors()[0]
    editor.setFocus()
    qtbot.keyClicks(editor, text)
    return editor


def copies():
    return [each.read_text(encoding="utf-8") for each in rescue.folder().rglob("*.json")]


def test_closing_waits_for_a_text_that_was_just_left(opened, qtbot, monkeypatch):
    typed(opened, qtbot, "Precious")
    with monkeypatch.context() as patch:
        no_disk(patch)
        opened.workspace.show_place("data")
        assert not opened.close_review()
        settle(qtbot, opened)
        assert any("Precious" in each for each in copies())
    assert opened.close_review()


def test_a_file_that_is_gone_is_not_closed_in_silence(opened, qtbot, review_path):
    typed(opened, qtbot, "Precious")
    away = review_path.rename(review_path.with_suffix(".away"))
    opened.workspace.show_place("data")
    assert not opened.close_review()
    settle(qtbot, opened)
    assert any("Precious" in each for each in copies())
    away.rename(review_path)


def test_a_keep_that_was_refused_once_meets_nobody(opened, qtbot, monkeypatch):
    real, refusals = writing.keep, [True]

    def once(*args, **named):
        return refuse() if refusals and refusals.pop() else real(*args, **named)

    typed(opened, qtbot, "One")
    monkeypatch.setattr(writing, "keep", once)
    met = []
    opened.workspace.texts.met.connect(met.append)
    opened.workspace.show_section("introduction")
    settle(qtbot, opened)
    editor = opened.workspace.section_page.editors()[0]
    editor.setFocus()
    qtbot.keyClicks(editor, "Two")
    opened.workspace.texts.leave()
    settle(qtbot, opened)
    assert met == []
    assert "Two" in stored(opened, "introduction")


def test_who_closes_anyway_finds_the_last_words_in_the_copy(opened, qtbot, monkeypatch):
    with monkeypatch.context() as patch:
        no_disk(patch)
        editor = typed(opened, qtbot, "One")
        assert not opened.close_review()
        editor = opened.workspace.section_page.editors()[0]
        editor.setFocus()
        qtbot.keyClicks(editor, " two three")
        opened._close_anyway()
        assert any("two three" in each for each in copies())


def test_a_later_opening_keeps_the_copy_of_the_one_before(opened, qtbot, monkeypatch, review_path):
    with monkeypatch.context() as patch:
        no_disk(patch)
        typed(opened, qtbot, "First")
        assert not opened.close_review()
        opened._close_anyway()
        opened.open_review(review_path)
        qtbot.waitUntil(lambda: opened.workspace is not None, timeout=15_000)
        settle(qtbot, opened)
        typed(opened, qtbot, "Second")
        opened.workspace.texts.flush()
        settle(qtbot, opened)
    opened.workspace.texts.leave()
    settle(qtbot, opened)
    assert any("First" in each for each in copies())


def test_a_text_that_cannot_be_read_keeps_its_page(opened, qtbot, monkeypatch):
    editor = typed(opened, qtbot, "Precious")

    def broken():
        raise RuntimeError("a bug")

    opened.workspace.section_page._parts["introduction"]._count.stop()
    with monkeypatch.context() as patch:
        patch.setattr(editor, "document_now", broken)
        patch.setattr(editor._snapshot, "document", broken)
        opened.workspace.show_section("goal-1")
        settle(qtbot, opened)
        assert opened.workspace.section_page.key == "introduction"
        assert not editor.isReadOnly()
    opened.workspace.show_section("goal-1")
    settle(qtbot, opened)
    assert stored(opened, "introduction") == "Precious"


def test_a_meeting_elsewhere_leaves_the_keyboard_where_it_is(opened, qtbot):
    editor = typed(opened, qtbot, "Here ")
    opened.workspace.texts.met.emit("methodology")
    settle(qtbot, opened)
    qtbot.keyClicks(editor, "more")
    assert editor.toPlainText() == "Here more"


def test_a_reload_gives_the_caret_back(opened, qtbot):
    opened.activateWindow()
    typed(opened, qtbot, "Here is a text")
    opened.workspace.desks.writing.reload()
    settle(qtbot, opened)
    page = opened.workspace.section_page
    assert QApplication.focusWidget() in page.editors()
    assert page.caret == ("introduction", len("Here is a text"))


def test_a_language_that_cannot_be_loaded_is_not_the_language(opened, qtbot, monkeypatch):
    typed(opened, qtbot, "words")
    settle(qtbot, opened)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "text", refuse)
        opened.workspace.desks.writing.write_in("fr")
        settle(qtbot, opened)
    assert opened.workspace.desks.writing.language == "en"
