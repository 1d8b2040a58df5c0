"""The main job in the window: write, import, undo, export, and everything by name."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from tests.ui.conftest import settle, show, stored
from ui.theme.colors import PALETTES
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.sections import SectionStatus
from vnr_app.services import history, indicators, reviews, writing


def test_typing_is_saved_by_itself(opened, qtbot):
    show(opened, qtbot, "goal-3")
    page = opened.workspace.section_page
    assert len(page.editors()) == 12
    editor = page.editors()[1]
    editor.setFocus()
    qtbot.keyClicks(editor, "Mortality fell.")
    assert opened.workspace.texts.dirty
    qtbot.waitUntil(lambda: not opened.workspace.texts.dirty, timeout=4000)
    settle(qtbot, opened)
    assert stored(opened, "goal-3/trends") == "Mortality fell."


def test_leaving_a_section_makes_a_revision(opened, qtbot):
    show(opened, qtbot, "introduction")
    editor = opened.workspace.section_page.editors()[0]
    qtbot.keyClicks(editor, "Our second review.")
    show(opened, qtbot, "goal-1")
    review = opened.workspace.session.review
    text = opened.jobs.wait(lambda _job: writing.text(review, "introduction"))
    assert text.revision is not None
    assert plain_text(text.document) == "Our second review."


def test_closing_keeps_what_was_just_typed(opened, qtbot, review_path):
    show(opened, qtbot, "introduction")
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "Last words")
    opened.close()
    with reviews.open_review(review_path) as review:
        assert plain_text(writing.text(review, "introduction").document) == "Last words"


def test_undo_belongs_to_the_text_that_has_the_keyboard(opened, qtbot):
    show(opened, qtbot, "introduction")
    opened.activateWindow()
    editor = opened.workspace.section_page.editors()[0]
    editor.setFocus()
    qtbot.keyClicks(editor, "typed")
    command = next(c for c in opened.commands if c.id == "undo")
    command.try_run()
    assert plain_text(editor.document_now()) == ""
    show(opened, qtbot, "goal-1")
    opened.workspace.session.set_status("introduction", SectionStatus.CLEARED)
    opened.workspace.outline.focus_list()
    settle(qtbot, opened)
    command.try_run()
    settle(qtbot, opened)
    assert "Set the status" in opened.messages.banner.accessibleName()
    opened.messages.banner._act()
    settle(qtbot, opened)
    review = opened.workspace.session.review
    records = opened.jobs.wait(lambda _job: history.operations(review))
    assert [r.undone for r in records if r.kind == "status"] == [True]


def test_import_preview_commit_undo(opened, qtbot, table_path):
    workspace = opened.workspace
    opened.take_files([table_path])
    settle(qtbot, opened)
    page = workspace.import_page
    assert page.isVisible()
    review = workspace.session.review
    rows = opened.jobs.wait(lambda _job: indicators.observations(review))
    assert rows == ()
    page.import_wanted.emit()
    settle(qtbot, opened)
    rows = opened.jobs.wait(lambda _job: indicators.observations(review, "3.1.1"))
    assert [row.value.number for row in rows] == ["31.5", "29.8", "27.2"]
    assert "maternal.csv" in opened.messages.banner.accessibleName()
    workspace.desks.operations.undo()
    settle(qtbot, opened)
    assert opened.jobs.wait(lambda _job: indicators.observations(review)) == ()


def test_a_broken_file_is_said_in_a_sentence(opened, qtbot, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    opened.take_files([path])
    settle(qtbot, opened)
    assert "broken.xlsx" in opened.messages.banner.accessibleName()
    assert not opened.workspace.import_page.isVisible()


def test_a_file_without_a_table_offers_only_to_skip_it(opened, qtbot, tmp_path):
    path = tmp_path / "letter.csv"
    path.write_text("Dear colleagues\nno table follows\n", encoding="utf-8")
    opened.take_files([path])
    settle(qtbot, opened)
    page = opened.workspace.import_page
    assert page.isVisible()
    assert not page._import.isEnabled()
    page._skip.click()
    settle(qtbot, opened)
    assert not page.isVisible()


def test_goal_page_shows_its_figures(opened, qtbot, table_path):
    opened.take_files([table_path])
    settle(qtbot, opened)
    opened.workspace.import_page.import_wanted.emit()
    settle(qtbot, opened)
    show(opened, qtbot, "goal-3")
    assert opened.workspace.data_panel.isVisible()
    model = opened.workspace.section_page._figures._table.model()
    shown = [model.index(0, c).data() for c in range(model.columnCount())]
    assert shown[0] == "3.1.1"
    assert "27.2" in shown
    assert "<qt>" in model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)


def test_status_is_recorded_and_shown(opened, qtbot):
    show(opened, qtbot, "goal-5")
    box = opened.workspace.section_page.findChild(QComboBox, "status-goal-5/headline")
    box.setCurrentIndex(box.findData(SectionStatus.CLEARED.value))
    box.activated.emit(box.currentIndex())
    settle(qtbot, opened)
    review = opened.workspace.session.review
    records = opened.jobs.wait(lambda _job: history.operations(review))
    assert records[0].kind == "status"


def test_export_writes_the_report(opened, qtbot, tmp_path):
    opened.workspace.show_place("report")
    settle(qtbot, opened)
    page = opened.workspace.export_page
    target = tmp_path / "report.docx"
    page.choose_file(target)
    page._ask()
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=60_000)
    assert target.read_bytes()[:2] == b"PK"
    assert page._done.isVisible()


def test_history_offers_undo(opened, qtbot):
    show(opened, qtbot, "introduction")
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "To be undone")
    opened.workspace.show_place("history")
    settle(qtbot, opened)
    undo = [
        b
        for b in opened.workspace.history_page.findChildren(QAbstractButton)
        if b.accessibleName().startswith("Undo: ")
    ]
    assert undo
    undo[0].click()
    settle(qtbot, opened)
    assert stored(opened, "introduction") == ""


@pytest.mark.parametrize("place", ["goal-3", "enabling-environment", "data", "report", "history"])
def test_every_control_has_a_name(opened, qtbot, place):
    if place in ("data", "report", "history"):
        opened.workspace.show_place(place)
        settle(qtbot, opened)
    else:
        show(opened, qtbot, place)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in opened.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_f6_goes_through_the_panes(opened, qtbot):
    show(opened, qtbot, "goal-3")
    opened.activateWindow()
    seen = []
    for _ in range(3):
        opened.workspace.next_pane(1)
        focus = QApplication.focusWidget()
        seen.append(next(p for p in opened.workspace.panes() if p.isAncestorOf(focus)))
    assert len(set(map(id, seen))) == 3


@pytest.mark.parametrize("name", PALETTES)
def test_palettes_reach_every_widget(opened, qtbot, name):
    opened.use_colors(name)
    show(opened, qtbot, "goal-3")
    color = opened.workspace.section_page.editors()[0].palette().text().color().name()
    assert color.lower() == PALETTES[name].text.lower()
    assert opened.settings.palette == name


def test_commands_are_unique_and_made_into_menus(window):
    ids = [command.id for command in window.commands]
    assert len(set(ids)) == len(ids)
    keys = [command.shortcut for command in window.commands if command.shortcut]
    assert len(set(keys)) == len(keys)
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == list(dict.fromkeys(c.menu for c in window.commands if c.menu))


def test_a_part_that_was_asked_for_is_at_the_top(opened, qtbot):
    opened.resize(1200, 700)
    opened.workspace.show_section("goal-3/lessons")
    page = opened.workspace.section_page
    qtbot.waitUntil(lambda: page.key == "goal-3", timeout=10_000)
    part = page._parts["goal-3/lessons"]
    qtbot.waitUntil(lambda: 0 <= part.mapTo(page._scroll.area, QPoint(0, 0)).y() < 120)


class _Windows(QObject):
    """Notes every window that is shown while it watches."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_opening_a_review_shows_no_other_window(window, qapp, qtbot, review_path):
    """A part that is shown before it has a parent would flash up and take the keyboard."""
    watch = _Windows()
    qapp.installEventFilter(watch)
    try:
        window.open_review(review_path)
        qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
        settle(qtbot, window)
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == []
