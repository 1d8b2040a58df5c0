"""The editor's document holds everything that the text model holds, whole and in parts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from tests.strategies import documents
from tests.ui.edits import KEEP
from ui.editor import clipboard
from ui.editor.bridge import from_qt, to_qt
from ui.editor.safe_document import SafeDocument
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import iter_blocks, iter_runs

_SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def editor(qapp):
    return PartEditor("Text")


def in_qt(document):
    target = SafeDocument()
    to_qt(document, target)
    return target


def atoms(document):
    """Every character with its marks, and every note, value, citation and reference, in order."""
    found = []
    for run in iter_runs(Document(blocks=document.blocks)):
        found += [(run, None)] if not isinstance(run, Text) else [
            (c, (run.bold, run.italic, run.underline, run.sup, run.sub, run.link, run.comments))
            for c in run.text
        ]  # fmt: skip
    return found


def is_part(part, whole):
    """Whether `part` stands in `whole` in its order."""
    rest = iter(whole)
    return all(any(each == other for other in rest) for each in part)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=documents())
def test_round_trip(qapp, document):
    assert from_qt(in_qt(document)) == normalise(document)


@_SETTINGS
@given(document=documents())
def test_a_text_survives_editor_json_and_editor(editor, document):
    editor.load(decode(encode(document)))
    assert decode(encode(editor.document_now())) == document


@_SETTINGS
@given(document=documents())
def test_the_clipboard_keeps_what_is_put_there(qapp, document):
    assert clipboard.from_mime(clipboard.to_mime(document)).document == document


@_SETTINGS
@given(document=documents())
def test_all_that_is_selected_is_copied_and_pasted(editor, document):
    source = in_qt(document)
    cursor = QTextCursor(source)
    cursor.select(QTextCursor.SelectionType.Document)
    copied = clipboard.selected_document(cursor)
    assert atoms(copied) == atoms(document)
    editor.load(Document(blocks=(Paragraph(),)))
    clipboard.paste(editor.textCursor(), clipboard.from_mime(clipboard.to_mime(copied)).document)
    pasted = editor.document_now()
    assert atoms(pasted) == atoms(document)
    old = {block.id for block in iter_blocks(document)}
    assert not old & {block.id for block in iter_blocks(pasted) if atoms_of(block)}


def atoms_of(block):
    return atoms(Document(blocks=(block,)))


@_SETTINGS
@given(document=documents(), first=st.integers(0, 10_000), last=st.integers(0, 10_000))
def test_a_part_that_is_selected_is_copied_as_it_is(qapp, document, first, last):
    source = in_qt(document)
    length = source.characterCount()
    cursor = QTextCursor(source)
    cursor.setPosition(first % length)
    cursor.setPosition(last % length, KEEP)
    copied = clipboard.selected_document(cursor)
    assert is_part(atoms(copied), atoms(document))
    taken = cursor.selectedText()
    if "\u2029" not in taken and "\ufdd0" not in taken and "\ufdd1" not in taken:
        # Inside one paragraph nothing is lost either: each of Qt's characters is one of ours.
        assert sum(map(units, pieces(copied))) == units(taken)


def units(piece):
    """How many of Qt's characters a text takes, or anything else that stands in the text."""
    return len(piece.encode("utf-16-le")) // 2 if isinstance(piece, str) else 1


def pieces(document):
    """The texts, other runs and figures of a document, without what stands inside notes."""
    for block in iter_blocks(document):
        for run in getattr(block, "runs", ()):
            yield run.text if isinstance(run, Text) else run
        if not hasattr(block, "runs") and not hasattr(block, "rows"):
            yield block
