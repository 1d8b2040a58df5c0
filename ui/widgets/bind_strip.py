"""The quiet strip below a text that offers to bind a typed number to the data."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.basics import ElidedLabel, IconButton, IconLabel, button


class BindStrip(QFrame):
    """Says what a number is and waits; it takes neither the keyboard nor a decision."""

    bind_wanted = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        self._build()
        self.hide()

    def _build(self) -> None:
        self._words = ElidedLabel(size="small")
        self.bind = button(self.tr("Bind it to the data (Ctrl+.)"), "chip")
        # A click must leave the caret in the text.
        self.bind.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bind.clicked.connect(self.bind_wanted)
        self._refuse = IconButton("close", self.tr("Leave the number as it is"))
        self._refuse.clicked.connect(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel("data", size=16))
        row.addWidget(self._words, 1)
        row.addWidget(self.bind)
        row.addWidget(self._refuse)

    def offer(self, words: str) -> None:
        """Show an offer."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.show()
