"""The small pieces that every page is made of: labels, buttons, lines, cards."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.names import plain_tooltip
from ui.theme.colors import colors_of
from ui.theme.icons import tinted_icon, tinted_pixmap


def label(text: str = "", *, size: str = "", tone: str = "", wrap: bool = False) -> QLabel:
    """A label of plain text; `size` of the type scale, `tone` muted, error or success."""
    made = QLabel(text)
    # Foreign text must never be taken for HTML, which loads what it names.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if size:
        made.setProperty("type", size)
    if tone:
        made.setProperty("tone", tone)
    return made


_Label = TypeVar("_Label", bound=QLabel)


def strong(made: _Label) -> _Label:
    """The label in a heavier weight."""
    made.setProperty("strong", True)
    return made


def button(text: str, role: str = "", *, icon: str = "") -> QPushButton:
    """A push button; `role` primary, quiet or chip."""
    made = _TintedButton(text, icon, role)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        made.setProperty("role", role)
    return made


class _TintedButton(QPushButton):
    """A push button whose icon follows the palette."""

    def __init__(self, text: str, icon: str, role: str) -> None:
        super().__init__(text)
        self._icon = icon
        self._role = role
        self._tint()

    def _tint(self) -> None:
        if self._icon:
            colors = colors_of(self)
            color = colors.on_accent if self._role == "primary" else colors.text
            self.setIcon(tinted_icon(self._icon, color, colors.muted))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew when the palette changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


class IconButton(QToolButton):
    """A square button with an icon only; its name is spoken and shown as a tooltip."""

    def __init__(self, icon: str, name: str, *, checkable: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self.setIconSize(QSize(18, 18))
        self.setCheckable(checkable)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._tint()

    def _tint(self) -> None:
        colors = colors_of(self)
        self.setIcon(tinted_icon(self._icon, colors.text, colors.strong_border))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew when the palette changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


def back_icon() -> str:
    """The arrow that leads back, against the direction of reading."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return "chevron-right" if rtl else "chevron-left"


class IconLabel(QLabel):
    """An icon that stands for nothing by itself: a word stands beside it."""

    def __init__(self, icon: str, tone: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._icon = icon
        self._tone = tone
        self._size = size
        self.setFixedSize(size, size)
        self._tint()

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon in another tone, a name of the palette's colours."""
        self._icon, self._tone = icon, tone
        self._tint()

    def _tint(self) -> None:
        self.setPixmap(tinted_pixmap(self._icon, getattr(colors_of(self), self._tone), self._size))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew when the palette changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


class ElidedLabel(QLabel):
    """One line of plain text that ends in “…” where it does not fit; the tooltip has it all."""

    def __init__(self, text: str = "", *, size: str = "", tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if size:
            self.setProperty("type", size)
        if tone:
            self.setProperty("tone", tone)

    def setText(self, text: str) -> None:
        """Show another line."""
        super().setText(text)
        self.setToolTip(plain_tooltip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, shortened."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.rect(), int(alignment), text)


def panel(kind: str) -> QFrame:
    """A plain surface: page, side, card, bar, header."""
    made = QFrame()
    made.setProperty("panel", kind)
    return made


def line() -> QFrame:
    """A hairline between two areas."""
    made = panel("line")
    made.setFixedHeight(1)
    return made


def scroll_area(content: QWidget) -> QScrollArea:
    """A page that scrolls down only, on the ground of what it stands on."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(content)
    content.setAutoFillBackground(False)
    made.viewport().setAutoFillBackground(False)
    return made


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)


def restyle(widget: QWidget) -> None:
    """Make the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
