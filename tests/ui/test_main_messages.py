"""The bar above the Main Messages: their length, and a click for a message and its actions."""

import pytest

from tests.ui.conftest import command, settle, show
from vnr_app.domain.richtext import Heading, ListItem, ListKind
from vnr_app.domain.richtext_ops import plain_text


@pytest.fixture
def bar(opened, qtbot):
    show(opened, qtbot, "main-messages")
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    return opened.workspace.section_page.messages_bar


def editor_of(window):
    return window.workspace.section_page.editors()[0]


def test_only_the_main_messages_have_the_bar(opened, bar, qtbot):
    assert bar.isVisible()
    show(opened, qtbot, "introduction")
    assert not bar.isVisible()
    assert not command(opened, "add-message").enabled()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (10, "690 words left"),
        (640, "Nearly full: 60 words left"),
        (703, "3 words too many. At most 700 are taken."),
    ],
)
def test_the_length_is_told_while_it_is_written(opened, bar, qtbot, words, told):
    editor_of(opened).setFocus()
    editor_of(opened).textCursor().insertText("word " * words)
    qtbot.waitUntil(lambda: bar._left.text() == told)
    assert bar.accessibleName() == f"{words} of 700 words. {told}"
    assert bar._icon.isVisible() == (words > 600)


def test_a_message_and_its_actions_are_a_click_each(opened, bar, qtbot):
    editor = editor_of(opened)
    bar._message.click()
    assert editor.textCursor().selectedText() == "What the message says"
    qtbot.keyClicks(editor, "Water first")
    bar._action.click()
    qtbot.keyClicks(editor, "Adopt the plan")
    bar._action.click()
    qtbot.keyClicks(editor, "Finance it")
    blocks = editor.document_now().blocks
    assert [type(each) for each in blocks[-3:]] == [Heading, ListItem, ListItem]
    assert {(each.kind, each.level) for each in blocks[-2:]} == {(ListKind.NUMBER, 1)}
    assert plain_text(editor.document_now()).split("\n")[-3:] == [
        "Water first",
        "Adopt the plan",
        "Finance it",
    ]
    settle(qtbot, opened)


def test_a_second_message_counts_its_actions_anew(opened, bar, qtbot):
    editor = editor_of(opened)
    for title in ("One", "Two"):
        bar._message.click()
        qtbot.keyClicks(editor, title)
        bar._action.click()
        qtbot.keyClicks(editor, f"Action of {title}")
    kinds = [type(each) for each in editor.document_now().blocks]
    assert kinds == [Heading, ListItem, Heading, ListItem]
    settle(qtbot, opened)


def test_a_message_is_one_step_of_undo(opened, bar, qtbot):
    editor = editor_of(opened)
    qtbot.keyClicks(editor, "Before")
    before = plain_text(editor.document_now())
    bar._message.click()
    editor.undo()
    assert plain_text(editor.document_now()) == before
    settle(qtbot, opened)


def test_a_figure_is_asked_for(opened, bar, qtbot, monkeypatch):
    asked = []
    bar.figure_wanted.connect(lambda: asked.append(True))
    monkeypatch.setattr(opened.workspace.desks.values.presenter, "values", None)
    bar._figure.click()
    assert asked == [True]
