"""How a figure will look in the text: words, or a small table or chart."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.editor.cards import card_height, paint_card
from ui.editor.values import LivingNumbers
from ui.theme.colors import colors_of
from ui.theme.fonts import font
from vnr_app.domain.richtext import ValueRef
from vnr_app.services.insertions import Insertion
from vnr_app.services.living import Values

_HEIGHT = 200


class InsertPreview(QWidget):
    """Paints what the editor would paint, always in the same room."""

    def __init__(self, values: Values, color: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._living = LivingNumbers()
        self._living.show(values, color)
        self._value: Insertion | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_insertion(None)

    def show_insertion(self, value: Insertion | None) -> None:
        """Show how a figure would look."""
        self._value = value
        words = value.text if isinstance(value, ValueRef) else ""
        told = QCoreApplication.translate("InsertPreview", "Preview: {words}")
        self.setAccessibleName(told.format(words=words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words in large, or the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = colors_of(self)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colors.border))
        painter.setBrush(QColor(colors.page))
        painter.drawRoundedRect(area, 6, 6)
        if isinstance(self._value, ValueRef):
            painter.setPen(QColor(colors.text))
            painter.setFont(font("lead"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(area.adjusted(24, 8, -24, -8), flags, self._value.text)
        elif self._value is not None:
            # A card that is too high for the room is shown smaller.
            scale = min(1.0, area.height() / card_height(self._value, self._living))
            painter.scale(scale, scale)
            room = QRectF(0, 0, area.width() / scale, area.height() / scale)
            paint_card(painter, room, self._value, self._living, colors)
