"""The mark of the program: four tiles in colours of the goals."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

_COLORS = ("#E5243B", "#FCC30B", "#4C9F38", "#00689D")


def paint_mark(painter: QPainter, area: QRectF) -> None:
    """Paint the mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    gap = area.width() * 0.08
    side = (area.width() - gap) / 2
    for at, color in enumerate(_COLORS):
        left = area.left() + (at % 2) * (side + gap)
        top = area.top() + (at // 2) * (side + gap)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(QRectF(left, top, side, side), side * 0.24, side * 0.24)
    painter.restore()


def app_icon() -> QIcon:
    """The mark as the window's icon."""
    pixmap = QPixmap(128, 128)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    paint_mark(painter, QRectF(8, 8, 112, 112))
    painter.end()
    return QIcon(pixmap)


class AppMark(QWidget):
    """The mark on the start page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(56, 56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()))
