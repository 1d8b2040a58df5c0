"""A text goes to a ministry and comes back: what the person sees, ticks, and what becomes of it."""

from dataclasses import replace

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.conftest import command, settle, stored
from ui.dialogs.parcel import ParcelDialog
from ui.models.findings_model import ROW
from ui.panels.returned_cards import ChangeCard
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.jobs import JobContext
from vnr_app.services import returning, writing

FIRST = "The introduction begins with this paragraph of several words."
SECOND = "A second paragraph follows the first one with other words in it."
KEYS = ("introduction", "conclusion")

pytestmark = pytest.mark.usefixtures("unpaged")


def on_review(window, task):
    review = window.workspace.session.review
    return window.jobs.wait(lambda _job: task(review))


def typed(*texts):
    return Document(blocks=tuple(Paragraph(runs=(Text(each),)) for each in texts))


@pytest.fixture
def sent(opened, qtbot, tmp_path):
    """A file that was sent, with the texts of two sections."""
    for key in KEYS:
        on_review(opened, lambda review, key=key: writing.keep(review, key, typed(FIRST, SECOND)))
    path = tmp_path / "sent.docx"
    on_review(opened, lambda r: returning.parcel(r, KEYS, path, job=JobContext()))
    settle(qtbot, opened)
    return path


def edit(path):
    """What the ministry does: a tracked addition, a paragraph over-typed, a note on the cover."""
    document = docx.Document(path)
    first = [each for each in document.paragraphs if FIRST in each.text]
    second = [each for each in document.paragraphs if SECOND in each.text]
    insertion = OxmlElement("w:ins")
    insertion.set(qn("w:id"), "901")
    insertion.set(qn("w:author"), "Amina")
    insertion.set(qn("w:date"), "2027-02-01T10:00:00Z")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = " Clinics opened."
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    insertion.append(run)
    first[0]._p.append(insertion)
    second[0].runs[0].text = "Over-typed by hand."
    second[1].runs[0].text = "The conclusion was changed."
    document.add_comment(first[1].runs[:1], text="Please check.", author="Ben", initials="B")
    document.paragraphs[0].insert_paragraph_before("A note on the cover.")
    back = path.with_name("back.docx")
    document.save(back)
    return back


@pytest.fixture
def back(opened, qtbot, sent):
    """The page on the file that came back."""
    opened.workspace.desks.returning.read(edit(sent))
    settle(qtbot, opened)
    return opened.workspace.returned_page


def sections(page):
    listed = page.file._sections
    return [listed.item(row).data(Qt.ItemDataRole.UserRole) for row in range(listed.count())]


def look_at(page, key, qtbot):
    page.file._sections.setCurrentRow(sections(page).index(key))
    qtbot.wait(50)  # cards are shown when the loop turns


def cards(page):
    return [each for each in page.file.findChildren(ChangeCard) if each.isVisible()]


def click(widget, text):
    next(
        each
        for each in widget.findChildren(QPushButton)
        if each.text() == text and each.isVisible()
    ).click()


def test_a_file_that_came_back_is_listed_by_section(opened, back):
    assert back.shows_file
    assert sections(back) == ["introduction", "conclusion", ""]
    assert len(cards(back)) == 2
    assert all(each.box.isChecked() and each.box.accessibleName() for each in cards(back))
    assert FIRST in stored(opened, "introduction")
    assert "Clinics" not in stored(opened, "introduction")


def test_everything_is_taken_in_and_undo_takes_it_back(opened, back, qtbot):
    back.file._all.click()
    settle(qtbot, opened)
    assert "Clinics opened." in stored(opened, "introduction")
    assert "The conclusion was changed." in stored(opened, "conclusion")
    assert not back.shows_file
    assert len(on_review(opened, returning.unplaced)) == 1
    opened.messages.banner._act()
    settle(qtbot, opened)
    assert "Clinics" not in stored(opened, "introduction")
    assert set(back.file.pending) == {"introduction", "conclusion", ""}


def test_checks_lead_to_the_pieces_that_wait(opened, back, qtbot):
    back.file._all.click()
    settle(qtbot, opened)
    command(opened, "checks").try_run()
    settle(qtbot, opened)
    model = opened.workspace.checks_page._list.model()
    rows = [model.index(at, 0).data(ROW) for at in range(model.rowCount())]
    assert rows[0].title == "Ministries"
    assert rows[1].finding.message == "One piece of “back.docx” waits for a place."
    assert not back.isVisible()
    opened.workspace.desks.checking.go_to(rows[1].finding)
    assert back.isVisible()


def test_a_change_that_is_not_ticked_keeps_our_text(opened, back, qtbot):
    look_at(back, "introduction", qtbot)
    cards(back)[1].box.click()
    back.file.section.accept.click()
    settle(qtbot, opened)
    text = stored(opened, "introduction")
    assert "Clinics opened." in text
    assert SECOND in text
    assert "Over-typed" not in text
    assert stored(opened, "conclusion").count("changed") == 0
    assert set(back.file.pending) == {"conclusion", ""}
    assert back.shows_file


def test_one_author_alone_is_taken_in(opened, back, qtbot):
    box = back.file._authors
    box.setCurrentIndex(box.findData("Amina"))
    box.activated.emit(box.currentIndex())
    assert sections(back) == ["introduction"]
    back.file._all.click()
    settle(qtbot, opened)
    assert "Clinics opened." in stored(opened, "introduction")
    assert SECOND in stored(opened, "introduction")


