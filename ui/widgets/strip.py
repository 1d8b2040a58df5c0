"""A quiet strip above a text: a symbol, a sentence, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.basics import IconLabel, button, label


class Strip(QFrame):
    """Hidden until it has something to say."""

    wanted = Signal()
    """The button was pressed."""

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
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)

    def say(self, icon: str, text: str, action: str = "") -> None:
        """Show a sentence, with a button where an action is named."""
        self._icon.show_icon(icon, "text")
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(f"{action}: {text}" if action else "")
        self._button.setVisible(bool(action))
        self.show()
