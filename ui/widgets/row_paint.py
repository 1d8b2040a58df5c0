"""What delegates paint alike: the ground of a row that is chosen, a line of words that fits."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from ui.theme.colors import Colors

_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


def paint_ground(
    painter: QPainter, ground: QRectF, colors: Colors, state: QStyle.StateFlag
) -> None:
    """A soft ground where a row is chosen or under the mouse, an edge where the keyboard is."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.accent_soft if selected else colors.hover))
        painter.drawRoundedRect(ground, 6, 6)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QColor(colors.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 6, 6)


def paint_line(painter: QPainter, area: QRect, text: str, face: QFont, color: str) -> None:
    """One line of words in the middle of its area, ending in “…” where there is no room."""
    painter.setFont(face)
    painter.setPen(QColor(color))
    short = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _LEADING, short)