def test_nothing_that_was_ticked_is_lost_on_leaving(opened, back, qtbot):
    look_at(back, "introduction", qtbot)
    cards(back)[0].box.click()
    opened.workspace.show_section("introduction")
    settle(qtbot, opened)
    opened.workspace.show_place("ministries")
    settle(qtbot, opened)
    assert back.shows_file
    look_at(back, "conclusion", qtbot)
    look_at(back, "introduction", qtbot)
    assert [each.box.isChecked() for each in cards(back)] == [False, True]
    back.show_tray()
    assert back.tray._pending.isVisible()
    click(back.tray, "Look through it")
    assert back.shows_file


def test_a_section_that_moved_on_opens_in_the_merge_view(opened, sent, qtbot):
    moved = typed(FIRST, SECOND, "Written here meanwhile.")
    before = on_review(opened, lambda r: writing.text(r, "conclusion").document)
    moved = replace(moved, blocks=(*before.blocks, moved.blocks[-1]))
    on_review(opened, lambda r: writing.keep(r, "conclusion", moved))
    workspace = opened.workspace
    workspace.desks.returning.read(edit(sent))
    settle(qtbot, opened)
    look_at(workspace.returned_page, "conclusion", qtbot)
    workspace.returned_page.file.section.merge.click()
    settle(qtbot, opened)
    assert workspace.stage.place == "merge"
    assert "Written here meanwhile." in stored(opened, "conclusion")
    workspace.show_place("ministries")
    settle(qtbot, opened)
    assert "conclusion" not in workspace.returned_page.file.pending


def test_a_piece_is_placed_or_discarded_and_both_can_be_undone(opened, back, qtbot):
    back.file._all.click()
    settle(qtbot, opened)
    tray = back.tray
    assert any("A note on the cover." in each.text() for each in tray.findChildren(QLabel))
    click(tray, "Discard")
    settle(qtbot, opened)
    assert on_review(opened, returning.unplaced) == ()
    opened.messages.banner._act()
    settle(qtbot, opened)
    piece = on_review(opened, returning.unplaced)[0]
    tray.place_wanted.emit(piece.id, "methodology")
    settle(qtbot, opened)
    assert "A note on the cover." in stored(opened, "methodology")
    assert on_review(opened, returning.unplaced) == ()


def test_the_outline_counts_what_waits(opened, back, qtbot):
    back.file._all.click()
    settle(qtbot, opened)
    button = next(
        each
        for each in opened.workspace.outline.findChildren(QPushButton)
        if each.text() == "Ministries"
    )
    assert button.accessibleName() == "Ministries: 1"


def test_a_file_that_brings_nothing_says_so(opened, sent, qtbot):
    opened.workspace.desks.returning.read(sent)
    settle(qtbot, opened)
    assert "nothing that is new" in opened.messages.banner.accessibleName()
    assert not opened.workspace.returned_page.shows_file


def test_a_file_of_somebody_else_is_refused_in_a_sentence(opened, qtbot, tmp_path):
    path = tmp_path / "other.docx"
    docx.Document().save(path)
    opened.workspace.desks.returning.read(path)
    settle(qtbot, opened)
    assert opened.messages.banner.isVisible()
    assert not opened.workspace.returned_page.shows_file


def parcel_dialog(window, qtbot, key):
    window.workspace.show_section(key)
    settle(qtbot, window)
    command(window, "send-for-editing").try_run()
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=10_000)
    return _dialog()


def _dialog():
    return next(
        (
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, ParcelDialog) and each.isVisible()
        ),
        None,
    )


def test_the_section_at_hand_is_sent(opened, qtbot, sent, tmp_path):
    dialog = parcel_dialog(opened, qtbot, "conclusion")
    assert dialog.parcel.keys == ("conclusion",)
    dialog._reviewers.setText("Anna; Ben ")
    dialog._file.setText(str(tmp_path / "to-health"))
    assert dialog.parcel.reviewers == ("Anna", "Ben")
    assert dialog.parcel.template is None
    dialog.template.setCurrentIndex(dialog.template.findData("un-style"))
    assert dialog.parcel.template == "un-style"
    dialog.accept()
    settle(qtbot, opened)
    assert (tmp_path / "to-health.docx").read_bytes()[:2] == b"PK"
    assert "to-health.docx" in opened.messages.banner.accessibleName()


def test_nothing_is_sent_over_a_file_that_is_there(opened, qtbot, sent):
    before = sent.read_bytes()
    dialog = parcel_dialog(opened, qtbot, "conclusion")
    dialog._file.setText(str(sent))
    dialog.accept()
    settle(qtbot, opened)
    assert sent.read_bytes() == before
    opened.messages.banner._act()
    settle(qtbot, opened)
    assert sent.read_bytes() == before
    assert sent.with_name("sent (2).docx").exists()


def test_the_faults_of_a_template_are_told_before_a_file_is_written(opened, qtbot, sent, tmp_path):
    dialog = parcel_dialog(opened, qtbot, "conclusion")
    bare = docx.Document()
    bare.styles.element.clear()
    bare.save(tmp_path / "bare.docx")
    dialog.template.take(tmp_path / "bare.docx")
    qtbot.waitUntil(dialog._faults.isVisible, timeout=10_000)
    assert "style" in dialog._faults.text().lower()
    dialog.template.setCurrentIndex(dialog.template.findData("un-style"))
    qtbot.waitUntil(lambda: not dialog._faults.isVisible(), timeout=10_000)
    dialog.reject()


def test_the_dialog_says_what_is_missing(opened, qtbot, sent):
    dialog = parcel_dialog(opened, qtbot, "conclusion")
    for row in range(dialog._sections.count()):
        dialog._sections.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._problem.text()
    dialog._whole.click()
    assert dialog.parcel.keys is None
    dialog.reject()


def test_every_control_of_the_page_has_a_name(opened, back):
    for each in back.findChildren(QPushButton):
        if each.isVisible():
            assert each.accessibleName() or each.text()
