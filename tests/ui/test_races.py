"""Things that happen at the same time: typing, loading, importing, opening, closing."""

import threading
import time
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QTextCursor

from db import guard
from tests.ui.conftest import command, said, settle, show, stored
from ui import app
from ui.panels.section_page import SectionPage
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import exports, history, imports, reviews, writing


@pytest.fixture
def gate(opened):
    """Holds the review's queue until it is set."""
    made = threading.Event()
    opened.jobs.review(lambda _job: made.wait(20))
    yield made
    made.set()


def refuse(*_arguments, **_named):
    raise KnownError("disk-full", "The disk is full.")


def first_editor(window):
    return window.workspace.section_page.editors()[0]


def imported(window):
    review = window.workspace.session.review
    found = window.jobs.wait(lambda _job: history.operations(review))
    return [each.title for each in found if each.kind == "import"]


def slow_reading(monkeypatch, name):
    """Reading the file of that name takes until it is cancelled; returns when it has begun."""
    begun, read = threading.Event(), imports.read

    def reading(info, path, job, **named):
        if path.name == name:
            begun.set()
            for _ in range(1000):
                time.sleep(0.01)
                job.check_cancelled()
        return read(info, path, job, **named)

    monkeypatch.setattr(imports, "read", reading)
    return begun


def some_files(tmp_path, table_path, count=3):
    files = []
    for at in range(count):
        files.append(tmp_path / f"file{at}.csv")
        text = table_path.read_text(encoding="utf-8").replace("31.5", f"4{at}.5")
        files[-1].write_text(text, encoding="utf-8")
    return files


# --- Texts ----------------------------------------------------------------------------------


@pytest.mark.expects_warnings
def test_what_is_typed_after_a_refused_text_is_saved(opened, qtbot):
    show(opened, qtbot, "introduction")
    with pytest.MonkeyPatch.context() as disk:
        disk.setattr(writing, "save_draft", refuse)
        disk.setattr(writing, "keep", refuse)
        qtbot.keyClicks(first_editor(opened), "First.")
        show(opened, qtbot, "goal-1")
        show(opened, qtbot, "introduction")
        editor = first_editor(opened)
        assert plain_text(editor.document_now()) == "First."
        editor.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClicks(editor, " Second.")
    opened.workspace.texts.flush()
    settle(qtbot, opened)
    assert stored(opened, "introduction") == "First. Second."
    show(opened, qtbot, "goal-1")
    assert stored(opened, "introduction") == "First. Second."


def test_a_section_that_goes_takes_no_typing(opened, qtbot):
    show(opened, qtbot, "introduction")
    editor, gate = first_editor(opened), threading.Event()
    qtbot.keyClicks(editor, "Kept.")
    opened.jobs.review(lambda _job: gate.wait(20))
    opened.workspace.show_section("goal-1")
    qtbot.keyClicks(editor, "Late")
    assert plain_text(editor.document_now()) == "Kept."
    gate.set()
    settle(qtbot, opened)
    assert opened.workspace.section_page.key == "goal-1"
    assert not first_editor(opened).isReadOnly()
    assert stored(opened, "introduction") == "Kept."


def test_what_reaches_a_section_that_goes_is_kept(opened, qtbot, monkeypatch):
    monkeypatch.setattr(SectionPage, "hold", lambda *_: None)
    show(opened, qtbot, "introduction")
    gate = threading.Event()
    opened.jobs.review(lambda _job: gate.wait(20))
    opened.workspace.show_section("goal-1")
    qtbot.keyClicks(first_editor(opened), "Typed while waiting.")
    gate.set()
    settle(qtbot, opened)
    assert stored(opened, "introduction") == "Typed while waiting."
    assert not opened.workspace.texts.dirty


def test_what_is_typed_while_a_section_is_read_anew_is_shown_and_kept(opened, qtbot, monkeypatch):
    monkeypatch.setattr(SectionPage, "hold", lambda *_: None)
    show(opened, qtbot, "introduction")
    gate = threading.Event()
    opened.jobs.review(lambda _job: gate.wait(20))
    opened.workspace.session.texts_changed.emit()
    qtbot.keyClicks(first_editor(opened), "One.")
    gate.set()
    settle(qtbot, opened)
    assert plain_text(first_editor(opened).document_now()) == "One."
    assert stored(opened, "introduction") == "One."


