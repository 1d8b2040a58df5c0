"""Who is responsible, what is overdue, what is closed: in the window."""

from datetime import date

import pytest

from tests.ui.conftest import show
from ui.dialogs.assign import AssignDialog
from ui.models.outline_filters import Filter
from ui.models.outline_model import ENTRY
from ui.widgets.status_box import StatusBox
from ui.widgets.strip import Strip
from vnr_app.domain.sections import SectionStatus
from vnr_app.services import history, sections


def part(window, key):
    return window.workspace.section_page._parts[key]


def rows(window):
    model = window.workspace.outline._model
    entries = (model.index(row).data(ENTRY) for row in range(model.rowCount()))
    return [entry.state.key for entry in entries if entry.state is not None]


def set_up(window, qtbot, act):
    """Run a service on the review's thread and wait until the outline shows it."""
    session = window.workspace.session
    with qtbot.waitSignal(session.outline_loaded, timeout=10_000):
        session.ask(lambda review, _job: act(review), lambda _none: None)


@pytest.fixture
def assigned(opened, qtbot):
    """A review in which goal 3's trends are overdue and its lessons are somebody else's."""

    def act(review):
        sections.assign(
            review, "goal-3/trends", owner="Ministry of Health", person="", due=date(2020, 1, 2)
        )
        sections.assign(
            review, "goal-3/lessons", owner="Statistics Office", person="", due=date(2099, 1, 2)
        )

    set_up(opened, qtbot, act)
    return opened


def test_the_outline_is_narrowed_to_what_is_mine_or_overdue(assigned):
    outline = assigned.workspace.outline
    everything = rows(assigned)
    outline.show_person(frozenset({"statistics office"}))
    outline._filters.choose(Filter.MINE)
    assert rows(assigned) == ["goal-3", "goal-3/lessons"]
    outline._filters.choose(Filter.OVERDUE)
    assert rows(assigned) == ["goal-3", "goal-3/trends"]
    outline._filters.choose(Filter.OVERDUE, Filter.MINE)
    assert rows(assigned) == []
    outline._filters.choose()
    assert rows(assigned) == everything


def test_a_row_says_what_is_overdue(assigned):
    assigned.workspace.outline._filters.choose(Filter.OVERDUE)
    model = assigned.workspace.outline._model
    said = model.index(model.row_of("goal-3/trends")).data(ENTRY).sentence
    assert "Ministry of Health" in said
    assert "overdue" in said


def test_who_is_responsible_is_asked_and_recorded(assigned, qtbot):
    show(assigned, qtbot, "goal-3")

    session = assigned.workspace.session
    part(assigned, "goal-3/trends").head.assign_wanted.emit()
    [dialog] = assigned.findChildren(AssignDialog)
    dialog._owner.setText("Ministry of Planning")
    dialog._dated.setChecked(False)
    dialog._words.setValue(650)
    with qtbot.waitSignal(session.outline_loaded, timeout=10_000):
        dialog.take.click()
    qtbot.waitUntil(lambda: "Planning" in part(assigned, "goal-3/trends").head._responsible.text())
    state = next(
        each
        for each in assigned.workspace.desks.writing.state("goal-3").parts
        if each.key == "goal-3/trends"
    )
    assert (state.owner, state.due, state.word_budget) == ("Ministry of Planning", None, 650)
    kinds = [record.kind for record in history.operations(session.review)]
    assert kinds[:2] == ["budget", "assign"]


def test_a_cleared_text_asks_before_it_is_changed(opened, qtbot):
    show(opened, qtbot, "introduction")
    set_up(
        opened,
        qtbot,
        lambda review: sections.set_status(review, "introduction", SectionStatus.CLEARED),
    )
    view = part(opened, "introduction")
    assert view.editor.isReadOnly()
    qtbot.keyClicks(view.editor, "no")
    assert view.editor.toPlainText() == ""
    strip = next(each for each in view.findChildren(Strip) if each.isVisibleTo(view))
    with qtbot.waitSignal(opened.workspace.session.outline_loaded, timeout=10_000):
        strip.wanted.emit()
    assert not view.editor.isReadOnly()
    assert not strip.isVisibleTo(view)
    assert view.findChild(StatusBox).status is SectionStatus.DRAFTING
    qtbot.keyClicks(view.editor, "yes")
    assert view.editor.toPlainText() == "yes"


def test_locking_a_section_locks_its_parts(opened, qtbot):
    show(opened, qtbot, "goal-3")
    set_up(
        opened, qtbot, lambda review: sections.set_status(review, "goal-3", SectionStatus.LOCKED)
    )
    assert all(each.isReadOnly() for each in opened.workspace.section_page.editors())
    part(opened, "goal-3/trends")._closed.wanted.emit()
    with qtbot.waitSignal(opened.workspace.session.outline_loaded, timeout=10_000):
        pass
    assert not any(each.isReadOnly() for each in opened.workspace.section_page.editors())


def test_a_refused_status_is_not_shown(opened, qtbot, monkeypatch):
    show(opened, qtbot, "introduction")
    box = part(opened, "introduction").findChild(StatusBox)
    monkeypatch.setattr(opened.workspace.session, "ask", lambda *_all, **_named: None)
    box.setCurrentIndex(box.findData("cleared"))
    box.activated.emit(box.currentIndex())
    assert box.status is SectionStatus.NOT_STARTED


def test_changes_bear_the_name_of_the_person(opened, qtbot):
    opened.workspace.session.review.sign_as("Ministry of Health")
    set_up(
        opened,
        qtbot,
        lambda review: sections.set_status(review, "introduction", SectionStatus.IN_REVIEW),
    )
    assert history.operations(opened.workspace.session.review)[0].author == "Ministry of Health"
