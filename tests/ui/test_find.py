"""Finding and replacing in the window: in the section that is open and in the whole review."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from tests.services.desk import typed
from tests.ui.conftest import command, said, settle, show, stored
from ui.editor import finding
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Document, NoteRef, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_letters import Wanted
from vnr_app.domain.sections import SectionStatus
from vnr_app.services import history, sections, writing

WORD = Wanted("poverty")


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Text")
    qtbot.addWidget(made)
    return made


def load(editor, *runs):
    editor.load(Document(blocks=(Paragraph(id="p", runs=runs),)))


def selected(editor):
    return editor.textCursor().selectedText()


def test_places_are_right_behind_letters_of_two_units(editor):
    load(editor, Text("😀 Poverty 😀 poverty"))
    texts = [
        finding.cursor_of(editor, each).selectedText()
        for each in finding.spots(editor.document(), WORD)
    ]
    assert texts == ["Poverty", "poverty"]


def test_a_match_in_a_note_is_its_mark(editor):
    load(editor, Text("a "), NoteRef((Text("Poverty, poverty"),)), Text(" poverty"))
    found = finding.spots(editor.document(), WORD)
    assert [(each.start, each.end) for each in found] == [(4, 11), (2, 3), (2, 3)]
    finding.replace(editor, found[1], WORD, "need")
    assert editor.document_now().blocks[0].runs[1] == NoteRef((Text("need, need"),))


def test_a_replacement_keeps_the_marks_of_the_first_letter_and_is_one_step(editor):
    load(editor, Text("of "), Text("pov", bold=True), Text("erty", italic=True))
    before = editor.document_now()
    finding.replace(editor, finding.spots(editor.document(), WORD)[0], WORD, "need")
    assert editor.document_now().blocks[0].runs == (Text("of "), Text("need", bold=True))
    editor.undo()
    assert editor.document_now() == before


def test_matches_bear_a_ground(editor, qtbot):
    load(editor, Text("poverty and poverty"))
    finding.show(editor, finding.spots(editor.document(), WORD))
    assert len(editor.extraSelections()) == 2
    finding.show(editor, ())
    assert editor.extraSelections() == []


def test_no_more_is_looked_for_than_is_shown(editor, monkeypatch):
    monkeypatch.setattr(finding, "_MOST_SHOWN", 3)
    load(editor, Text("poverty " * 5))
    assert len(finding.spots(editor.document(), WORD)) == 5
    assert len(finding.first_spots(editor.document(), WORD)) == 3


# --- In the window --------------------------------------------------------------------------


@pytest.fixture
def filled(opened, qtbot):
    """A review in which three sections speak of poverty, the introduction open."""
    texts = {
        "introduction": "Poverty fell. Then poverty rose.",
        "goal-1/trends": "On poverty.",
        "goal-3/trends": "Ill of poverty.",
        "methodology": "Nothing here.",
    }

    def fill(review, _job):
        for key, words in texts.items():
            writing.keep(review, key, typed(words))

    opened.workspace.session.ask(fill, lambda _none: None)
    settle(qtbot, opened)
    show(opened, qtbot, "introduction")
    opened.activateWindow()
    return opened


def find(window, qtbot, words, *, everywhere=False):
    command(window, "find-text").try_run()
    panel = window.workspace.find_panel
    panel._field.setText(words)
    panel._scope.setCurrentIndex(panel._scope.findData("review" if everywhere else "section"))
    qtbot.wait(220)
    settle(qtbot, window)
    return panel


def rows(panel):
    """The texts of the list and how many lines each has."""
    tree = panel._list
    items = (tree.topLevelItem(at) for at in range(tree.topLevelItemCount()))
    return [(item.data(0, Qt.ItemDataRole.UserRole)[0], item.childCount()) for item in items]


def here(window):
    """Key of the text that is worked on, and what is selected in it."""
    page = window.workspace.section_page
    editor = page.toolbar.editor
    cursor = editor.textCursor()
    return page.key_of(editor), cursor.selectionStart(), cursor.selectedText()


def test_the_section_that_is_open_is_searched_and_marked(filled, qtbot):
    panel = find(filled, qtbot, "poverty")
    assert rows(panel) == [("introduction", 2)]
    assert "2 matches in 1 text" in panel._said.text()
    [editor] = filled.workspace.section_page.editors()
    assert len(editor.extraSelections()) == 2
    filled.workspace.side.show_tab("comments")
    qtbot.waitUntil(lambda: editor.extraSelections() == [])


def test_enter_and_f3_go_around(filled, qtbot):
    panel = find(filled, qtbot, "poverty")
    qtbot.keyClick(panel._field, Qt.Key.Key_Return)
    assert here(filled) == ("introduction", 0, "Poverty")
    assert panel._field.hasFocus()
    qtbot.keyClick(panel._field, Qt.Key.Key_Return)
    assert here(filled) == ("introduction", 19, "poverty")
    command(filled, "find-next").try_run()
    assert here(filled)[1] == 0
    assert "first match" in panel._said.text()
    qtbot.keyClick(panel._field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert here(filled)[1] == 19


def test_what_is_typed_just_now_is_found(filled, qtbot):
    panel = find(filled, qtbot, "zebra", everywhere=True)
    assert rows(panel) == []
    assert "Not found" in panel._said.text()
    [editor] = filled.workspace.section_page.editors()
    editor.setFocus()
    qtbot.keyClicks(editor, "zebra ")
    qtbot.waitUntil(lambda: rows(panel) == [("introduction", 1)], timeout=10_000)


def test_the_whole_review_is_gone_through(filled, qtbot):
    panel = find(filled, qtbot, "poverty", everywhere=True)
    assert rows(panel) == [("introduction", 2), ("goal-1/trends", 1), ("goal-3/trends", 1)]
    seen = []
    for _ in range(5):
        command(filled, "find-next").try_run()
        settle(qtbot, filled)
        seen.append(here(filled)[0])
    assert seen == [
        "introduction",
        "introduction",
        "goal-1/trends",
        "goal-3/trends",
        "introduction",
    ]
    command(filled, "find-previous").try_run()
    settle(qtbot, filled)
    assert here(filled)[::2] == ("goal-3/trends", "poverty")


def test_a_line_of_the_list_opens_its_section(filled, qtbot):
    panel = find(filled, qtbot, "poverty", everywhere=True)
    line = panel._list.topLevelItem(2).child(0)
    panel._list.setCurrentItem(line)
    panel._list.setFocus()
    qtbot.keyClick(panel._list, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert here(filled)[::2] == ("goal-3/trends", "poverty")


def test_one_after_the_other_is_replaced(filled, qtbot):
    panel = find(filled, qtbot, "poverty")
    panel._fold.setChecked(True)
    panel._replacement.setText("poverty line")
    for _ in range(3):
        qtbot.keyClick(panel._replacement, Qt.Key.Key_Return)
    [editor] = filled.workspace.section_page.editors()
    # The first Enter goes there; what was put in is not met again.
    assert editor.toPlainText() == "poverty line fell. Then poverty line rose."


def test_all_is_replaced_at_once_and_taken_back_at_once(filled, qtbot):
    [editor] = filled.workspace.section_page.editors()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " Poverty!")
    panel = find(filled, qtbot, "poverty", everywhere=True)
    command(filled, "replace-text").try_run()
    panel._replacement.setText("need")
    panel._all.click()
    settle(qtbot, filled)
    assert "5 places in 3 texts" in said(filled)
    [editor] = filled.workspace.section_page.editors()
    assert editor.toPlainText() == "need fell. Then need rose. need!"
    assert stored(filled, "goal-3/trends") == "Ill of need."
    assert not editor.isReadOnly()
    filled.messages.banner._button.click()
    settle(qtbot, filled)
    assert stored(filled, "introduction") == "Poverty fell. Then poverty rose. Poverty!"
    assert stored(filled, "goal-3/trends") == "Ill of poverty."


def test_closed_texts_are_left_alone_unless_somebody_says_so(filled, qtbot):
    def close(review, _job):
        sections.set_status(review, "goal-1/trends", SectionStatus.LOCKED)
        sections.set_status(review, "goal-3/trends", SectionStatus.CLEARED)

    filled.workspace.session.ask(close, lambda _none: None)
    panel = find(filled, qtbot, "poverty", everywhere=True)
    panel._fold.setChecked(True)
    assert panel.ticked == ("introduction",)
    titles = [panel._list.topLevelItem(at).text(1) for at in range(3)]
    assert "Locked" in titles[1]
    assert "Cleared" in titles[2]
    panel._list.topLevelItem(2).setCheckState(0, Qt.CheckState.Checked)
    assert panel.ticked == ("introduction", "goal-3/trends")


def test_what_is_selected_is_proposed(filled, qtbot):
    [editor] = filled.workspace.section_page.editors()
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    command(filled, "find-text").try_run()
    assert filled.workspace.find_panel._field.text() == "Poverty"
    assert filled.workspace.find_panel._field.hasFocus()


def test_escape_goes_back_to_the_text(filled, qtbot):
    panel = find(filled, qtbot, "poverty")
    qtbot.keyClick(panel._field, Qt.Key.Key_Escape)
    [editor] = filled.workspace.section_page.editors()
    assert editor.hasFocus()
    assert editor.extraSelections() == []


def test_finding_from_another_page_comes_back_to_the_text(filled, qtbot):
    filled.workspace.show_place("history")
    find(filled, qtbot, "poverty")
    assert filled.workspace.stage.place == "texts"
    assert filled.workspace.find_panel.isVisible()


def test_living_numbers_stay_where_all_is_replaced(filled, qtbot):
    value = ValueRef("s", "2023", text="poverty")

    def fill(review, _job):
        runs = (Text("Of poverty: "), value)
        writing.keep(review, "methodology", Document(blocks=(Paragraph(runs=runs),)))

    filled.workspace.session.ask(fill, lambda _none: None)
    panel = find(filled, qtbot, "poverty", everywhere=True)
    panel._fold.setChecked(True)
    panel._all.click()
    settle(qtbot, filled)
    review = filled.workspace.session.review
    document = filled.jobs.wait(lambda _job: writing.text(review, "methodology")).document
    assert document.blocks[0].runs == (Text("Of : "), value)
    assert history.operations(review)[0].kind == "replace"
