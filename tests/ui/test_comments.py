"""Comments beside the text: made, answered, settled, found again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.conftest import show
from ui.editor import remarks
from ui.panels.comment_card import CommentCard
from vnr_app.domain.richtext import Text
from vnr_app.domain.richtext_ops import iter_runs, plain_text
from vnr_app.services import comments, history, writing

TEXT = "Poverty fell. Nobody knows why. It is good."


def first_editor(window):
    return window.workspace.section_page.editors()[0]


def select(editor, words):
    start = editor.toPlainText().index(words)
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def cards(window):
    return window.workspace.comments_panel.findChildren(CommentCard)


def words_of(card):
    return [each.text() for each in card.findChildren(QLabel)]


def comment_on(window, qtbot, words, body):
    """Comment as a person does: select, command, type, Ctrl+Enter."""
    before = len(cards(window))
    select(first_editor(window), words)
    window.workspace.comments.begin()
    field = window.workspace.comments_panel._composer._field
    qtbot.keyClicks(field, body)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(cards(window)) == before + 1, timeout=10_000)


@pytest.fixture
def written(opened, qtbot):
    show(opened, qtbot, "introduction")
    editor = first_editor(opened)
    editor.setFocus()
    qtbot.keyClicks(editor, TEXT)
    return opened


def test_a_comment_is_anchored_to_the_text(written, qtbot):
    comment_on(written, qtbot, "Nobody knows why", "Do we?")
    [thread] = comments.threads(written.workspace.session.review)
    assert (thread.section, thread.quote, thread.remarks[0].body) == (
        "introduction",
        "Nobody knows why",
        "Do we?",
    )
    runs = [run for run in iter_runs(first_editor(written).document_now()) if run.comments]
    assert runs == [Text("Nobody knows why", comments=(thread.id,))]
    assert plain_text(first_editor(written).document_now()) == TEXT

    show(written, qtbot, "goal-1")
    show(written, qtbot, "introduction")
    qtbot.waitUntil(lambda: len(cards(written)) == 1)
    cards(written)[0].chosen.emit(thread.id)
    assert first_editor(written).textCursor().selectedText() == "Nobody knows why"


def test_without_a_selection_it_is_about_the_sentence(written):
    editor = first_editor(written)
    for place, sentence in ((0, "Poverty fell."), (16, "Nobody knows why."), (43, "It is good.")):
        cursor = editor.textCursor()
        cursor.setPosition(place)
        assert remarks.sentence_at(cursor).selectedText() == sentence


def test_comments_overlap(written, qtbot):
    comment_on(written, qtbot, "fell. Nobody", "One.")
    comment_on(written, qtbot, "Nobody knows", "Two.")
    places = remarks.stretches(first_editor(written).document())
    assert [TEXT[start:end] for start, end in places.values()] == ["fell. Nobody", "Nobody knows"]


def test_threads_are_answered_settled_and_opened_again(written, qtbot):
    comment_on(written, qtbot, "It is good", "Is it?")
    panel = written.workspace.comments_panel
    [card] = cards(written)
    card.answer()
    qtbot.keyClicks(card._composer._field, "Yes.")
    card._composer._send()
    qtbot.waitUntil(lambda: "Yes." in words_of(cards(written)[0]))
    assert written.workspace.side._tabs["comments"][1].text() == "1"

    cards(written)[0].resolved.emit(card.thread_.id, True)
    qtbot.waitUntil(lambda: not cards(written))
    panel._resolved.setChecked(True)
    assert words_of(cards(written)[0])[-1] == "Resolved"
    assert written.workspace.side._tabs["comments"][1].text() == ""
    cards(written)[0].resolved.emit(card.thread_.id, False)
    qtbot.waitUntil(lambda: not comments.threads(written.workspace.session.review)[0].resolved)


def test_a_half_written_answer_survives_another_persons_comment(written, qtbot):
    comment_on(written, qtbot, "Poverty", "Which?")
    [card] = cards(written)
    card.answer()
    qtbot.keyClicks(card._composer._field, "The extr")
    session = written.workspace.session
    session.ask(
        lambda review, _job: comments.add(review, "introduction", "good", "Really?"),
        lambda _none: None,
    )
    qtbot.waitUntil(lambda: len(cards(written)) == 2)
    assert [each.begun.body for each in cards(written) if each.begun] == ["The extr"]


def test_a_deleted_text_leaves_its_thread(written, qtbot):
    comment_on(written, qtbot, "Nobody knows why", "Do we?")
    editor = first_editor(written)
    select(editor, "Nobody knows why")
    editor.textCursor().removeSelectedText()
    written.workspace.comments._load()
    qtbot.waitUntil(lambda: "This text is no longer there." in words_of(cards(written)[0]))
    editor.undo()
    assert len(remarks.stretches(editor.document())) == 1


def test_deleting_a_comment_can_be_undone(written, qtbot):
    comment_on(written, qtbot, "Poverty", "Which?")
    cards(written)[0].removed.emit(cards(written)[0].thread_.id)
    qtbot.waitUntil(lambda: not cards(written))
    written.workspace.operations.undo()
    qtbot.waitUntil(lambda: len(cards(written)) == 1, timeout=10_000)
    assert history.broken_links(written.workspace.session.review) == ()


def test_a_copy_keeps_the_comment(written, qtbot):
    comment_on(written, qtbot, "Poverty", "Which?")
    editor = first_editor(written)
    select(editor, "Poverty fell")
    editor.copy()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.paste()
    runs = [run.text for run in iter_runs(editor.document_now()) if run.comments]
    assert runs == ["Poverty", "Poverty"]
    QApplication.clipboard().clear()


def test_the_mark_is_saved_with_the_text(written, qtbot):
    comment_on(written, qtbot, "Poverty", "Which?")
    written.workspace.texts.leave()
    review = written.workspace.session.review
    qtbot.waitUntil(lambda: not written.jobs.busy)
    stored = writing.text(review, "introduction").document
    assert [run.text for run in iter_runs(stored) if run.comments] == ["Poverty"]


def test_two_comments_in_a_row_are_two(written, qtbot):
    comment_on(written, qtbot, "Poverty", "One.")
    comment_on(written, qtbot, "good", "Two.")
    found = comments.threads(written.workspace.session.review)
    assert [each.remarks[0].body for each in found] == ["One.", "Two."]


def test_what_was_not_sent_is_there_again(written, qtbot, review_path):
    comment_on(written, qtbot, "good", "Is it?")
    cards(written)[0].answer()
    qtbot.keyClicks(cards(written)[0]._composer._field, "Half an answ")
    select(first_editor(written), "Poverty")
    written.workspace.comments.begin()
    qtbot.keyClicks(written.workspace.comments_panel._composer._field, "Half a comm")
    show(written, qtbot, "goal-1")
    panel = written.workspace.comments_panel
    assert (panel.unsent_comment, panel.begun) == ("", {})

    written.leave_review()
    written.open_review(review_path)
    qtbot.waitUntil(lambda: written.workspace is not None, timeout=10_000)
    show(written, qtbot, "introduction")
    panel = written.workspace.comments_panel
    qtbot.waitUntil(lambda: panel.unsent_comment == "Half a comm", timeout=10_000)
    assert [each.body for each in panel.begun.values()] == ["Half an answ"]
    field = panel._composer._field
    qtbot.keyClicks(field, "ent")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    review = written.workspace.session.review
    qtbot.waitUntil(lambda: len(comments.threads(review)) == 2, timeout=10_000)
    bodies = {each.quote: each.remarks[0].body for each in comments.threads(review)}
    assert bodies == {"good": "Is it?", "Poverty": "Half a comment"}
