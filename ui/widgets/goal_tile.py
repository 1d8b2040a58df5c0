"""Number tiles in the goals' official colours, drawn by ourselves."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

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
