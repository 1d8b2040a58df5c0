"""Translations in the window: the original beside them, what has changed, the spelling."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QMenu

from tests.services.desk import typed
from tests.ui.conftest import command, settle, show, stored
from ui.desks.translations import TranslationsDesk
from ui.dialogs.what_changed import WhatChangedDialog
from ui.names import language_name
from ui.widgets.diff_view import DiffView
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import translations, words, writing

KEY = "introduction"


def ask(window, qtbot, act):
    window.workspace.session.ask(lambda review, _job: act(review), lambda _none: None)
    settle(qtbot, window)
    qtbot.wait(350)
    settle(qtbot, window)


@pytest.fixture
def english(opened, qtbot):
    """A review whose introduction is written in English and in French."""

    def fill(review):
        writing.keep(review, KEY, typed("It fell to 12.4 in 2023."))
        writing.keep(review, KEY, typed("Il est tombé à 12,5 en 2023."), language="fr")

    ask(opened, qtbot, fill)
    show(opened, qtbot, KEY)
    opened.activateWindow()
    return opened


def write_in(window, qtbot, language):
    window.workspace.desks.writing.write_in(language)
    settle(qtbot, window)
    qtbot.wait(350)
    settle(qtbot, window)


@pytest.fixture
def french(english, qtbot):
    write_in(english, qtbot, "fr")
    return english


def view(window):
    [found] = window.workspace.section_page.parts()
    return found


def desk(window) -> TranslationsDesk:
    return window.workspace.desks.translations


def strips(window):
    found = desk(window)._strips[KEY]
    return found._stale, found._figures


def menu_of(window):
    window.workspace.desks.translations.choose()
    [menu] = window.workspace.section_page.languages.findChildren(QMenu)
    titles = [action.text() for action in menu.actions()]
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    menu.close()
    return titles, checked


def test_languages_call_themselves_by_their_own_names():
    assert [language_name(tag) for tag in ("en", "fr-FR", "ar", "zh", "ru", "es")] == [
        "English", "Français", "العربية", "中文", "Русский", "Español",
    ]  # fmt: skip


def test_the_header_says_how_far_each_language_is(english, qtbot):
    titles, checked = menu_of(english)
    assert titles[0] == "English – original"
    assert "Français – translation, 1 text" in titles
    assert "中文 – not translated yet" in titles
    assert checked == ["English – original"]
    assert "English" in english.workspace.section_page.languages.accessibleName()
    ask(english, qtbot, lambda review: writing.keep(review, KEY, typed("It fell further.")))
    assert "Français – translation, 1 text, 1 stale" in menu_of(english)[0]


def test_a_translation_stands_beside_its_original(french):
    part = view(french)
    assert part.editor.toPlainText() == "Il est tombé à 12,5 en 2023."
    original = desk(french)._originals[KEY]
    assert original.toPlainText() == "It fell to 12.4 in 2023."
    assert original.isReadOnly()
    assert original.isVisible()
    assert original.mapTo(part, original.pos()).x() < part.editor.mapTo(part, part.editor.pos()).x()
    assert "English" in original.accessibleName()
    assert "Français" in french.status._language.text()
    assert "Français" in french.workspace.section_page.languages.text()


def test_the_original_alone_is_shown_as_ever(french, qtbot):
    write_in(french, qtbot, "en")
    assert view(french).editor.toPlainText() == "It fell to 12.4 in 2023."
    assert desk(french)._originals == {}
    assert french.workspace.section_page._content.maximumWidth() < 800


def test_what_is_typed_is_the_translation_and_the_original_stays(french, qtbot):
    editor = view(french).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "Oui. ")
    show(french, qtbot, "methodology")
    assert french.workspace.desks.writing.language == "fr"
    review = french.workspace.session.review
    kept = french.jobs.wait(lambda _job: writing.text(review, KEY, "fr")).document
    assert plain_text(kept).startswith("Oui. ")
    assert stored(french, KEY) == "It fell to 12.4 in 2023."


def test_figures_that_differ_are_named_and_checked_again_after_each_save(french, qtbot):
    _stale, figures = strips(french)
    assert figures.isVisible()
    text = figures._text.text()
    assert "12.4 (only in the original)" in text
    assert "12.5 (only in the translation)" in text
    editor = view(french).editor
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index("12,5"))
    cursor.setPosition(cursor.position() + 4, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "12,4")
    french.workspace.texts.flush()
    qtbot.waitUntil(lambda: not figures.isVisible(), timeout=10_000)


def test_an_original_that_changed_is_told_compared_and_confirmed(french, qtbot):
    stale, _figures = strips(french)
    assert not stale.isVisible()
    ask(french, qtbot, lambda review: writing.keep(review, KEY, typed("It rose to 12.5 in 2023.")))
    assert stale.isVisible()
    assert desk(french)._originals[KEY].toPlainText() == "It rose to 12.5 in 2023."

    stale.wanted.emit()
    qtbot.waitUntil(lambda: french.findChild(WhatChangedDialog) is not None, timeout=10_000)
    dialog = french.findChild(WhatChangedDialog)
    assert dialog.findChild(DiffView).changes == 1
    dialog.close()

    editor = view(french).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "Donc ")
    stale._other.click()
    settle(qtbot, french)
    qtbot.waitUntil(lambda: not stale.isVisible(), timeout=10_000)
    # What is typed on is based on what was confirmed: nothing has met.
    qtbot.keyClicks(editor, "oui ")
    french.workspace.texts.leave()
    settle(qtbot, french)
    review = french.workspace.session.review
    kept = french.jobs.wait(lambda _job: writing.text(review, KEY, "fr"))
    assert not kept.waiting
    assert plain_text(kept.document).startswith("Donc oui ")
    [state] = french.jobs.wait(lambda _job: translations.of_section(review, KEY))
    assert not state.stale


def test_arabic_runs_from_right_to_left(english, qtbot):
    write_in(english, qtbot, "ar")
    editor = view(english).editor
    option: QTextOption = editor.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft
    original = desk(english)._originals[KEY].document().defaultTextOption()
    assert original.textDirection() != Qt.LayoutDirection.RightToLeft
    assert "العربية" in editor.placeholderText()


def test_two_texts_stand_above_each_other_where_there_is_no_room(french, qtbot):
    part = view(french)
    direction = part._columns.Direction
    part.resize(1000, 400)
    assert part._columns.direction() == direction.LeftToRight
    part.resize(500, 400)
    assert part._columns.direction() == direction.TopToBottom


# --- Spelling -------------------------------------------------------------------------------


def wrong(editor, word):
    """Whether a word of the text is underlined."""
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(word) + 1)
    return editor._speller.wrong_at(cursor) is not None


def test_the_spelling_is_that_of_the_language(french, qtbot):
    editor = view(french).editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, " Wrongly maison. ")
    qtbot.waitUntil(lambda: wrong(editor, "Wrongly"), timeout=10_000)
    assert not wrong(editor, "maison")
    assert french.status._spelling.text() == ""


def test_a_language_without_dictionary_says_so(english, qtbot):
    write_in(english, qtbot, "zh")
    assert english.status._spelling.text() == "No dictionary for 中文"
    write_in(english, qtbot, "en")
    assert english.status._spelling.text() == ""


def test_a_learned_word_is_kept_and_right_everywhere(english, qtbot):
    editor = view(english).editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, " Kenyaland zzbrt. ")
    qtbot.waitUntil(lambda: wrong(editor, "zzbrt"), timeout=10_000)
    editor.word_learned.emit("zzbrt")
    qtbot.waitUntil(lambda: not wrong(editor, "zzbrt"), timeout=10_000)
    review = english.workspace.session.review
    assert english.jobs.wait(lambda _job: words.learned(review, "en")) == {"zzbrt"}


def test_the_languages_are_a_command(english, qtbot):
    assert command(english, "language").enabled()
    english.workspace.show_place("history")
    assert not command(english, "language").enabled()
