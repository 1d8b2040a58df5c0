"""Copy and paste: our own form keeps notes and values, everything else is brought to the model."""

from dataclasses import replace

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocumentFragment

from ui.editor.bridge import from_qt, to_qt
from ui.editor.safe_document import SafeDocument
from vnr_app.domain.richtext import (
    Block,
    CellBlock,
    CrossRef,
    Document,
    ListItem,
    Paragraph,
    Run,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
    new_block_id,
)
from vnr_app.domain.richtext_json import RichTextError, decode, encode
from vnr_app.domain.richtext_ops import from_plain_text, plain_text
from vnr_app.services.texts import document_from_html

MIME_TYPE = "application/x-vnr-richtext"


def selected_document(cursor: QTextCursor) -> Document:
    """What is selected, as a document."""
    copy = SafeDocument()
    QTextCursor(copy).insertFragment(cursor.selection())
    return from_qt(copy)


def _shown(run: Run) -> list[Run]:
    """The run as another program can take it: values and references as text, no notes."""
    if isinstance(run, ValueRef | CrossRef):
        return [Text(run.text)]
    return [run] if isinstance(run, Text) else []


def _flat(document: Document) -> Document:
    blocks = tuple(
        replace(block, runs=tuple(shown for run in block.runs for shown in _shown(run)))
        if isinstance(block, Paragraph | ListItem)
        else block
        for block in document.blocks
    )
    return Document(blocks=blocks)


def to_mime(document: Document) -> QMimeData:
    """The document in our own form, as HTML and as plain text."""
    data = QMimeData()
    data.setData(MIME_TYPE, QByteArray(encode(document).encode()))
    shown = SafeDocument()
    to_qt(_flat(document), shown)
    data.setHtml(shown.toHtml())
    data.setText(plain_text(document))
    return data


def can_paste(data: QMimeData) -> bool:
    """Whether there is text to paste; files are left to the window."""
    return not data.hasUrls() and (data.hasFormat(MIME_TYPE) or data.hasHtml() or bool(data.text()))


def from_mime(data: QMimeData) -> Document:
    """The document of the clipboard, brought to the text model."""
    if data.hasFormat(MIME_TYPE):
        try:
            return decode(bytes(data.data(MIME_TYPE).data()).decode())
        except RichTextError:
            # Copied from a newer version of the program: its plain text is still good.
            return from_plain_text(data.text())
    if data.hasHtml():
        document, _dropped = document_from_html(data.html())
        return document
    return from_plain_text(data.text())


def _fresh_cell(block: CellBlock) -> CellBlock:
    return replace(block, id=new_block_id())


def _fresh(block: Block) -> Block:
    """The block under a new id: what is pasted is another paragraph than what was copied."""
    if isinstance(block, Table):
        rows = tuple(
            TableRow(
                tuple(
                    TableCell(
                        blocks=tuple(_fresh_cell(b) for b in cell.blocks),
                        col_span=cell.col_span,
                        row_span=cell.row_span,
                    )
                    for cell in row.cells
                )
            )
            for row in block.rows
        )
        return replace(block, id=new_block_id(), rows=rows)
    return replace(block, id=new_block_id())


def _without_tables(document: Document) -> Document:
    """The blocks of tables as plain paragraphs, for pasting into a cell."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row.cells)
            blocks.extend(inner for cell in cells for inner in cell.blocks)
        else:
            blocks.append(block)
    return Document(blocks=tuple(blocks))


def paste(cursor: QTextCursor, document: Document) -> None:
    """Insert a document at the cursor, in the place of what is selected."""
    if _in_table(cursor):
        document = _without_tables(document)
    copy = SafeDocument()
    to_qt(Document(blocks=tuple(_fresh(block) for block in document.blocks)), copy)
    cursor.beginEditBlock()
    cursor.insertFragment(QTextDocumentFragment(copy))
    cursor.endEditBlock()


def _in_table(cursor: QTextCursor) -> bool:
    return bool(cursor.currentTable())
