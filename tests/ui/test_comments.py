"""Comments beside the text: made, answered, settled, found again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.conftest import said, settle, show, stored
from ui.editor import remarks
from ui.editor.anchors import Anchor, find
from ui.panels.comment_card import CommentCard
from vnr_app.domain.richtext import Text
from vnr_app.domain.richtext_ops import iter_runs, plain_text
from vnr_app.errors import KnownError
from vnr_app.services import comments, history, reviews, takeover, unsent, writing

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
    window.workspace.desks.comments.begin()
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
    written.workspace.desks.comments._load()
    qtbot.waitUntil(lambda: "This text is no longer there." in words_of(cards(written)[0]))
    editor.undo()
    assert len(remarks.stretches(editor.document())) == 1


def test_deleting_a_comment_can_be_undone(written, qtbot):
    comment_on(written, qtbot, "Poverty", "Which?")
    cards(written)[0].removed.emit(cards(written)[0].thread_.id)
    qtbot.waitUntil(lambda: not cards(written))
    written.workspace.desks.operations.undo()
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
    written.workspace.desks.comments.begin()
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


def refuse(*_arguments, **_named):
    raise KnownError("disk-full", "The disk is full.")


def begin_comment(window, qtbot, words, body):
    select(first_editor(window), words)
    window.workspace.desks.comments.begin()
    qtbot.keyClicks(window.workspace.comments_panel._composer._field, body)


def kept(window):
    return unsent.load(window.workspace.session.review.info.id)


@pytest.mark.parametrize("way", ["add", "reply", "edit"])
def test_what_the_disk_refuses_is_in_its_field_again(written, qtbot, monkeypatch, way):
    comment_on(written, qtbot, "Poverty", "Which?")
    panel = written.workspace.comments_panel
    [card] = cards(written)
    with monkeypatch.context() as patch:
        patch.setattr(comments, way, refuse)
        if way == "add":
            begin_comment(written, qtbot, "good", "Precious")
            composer = panel._composer
        else:
            card.answer() if way == "reply" else card._edit(card.thread_.remarks[0])
            composer = card._composer
            composer._field.setPlainText("Precious")
        composer._send()
        settle(qtbot, written)
    assert "not sent: The disk is full." in said(written.messages)
    composer = panel._composer if way == "add" else cards(written)[0]._composer
    assert (composer.text, composer.isHidden()) == ("Precious", False)
    qtbot.waitUntil(lambda: [each.body for each in kept(written)] == ["Precious"], timeout=5000)

    composer._send()
    settle(qtbot, written)
    found = comments.threads(written.workspace.session.review)
    bodies = [remark.body for thread in found for remark in thread.remarks]
    assert bodies == {"edit": ["Precious"]}.get(way, ["Which?", "Precious"])
    assert len(remarks.stretches(first_editor(written).document())) == len(found)
    qtbot.waitUntil(lambda: kept(written) == (), timeout=5000)
    assert (panel.unsent_comment, panel.begun) == ("", {})


def test_what_was_not_sent_when_the_window_closed_is_kept(written, qtbot, monkeypatch):
    begin_comment(written, qtbot, "good", "Precious")
    review = written.workspace.session.review.info.id
    monkeypatch.setattr(comments, "add", refuse)
    written.workspace.comments_panel._composer._send()
    assert written.close_review()
    assert [(each.quote, each.body) for each in unsent.load(review)] == [("good", "Precious")]


def test_what_arrives_while_the_window_closes_is_not_kept(written, qtbot):
    show(written, qtbot, "introduction")  # the text is stored: closing does not wait for it
    begin_comment(written, qtbot, "good", "Precious")
    review = written.workspace.session.review
    written.workspace.comments_panel._composer._send()
    assert written.close_review()
    assert unsent.load(review.info.id) == ()
    with reviews.open_review(review.info.path) as again:
        assert [each.remarks[0].body for each in comments.threads(again)] == ["Precious"]


def test_an_answer_that_was_sent_does_not_come_back(written, qtbot):
    comment_on(written, qtbot, "good", "Is it?")
    cards(written)[0].answer()
    qtbot.keyClicks(cards(written)[0]._composer._field, "It is.")
    qtbot.waitUntil(lambda: len(kept(written)) == 1, timeout=5000)
    cards(written)[0]._composer._send()
    qtbot.waitUntil(lambda: "It is." in words_of(cards(written)[0]), timeout=5000)
    settle(qtbot, written)
    assert written.workspace.comments_panel.begun == {}


def test_a_rewording_survives_that_the_threads_are_read_anew(written, qtbot, review_path):
    comment_on(written, qtbot, "Poverty", "Which?")
    [card] = cards(written)
    card._edit(card.thread_.remarks[0])
    assert card.begun is None
    card._composer._field.setPlainText("Which poverty?")
    card.answer()
    written.workspace.desks.comments._load()
    settle(qtbot, written)
    written.leave_review()
    written.open_review(review_path)
    qtbot.waitUntil(lambda: written.workspace is not None, timeout=10_000)
    show(written, qtbot, "introduction")
    qtbot.waitUntil(lambda: bool(written.workspace.comments_panel.begun), timeout=10_000)
    cards(written)[0]._composer._send()
    settle(qtbot, written)
    [thread] = comments.threads(written.workspace.session.review)
    assert [each.body for each in thread.remarks] == ["Which poverty?"]


def test_a_half_written_answer_survives_that_its_thread_is_resolved(written, qtbot):
    comment_on(written, qtbot, "Poverty", "Which?")
    [card] = cards(written)
    card.answer()
    card._composer._field.setPlainText("Half an answ")
    card.resolved.emit(card.thread_.id, True)
    qtbot.waitUntil(lambda: not cards(written))
    qtbot.waitUntil(lambda: [each.body for each in kept(written)] == ["Half an answ"], timeout=5000)
    written.workspace.comments_panel._resolved.setChecked(True)
    assert cards(written)[0].begun.body == "Half an answ"


def test_closing_at_once_keeps_what_was_begun_before(written, qtbot, review_path):
    begin_comment(written, qtbot, "good", "Half a comm")
    review = written.workspace.session.review.info.id
    written.leave_review()
    before = unsent.load(review)
    assert [each.body for each in before] == ["Half a comm"]
    written._show_review(reviews.open_review(review_path))
    assert written.close_review()
    assert unsent.load(review) == before


def test_leaving_and_coming_back_at_once_keeps_what_was_begun(written, qtbot):
    begin_comment(written, qtbot, "good", "Half a comm")
    show(written, qtbot, "goal-1")
    with qtbot.waitSignal(written.workspace.desks.writing.shown):
        written.workspace.show_section("introduction")
    written.workspace.desks.comments.close()  # before its threads are read
    assert [each.body for each in kept(written)] == ["Half a comm"]


@pytest.mark.expects_warnings
def test_a_full_home_does_not_hold_the_window(written, qtbot, monkeypatch):
    begin_comment(written, qtbot, "good", "Half a comm")
    monkeypatch.setattr(unsent, "save", refuse)
    assert written.close_review()
    assert "cannot be kept: The disk is full." in said(written.messages)


@pytest.mark.expects_warnings
def test_a_full_home_does_not_hinder_handing_over(written, qtbot, monkeypatch, review_path):
    request = takeover.ask_for(review_path, "Other")
    monkeypatch.setattr(unsent, "save", refuse)
    written.workspace.show_place("data")  # the text is on its way when the file goes
    written._hand_over(request)
    settle(qtbot, written)
    assert written.workspace.session.review.read_only
    assert stored(written, "introduction") == TEXT
    assert all(each.isReadOnly() for each in written.workspace.section_page.editors())
    assert "cannot be kept" in said(written.messages)


def test_what_is_begun_is_kept_before_the_review_is_handed_over(written, qtbot, review_path):
    begin_comment(written, qtbot, "good", "Half a comm")
    at_giving = []
    hand_over = takeover.hand_over
    review = written.workspace.session.review.info.id

    def watch(given, request):
        at_giving.extend(unsent.load(review))
        return hand_over(given, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(takeover, "hand_over", watch)
        written._hand_over(takeover.ask_for(review_path, "Other"))
    settle(qtbot, written)
    assert [each.body for each in at_giving] == ["Half a comm"]


def test_a_comment_finds_its_place_in_a_text_that_was_loaded_anew(written, qtbot):
    editor = first_editor(written)
    select(editor, TEXT)
    editor.insertPlainText("😀 It is. It is. It is.")
    settle(qtbot, written)
    cursor = editor.textCursor()
    cursor.setPosition(10)  # the second of three
    cursor.setPosition(16, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    assert cursor.selectedText() == "It is."
    written.workspace.desks.comments.begin()
    field = written.workspace.comments_panel._composer._field
    qtbot.keyClicks(field, "Which?")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    written.workspace.session.texts_changed.emit()  # an undo elsewhere
    settle(qtbot, written)
    assert first_editor(written) is not editor
    assert list(remarks.stretches(first_editor(written).document()).values()) == [(10, 16)]


def test_words_whose_place_is_unknown_are_marked_only_where_there_is_no_doubt():
    document = QTextDocument("one two two")
    assert find(document, Anchor("two")) is None
    assert find(document, Anchor("three", 4)) is None
    assert find(document, Anchor("one")).selectionEnd() == 3
    assert find(document, Anchor("two", 9)).selectionStart() == 8
