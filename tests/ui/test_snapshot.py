"""Reading only what changed gives what reading everything gives."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from tests.strategies import documents
from tests.ui.edits import edits, perform
from ui.editor.bridge import from_qt, to_qt
from ui.editor.safe_document import SafeDocument
from ui.editor.snapshot import Snapshot
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Document, Paragraph, Table, TableCell, TableRow, Text
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import word_count


@pytest.fixture(scope="module")
def editor(qapp):
    return PartEditor("Text")


def long_document(paragraphs=400, tables=20):
    cell = TableCell(blocks=(Paragraph(runs=(Text("cell"),)),))
    table = [Table(rows=(TableRow((cell,) * 6),) * 8) for _ in range(tables)]
    texts = [Paragraph(runs=(Text("word " * 28),)) for _ in range(paragraphs)]
    every = paragraphs // max(1, tables)
    blocks = [each for at in range(tables) for each in (*texts[at * every :][:every], table[at])]
    return normalise(Document(blocks=tuple(blocks)))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(), changes=st.lists(edits(), max_size=12))
def test_after_any_edits_the_snapshot_is_the_text(editor, document, changes):
    editor.load(document)
    assert editor.document_now() == document
    for change in changes:
        perform(editor, change)
        if change[1] % 3:  # several edits may lie between two snapshots
            assert editor.document_now() == from_qt(editor.document())
    assert editor.document_now() == from_qt(editor.document())
    assert editor.words() == word_count(decode(encode(from_qt(editor.document()))))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(), changes=st.lists(edits(), max_size=12))
def test_a_text_that_was_edited_survives_saving_loading_and_undo(editor, document, changes):
    editor.load(document)
    for change in changes:
        perform(editor, change)
    saved = editor.document_now()
    other = SafeDocument()
    to_qt(decode(encode(saved)), other)
    assert from_qt(other) == saved
    steps = editor.document().availableUndoSteps()
    while editor.document().isUndoAvailable():
        editor.document().undo()
    assert editor.document_now() == document
    while editor.document().availableUndoSteps() < steps:
        editor.document().redo()
    assert editor.document_now() == saved


def test_an_edit_reads_one_paragraph_and_keeps_all_others(qapp):
    source = SafeDocument()
    snapshot = Snapshot(source)
    document = long_document()
    to_qt(document, source)
    snapshot.loaded(document)
    assert snapshot.document() is document
    cursor = QTextCursor(source.findBlockByNumber(5))
    cursor.movePosition(QTextCursor.MoveOperation.NextWord)
    cursor.insertText("new ")
    now = snapshot.document()
    others = [new is old for new, old in zip(now.blocks, document.blocks, strict=True)]
    assert others == [at != 5 for at in range(len(others))]
    assert now == from_qt(source)
    assert snapshot.document() is now


def test_an_edit_in_a_cell_reads_its_table(qapp):
    source = SafeDocument()
    snapshot = Snapshot(source)
    document = long_document(40, 2)
    to_qt(document, source)
    snapshot.loaded(document)
    cursor = QTextCursor(source.findBlockByNumber(25))
    cursor.insertText("new ")
    now = snapshot.document()
    changed = [old for new, old in zip(now.blocks, document.blocks, strict=True) if new is not old]
    assert [type(each) for each in changed] == [Table]
    assert now == from_qt(source)
