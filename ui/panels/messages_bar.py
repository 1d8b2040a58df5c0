"""The bar above the Main Messages: how long they are, and a click for what they are made of."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.editor import main_messages
from ui.editor.inserting import put
from ui.editor.text_edit import PartEditor
from ui.names import counted, number, words_text
from ui.theme.colors import colors_of
from ui.widgets.basics import IconLabel, button, label, restyle, strong

_COUNT_MS = 150
_NEAR = 0.9
"""The share of the words from which the end is near."""
_RING = 40


class _Ring(QWidget):
    """A ring that fills with the words."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._tone = "accent"
        self.setFixedSize(QSize(_RING, _RING))

    def show_share(self, share: float, tone: str) -> None:
        """Fill the ring in a tone, a name of the palette's colours."""
        self._share, self._tone = share, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, share, and the share in per cent."""
        colors = colors_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        pen = QPen(QColor(colors.strong_border), 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(area)
        if self._share > 0:
            pen.setColor(QColor(getattr(colors, self._tone)))
            painter.setPen(pen)
            turn = 1 if self.isRightToLeft() else -1
            painter.drawArc(area, 90 * 16, round(turn * 360 * 16 * min(1.0, self._share)))


class MessagesBar(QFrame):
    """Serves the editor of the Main Messages while they are shown."""

    figure_wanted = Signal()
    """A figure of the data is to be inserted at the caret."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "header")
        self._editor: PartEditor | None = None
        self._budget = 0
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count.timeout.connect(self._show_words)
        self._build()
        self.hide()

    def _build(self) -> None:
        self._ring = _Ring()
        self._icon = IconLabel("warning", "warning", 14)
        self._words = strong(label())
        self._left = label(size="small", tone="muted")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self._left, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words)
        words.addLayout(line)
        self._message = button(self.tr("Add a message"), icon="messages")
        self._message.clicked.connect(self.add_message)
        self._action = button(self.tr("Add an action"), icon="list-number")
        self._action.clicked.connect(self.add_action)
        self._figure = button(self.tr("Add a figure"), icon="chart")
        self._figure.clicked.connect(self.figure_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 8, 32, 8)
        row.setSpacing(8)
        row.addWidget(self._ring)
        row.addSpacing(4)
        row.addLayout(words, 1)
        for each in (self._message, self._action, self._figure):
            row.addWidget(each)

    def serve(self, editor: PartEditor | None, budget: int | None) -> None:
        """Count the words of an editor against a budget; None: there are no Main Messages."""
        self._count.stop()
        self._editor = editor if budget else None
        self._budget = budget or 0
        self.setVisible(self._editor is not None)
        if self._editor is not None:
            self._editor.edited.connect(self._count.start)
            self._show_words()

    def add_message(self) -> None:
        """A new message at the end, to be written over."""
        if (editor := self._writable()) is not None:
            invitation = self.tr("What the message says")
            put(editor, lambda: main_messages.add_message(editor, invitation))

    def add_action(self) -> None:
        """A lettered action below the caret."""
        if (editor := self._writable()) is not None:
            put(editor, lambda: main_messages.add_action(editor))

    def _writable(self) -> PartEditor | None:
        editor = self._editor
        return editor if editor is not None and isValid(editor) else None

    def _show_words(self) -> None:
        editor = self._writable()
        if editor is None:
            return
        words = editor.words()
        left = self._budget - words
        near = words >= self._budget * _NEAR
        tone = "error" if left < 0 else "warning" if near else "accent"
        self._ring.show_share(words / self._budget, tone)
        self._words.setText(words_text(words, self._budget))
        self._left.setText(self._told(left, near=near))
        self._left.setProperty("tone", "muted" if tone == "accent" else tone)
        restyle(self._left)
        self._icon.setVisible(near)
        self._icon.show_icon("error" if left < 0 else "warning", tone)
        self.setAccessibleName(f"{self._words.text()}. {self._left.text()}")
        for each in (self._message, self._action, self._figure):
            each.setEnabled(not editor.isReadOnly())

    def _told(self, left: int, *, near: bool) -> str:
        if left < 0:
            over = counted("{n} word too many.", "{n} words too many.", -left)
            most = self.tr("At most {n} are taken.").format(n=number(self._budget))
            return f"{over} {most}"
        told = counted("{n} word left", "{n} words left", left)
        return self.tr("Nearly full: {words}").format(words=told) if near else told