@pytest.mark.expects_warnings
def test_a_section_that_cannot_be_loaded_leaves_the_present_one_writable(
    opened, qtbot, monkeypatch
):
    show(opened, qtbot, "introduction")
    monkeypatch.setattr(writing, "text", refuse)
    show(opened, qtbot, "goal-1")
    assert opened.workspace.section_page.key == "introduction"
    assert not first_editor(opened).isReadOnly()
    assert "disk is full" in said(opened.messages)


@pytest.mark.expects_warnings
@pytest.mark.parametrize("way", ["flush", "leave", "close"])
def test_a_text_that_cannot_be_read_stops_no_other(opened, qtbot, way):
    show(opened, qtbot, "introduction")
    texts = opened.workspace.texts

    def broken():
        raise RuntimeError("gone")

    texts.typed("goal-1/trends", broken)
    qtbot.keyClicks(first_editor(opened), "Whole.")
    if way == "close":
        with pytest.raises(KnownError):
            texts.close()
    else:
        getattr(texts, way)()
    settle(qtbot, opened)
    assert stored(opened, "introduction") == "Whole."
    assert texts.dirty
    texts.discard()


def test_a_late_section_does_not_push_the_history_away(opened, qtbot):
    show(opened, qtbot, "introduction")
    opened.workspace.show_section("goal-1")
    opened.workspace.show_place("history")
    settle(qtbot, opened)
    assert opened.workspace.history_page.isVisible()


def test_the_section_that_was_chosen_last_is_shown(opened, qtbot, gate):
    for key in ("goal-1", "goal-2"):
        opened.workspace.show_section(key)
    shown = []
    opened.workspace.texts.loaded.connect(lambda state, _texts: shown.append(state.key))
    gate.set()
    settle(qtbot, opened)
    assert shown == ["goal-2"]


# --- Opening and closing --------------------------------------------------------------------


@pytest.fixture
def two_reviews(tmp_path):
    paths = tmp_path / "A.vnr", tmp_path / "B.vnr"
    for path, country in zip(paths, ("KEN", "FRA"), strict=True):
        reviews.create(path, country=country, year="2027").close()
    return paths


def test_of_two_openings_the_second_stays_and_the_first_is_given_back(window, qtbot, two_reviews):
    for path in two_reviews:
        window.open_review(path)
    settle(qtbot, window)
    assert "France" in window.windowTitle()
    assert list(guard._live) == [str(two_reviews[1].resolve())]
    window.leave_review()
    assert not guard._live


def test_an_opening_that_nobody_waits_for_is_given_back(window, qtbot, two_reviews):
    window.open_review(two_reviews[0])
    assert window.close()
    assert not guard._live


def test_a_review_that_arrives_late_is_given_back(window, qtbot, two_reviews, monkeypatch):
    begun, gate, open_review = threading.Event(), threading.Event(), reviews.open_review

    def slow(path, **named):
        begun.set()
        gate.wait(20)
        return open_review(path, **named)

    monkeypatch.setattr(reviews, "open_review", slow)
    window.open_review(two_reviews[0])
    qtbot.waitUntil(begun.is_set)
    window.open_review(two_reviews[1])
    gate.set()
    settle(qtbot, window)
    assert list(guard._live) == [str(two_reviews[1].resolve())]


def test_a_damaged_file_does_not_close_the_present_review(opened, qtbot, tmp_path):
    show(opened, qtbot, "introduction")
    qtbot.keyClicks(first_editor(opened), "Still here.")
    bad = tmp_path / "bad.vnr"
    bad.write_bytes(b"nonsense")
    opened.open_review(bad)
    settle(qtbot, opened)
    assert "bad.vnr" in said(opened.messages)
    assert opened.workspace is not None
    assert plain_text(first_editor(opened).document_now()) == "Still here."


def test_another_review_takes_the_place_of_the_present_one(opened, qtbot, two_reviews):
    show(opened, qtbot, "introduction")
    qtbot.keyClicks(first_editor(opened), "Kept.")
    path = opened.workspace.session.review.info.path
    opened.open_review(two_reviews[1])
    settle(qtbot, opened)
    assert "France" in opened.windowTitle()
    with reviews.open_review(path) as review:
        assert plain_text(writing.text(review, "introduction").document) == "Kept."


