"""Two versions that met: looked at, decided on, merged, set aside; nothing is written before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit

from tests.services.desk import bodies, typed
from tests.ui.conftest import command, settle, show, stored
from tests.ui.versions import KEY, NEWER, OTHER, PARTS, ask, keep, with_other
from vnr_app.domain.richtext import Document, Paragraph, Table, TableCell, TableRow, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import history, siblings, writing

BOTH = "First good words here. First old words here."


def merging(window, qtbot):
    window.workspace.section_page.merge_wanted.emit(KEY)
    settle(qtbot, window)
    return window.workspace.merge_page


def waiting(window):
    return len(ask(window, siblings.meetings, KEY))


def test_a_waiting_version_is_offered_above_the_text_and_beside_it(opened, qtbot):
    with_other(opened, qtbot)
    workspace = opened.workspace
    [view] = workspace.section_page._parts.values()
    assert view._waiting.isVisible()
    view._waiting._button.click()
    settle(qtbot, opened)
    assert workspace.merge_page.isVisible()
    show(opened, qtbot, KEY)
    command(opened, "versions").try_run()
    settle(qtbot, opened)
    workspace.versions_panel._merge.click()
    settle(qtbot, opened)
    assert workspace.merge_page.isVisible()


def test_the_merge_shows_what_agrees_and_what_is_to_be_decided(opened, qtbot):
    with_other(opened, qtbot)
    page = merging(opened, qtbot)
    assert page._about.text() == "1 place to decide"
    assert page.choices == ("both",)
    [card] = page._cards
    assert card.has_keyboard()
    shown = [each.toPlainText() for each in page.findChildren(type(editors(opened)[0]))]
    assert "Third, last." in shown
    assert "And more." in shown


def editors(window):
    window.workspace.show_section("methodology")
    return window.workspace.section_page.editors()


def test_nothing_is_written_by_looking(opened, qtbot):
    with_other(opened, qtbot)
    before = ask(opened, history.operations)
    page = merging(opened, qtbot)
    page._look.click()
    settle(qtbot, opened)
    assert page._result.isVisible()
    assert page._result.changes == 2
    qtbot.keyClick(page._result, Qt.Key.Key_Escape)
    assert page._scroll.isVisible()
    page._cards[0].focus_choice()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle(qtbot, opened)
    assert opened.workspace.section_page.isVisible()
    assert ask(opened, history.operations) == before
    assert waiting(opened) == 1


def test_both_are_taken_where_nobody_decides(opened, qtbot):
    with_other(opened, qtbot)
    page = merging(opened, qtbot)
    page._use.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == f"{BOTH}\nThe second paragraph stays.\nThird, last.\nAnd more."
    assert waiting(opened) == 0
    [editor] = opened.workspace.section_page.editors()
    assert plain_text(editor.document_now()) == stored(opened, KEY)


def test_a_choice_is_made_by_the_arrow_keys(opened, qtbot):
    with_other(opened, qtbot)
    page = merging(opened, qtbot)
    page._cards[0].focus_choice()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert page.choices == ("mine",)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert page.choices == ("theirs",)
    page._use.click()
    settle(qtbot, opened)
    assert stored(opened, KEY).startswith("First old words here.\n")


def test_choices_hold_while_the_versions_are_the_same(opened, qtbot):
    with_other(opened, qtbot)
    page = merging(opened, qtbot)
    page._cards[0]._radios["mine"].click()
    page._leave()
    settle(qtbot, opened)
    assert merging(opened, qtbot).choices == ("mine",)


def test_a_merge_is_undone_with_both_versions_back(opened, qtbot):
    with_other(opened, qtbot)
    merging(opened, qtbot)._use.click()
    settle(qtbot, opened)
    opened.messages.banner._button.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == "\n".join(NEWER)
    assert waiting(opened) == 1
    [view] = opened.workspace.section_page._parts.values()
    assert view._waiting.isVisible()


def test_the_other_version_is_set_aside_and_had_back(opened, qtbot):
    with_other(opened, qtbot)
    merging(opened, qtbot)._aside.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == "\n".join(NEWER)
    assert waiting(opened) == 0
    review = opened.workspace.session.review
    held = opened.jobs.wait(lambda _job: bodies(review))
    assert "\n".join(OTHER) in held
    opened.messages.banner._button.click()
    settle(qtbot, opened)
    assert waiting(opened) == 1


def test_a_text_that_changed_meanwhile_is_not_overwritten(opened, qtbot):
    with_other(opened, qtbot)
    page = merging(opened, qtbot)
    keep(opened, *NEWER, "Written meanwhile.")
    page._use.click()
    settle(qtbot, opened)
    assert "changed meanwhile" in opened.messages.banner.accessibleName()
    assert stored(opened, KEY).endswith("Written meanwhile.")
    assert page.isVisible()
    page._use.click()
    settle(qtbot, opened)
    assert stored(opened, KEY).endswith("Written meanwhile.")
    assert waiting(opened) == 0


def test_what_is_being_typed_is_kept_before_it_is_merged(opened, qtbot):
    with_other(opened, qtbot)
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "Just typed. ")
    merging(opened, qtbot)._use.click()
    settle(qtbot, opened)
    assert "Just typed. " in stored(opened, KEY)


def test_a_save_that_meets_another_text_says_so(opened, qtbot):
    keep(opened, *PARTS)
    show(opened, qtbot, "methodology")
    show(opened, qtbot, KEY)
    opened.activateWindow()
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "Mine. ")
    keep(opened, *NEWER)
    show(opened, qtbot, KEY)
    assert "Both versions are kept" in opened.messages.banner.accessibleName()
    opened.messages.banner._button.click()
    settle(qtbot, opened)
    assert opened.workspace.merge_page.isVisible()
    assert waiting(opened) == 1


def test_where_no_version_waits_there_is_nothing_to_merge(opened, qtbot):
    keep(opened, *PARTS)
    show(opened, qtbot, KEY)
    command(opened, "merge-versions").try_run()
    settle(qtbot, opened)
    assert opened.workspace.section_page.isVisible()
    assert "No other version" in opened.messages.banner.accessibleName()


def test_texts_that_began_on_an_empty_page_are_merged_too(opened, qtbot):
    keep(opened, "Mine alone.")
    ask(opened, writing.keep, KEY, typed("Theirs alone."), base=writing.FROM_NOTHING)
    show(opened, qtbot, KEY)
    page = merging(opened, qtbot)
    assert "empty page" in page._legend.text()
    page._use.click()
    settle(qtbot, opened)
    text = stored(opened, KEY)
    assert "Mine alone." in text
    assert "Theirs alone." in text


def test_f8_goes_from_one_place_to_decide_to_the_next(opened, qtbot):
    first = keep(opened, "One here.", "Kept.", "Two here.")
    keep(opened, "One mine.", "Kept.", "Two mine.")
    keep(opened, "One other.", "Kept.", "Two other.", base=first.revision)
    show(opened, qtbot, KEY)
    opened.activateWindow()
    page = merging(opened, qtbot)
    assert [card.has_keyboard() for card in page._cards] == [True, False]
    command(opened, "next-change").try_run()
    assert [card.has_keyboard() for card in page._cards] == [False, True]
    command(opened, "previous-change").try_run()
    assert [card.has_keyboard() for card in page._cards] == [True, False]


@pytest.mark.expects_warnings
def test_texts_that_cannot_be_put_together_are_chosen_from_as_a_whole(opened, qtbot, monkeypatch):
    def fail(*_texts):
        raise ValueError("no way")

    monkeypatch.setattr("ui.presenters.merging.merge", fail)
    with_other(opened, qtbot)
    page = merging(opened, qtbot)
    assert opened.messages.banner.isVisible()
    [card] = page._cards
    card._radios["theirs"].click()
    page._use.click()
    settle(qtbot, opened)
    assert stored(opened, KEY).split("\n") == [*OTHER]
    assert waiting(opened) == 0


def cell(text):
    return TableCell(blocks=(Paragraph(runs=(Text(text),)),))


def table(value):
    row = TableRow((cell("County"), cell(value)))
    return Document(blocks=(Table(id="t" * 12, rows=(row,)),))


def test_a_table_that_both_changed_is_shown_whole_with_its_cells_that_differ(opened, qtbot):
    first = ask(opened, writing.keep, KEY, table("one"))
    ask(opened, writing.keep, KEY, table("mine"))
    ask(opened, writing.keep, KEY, table("theirs"), base=first.revision)
    show(opened, qtbot, KEY)
    page = merging(opened, qtbot)
    [card] = page._cards
    texts = [each.toPlainText() for each in card.findChildren(QTextEdit)]
    assert sum("County" in each for each in texts) == 3  # and that of before
    assert {"one", "mine", "theirs"} <= set(texts)
    card._radios["theirs"].click()
    page._use.click()
    settle(qtbot, opened)
    assert stored(opened, KEY).strip() == "County\ttheirs"
