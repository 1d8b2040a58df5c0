"""How findings are painted: symbol, sentence, what to do about it, how grave it is and where."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.findings_model import ROW, SEVERITY_ICONS, Row
from ui.theme.colors import Colors, colors_of
from ui.theme.fonts import font
from ui.theme.icons import tinted_pixmap
from ui.widgets.goal_tile import paint_goal_tile
from ui.widgets.row_paint import paint_ground, paint_line

_CAPTION = 52
_TILE = 24
_ICON = 18
_GAP = 12
_PAD = 10
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_TALL = 10_000


class FindingsDelegate(QStyledItemDelegate):
    """Sentences wrap; lines grow no longer than is good to read."""

    def __init__(self, margin: int, widest: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._widest = widest

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the sentences at the width of the list."""
        row: Row = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else self._widest
        if row.finding is None:
            return QSize(0, _CAPTION)
        lines = _lines(row, colors_of(view))
        text = self._text_width(width)
        heights = [_height(words, face, text) for words, face, _color in lines]
        return QSize(0, sum(heights) + 2 * (len(heights) - 1) + 2 * _PAD)

    def _text_width(self, width: int) -> int:
        room = min(width - 2 * self._margin, self._widest)
        return max(80, room - _ICON - 2 * _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a caption or a finding."""
        row: Row = index.data(ROW)
        area: QRect = option.rect
        colors = colors_of(option.widget)
        room = min(area.width() - 2 * self._margin, self._widest)
        inner = QRect(area.left() + self._margin, area.top(), room, area.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.finding is None:
            _paint_caption(painter, colors, area, inner, row)
        else:
            ground = QRectF(_mirrored(painter, inner, area)).adjusted(0.5, 1.5, -0.5, -1.5)
            paint_ground(painter, ground, colors, option.state)
            self._paint_finding(painter, colors, area, inner, row)
        painter.restore()

    def _paint_finding(
        self, painter: QPainter, colors: Colors, area: QRect, inner: QRect, row: Row
    ) -> None:
        assert row.finding is not None
        icon, tone = SEVERITY_ICONS[row.finding.severity]
        place = QRect(inner.left() + _GAP, inner.top() + _PAD, _ICON, _ICON)
        pixmap = tinted_pixmap(icon, getattr(colors, tone), _ICON)
        painter.drawPixmap(_mirrored(painter, place, area).topLeft(), pixmap)
        left, top = place.right() + _GAP, inner.top() + _PAD
        width = self._text_width(area.width())
        for words, face, color in _lines(row, colors):
            height = _height(words, face, width)
            painter.setFont(face)
            painter.setPen(QColor(color))
            line = _mirrored(painter, QRect(left, top, width, height), area)
            painter.drawText(line, _WRAP, words)
            top += height + 2


def _lines(row: Row, colors: Colors) -> list[tuple[str, QFont, str]]:
    """Words, face and colour of the lines of a finding."""
    assert row.finding is not None
    return [
        (row.finding.message, font("base"), colors.text),
        *([(row.finding.hint, font("small"), colors.muted)] if row.finding.hint else []),
        (row.about, font("caption"), colors.muted),
    ]


def _height(words: str, face: QFont, width: int) -> int:
    return QFontMetrics(face).boundingRect(QRect(0, 0, width, _TALL), _WRAP, words).height()


def _mirrored(painter: QPainter, area: QRect, within: QRect) -> QRect:
    return QStyle.visualRect(painter.layoutDirection(), within, area)


def _paint_caption(painter: QPainter, colors: Colors, area: QRect, inner: QRect, row: Row) -> None:
    bottom = inner.bottom() - 6
    left = inner.left() + _GAP
    if row.goal:
        tile = QRect(left, bottom - _TILE, _TILE, _TILE)
        paint_goal_tile(painter, QRectF(_mirrored(painter, tile, area)), row.goal, row.color)
        left = tile.right() + _GAP - 2
    face = font("lead", bold=True)
    words = QRect(left, bottom - _TILE, inner.right() - left, _TILE)
    paint_line(painter, _mirrored(painter, words, area), row.title, face, colors.text)
