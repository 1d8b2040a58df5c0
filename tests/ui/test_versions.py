"""Versions in the window: their list, bringing one back, names, texts that were rescued."""

import pytest
from PySide6.QtCore import Qt

from tests.services.desk import typed
from tests.ui.conftest import command, settle, show, stored
from tests.ui.versions import KEY, NEWER, PARTS, ask, keep, reopen, with_past
from ui.dialogs.name_version import NameVersionDialog
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import rescue, reviews, revisions, siblings, writing


def lines(panel):
    return [panel._model.item(row).text() for row in range(panel._model.rowCount())]


def choose(panel, row):
    panel._list.setCurrentIndex(panel._model.index(row, 0))


def versions(window, qtbot):
    command(window, "versions").try_run()
    settle(qtbot, window)
    return window.workspace.versions_panel


def test_the_versions_of_a_text_are_listed_newest_first(opened, qtbot):
    with_past(opened, qtbot)
    panel = versions(opened, qtbot)
    newest, oldest = lines(panel)
    assert "13 words, +3" in newest
    assert "present text" in newest
    assert "10 words, +10" in oldest
    assert "present text" not in oldest
    assert panel._list.hasFocus()


def test_what_is_being_written_stands_on_top(opened, qtbot):
    with_past(opened, qtbot)
    panel = versions(opened, qtbot)
    editor = opened.workspace.section_page.editors()[0]
    qtbot.keyClicks(editor, "Hm. ")
    opened.workspace.texts.flush()
    settle(qtbot, opened)
    assert "Being written" in lines(panel)[0]
    assert "last kept" in lines(panel)[1]
    assert len(lines(panel)) == 3


def test_a_text_without_versions_says_what_goes_there(opened, qtbot):
    show(opened, qtbot, KEY)
    panel = versions(opened, qtbot)
    assert panel._empty.isVisible()
    assert not panel._list.isVisible()
    assert not any(each.isEnabled() for each in (panel._compare, panel._restore, panel._name))
    command(opened, "compare-versions").try_run()
    settle(qtbot, opened)
    assert opened.workspace.section_page.isVisible()
    assert "no earlier version" in opened.messages.banner.accessibleName()


def test_the_part_that_has_the_keyboard_is_the_one_that_is_listed(opened, qtbot):
    keep(opened, "Trends.", key="goal-3/trends")
    keep(opened, "Gaps of goal three.", key="goal-3/headline")
    reopen(opened, qtbot, "goal-3/trends")
    panel = versions(opened, qtbot)
    assert panel.key == "goal-3/trends"
    opened.workspace.section_page.editors()[0].setFocus()
    settle(qtbot, opened)
    assert panel.key == "goal-3/headline"
    assert panel._part.currentData() == "goal-3/headline"
    panel._part.setCurrentIndex(panel._part.findData("goal-3/trends"))
    panel._part.activated.emit(panel._part.currentIndex())
    settle(qtbot, opened)
    assert ["1 word, +1" in line for line in lines(panel)] == [True]


def test_nothing_is_read_while_nobody_looks(opened, qtbot):
    with_past(opened, qtbot)
    assert opened.workspace.side.tab != "versions"
    assert lines(opened.workspace.versions_panel) == []


def test_restoring_makes_the_old_text_the_present_one_and_can_be_undone(opened, qtbot):
    with_past(opened, qtbot)
    panel = versions(opened, qtbot)
    assert not panel._restore.isEnabled()
    choose(panel, 1)
    panel._restore.click()
    settle(qtbot, opened)
    editor = opened.workspace.section_page.editors()[0]
    assert plain_text(editor.document_now()) == "\n".join(PARTS)
    assert len(lines(panel)) == 3
    opened.messages.banner._button.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == "\n".join(NEWER)
    editor = opened.workspace.section_page.editors()[0]
    assert plain_text(editor.document_now()) == "\n".join(NEWER)


def test_restoring_keeps_what_was_just_typed(opened, qtbot):
    with_past(opened, qtbot)
    panel = versions(opened, qtbot)
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "Unsaved. ")
    choose(panel, 1)
    panel._restore.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == "\n".join(PARTS)
    bodies = [
        plain_text(ask(opened, revisions.document, each.id))
        for each in ask(opened, revisions.of_section, KEY)
    ]
    assert any(body.startswith("Unsaved. First good") for body in bodies)
    assert ask(opened, siblings.meetings, KEY) == ()


def name_it(window, qtbot, name, *, only_here=False):
    command(window, "name-version").try_run()
    dialog = window.findChild(NameVersionDialog)
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog._name, name)
    if only_here:
        dialog._scope.setCurrentIndex(1)
    dialog.take.click()
    settle(qtbot, window)
    window.activateWindow()


