"""Putting an indicator's latest value into a text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import command, said, settle, show
from vnr_app.domain.richtext_ops import plain_text, value_refs
from vnr_app.services import indicators, living, sections, writing


@pytest.fixture
def goal(opened, qtbot, table_path):
    """The window on goal 3 with the figures of one indicator."""
    opened.take_files([table_path])
    settle(qtbot, opened)
    opened.workspace.import_page.import_wanted.emit()
    settle(qtbot, opened)
    show(opened, qtbot, "goal-3")
    opened.activateWindow()
    return opened


def insert_button(window):
    buttons = window.workspace.data_panel.findChildren(QPushButton)
    return next(b for b in buttons if b.text() == "Insert")


def write_into(window, qtbot, text):
    editor = window.workspace.section_page.editors()[1]
    editor.setFocus()
    qtbot.keyClicks(editor, text)
    return editor


def test_the_button_inserts_a_number_that_the_data_know(goal, qtbot):
    editor = write_into(goal, qtbot, "It fell to ")
    button = insert_button(goal)
    assert button.toolTip() == "Insert the latest value into the text"
    assert "3.1.1" in button.accessibleName()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor, " deaths")
    document = editor.document_now()
    assert plain_text(document) == "It fell to 27.2 deaths"
    (reference,) = value_refs(document)
    review = goal.workspace.session.review
    found = goal.jobs.wait(lambda _job: indicators.observations(review))
    latest = living.values_for("KEN", found, "en").find(reference)
    assert latest is not None
    assert latest.period.label == "2021"
    qtbot.waitUntil(lambda: not goal.workspace.texts.dirty, timeout=4000)
    settle(qtbot, goal)
    stored = goal.jobs.wait(lambda _job: writing.text(review, "goal-3/trends"))
    assert value_refs(stored.document) == (reference,)


def test_the_meter_counts_it_as_the_outline_does(goal, qtbot):
    editor = write_into(goal, qtbot, "It fell to ")
    insert_button(goal).click()
    assert editor.words() == 4
    qtbot.waitUntil(lambda: not goal.workspace.texts.dirty, timeout=4000)
    settle(qtbot, goal)
    states = goal.jobs.wait(lambda _job: sections.outline(goal.workspace.session.review))
    (state,) = [each for each in states if each.key == "goal-3"]
    assert state.words == 4


@pytest.mark.parametrize("way", ["return", "double click", "command"])
def test_there_are_other_ways_to_the_same(goal, qtbot, way):
    editor = write_into(goal, qtbot, "Now ")
    cards = goal.workspace.data_panel._list
    goal.workspace.data_panel.focus_list()
    if way == "return":
        qtbot.keyClick(cards, Qt.Key.Key_Return)
    elif way == "double click":
        # Through the window, as the system does: the button's pane must let the click pass.
        place = cards.visualRect(cards.model().index(0, 0)).topLeft() + QPoint(40, 30)
        at = cards.viewport().mapTo(goal, place)
        no_key = Qt.KeyboardModifier.NoModifier
        QTest.mouseDClick(goal.windowHandle(), Qt.MouseButton.LeftButton, no_key, at)
    else:
        command(goal, "insert-value").try_run()
    assert plain_text(editor.document_now()) == "Now 27.2"
    assert editor.hasFocus()


def test_without_a_caret_it_says_what_to_do(goal, qtbot):
    insert_button(goal).click()
    assert "Click into a text first" in said(goal.messages)
    texts = [plain_text(each.document_now()) for each in goal.workspace.section_page.editors()]
    assert set(texts) == {""}
