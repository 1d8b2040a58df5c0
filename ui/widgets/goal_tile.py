"""Number tiles in the goals' official colours, drawn by ourselves."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.colors import text_on_goal
from ui.theme.fonts import font


def paint_goal_tile(painter: QPainter, area: QRectF, number: str, color: str) -> None:
    """Paint a rounded tile with a goal's number into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    corner = area.width() * 0.22
    painter.drawRoundedRect(area, corner, corner)
    number_font = font("base", bold=True)
    number_font.setPixelSize(round(area.height() * 0.52))
    painter.setFont(number_font)
    painter.setPen(QColor(text_on_goal(color)))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), number)
    painter.restore()


class GoalTile(QWidget):
    """A goal's number on its colour."""

    def __init__(self, number: str, color: str, size: int = 28) -> None:
        super().__init__()
        self._number = number
        self._color = color
        self._size = size
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        painter = QPainter(self)
        paint_goal_tile(painter, QRectF(self.rect()), self._number, self._color)