def test_the_review_that_is_open_is_not_opened_again(opened, qtbot, review_path):
    workspace = opened.workspace
    opened.open_review(review_path)
    settle(qtbot, opened)
    assert opened.workspace is workspace
    assert not said(opened.messages)


def test_what_comes_after_closing_is_not_told_and_asks_nothing(
    opened, qtbot, table_path, review_path
):
    opened.take_files([table_path])
    settle(qtbot, opened)
    opened.workspace.import_page._import.click()
    settle(qtbot, opened)
    session = opened.workspace.session
    opened.workspace.desks.operations.undo()
    opened.leave_review()
    assert session.ask(lambda *_: None, lambda _none: None) is None
    settle(qtbot, opened)
    assert not said(opened.messages)
    opened.open_review(review_path)
    settle(qtbot, opened)
    assert opened.workspace is not None


def test_a_message_that_offers_to_undo_goes_with_its_review(opened, qtbot, table_path):
    opened.take_files([table_path])
    settle(qtbot, opened)
    opened.workspace.import_page._import.click()
    settle(qtbot, opened)
    assert opened.messages.banner.isVisible()
    opened.leave_review()
    assert not opened.messages.banner.isVisible()


def test_closing_does_not_wait_for_long_work(opened, qtbot, table_path, monkeypatch):
    begun = slow_reading(monkeypatch, table_path.name)
    opened.take_files([table_path])
    qtbot.waitUntil(begun.is_set)
    before = time.monotonic()
    assert opened.close()
    assert time.monotonic() - before < 4


# --- Import and export ----------------------------------------------------------------------


def test_an_import_that_is_cancelled_goes_on_with_the_next_file(
    opened, qtbot, tmp_path, table_path, monkeypatch
):
    files = some_files(tmp_path, table_path, 2)
    begun = slow_reading(monkeypatch, "file0.csv")
    opened.take_files(files)
    qtbot.waitUntil(begun.is_set)
    opened.jobs.cancel_long()
    settle(qtbot, opened)
    page = opened.workspace.import_page
    assert page._preview.plan.file == "file1.csv"
    page._import.click()
    settle(qtbot, opened)
    assert len(imported(opened)) == 1


def test_a_second_click_on_import_skips_no_file(opened, qtbot, tmp_path, table_path):
    opened.take_files(some_files(tmp_path, table_path))
    settle(qtbot, opened)
    page = opened.workspace.import_page
    page._import.click()
    assert not page._import.isEnabled()
    page.import_wanted.emit()
    page.skip_wanted.emit()
    settle(qtbot, opened)
    assert page._preview.plan.file == "file1.csv"
    for _ in range(2):
        page._import.click()
        settle(qtbot, opened)
    assert len(imported(opened)) == 3


def test_leaving_the_import_drops_what_was_looked_at(opened, qtbot, tmp_path, table_path):
    first, *others = some_files(tmp_path, table_path)
    opened.take_files([first, others[0]])
    settle(qtbot, opened)
    opened.workspace.show_place("data")
    settle(qtbot, opened)
    opened.take_files([others[1]])
    settle(qtbot, opened)
    assert opened.workspace.import_page._preview.plan.file == "file2.csv"
    assert "of" not in opened.workspace.import_page._which


def test_a_file_that_was_dropped_while_it_was_read_does_not_come_back(
    opened, qtbot, tmp_path, table_path, monkeypatch
):
    files = some_files(tmp_path, table_path, 2)
    begun = slow_reading(monkeypatch, "file0.csv")
    opened.take_files(files[:1])
    qtbot.waitUntil(begun.is_set)
    opened.workspace.show_place("data")
    opened.take_files(files[1:])
    settle(qtbot, opened)
    assert opened.workspace.import_page._preview.plan.file == "file1.csv"
    assert opened.workspace.import_page.isVisible()


