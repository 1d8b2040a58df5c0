"""What stakeholders said: beside the text of a goal, and all of it in one table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import command, said, settle, show
from tests.ui.evidence import bring, voices_sheet
from ui.models.records_model import RECORD
from ui.panels.records_delegate import RecordsDelegate
from vnr_app.services import records

WELLS = "We have built twenty wells together with the county government since 2021."
CARE = "Older persons need care at home, and nobody asks them."
NURSES = "Nurses leave for the coast; rural clinics stand empty."


@pytest.fixture
def voices(opened, qtbot, tmp_path):
    path = voices_sheet(
        tmp_path / "voices.xlsx",
        ("Water for All", "Women", "6", WELLS, "yes"),
        ("Elders’ League", "NGO", "3, 10", CARE, "yes"),
        ("Union of Nurses", "Trade unions", "3.8", NURSES, "no"),
    )
    bring(opened, qtbot, path)
    show(opened, qtbot, "goal-3")
    return opened


def listed(view):
    model = view.model()
    return [model.index(row, 0).data(RECORD) for row in range(model.rowCount())]


def texts(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def open_tab(window):
    window.activateWindow()
    command(window, "voices").try_run()
    return window.workspace.voices_panel


def test_the_goal_has_its_voices(voices, qtbot):
    panel = open_tab(voices)
    assert panel.isVisible()
    assert {each.text for each in listed(panel._list)} == {CARE, NURSES}
    assert "2" in said(voices.workspace.side)
    show(voices, qtbot, "goal-6")
    assert [each.text for each in listed(panel._list)] == [WELLS]
    show(voices, qtbot, "goal-1")
    assert panel._stack.currentIndex() == 1
    show(voices, qtbot, "introduction")
    assert not panel.isVisible()
    assert voices.workspace.comments_panel.isVisible()
    show(voices, qtbot, "goal-6")
    assert panel.isVisible()  # who looked at voices goes on with them


def test_the_chosen_one_is_shown_in_full(voices, qtbot):
    panel = open_tab(voices)
    qtbot.waitUntil(panel._list.hasFocus)
    card = panel.card
    row = next(at for at, each in enumerate(listed(panel._list)) if each.text == CARE)
    panel._list.setCurrentIndex(panel._model.index(row, 0))
    shown = texts(card)
    assert "Elders’ League" in shown
    assert CARE in shown
    assert any("Contribution" in each for each in shown)
    assert any("voices.xlsx" in each and "row 3" in each for each in shown)


def test_who_does_not_want_to_be_named_is_neither_shown_nor_found(voices, qtbot):
    panel = open_tab(voices)
    spoken = [panel._model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(2)]
    assert "Union of Nurses" not in " ".join(spoken)
    assert "Does not want to be named" in " ".join(spoken)
    panel._filters.search.setText("union of nurses")
    assert listed(panel._list) == []
    panel._filters.search.setText("rural CLINICS")
    assert [each.text for each in listed(panel._list)] == [NURSES]
    panel._list.setCurrentIndex(panel._model.index(0, 0))
    assert "Union of Nurses" not in " ".join(texts(panel.card))


def test_filters_of_group_and_kind(voices, qtbot):
    panel = open_tab(voices)
    box = panel._filters._group
    names = [box.itemText(at) for at in range(box.count())]
    assert names[0] == "All groups"
    assert len(names) == 3
    box.setCurrentIndex(1)
    assert len(listed(panel._list)) == 1
    assert panel._count.text() == "1 record"
    box.setCurrentIndex(0)
    kinds = panel._filters._kind
    assert [kinds.itemText(at) for at in range(kinds.count())] == ["All kinds", "Contribution"]


def test_a_record_is_linked_to_a_target_and_unlinked(voices, qtbot):
    panel = open_tab(voices)
    row = next(at for at, each in enumerate(listed(panel._list)) if each.text == CARE)
    panel._list.setCurrentIndex(panel._model.index(row, 0))
    card = panel.card
    card._code.setText("1.3")
    qtbot.keyClick(card._code, Qt.Key.Key_Return)
    settle(qtbot, voices)
    assert card.record.links == ("1.3", "3", "10")
    assert card._code.text() == ""
    card._code.setText("nothing")
    qtbot.keyClick(card._code, Qt.Key.Key_Return)
    settle(qtbot, voices)
    assert "no goal, target or indicator" in said(voices.messages)
    assert card._code.text() == "nothing"
    chip = card._chips.itemAt(1).widget()
    assert chip.accessibleName() == "Take the link to 3 off"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    settle(qtbot, voices)
    assert [each.text for each in listed(panel._list)] == [NURSES]
    assert card.record is None
    voices.workspace.desks.operations.undo()
    settle(qtbot, voices)
    assert {each.text for each in listed(panel._list)} == {CARE, NURSES}


def test_the_row_of_its_file_is_shown(voices, qtbot):
    panel = open_tab(voices)
    row = next(at for at, each in enumerate(listed(panel._list)) if each.text == CARE)
    panel._list.setCurrentIndex(panel._model.index(row, 0))
    qtbot.mouseClick(panel.card._cell, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: voices.workspace.desks.originals.dialog is not None, timeout=10_000)
    settle(qtbot, voices)
    dialog = voices.workspace.desks.originals.dialog
    assert dialog._address.text() == "Contributions!A3"
    assert dialog._view.currentIndex().data() == "Elders’ League"
    dialog.close()


def test_all_records_stand_in_one_table(voices, qtbot):
    panel = open_tab(voices)
    panel._all.click()
    settle(qtbot, voices)
    assert voices.workspace.stage.place == "records"
    page = voices.workspace.records_page
    assert len(listed(page._table)) == 3
    page._filters.search.setText("wells women")
    assert [each.text for each in listed(page._table)] == [WELLS]
    page._table.setCurrentIndex(page._model.index(0, 0))
    assert page.card.isVisible()
    command(voices, "show-cell").try_run()
    qtbot.waitUntil(lambda: voices.workspace.desks.originals.dialog is not None, timeout=10_000)
    settle(qtbot, voices)
    assert voices.workspace.desks.originals.dialog._address.text() == "Contributions!A2"
    voices.workspace.desks.originals.close()


def test_an_import_that_is_taken_back_takes_its_records(voices, qtbot):
    panel = open_tab(voices)
    voices.workspace.desks.operations.undo()
    settle(qtbot, voices)
    assert panel._stack.currentIndex() == 1
    review = voices.workspace.session.review
    assert voices.jobs.wait(lambda _job: records.all_records(review)) == ()


def test_long_words_are_painted_in_three_lines_in_both_directions(voices, qtbot, qapp):
    panel = open_tab(voices)
    assert isinstance(panel._list.itemDelegate(), RecordsDelegate)
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        panel._list.setLayoutDirection(direction)
        assert not panel._list.grab().isNull()
