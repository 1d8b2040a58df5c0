"""A review that nothing can be written to says so and offers nothing that writes."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.ui.conftest import command, said, settle, show
from ui.widgets.status_box import StatusBox
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import reviews


@pytest.fixture
def reading(window, qtbot, review_path):
    window.openings.enter(lambda _job: reviews.open_review(review_path, read_only=True), "")
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    settle(qtbot, window)
    return window


def test_it_is_said_as_long_as_the_review_is_open(reading, qtbot):
    assert "opened for reading only" in said(reading.messages)
    reading.messages.banner.say("info", "Something else")
    reading.messages.banner.dismiss()
    show(reading, qtbot, "goal-3")
    assert "opened for reading only" in said(reading.messages)
    reading.leave_review()
    assert "opened for reading only" not in said(reading.messages)


def test_texts_and_statuses_take_nothing(reading, qtbot):
    show(reading, qtbot, "goal-3")
    page = reading.workspace.section_page
    editor = page.editors()[0]
    reading.activateWindow()
    editor.setFocus()
    qtbot.keyClicks(editor, "No")
    for name in ("format-bold", "insert-table", "format-heading-1", "paste"):
        assert not command(reading, name).enabled()
    assert plain_text(editor.document_now()) == ""
    assert all(each.isReadOnly() for each in page.editors())
    boxes = page.findChildren(StatusBox)
    assert boxes
    assert not any(box.isEnabled() for box in boxes)


def test_nothing_is_imported(reading, qtbot, table_path):
    assert not command(reading, "import").enabled()
    reading.workspace.show_place("data")
    settle(qtbot, reading)
    starts = [
        b
        for b in reading.workspace.findChildren(QAbstractButton)
        if b.text().startswith("Import a")
    ]
    assert len(starts) == 5
    assert not any(each.isEnabled() for each in starts)
    reading.take_files([table_path])
    settle(qtbot, reading)
    assert not reading.workspace.import_page.isVisible()
    assert "nothing is imported" in said(reading.messages)
