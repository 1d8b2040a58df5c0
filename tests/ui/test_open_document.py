"""Documents opened into a text, and what is said when pasting leaves something out."""

from dataclasses import replace

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor

from tests.services.desk import bodies
from tests.strategies import documents
from tests.ui.conftest import command, said, settle, show, stored
from ui.desks.documents import _paste
from ui.dialogs.open_document import OpenDocumentDialog, Way
from ui.editor.picture_store import png_bytes
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Document, Figure, Heading, ListItem, Table
from vnr_app.domain.richtext_ops import iter_runs, plain_text
from vnr_app.services import images


@pytest.fixture
def page(opened, qtbot):
    show(opened, qtbot, "introduction")
    opened.activateWindow()
    return opened.workspace.section_page


@pytest.fixture
def word_file(tmp_path, qapp):
    """A Word document with a heading, a list and a picture."""
    from PySide6.QtGui import QImage

    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0xFF0B67B2)
    image = tmp_path / "blue.png"
    image.write_bytes(png_bytes(picture))
    made = WordDocument()
    made.add_heading("Health of mothers", 1)
    made.add_paragraph("Fewer mothers die.")
    made.add_paragraph("Midwives", style="List Bullet")
    made.add_picture(str(image))
    path = tmp_path / "contribution.docx"
    made.save(path)
    return path


def offered(window, qtbot):
    """The dialog that is open, once it is."""
    qtbot.waitUntil(lambda: window.findChild(OpenDocumentDialog) is not None, timeout=15_000)
    return window.findChild(OpenDocumentDialog)


def take(window, qtbot, way):
    dialog = offered(window, qtbot)
    dialog._choices[way].setChecked(True)
    dialog.accept()
    settle(qtbot, window)


def test_a_document_is_shown_before_it_goes_into_the_text(opened, page, qtbot, word_file):
    [editor] = page.editors()
    opened.workspace.desks.documents.read(editor, word_file)
    dialog = offered(opened, qtbot)
    assert "Introduction" in dialog.windowTitle()
    assert "Fewer mothers die." in dialog._preview.toPlainText()
    assert dialog._preview.isReadOnly()
    dialog.reject()
    settle(qtbot, opened)
    assert editor.toPlainText() == ""


def test_it_goes_where_the_cursor_is_with_its_pictures(opened, page, qtbot, word_file):
    [editor] = page.editors()
    qtbot.keyClicks(editor, "Before. After.")
    cursor = editor.textCursor()
    cursor.setPosition(8)
    editor.setTextCursor(cursor)
    opened.workspace.desks.documents.read(editor, word_file)
    take(opened, qtbot, Way.CURSOR)
    blocks = editor.document_now().blocks
    assert editor.toPlainText().startswith("Before. ")
    assert editor.toPlainText().rstrip().endswith("After.")
    [figure] = [each for each in blocks if isinstance(each, Figure)]
    review = opened.workspace.session.review
    assert opened.jobs.wait(lambda _job: images.load(review, figure.image_id)) is not None
    assert any(isinstance(each, ListItem) for each in blocks)


def test_the_text_before_stays_in_the_versions(opened, page, qtbot, word_file):
    [editor] = page.editors()
    qtbot.keyClicks(editor, "What was there.")
    opened.workspace.desks.documents.read(editor, word_file)
    take(opened, qtbot, Way.REPLACE)
    assert "What was there." not in editor.toPlainText()
    assert isinstance(editor.document_now().blocks[0], Heading)
    review = opened.workspace.session.review
    assert "What was there." in opened.jobs.wait(lambda _job: bodies(review))
    editor.undo()
    assert editor.toPlainText() == "What was there."
    editor.redo()
    opened.workspace.texts.leave()
    settle(qtbot, opened)
    assert stored(opened, "introduction").startswith("Health of mothers")
    state = opened.workspace.desks.writing.state("introduction")
    assert state.waiting == 0


def test_what_is_too_large_to_be_pasted_is_said_with_a_way_out(opened, page, qtbot):
    [editor] = page.editors()
    data = QMimeData()
    data.setText("word " * 100_000)
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == ""
    assert "too large to be pasted" in said(opened.messages)
    assert "open that into this text" in said(opened.messages)