def test_a_version_gets_a_name_and_is_found_by_it(opened, qtbot):
    with_past(opened, qtbot)
    keep(opened, "Method.", key="methodology")
    name_it(opened, qtbot, "Sent to cabinet")
    assert "“Sent to cabinet”" in lines(versions(opened, qtbot))[0]
    [named] = ask(opened, revisions.named_versions)
    assert (named.name, named.texts) == ("Sent to cabinet", 2)


def test_a_name_for_one_section_leaves_the_others_alone(opened, qtbot):
    with_past(opened, qtbot)
    keep(opened, "Method.", key="methodology")
    name_it(opened, qtbot, "Checked", only_here=True)
    [named] = ask(opened, revisions.named_versions)
    assert (named.name, named.texts) == ("Checked", 1)


def test_the_history_lists_named_versions_with_what_changed_since(opened, qtbot):
    with_past(opened, qtbot)
    name_it(opened, qtbot, "Sent to cabinet")
    keep(opened, *PARTS)
    workspace = opened.workspace
    workspace.show_place("history")
    workspace.history_page.show_named()
    settle(qtbot, opened)
    buttons = {
        each.accessibleName() or each.text(): each
        for each in workspace.history_page.named.findChildren(type(workspace.versions_panel._name))
    }
    buttons["Sent to cabinet: 1 text changed since"].click()
    compare = buttons["Compare “Introduction”"]
    assert compare.isVisible()
    compare.click()
    settle(qtbot, opened)
    page = workspace.compare_page
    assert page.isVisible()
    assert "Sent to cabinet" in page._old.currentText()
    qtbot.keyClick(page._view, Qt.Key.Key_Escape)
    settle(qtbot, opened)
    assert workspace.history_page.isVisible()


# --- Rescued texts ------------------------------------------------------------------------------


@pytest.fixture
def rescued(window, qtbot, review_path):
    """The window on a review beside which a text lies that could not be saved."""
    with reviews.open_review(review_path) as review:
        writing.keep(review, KEY, typed(*PARTS))
        rescue.write(review.info.id, "earlier", KEY, review.info.language, typed("Rescued words."))
    window.open_review(review_path)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    settle(qtbot, window)
    return window


def test_a_rescued_text_is_offered_and_taken(rescued, qtbot):
    bar = rescued.workspace.desks.comparing._rescued_bar
    assert "could not be saved was rescued" in bar.accessibleName()
    bar._button.click()
    settle(qtbot, rescued)
    page = rescued.workspace.compare_page
    assert page._old.currentText().startswith("Rescued text")
    assert not page._restore.isVisible()
    assert stored(rescued, KEY) == "\n".join(PARTS)
    page._take.click()
    settle(qtbot, rescued)
    assert stored(rescued, KEY) == "Rescued words."
    assert bar.isHidden()
    assert ask(rescued, rescue.found) == ()
    rescued.messages.banner._button.click()
    settle(qtbot, rescued)
    assert stored(rescued, KEY) == "\n".join(PARTS)


def test_a_rescued_text_is_discarded_and_had_back(rescued, qtbot):
    bar = rescued.workspace.desks.comparing._rescued_bar
    bar._button.click()
    settle(qtbot, rescued)
    rescued.workspace.compare_page._discard.click()
    settle(qtbot, rescued)
    assert bar.isHidden()
    assert ask(rescued, rescue.found) == ()
    assert stored(rescued, KEY) == "\n".join(PARTS)
    rescued.messages.banner._button.click()
    settle(qtbot, rescued)
    assert [each.words for each in ask(rescued, rescue.found)] == [2]
    assert bar.isVisible()


# --- Reading only -------------------------------------------------------------------------------


def test_versions_are_looked_at_and_left_alone_where_nothing_is_written(window, qtbot, review_path):
    with reviews.open_review(review_path) as review:
        first = writing.keep(review, KEY, typed(*PARTS))
        writing.keep(review, KEY, typed(*NEWER))
        writing.keep(review, KEY, typed("Other."), base=first.revision)
        rescue.write(review.info.id, "earlier", KEY, review.info.language, typed("Rescued words."))
    window.openings.enter(lambda _job: reviews.open_review(review_path, read_only=True), "")
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    reopen(window, qtbot, KEY)
    panel = versions(window, qtbot)
    choose(panel, 1)
    workspace = window.workspace
    assert not any(each.isEnabled() for each in (panel._restore, panel._name))
    assert not any(command(window, each).enabled() for each in ("name-version", "merge-versions"))
    panel._compare.click()
    settle(qtbot, window)
    page = workspace.compare_page
    assert page._view.changes > 0
    assert not page._restore.isVisible()
    workspace.desks.comparing._rescued_bar._button.click()
    settle(qtbot, window)
    assert not any(each.isVisible() for each in (page._take, page._discard, page._restore))
    workspace.desks.merging.open(KEY)
    settle(qtbot, window)
    merge = workspace.merge_page
    assert merge._look.isEnabled()
    assert not any(each.isEnabled() for each in (merge._use, merge._aside))