def test_a_reading_that_does_not_stop_in_time_is_not_shown(opened, qtbot, table_path):
    shown, gate = [], threading.Event()
    opened.workspace.desks.importing.presenter.previewed.connect(shown.append)
    opened.take_files([table_path])
    opened.jobs.review(lambda _job: gate.wait(20))
    # The file is read by now, but its preview has not come home.
    time.sleep(1)
    opened.workspace.show_place("data")
    gate.set()
    settle(qtbot, opened)
    assert shown == []
    assert opened.workspace.data_page.isVisible()


def test_a_file_that_brings_nothing_new_is_committed_too(
    opened, qtbot, tmp_path, table_path, monkeypatch
):
    again = tmp_path / "again.csv"
    again.write_text(table_path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    committed, commit = [], imports.commit

    def watched(review, preview, job, **how):
        committed.append(preview.plan.file)
        return commit(review, preview, job, **how)

    monkeypatch.setattr(imports, "commit", watched)
    for path in (table_path, again):
        opened.take_files([path])
        settle(qtbot, opened)
        opened.workspace.import_page._import.click()
        settle(qtbot, opened)
    assert committed == ["maternal.csv", "again.csv"]


def test_a_report_that_is_cancelled_can_be_asked_for_again(opened, qtbot, tmp_path, monkeypatch):
    begun = threading.Event()

    def slow(_report, _path, _order, *, job):
        begun.set()
        while True:
            time.sleep(0.01)
            job.check_cancelled()

    monkeypatch.setattr(exports, "write", slow)
    opened.workspace.show_place("report")
    settle(qtbot, opened)
    page = opened.workspace.export_page
    page.choose_file(tmp_path / "r.docx")
    page._ask()
    qtbot.waitUntil(begun.is_set)
    assert not page._write.isEnabled()
    opened.jobs.cancel_long()
    settle(qtbot, opened)
    assert page._write.isEnabled()


def test_saving_waits_neither_for_a_report_nor_for_a_file(
    opened, qtbot, tmp_path, table_path, monkeypatch
):
    begun = slow_reading(monkeypatch, table_path.name)

    def slow(_report, _path, _order, *, job):
        while True:
            time.sleep(0.01)
            job.check_cancelled()

    monkeypatch.setattr(exports, "write", slow)
    opened.workspace.desks.reporting._write(tmp_path / "r.docx", exports.Order())
    opened.workspace.desks.importing.import_files([table_path])
    qtbot.waitUntil(begun.is_set)
    opened.workspace.show_section("introduction")
    qtbot.waitUntil(lambda: opened.workspace.section_page.key == "introduction")
    with qtbot.waitSignal(opened.workspace.texts.saved, timeout=5000):
        qtbot.keyClicks(first_editor(opened), "Words.")
    opened.jobs.cancel_long()
    settle(qtbot, opened)


# --- Crashes and read-only texts ------------------------------------------------------------


@pytest.mark.expects_warnings
def test_a_crash_is_reported_even_where_the_texts_cannot_be_saved(monkeypatch):
    shown = []

    class Dialog:
        def __init__(self, text, _window):
            shown.append(text)

        def exec(self):
            raise RuntimeError("the dialog broke too")

        def deleteLater(self):
            pass

    monkeypatch.setattr(app, "CrashDialog", Dialog)
    monkeypatch.setattr("sys.excepthook", None)
    texts = SimpleNamespace(flush=refuse)
    app._catch_errors(SimpleNamespace(workspace=SimpleNamespace(texts=texts)))
    hook = app.sys.excepthook
    for _ in range(2):
        with pytest.raises(RuntimeError, match="broke too"):
            hook(ValueError, ValueError("no"), None)
    assert len(shown) == 2


def test_the_toolbar_changes_no_text_that_is_read_only(opened, qtbot):
    show(opened, qtbot, "introduction")
    editor = first_editor(opened)
    qtbot.keyClicks(editor, "Fixed")
    editor.selectAll()
    before = editor.document_now()
    opened.workspace.section_page.hold(True)
    bar = opened.workspace.section_page.toolbar
    for act in (bar.bold, bar.italic, bar.underline, bar.superscript, bar.subscript):
        act()
    for act in (bar.bullets, bar.numbers):
        act()
    bar.set_style("heading-1")
    bar.set_link("https://example.org")
    opened.workspace.desks.inserting.edit_link()
    assert editor.document_now() == before
    assert not command(opened, "format-bold").enabled()
