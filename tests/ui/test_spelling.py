"""Wrong words are underlined, but not while they are typed, and not before there is time."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from tests.ui.edits import KEEP
from ui.editor.spelling import Speller
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Document, Heading, Paragraph, Text
from vnr_app.services.spelling import NullChecker, checker_for

WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Text")
    qtbot.addWidget(made)
    made.resize(600, 80)
    made.show()
    made.set_spelling(checker_for("en", ()))
    return made


def load(editor, *texts, lang=None):
    editor.load(Document(blocks=tuple(Paragraph(lang=lang, runs=(Text(t),)) for t in texts)))


def underlined(editor):
    """The words that are painted with a wave."""
    found, block = [], editor.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for each in block.layout().formats():
            if each.format.underlineStyle() == WAVE:
                end = (each.start + each.length) * 2
                found.append(units[each.start * 2 : end].decode("utf-16-le"))
        block = block.next()
    return found


def at_rest(editor, qtbot):
    qtbot.waitUntil(lambda: not editor.findChild(Speller)._timer.isActive(), timeout=5000)


def put_caret(editor, position):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def entries(editor, position):
    """The menu for the word at a position of the text, by what its entries say."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position)
    menu = QMenu(editor)
    menu.addAction("Copy")
    editor.spelling_menu(menu, editor.cursorRect(cursor).center() + QPoint(2, 0))
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_wrong_words_are_found_when_there_is_time(editor, qtbot):
    load(editor, "Maternal mortallity 😀 fell, developement rose", "All is well")
    assert underlined(editor) == []
    at_rest(editor, qtbot)
    assert underlined(editor) == ["mortallity", "developement"]


def test_headings_stay_headings_under_a_wave(editor, qtbot):
    editor.load(Document(blocks=(Heading(level=1, runs=(Text("Mortallity"),)),)))
    at_rest(editor, qtbot)
    assert underlined(editor) == ["Mortallity"]
    (shown,) = editor.document().begin().layout().formats()
    assert shown.format.fontWeight() == 600
    assert shown.format.underlineColor().name().lower() == "#b3261e"


def test_a_word_is_not_judged_while_it_is_typed(editor, qtbot):
    load(editor, "")
    qtbot.keyClicks(editor, "the mortallity")
    at_rest(editor, qtbot)
    assert underlined(editor) == []
    qtbot.keyClicks(editor, " ")
    at_rest(editor, qtbot)
    assert underlined(editor) == ["mortallity"]


def test_a_word_is_judged_when_the_caret_leaves_it(editor, qtbot):
    load(editor, "")
    qtbot.keyClicks(editor, "mortallity")
    at_rest(editor, qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    at_rest(editor, qtbot)
    assert underlined(editor) == ["mortallity"]


def test_a_caret_that_only_passes_takes_no_line_away(editor, qtbot):
    load(editor, "mortallity fell")
    at_rest(editor, qtbot)
    put_caret(editor, 4)
    at_rest(editor, qtbot)
    assert underlined(editor) == ["mortallity"]


def test_the_language_of_a_paragraph_wins(editor, qtbot):
    load(editor, "Le développement et la pauvreté, developement", lang="fr")
    at_rest(editor, qtbot)
    assert underlined(editor) == ["developement"]
    load(editor, "贫困 mortallity", lang="zh")
    at_rest(editor, qtbot)
    assert underlined(editor) == []


def test_a_dictionary_serves_paragraphs_of_a_text_whose_own_language_has_none(editor, qtbot):
    editor.set_spelling(NullChecker("zh", ()))
    load(editor, "mortallity", lang="en")
    at_rest(editor, qtbot)
    assert underlined(editor) == ["mortallity"]


def test_without_a_checker_nothing_is_underlined(editor, qtbot):
    load(editor, "mortallity")
    at_rest(editor, qtbot)
    editor.set_spelling(None)
    at_rest(editor, qtbot)
    assert underlined(editor) == []


def test_a_suggestion_takes_the_place_of_the_word_and_can_be_undone(editor, qtbot):
    load(editor, "the developement rose")
    at_rest(editor, qtbot)
    found = entries(editor, 8)
    assert next(iter(found)) == "development"
    assert list(found)[-1] == "Copy"
    edits = []
    editor.edited.connect(lambda: edits.append(1))
    found["development"].trigger()
    assert editor.toPlainText() == "the development rose"
    assert edits
    editor.undo()
    assert editor.toPlainText() == "the developement rose"


def test_a_suggestion_keeps_the_marks_of_the_word(editor, qtbot):
    runs = (Text("the "), Text("developement", bold=True), Text(" rose"))
    editor.load(Document(blocks=(Paragraph(runs=runs),)))
    at_rest(editor, qtbot)
    entries(editor, 8)["development"].trigger()
    assert editor.document_now().blocks[0].runs[1] == Text("development", bold=True)


def test_a_learned_word_is_told_and_right_at_once(editor, qtbot):
    load(editor, "Armstat and Armstat")
    at_rest(editor, qtbot)
    with qtbot.waitSignal(editor.word_learned) as learned:
        entries(editor, 2)["Add “Armstat” to the dictionary"].trigger()
    assert learned.args == ["Armstat"]
    assert underlined(editor) == []


def test_an_ignored_word_is_right_in_this_text(editor, qtbot):
    load(editor, "Armstat", "Armstat Geostat")
    at_rest(editor, qtbot)
    entries(editor, 2)["Ignore “Armstat” here"].trigger()
    assert underlined(editor) == ["Geostat"]


def test_a_new_checker_takes_old_lines_away(editor, qtbot):
    load(editor, "Armstat and Geostat")
    at_rest(editor, qtbot)
    editor.set_spelling(checker_for("en", {"Armstat"}))
    at_rest(editor, qtbot)
    assert underlined(editor) == ["Geostat"]


def test_right_words_and_read_only_texts_have_no_entries(editor, qtbot):
    load(editor, "the developement rose")
    at_rest(editor, qtbot)
    assert list(entries(editor, 1)) == ["Copy"]
    editor.setReadOnly(True)
    assert list(entries(editor, 8)) == ["Copy"]


def test_underlines_are_no_part_of_the_text(editor, qtbot):
    load(editor, "mortallity")
    before = editor.document_now()
    at_rest(editor, qtbot)
    assert underlined(editor)
    assert editor.document_now() is before
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End, KEEP)
    editor.setTextCursor(cursor)
    assert "wave" not in editor.createMimeDataFromSelection().html()
    assert not editor.document().isUndoAvailable()
