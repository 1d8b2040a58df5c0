"""What the editor's buttons do to the text under a cursor."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextList, QTextTable
from PySide6.QtWidgets import QTextEdit

from ui.editor import marks
from ui.editor.bridge_in import block_format, insert_table, list_format, text_format
from ui.editor.bridge_out import NUMBERED
from vnr_app.domain.richtext import (
    Block,
    Direction,
    Heading,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
    TextBlock,
    new_block_id,
)

STYLES = (
    "body",
    "heading-1",
    "heading-2",
    "heading-3",
    "quote",
    "box-title",
    "box-text",
    "caption",
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the toolbar shows of the text at the cursor."""

    style: str
    bold: bool
    italic: bool
    underline: bool
    sup: bool
    sub: bool
    bullets: bool
    numbers: bool
    link: str


def list_of(block: QTextBlock) -> QTextList | None:
    """The list that a block stands in."""
    return block.textList()


def table_of(cursor: QTextCursor) -> QTextTable | None:
    """The table that the cursor stands in."""
    return cursor.currentTable()


def _is_numbered(current: QTextList) -> bool:
    return current.format().style() in NUMBERED


def marks_at(cursor: QTextCursor) -> Marks:
    """The marks at the cursor."""
    char = cursor.charFormat()
    block = cursor.blockFormat()
    level = block.headingLevel()
    current = list_of(cursor.block())
    alignment = char.verticalAlignment()
    return Marks(
        style=f"heading-{level}" if level else str(block.property(marks.BLOCK_STYLE) or "body"),
        bold=char.fontWeight() >= marks.BOLD_FROM,
        italic=char.fontItalic(),
        underline=char.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline,
        sup=alignment == QTextCharFormat.VerticalAlignment.AlignSuperScript,
        sub=alignment == QTextCharFormat.VerticalAlignment.AlignSubScript,
        bullets=current is not None and not _is_numbered(current),
        numbers=current is not None and _is_numbered(current),
        link=char.anchorHref() if char.isAnchor() else "",
    )


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The blocks that the selection touches."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    blocks = [block]
    while block != last and block.isValid():
        block = block.next()
        blocks.append(block)
    return blocks


def _frame(block: QTextBlock) -> tuple[str, Direction | None, str | None]:
    return marks.frame_of(block.blockFormat(), new_block_id())


def _reformat(cursor: QTextCursor, block: QTextBlock, wanted: TextBlock) -> None:
    """Make a block what `wanted` is, out of any list."""
    current = list_of(block)
    if current is not None:
        current.remove(block)
    at = QTextCursor(block)
    at.setBlockFormat(block_format(wanted))


def set_style(cursor: QTextCursor, style: str) -> None:
    """Give the selected blocks a style of `STYLES`; in tables headings become paragraphs."""
    cursor.beginEditBlock()
    for block in selected_blocks(cursor):
        block_id, direction, language = _frame(block)
        if style.startswith("heading-") and table_of(QTextCursor(block)) is None:
            level = int(style.removeprefix("heading-"))
            wanted: TextBlock = Heading(id=block_id, dir=direction, lang=language, level=level)
        else:
            name = "body" if style.startswith("heading-") else style
            wanted = Paragraph(
                id=block_id, dir=direction, lang=language, style=ParagraphStyle(name)
            )
        _reformat(cursor, block, wanted)
    cursor.endEditBlock()


def _put_into_list(cursor: QTextCursor, blocks: list[QTextBlock], kind: ListKind, at: int) -> None:
    made: QTextList | None = None
    for block in blocks:
        block_id, direction, language = _frame(block)
        _reformat(cursor, block, ListItem(id=block_id, dir=direction, lang=language))
        if made is None:
            before = list_of(block.previous()) if block.previous().isValid() else None
            wanted = list_format(kind, at)
            if before is not None and before.format() == wanted:
                made = before
                made.add(block)
            else:
                made = QTextCursor(block).createList(wanted)
        else:
            made.add(block)


def toggle_list(cursor: QTextCursor, kind: ListKind) -> None:
    """Make the selected blocks a list of that kind, or paragraphs if they are one already."""
    blocks = selected_blocks(cursor)
    current = list_of(blocks[0])
    numbered = kind is ListKind.NUMBER
    cursor.beginEditBlock()
    if current is not None and _is_numbered(current) == numbered:
        for block in blocks:
            block_id, direction, language = _frame(block)
            _reformat(cursor, block, Paragraph(id=block_id, dir=direction, lang=language))
    else:
        level = current.format().indent() - 1 if current is not None else 0
        _put_into_list(cursor, blocks, kind, level)
    cursor.endEditBlock()


