"""What lies under the text: the ground of boxes and the edge of quotes."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextDocument

from ui.editor import marks
from ui.editor.bridge_out import table_at
from ui.theme.colors import Colors
from vnr_app.domain.richtext import ParagraphStyle

_BOXES = (ParagraphStyle.BOX_TITLE.value, ParagraphStyle.BOX_TEXT.value)
_REACH = 8
"""How far a ground reaches above and below its paragraph, in pixels."""
_EDGE = 3


def paint_grounds(
    painter: QPainter, document: QTextDocument, shown: QRect, width: int, colors: Colors
) -> None:
    """Paint the grounds that meet `shown`, on a text of that width."""
    layout = document.documentLayout()
    for block, in_table in _blocks_in(document, shown):
        style = block.blockFormat().property(marks.BLOCK_STYLE)
        boxed = style in _BOXES
        if not boxed and style != ParagraphStyle.QUOTE.value:
            continue
        area = layout.blockBoundingRect(block).toAlignedRect().adjusted(0, -_REACH, 0, _REACH)
        if not in_table:
            area.setLeft(0)
            area.setWidth(width)
        if boxed:
            painter.fillRect(area, QColor(colors.accent_soft))
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            area.setLeft(area.right() - _EDGE + 1)
        else:
            area.setWidth(_EDGE)
        painter.fillRect(area, QColor(colors.accent if boxed else colors.strong_border))


def _blocks_in(document: QTextDocument, shown: QRect) -> Iterator[tuple[QTextBlock, bool]]:
    """The paragraphs that may be seen, and whether each is in a table; tables come whole."""
    layout = document.documentLayout()
    top, bottom = shown.top() - _REACH, shown.bottom() + _REACH
    hit = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, hit))
    table = table_at(block)
    if table is not None:
        # Cells stand side by side: one before this one may reach down further.
        block = table.firstCursorPosition().block()
    while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
        table = table_at(block)
        last = block.position() if table is None else table.lastPosition()
        while block.isValid() and block.position() <= last:
            yield block, table is not None
            block = block.next()