def test_it_is_added_at_the_end(opened, page, qtbot, tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("## Next\n\nMore.", encoding="utf-8")
    [editor] = page.editors()
    qtbot.keyClicks(editor, "First.")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    opened.workspace.desks.documents.read(editor, path)
    take(opened, qtbot, Way.END)
    assert plain_text(editor.document_now()) == "First.\nNext\nMore."
    assert isinstance(editor.document_now().blocks[1], Heading)


def test_what_cannot_be_read_is_said(opened, page, qtbot, tmp_path):
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 not a document")
    [editor] = page.editors()
    opened.workspace.desks.documents.read(editor, path)
    settle(qtbot, opened)
    assert opened.findChild(OpenDocumentDialog) is None
    assert "broken.docx" in said(opened.messages)


def test_a_text_that_was_loaded_anew_is_not_written_into(opened, page, qtbot, word_file):
    [editor] = page.editors()
    opened.workspace.desks.documents.read(editor, word_file)
    dialog = offered(opened, qtbot)
    show(opened, qtbot, "methodology")
    dialog.accept()
    settle(qtbot, opened)
    assert "open the document again" in said(opened.messages)
    assert all(each.toPlainText() == "" for each in opened.workspace.section_page.editors())


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_document_that_is_dropped_on_a_text_is_opened(opened, page, qtbot, word_file):
    [editor] = page.editors()
    assert editor.canInsertFromMimeData(files(word_file))
    assert not editor.canInsertFromMimeData(files(word_file, word_file.with_name("b.xlsx")))
    editor.insertFromMimeData(files(word_file))
    offered(opened, qtbot).reject()
    settle(qtbot, opened)


def test_the_command_needs_a_text_that_can_be_written(opened, page, qtbot, monkeypatch, word_file):
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(word_file), ""))
    page.editors()[0].setFocus()
    command(opened, "open-document").try_run()
    offered(opened, qtbot).reject()
    settle(qtbot, opened)
    opened.workspace.show_place("history")
    assert not command(opened, "open-document").enabled()


def test_what_pasting_left_out_is_said(opened, page, qtbot):
    data = QMimeData()
    data.setHtml("<p>Words</p><img src='https://example.org/a.png'>")
    QGuiApplication.clipboard().setMimeData(data)
    [editor] = page.editors()
    editor.paste()
    assert "Not everything was pasted" in said(opened.messages)
    assert "picture" in said(opened.messages)


def test_pasting_whole_texts_says_nothing(opened, page, qtbot):
    data = QMimeData()
    data.setHtml("<p>Words</p>")
    QGuiApplication.clipboard().setMimeData(data)
    page.editors()[0].paste()
    assert "Not everything" not in said(opened.messages)


def _without_ids(document):
    """What a text says and how, whatever its blocks are called."""

    def bare(block):
        if isinstance(block, Table):
            return (
                block.dir,
                block.lang,
                block.header_rows,
                [
                    [
                        (c.col_span, c.row_span, [replace(b, id="") for b in c.blocks])
                        for c in r.cells
                    ]
                    for r in block.rows
                ],
            )
        return replace(block, id="")

    return [bare(block) for block in document.blocks]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(), documents())
def test_a_replaced_text_is_the_document_and_undo_brings_the_old_one(themed, before, after):
    editor = PartEditor("Text")
    editor.load(before)
    old = editor.document_now()
    _paste(editor, editor.textCursor(), Way.REPLACE, after)
    assert list(iter_runs(editor.document_now())) == list(iter_runs(after))
    assert _without_ids(editor.document_now()) == _without_ids(after)
    editor.undo()
    assert editor.document_now() == old
    editor.deleteLater()


def test_an_empty_document_replaces_too(themed, qtbot):
    editor = PartEditor("Text")
    qtbot.addWidget(editor)
    editor.load(Document(blocks=(Heading(runs=()),)))
    _paste(editor, editor.textCursor(), Way.REPLACE, Document())
    assert editor.toPlainText() == ""
