"""The band that opens a goal: its number and official title on its colour."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.colors import text_on_goal
from ui.theme.fonts import font
from vnr_app.domain.framework import Goal

_PAD = 24
_NUMBER_WIDTH = 72


def _number_font() -> QFont:
    made = font("hero", bold=True)
    made.setPixelSize(44)
    made.setWeight(QFont.Weight.Bold)
    return made


class GoalBand(QWidget):
    """As high as the title needs."""

    def __init__(self, goal: Goal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goal = goal
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{goal.code}. {goal.title}")

    def sizeHint(self) -> QSize:
        """The height of the wrapped title at the present width."""
        width = max(240, self.width() - 2 * _PAD - _NUMBER_WIDTH)
        metrics = QFontMetrics(font("title", bold=True))
        box = metrics.boundingRect(
            QRect(0, 0, width, 1000), int(Qt.TextFlag.TextWordWrap), self._goal.title
        )
        return QSize(480, max(96, box.height() + 2 * _PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when the title wraps otherwise."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._goal.color))
        painter.drawRoundedRect(self.rect(), 10, 10)
        painter.setPen(QColor(text_on_goal(self._goal.color)))
        area = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        leading = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(_number_font())
        painter.drawText(area, leading, self._goal.code)
        painter.setFont(font("title", bold=True))
        side = -_NUMBER_WIDTH if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        title = area.adjusted(_NUMBER_WIDTH + side, 0, side, 0)
        painter.drawText(title, leading | int(Qt.TextFlag.TextWordWrap), self._goal.title)
