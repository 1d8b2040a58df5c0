"""How records are painted beside the text: who, as whom, and the first lines of what they said."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.records_model import RECORD, about, what, who
from ui.theme.colors import colors_of
from ui.theme.fonts import font
from ui.widgets.row_paint import paint_line
from vnr_app.services.records import Record

_HEIGHT = 110
_LINES = 3
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


class RecordsDelegate(QStyledItemDelegate):
    """Cards of equal height, however much was said."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All cards are equally high."""
        return QSize(160, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        record: Record = index.data(RECORD)
        widget: QWidget = option.widget
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = colors_of(widget)
        card = QRectF(area.adjusted(12, 3, -12, -3)).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors.accent if chosen else colors.border))
        painter.setBrush(QColor(colors.accent_soft if chosen else colors.page))
        painter.drawRoundedRect(card, 8, 8)
        inner = area.adjusted(24, 11, -24, -9)
        upper = QRect(inner.left(), inner.top(), inner.width(), 18)
        paint_line(painter, upper, who(record), font("small", bold=True), colors.text)
        paint_line(painter, upper.translated(0, 18), about(record), font("caption"), colors.muted)
        _words(painter, inner.adjusted(0, 38, 0, 0), what(record), colors.text)
        painter.restore()


def _words(painter: QPainter, area: QRect, text: str, color: str) -> None:
    """The first lines of a text, the last one shortened where there is more."""
    face = font("small")
    text = " ".join(text.split())
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    high = QFontMetrics(face).lineSpacing()
    layout.beginLayout()
    for at in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        last = at == _LINES - 1
        end = len(text) if last else line.textStart() + line.textLength()
        place = QRect(area.left(), area.top() + at * high, area.width(), high)
        paint_line(painter, place, text[line.textStart() : end], face, color)
    layout.endLayout()
