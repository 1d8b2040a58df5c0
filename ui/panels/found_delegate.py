"""How a line of the results of a search is painted: what was found stands on a ground."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtCore import QPersistentModelIndex as PersistentIndex
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme.colors import colors_of
from ui.theme.fonts import font
from vnr_app.domain.richtext_find import Match

MATCH = Qt.ItemDataRole.UserRole + 1
"""The `Match` of a line; lines that name a text have none."""

_BEFORE = 24
_LINES = 2
_PAD = 5


class FoundDelegate(QStyledItemDelegate):
    """Two lines of the text around a match."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | PersistentIndex) -> QSize:
        """As high as two lines."""
        if index.data(MATCH) is None:
            return super().sizeHint(option, index)
        return QSize(0, round(_LINES * _line_height()) + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | PersistentIndex,
    ) -> None:
        """Paint a line around a match, or leave a text's title to Qt."""
        match: Match | None = index.data(MATCH)
        if match is None:
            super().paint(painter, option, index)
            return
        widget: QWidget = option.widget
        state: QStyle.StateFlag = option.state
        area: QRect = option.rect
        colors = colors_of(widget)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colors.accent_soft))
        inner = area.adjusted(8, _PAD, -8, -_PAD)
        layout = _laid_out(match, inner.width(), QColor(colors.found))
        painter.setPen(QColor(colors.text))
        layout.draw(painter, QPointF(inner.topLeft()))
        painter.restore()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _line_height() -> float:
    return QFontMetricsF(font("small")).height()


def _laid_out(match: Match, width: int, ground: QColor) -> QTextLayout:
    before = match.before
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:].partition(" ")[2]
    text = f"{before}{match.text}{match.after}"
    layout = _wrapped(text, width, before, match.text, ground)
    while layout.lineCount() > _LINES:
        last = layout.lineAt(_LINES - 1)
        # Qt counts in halves of UTF-16: a cut inside a letter leaves it out.
        shown = text.encode("utf-16-le")[: 2 * (last.textStart() + last.textLength() - 2)]
        cut = shown.decode("utf-16-le", "ignore").rstrip() + "…"
        layout = _wrapped(cut, width, before, match.text, ground)
    return layout


def _wrapped(text: str, width: int, before: str, found: str, ground: QColor) -> QTextLayout:
    layout = QTextLayout(text, font("small"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = _units(before), _units(found)
    look = QTextCharFormat()
    look.setBackground(QBrush(ground))
    mark.format = look
    layout.setFormats([mark])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        if layout.lineCount() > _LINES:
            break
    layout.endLayout()
    return layout
