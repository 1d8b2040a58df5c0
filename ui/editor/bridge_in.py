"""From the text model into a QTextDocument."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ui.editor import marks
from vnr_app.domain.richtext import (
    Block,
    Break,
    Document,
    Heading,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Runs,
    Table,
    Text,
    TextBlock,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_tables import place_cells

# Greys that are seen on white and on black, since a document outlives a change of the palette.
_GRID = QColor(128, 136, 150, 120)
HEADER_GROUND = QColor(128, 136, 150, 45)
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_NUMBERS = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListLowerRoman,
)
_SPACE = {
    ParagraphStyle.BODY: (0, 8, 0),
    ParagraphStyle.QUOTE: (4, 12, 24),
    ParagraphStyle.BOX_TITLE: (12, 4, 16),
    ParagraphStyle.BOX_TEXT: (0, 8, 16),
    ParagraphStyle.CAPTION: (4, 8, 0),
}
"""Space before, after and to the side of a paragraph, in pixels."""
_LINE_HEIGHT = 28.0
"""The least height of a line in pixels. A share of the font would stretch Arabic, which is tall."""


def text_format(run: Text) -> QTextCharFormat:
    """The format of a stretch of text."""
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(marks.BOLD_FROM)
    if run.italic:
        made.setFontItalic(True)
    if run.link is not None:
        made.setAnchor(True)
        made.setAnchorHref(run.link)
        # A dotted line tells a link apart from underlined text without a word of colour.
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    if run.underline:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    if run.sup:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif run.sub:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    if run.comments:
        made.setProperty(marks.COMMENTS, json.dumps(run.comments))
    return made


def insert_runs(cursor: QTextCursor, runs: Runs) -> None:
    """Insert the runs at the cursor."""
    for run in runs:
        if isinstance(run, Text):
            _insert_text(cursor, run)
        elif isinstance(run, Break):
            cursor.insertText(marks.SEPARATOR, QTextCharFormat())
        else:
            cursor.insertText(marks.OBJECT, marks.run_object(run))


def _insert_text(cursor: QTextCursor, run: Text) -> None:
    plain = text_format(run)
    for number, stretch in enumerate(run.text.split(marks.SEPARATOR)):
        if number:
            separator = text_format(run)
            separator.setProperty(marks.RAW_SEPARATOR, True)
            cursor.insertText(marks.SEPARATOR, separator)
        if stretch:
            cursor.insertText(stretch, plain)


def block_format(block: Block) -> QTextBlockFormat:
    """The format of a text block: what it is, and the space around it."""
    made = QTextBlockFormat()
    made.setProperty(marks.BLOCK_ID, block.id)
    _set_frame(made, block)
    if block.dir is not None:
        rtl = block.dir == "rtl"
        made.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
    before, after, side = 0, 8, 0
    if isinstance(block, Heading):
        made.setHeadingLevel(block.level)
        before, after = 12, 6
    elif isinstance(block, ListItem):
        after = 4
    elif isinstance(block, Paragraph):
        made.setProperty(marks.BLOCK_STYLE, block.style.value)
        before, after, side = _SPACE[block.style]
    made.setTopMargin(before)
    made.setBottomMargin(after)
    made.setLeftMargin(side)
    made.setRightMargin(side)
    if isinstance(block, TextBlock):
        # A card is as high as what it shows.
        made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    return made


def _set_frame(target: QTextFormat, block: Block) -> None:
    if block.dir is not None:
        target.setProperty(marks.DIRECTION, block.dir)
    if block.lang is not None:
        target.setProperty(marks.LANGUAGE, block.lang)


def list_format(kind: ListKind, level: int) -> QTextListFormat:
    """The format of a list at a level from 0."""
    made = QTextListFormat()
    styles = _NUMBERS if kind is ListKind.NUMBER else _BULLETS
    made.setStyle(styles[level % len(styles)])
    made.setIndent(level + 1)
    return made


class _Lists:
    """The open lists by level, so that items of one list are numbered on."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[ListKind, QTextList]] = {}

    def place(self, cursor: QTextCursor, block: TextBlock) -> None:
        """Put the cursor's block into its list; any other block ends the open lists."""
        if not isinstance(block, ListItem):
            self._open.clear()
            return
        self._open = {at: each for at, each in self._open.items() if at <= block.level}
        kind, current = self._open.get(block.level, (None, None))
        if current is not None and kind is block.kind:
            current.add(cursor.block())
        else:
            made = cursor.createList(list_format(block.kind, block.level))
            self._open[block.level] = (block.kind, made)


class _Filler:
    """Writes blocks at the end of a document, or of a cell."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor
        self._lists = _Lists()
        self._fresh = True
        """The cursor's block is there already and has no content yet."""

    def write(self, block: Block) -> None:
        """Write a block after what is there."""
        if isinstance(block, Table):
            insert_table(self._cursor, block)
            self._lists = _Lists()
            self._fresh = True
            return
        if self._fresh:
            # The block's character format is left alone: in a cell it holds the spans.
            self._cursor.setBlockFormat(block_format(block))
        else:
            self._cursor.insertBlock(block_format(block), QTextCharFormat())
        self._fresh = False
        if isinstance(block, Heading | Paragraph | ListItem):
            self._leave_list(block)
            self._lists.place(self._cursor, block)
            insert_runs(self._cursor, block.runs)
        else:
            self._leave_list(block)
            self._lists = _Lists()
            self._cursor.insertText(marks.OBJECT, marks.block_object(block))

    def _leave_list(self, block: Block) -> None:
        """A new block begins in the list of the one before; take it out."""
        current = self._cursor.block().textList()
        if current is not None:
            current.remove(self._cursor.block())
            self._cursor.setBlockFormat(block_format(block))


def _table_format(table: Table, columns: int) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setProperty(marks.BLOCK_ID, table.id)
    _set_frame(made, table)
    made.setHeaderRowCount(table.header_rows)
    made.setBorder(1)
    made.setBorderBrush(_GRID)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderCollapse(True)
    made.setCellPadding(6)
    made.setTopMargin(8)
    made.setBottomMargin(12)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / columns)
    made.setColumnWidthConstraints([share] * columns)
    return made


def insert_table(cursor: QTextCursor, table: Table) -> None:
    """Insert a normalised table at the cursor and move to the block after it."""
    placed = place_cells(table.rows)
    rows = max(one.row + one.cell.row_span for one in placed)
    columns = max(one.column + one.cell.col_span for one in placed)
    made = cursor.insertTable(rows, columns, _table_format(table, columns))
    for one in placed:
        if one.cell.row_span > 1 or one.cell.col_span > 1:
            made.mergeCells(one.row, one.column, one.cell.row_span, one.cell.col_span)
    for one in placed:
        cell = made.cellAt(one.row, one.column)
        if one.row < table.header_rows:
            # The cell's own format carries its spans: add to it, never replace it.
            header = QTextTableCellFormat(cell.format().toTableCellFormat())
            header.setBackground(HEADER_GROUND)
            cell.setFormat(header)
        filler = _Filler(cell.firstCursorPosition())
        for block in one.cell.blocks:
            filler.write(block)
    cursor.setPosition(made.lastPosition() + 1)


def to_qt(document: Document, target: QTextDocument) -> None:
    """Fill `target` with the document, normalised; its undo history starts empty."""
    target.setUndoRedoEnabled(False)
    target.clear()
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    filler = _Filler(cursor)
    for block in normalise(document).blocks:
        filler.write(block)
    cursor.endEditBlock()
    target.setUndoRedoEnabled(True)
    target.setModified(False)
