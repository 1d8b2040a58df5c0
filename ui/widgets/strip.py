"""A quiet strip above a text: a symbol, a sentence, and what can be done about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from ui.widgets.basics import IconLabel, button, label

_LEAST_WORDS = 240
"""Pixels that the words need beside the buttons."""
_SIDES = 20


class Strip(QFrame):
    """Hidden until it has something to say."""

    wanted = Signal()
    """The button was pressed."""
    otherwise = Signal()
    """The other button was pressed."""

    def __init__(self, tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone)
        self._build()
        self.hide()

    def _build(self) -> None:
        self._icon = IconLabel("info", "text", 16)
        self._text = label(size="small", wrap=True)
        self._button = button("", "chip")
        self._button.clicked.connect(self.wanted)
        self._other = button("", "chip")
        self._other.clicked.connect(self.otherwise)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._icon)
        words.addWidget(self._text, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        for each in (self._button, self._other):
            self._row.addWidget(each, 0, Qt.AlignmentFlag.AlignLeading)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the buttons are below the words."""
        return QSize(self._widest() + _SIDES, super().minimumSizeHint().height())

    def _buttons(self) -> list[QPushButton]:
        return [each for each in (self._button, self._other) if not each.isHidden()]

    def _widest(self) -> int:
        return max((each.sizeHint().width() for each in self._buttons()), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go below the words where there is little room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        needed = sum(each.sizeHint().width() + 8 for each in self._buttons()) + _LEAST_WORDS
        direction = QBoxLayout.Direction
        beside = self.width() >= needed
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def say(self, icon: str, text: str, action: str = "", other: str = "") -> None:
        """Show a sentence, with a button for each action that is named."""
        self._icon.show_icon(icon, "text")
        self._text.setText(text)
        for each, name in ((self._button, action), (self._other, other)):
            each.setText(name)
            each.setAccessibleName(f"{name}: {text}" if name else "")
            each.setVisible(bool(name))
        self._turn()
        self.show()