def shift_level(cursor: QTextCursor, step: int) -> bool:
    """Move the selected list items a level in (1) or out (-1); False outside of lists."""
    blocks = [block for block in selected_blocks(cursor) if list_of(block) is not None]
    if not blocks:
        return False
    cursor.beginEditBlock()
    for block in blocks:
        current = list_of(block)
        if current is not None:
            level = max(0, min(8, current.format().indent() - 1 + step))
            kind = ListKind.NUMBER if _is_numbered(current) else ListKind.BULLET
            _put_into_list(cursor, [block], kind, level)
    cursor.endEditBlock()
    return True


def toggle_bold(editor: QTextEdit) -> None:
    """Make the selection bold, or no longer."""
    change = QTextCharFormat()
    change.setFontWeight(400 if marks_at(editor.textCursor()).bold else marks.BOLD_FROM)
    editor.mergeCurrentCharFormat(change)


def toggle_italic(editor: QTextEdit) -> None:
    """Make the selection italic, or no longer."""
    change = QTextCharFormat()
    change.setFontItalic(not marks_at(editor.textCursor()).italic)
    editor.mergeCurrentCharFormat(change)


def set_link(cursor: QTextCursor, address: str) -> None:
    """Make the selection a link, or take its link away; without a selection insert the address."""
    if not cursor.hasSelection():
        if address:
            cursor.insertText(address, text_format(Text(address, link=address)))
            cursor.insertText(" ", QTextCharFormat())
        return
    change = QTextCharFormat()
    change.setAnchor(bool(address))
    change.setAnchorHref(address)
    style = QTextCharFormat.UnderlineStyle
    change.setUnderlineStyle(style.DotLine if address else style.NoUnderline)
    cursor.mergeCharFormat(change)


def _empty_cell() -> TableCell:
    return TableCell(blocks=(Paragraph(),))


def insert_new_table(cursor: QTextCursor, rows: int, columns: int) -> None:
    """Insert an empty table with one header row after the cursor's paragraph."""
    if table_of(cursor) is not None:
        return
    table_rows = [TableRow(tuple(_empty_cell() for _ in range(columns))) for _ in range(rows)]
    table = Table(header_rows=1, rows=tuple(table_rows))
    cursor.beginEditBlock()
    cursor.clearSelection()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    insert_table(cursor, table)
    cursor.setBlockFormat(block_format(Paragraph()))
    cursor.endEditBlock()


def insert_object(cursor: QTextCursor, block: Block) -> None:
    """Insert a figure, chart or table of data after the cursor's paragraph; text follows it.

    From a table it goes behind the paragraph that follows the table.
    """
    move = QTextCursor.MoveOperation
    cursor.beginEditBlock()
    cursor.clearSelection()
    table = table_of(cursor)
    if table is not None:
        cursor.setPosition(table.lastPosition() + 1)
    if table is not None or cursor.block().length() > 1:
        cursor.movePosition(move.EndOfBlock)
        cursor.insertBlock()
    if (current := list_of(cursor.block())) is not None:
        current.remove(cursor.block())
    cursor.setBlockFormat(block_format(block))
    cursor.insertText(marks.OBJECT, marks.block_object(block))
    after = cursor.block().next()
    if not after.isValid() or table_of(QTextCursor(after)) is not None:
        cursor.insertBlock(block_format(Paragraph()), QTextCharFormat())
    else:
        cursor.movePosition(move.NextBlock)
    cursor.endEditBlock()


def new_paragraph(cursor: QTextCursor) -> None:
    """Begin a paragraph at the cursor: a new id, body after a heading, out of an empty list item.

    Where the cursor stands before the text, the empty paragraph above it is the new one.
    """
    block = cursor.block()
    current = list_of(block)
    if current is not None and block.length() == 1 and not cursor.hasSelection():
        toggle_list(cursor, ListKind.NUMBER if _is_numbered(current) else ListKind.BULLET)
        return
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    before_text = cursor.atBlockStart() and not cursor.atBlockEnd()
    at_end = cursor.atBlockEnd()
    heading = cursor.blockFormat().headingLevel()
    cursor.insertBlock()
    if heading and at_end:
        cursor.setBlockFormat(block_format(Paragraph()))
    else:
        new = cursor.block().previous() if before_text else cursor.block()
        change = new.blockFormat()
        change.setProperty(marks.BLOCK_ID, new_block_id())
        QTextCursor(new).setBlockFormat(change)
    cursor.endEditBlock()
