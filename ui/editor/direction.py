"""The writing direction of paragraphs: chosen, or taken from the first letter that is typed."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from ui.editor import marks
from ui.editor.commands import selected_blocks
from vnr_app.domain.richtext import Direction

_BEGINNING = 40
"""Characters within which the first letter of a paragraph stands, after numbers and signs."""
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def set_direction(cursor: QTextCursor, direction: Direction | None) -> None:
    """Let the selected paragraphs run that way; None for that of the whole text."""
    cursor.beginEditBlock()
    for block in selected_blocks(cursor):
        _turn(block, direction)
    cursor.endEditBlock()


def _turn(block: QTextBlock, direction: Direction | None) -> None:
    changed = block.blockFormat()
    if direction is None:
        changed.clearProperty(marks.DIRECTION)
        changed.clearProperty(QTextBlockFormat.Property.LayoutDirection)
    else:
        changed.setProperty(marks.DIRECTION, direction)
        rtl = direction == "rtl"
        changed.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
    QTextCursor(block).setBlockFormat(changed)


def follow_typing(cursor: QTextCursor, base: Direction) -> None:
    """Turn the paragraph if its first letter was just typed and does not run the text's way.

    It belongs to the step in which the letter was typed.
    """
    block = cursor.block()
    if cursor.positionInBlock() > _BEGINNING or not cursor.atBlockEnd():
        return
    if block.blockFormat().property(marks.DIRECTION):
        return
    strong = [
        found
        for letter in block.text()
        if (found := _STRONG.get(unicodedata.bidirectional(letter))) is not None
    ]
    # A letter in the middle of a text is a quotation, not a beginning.
    if len(strong) == 1 and strong[0] != base:
        at = QTextCursor(block)
        at.joinPreviousEditBlock()
        _turn(block, strong[0])
        at.endEditBlock()
