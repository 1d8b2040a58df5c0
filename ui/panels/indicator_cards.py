"""The cards of the data panel: how an indicator is painted, what a person can do with it."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.models.indicator_model import ROW, detail
from ui.theme.colors import Colors, colors_of
from ui.theme.fonts import font
from ui.widgets.row_paint import paint_line
from ui.widgets.sparkline import line_points, paint_sparkline
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.units_shown import name_of, value_of

_ROW_HEIGHT = 104
_BUTTON_ROOM = 84
"""Pixels that the lower lines of a card leave to its button."""


class CardDelegate(QStyledItemDelegate):
    """Code, name, latest value with unit and period, source, and the line over time."""

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All cards are equally high."""
        return QSize(200, _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        widget: QWidget = option.widget
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = colors_of(widget)
        card = area.adjusted(12, 4, -12, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QColor(colors.accent if focused else colors.border))
        painter.setBrush(QColor(colors.page))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_card(painter, colors, card.adjusted(12, 8, -12, -8), index.data(ROW))
        painter.restore()

    def _paint_card(
        self, painter: QPainter, colors: Colors, area: QRect, row: GoalTableRow
    ) -> None:
        code, number_font = font("small", bold=True), font("heading", bold=True)
        value = value_of(row.latest, self._language)
        top, left, width = area.top(), area.left(), area.width()
        lower = width - _BUTTON_ROOM
        code_width = QFontMetrics(code).horizontalAdvance(row.indicator) + 8
        value_width = QFontMetrics(number_font).horizontalAdvance(value) + 8
        period_left = left + value_width
        lines = (
            (QRect(left, top, code_width, 18), row.indicator, code, colors.text),
            (
                QRect(left + code_width, top, width - code_width, 18),
                name_of(row.series, groups=True),
                font("small"),
                colors.text,
            ),
            (QRect(left, top + 20, value_width, 28), value, number_font, colors.text),
            (
                QRect(period_left, top + 22, area.right() - 92 - period_left, 28),
                row.latest.period.label,
                font("small"),
                colors.muted,
            ),
            (QRect(left, top + 50, lower, 15), detail(row), font("caption"), colors.muted),
            (QRect(left, top + 65, lower, 15), row.source, font("caption"), colors.muted),
        )
        direction = painter.layoutDirection()
        for place, text, chosen, color in lines:
            paint_line(painter, QStyle.visualRect(direction, area, place), text, chosen, color)
        spark = QStyle.visualRect(direction, area, QRect(area.right() - 88, top + 20, 88, 28))
        paint_sparkline(painter, QRectF(spark), line_points(row.points), colors)


class CardList(QListView):
    """Tells of a card on Return, on a double click, on the menu key, and when it is dragged."""

    chosen = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)
    """A card, and a place on the screen."""
    dragged = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self.doubleClicked.connect(self.chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the mouse has gone far enough with its button down."""
        begin, here = self._pressed, event.position().toPoint()
        far = QApplication.startDragDistance()
        if begin is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (here - begin).manhattanLength() >= far and self.indexAt(begin).isValid():
            self._pressed = None
            self.dragged.emit(self.indexAt(begin))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card under the mouse, or under the keyboard."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            middle = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(index, event.globalPos() if by_mouse else middle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses the card that the keyboard is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
