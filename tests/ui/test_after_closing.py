"""What is on its way beside the review's queue: it holds nobody up, and no closed page hears it."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

from tests.services.desk import KEY, typed
from tests.ui.conftest import command, settle, show
from ui.desks import spelling
from ui.presenters import inserting
from vnr_app.services import checks, search, texts, writing


@pytest.fixture
def gate(monkeypatch):
    """Holds functions up until it is set; it opens by itself, should a test fail."""
    opened = threading.Event()

    def hold(module, name):
        real = getattr(module, name)
        began = threading.Event()

        def wait(*given):
            began.set()
            opened.wait(10)
            return real(*given)

        monkeypatch.setattr(module, name, wait)
        return began

    opened.hold = hold
    yield opened
    opened.set()


def land_after_closing(window, qtbot, gate, begun):
    assert begun.wait(5)
    with qtbot.captureExceptions() as caught:
        assert window.close_review()
        qtbot.wait(50)
        gate.set()
        settle(qtbot, window)
    assert caught == []
    assert not [each for each in window.findChildren(QDialog) if each.isVisible()]


def test_a_document_that_is_still_read(opened, qtbot, gate, tmp_path):
    show(opened, qtbot, KEY)
    path = tmp_path / "contribution.txt"
    path.write_text("Words", encoding="utf-8")
    begun = gate.hold(texts, "read_file")
    [editor] = opened.workspace.section_page.editors()
    opened.workspace.desks.documents.read(editor, path)
    land_after_closing(opened, qtbot, gate, begun)


def test_a_dictionary_that_is_still_read(opened, qtbot, gate):
    begun = gate.hold(spelling, "checker_for")
    opened.workspace.desks.spelling._load(
        opened.workspace.desks.writing.language, frozenset({"Geostat"})
    )
    land_after_closing(opened, qtbot, gate, begun)


def test_a_picture_that_is_still_looked_at(opened, qtbot, gate):
    begun = gate.hold(inserting, "_examined")
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    picture.fill(0xFF0B67B2)
    told = []
    presenter = opened.workspace.findChild(inserting.InsertingPresenter)
    presenter.examine(picture, told.append, told.append)
    land_after_closing(opened, qtbot, gate, begun)
    assert told == []


@pytest.mark.parametrize(
    ("module", "name", "begin"),
    [
        (checks, "found_in", "checks"),
        (search, "find_in", "find-text"),
    ],
)
def test_texts_are_saved_while_others_are_looked_through(opened, qtbot, gate, module, name, begin):
    session = opened.workspace.session
    begun = gate.hold(module, name)
    command(opened, begin).try_run()
    opened.workspace.find_panel._field.setText("words")
    qtbot.waitUntil(begun.is_set, timeout=5000)
    saved = []
    session.ask(lambda review, _job: writing.save_draft(review, KEY, typed("New")), saved.append)
    qtbot.waitUntil(lambda: bool(saved), timeout=5000)
    assert not gate.is_set()
    land_after_closing(opened, qtbot, gate, begun)


def test_a_search_that_another_one_followed_is_stopped(opened, qtbot, gate):
    opened.jobs.wait(
        lambda _job: writing.keep(opened.workspace.session.review, KEY, typed("Poverty fell."))
    )
    command(opened, "find-text").try_run()
    begun = gate.hold(search, "find_in")
    panel = opened.workspace.find_panel
    panel._field.setText("pov")
    qtbot.waitUntil(begun.is_set, timeout=5000)
    first = opened.workspace.desks.finding._searching
    panel._field.setText("poverty")
    qtbot.waitUntil(first.cancelled.is_set, timeout=5000)
    QTimer.singleShot(0, gate.set)
    settle(qtbot, opened)
    assert not opened.workspace.desks.finding._searching.cancelled.is_set()
