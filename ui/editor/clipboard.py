"""Copy and paste: our own form keeps notes and values, everything else is brought to the model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData
from PySide6.QtGui import QImage, QTextCursor, QTextDocumentFragment, QTextTableCell

from ui.editor.bridge import from_qt, to_qt
from ui.editor.commands import table_of
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
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_ops import from_plain_text, is_empty, plain_text
from vnr_app.domain.richtext_tables import place_cells
from vnr_app.errors import KnownError
from vnr_app.services.texts import document_from_html, document_from_plain

MIME_TYPE = "application/x-vnr-richtext"
MAX_HTML = 2_000_000
"""Characters of HTML, pictures inside it not counted; more is pasted as plain text."""
MAX_CHARACTERS = 300_000
MAX_CELLS = 5_000
"""More than this holds up the window for seconds: it is not pasted."""
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_INNER_DATA = re.compile(r"data:[^\"'\s<>]+")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the clipboard holds, and sentences on what was left out of it."""

    document: Document
    dropped: tuple[str, ...] = ()


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
    """Whether there is a text or a picture to paste; files are left to the window."""
    if any(url.isLocalFile() for url in data.urls()):
        return False
    return data.hasFormat(MIME_TYPE) or data.hasHtml() or data.hasImage() or bool(data.text())


def plain(data: QMimeData) -> Document:
    """The words of the clipboard without any of their form.

    Raises `KnownError` "too-large-to-paste".
    """
    return from_plain_text(_words(data))


def _words(data: QMimeData) -> str:
    text = data.text()
    if len(text) > MAX_CHARACTERS:
        raise _too_large()
    return text


def _too_large() -> KnownError:
    return KnownError(
        "too-large-to-paste",
        QCoreApplication.translate(
            "clipboard", "What was copied is too large to be pasted: the text is as it was."
        ),
        QCoreApplication.translate(
            "clipboard",
            "Save it as a file and open that into this text, or import it as data.",
        ),
    )


def _fitting(document: Document) -> Document:
    """The document, if it can be put into a text while the person waits."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    cells = sum(len(row.cells) for table in tables for row in table.rows)
    if cells > MAX_CELLS or len(plain_text(document)) > MAX_CHARACTERS:
        raise _too_large()
    return document


def picture(data: QMimeData) -> QImage | None:
    """The picture of the clipboard, if it holds no words: spreadsheets put both there."""
    # Beside a picture alone stands its address, if anything.
    if not data.hasImage() or data.hasFormat(MIME_TYPE) or len(data.text().split()) > 1:
        return None
    words = from_mime(data).document if data.hasHtml() else plain(data)
    image = data.imageData()
    return image if is_empty(words) and isinstance(image, QImage) and not image.isNull() else None


def from_mime(data: QMimeData) -> Pasted:
    """The text of the clipboard, brought to the text model.

    Raises `KnownError` "too-large-to-paste".
    """
    found = _read(data)
    return replace(found, document=_fitting(found.document))


def _read(data: QMimeData) -> Pasted:
    if data.hasFormat(MIME_TYPE):
        try:
            return Pasted(decode(bytes(data.data(MIME_TYPE).data()).decode()))
        except ValueError:
            # Of a newer version of the program, or damaged: the plain text is still good.
            return Pasted(plain(data))
    if data.hasHtml():
        return _from_html(data)
    words = _words(data)
    # Counted before they are read: reading a large table takes its time too.
    if words.count("\t") > MAX_CELLS:
        raise _too_large()
    return Pasted(document_from_plain(words))


def _from_html(data: QMimeData) -> Pasted:
    html = data.html()
    if len(html) > MAX_HTML and len(_INNER_DATA.sub("", html)) > MAX_HTML:
        reason = QCoreApplication.translate(
            "clipboard", "What was copied is too large: it was pasted as plain text."
        )
        return Pasted(plain(data), (reason,))
    if sum(1 for _cell in _CELL.finditer(html)) > MAX_CELLS:
        raise _too_large()
    try:
        return Pasted(*document_from_html(html))
    except KnownError as error:
        return Pasted(plain(data), (error.message,))


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


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.runs


def _only_table(document: Document) -> Table | None:
    """The table that is all the document holds, if it is so."""
    written = [block for block in document.blocks if not _is_blank(block)]
    tables = [block for block in written if isinstance(block, Table)]
    return tables[0] if len(written) == len(tables) == 1 else None


def _without_tables(document: Document) -> Document:
    """The blocks of tables as plain paragraphs, for pasting into a cell."""
    table = _only_table(document)
    blocks: list[Block] = []
    for block in [table] if table is not None else document.blocks:
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row.cells)
            blocks.extend(inner for cell in cells for inner in cell.blocks)
        else:
            blocks.append(block)
    return Document(blocks=tuple(blocks))


def paste(cursor: QTextCursor, document: Document) -> None:
    """Insert a document at the cursor, in the place of what is selected.

    A table goes into the cells from the cursor on where there are as many; into a cell where
    there are not, its words go as paragraphs, and so do those of a single cell anywhere.
    """
    table = _only_table(document)
    places = _places(cursor, table) if table is not None else []
    cursor.beginEditBlock()
    if places:
        for cell, source in places:
            inside = cell.firstCursorPosition()
            inside.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            insert(inside, source.blocks)
            cursor.setPosition(cell.lastPosition())
    elif table_of(cursor) is not None or (table is not None and _is_single(table)):
        insert(cursor, _without_tables(document).blocks)
    else:
        insert(cursor, document.blocks)
    cursor.endEditBlock()


def insert(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Insert blocks as they are, under new ids, in the place of what is selected."""
    copy = SafeDocument()
    to_qt(Document(blocks=tuple(_fresh(block) for block in blocks)), copy)
    start = cursor.selectionStart()
    cursor.insertFragment(QTextDocumentFragment(copy))
    # Qt puts a list below the empty paragraph that it was pasted into.
    first = cursor.document().findBlock(start)
    if blocks and isinstance(blocks[0], ListItem) and first.length() == 1:
        QTextCursor(first).deleteChar()


def _is_single(table: Table) -> bool:
    return sum(len(row.cells) for row in table.rows) == 1


def _places(cursor: QTextCursor, table: Table) -> list[tuple[QTextTableCell, TableCell]]:
    """The cells of the cursor's table that those of another one fill, if they fit."""
    target = table_of(cursor)
    if target is None or _is_single(table):
        return []
    first = target.cellAt(cursor.selectionStart())
    if not first.isValid():
        return []
    places: list[tuple[QTextTableCell, TableCell]] = []
    for one in place_cells(table.rows):
        row, column = first.row() + one.row, first.column() + one.column
        if row >= target.rows() or column >= target.columns():
            return []
        cell = target.cellAt(row, column)
        begins = (cell.row(), cell.column()) == (row, column)
        spans = (cell.columnSpan(), cell.rowSpan()) == (one.cell.col_span, one.cell.row_span)
        if not (begins and spans):
            return []
        places.append((cell, one.cell))
    return places
