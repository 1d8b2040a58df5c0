"""The head of a page that was opened from another one: back, what is shown, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.basics import ElidedLabel, IconButton, back_icon, strong


class BackHead(QFrame):
    """The arrow, `title` over `about`, and room for buttons; `back` is what the arrow is called."""

    back_wanted = Signal()

    def __init__(self, back: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "header")
        arrow = IconButton(back_icon(), back)
        arrow.clicked.connect(self.back_wanted)
        self.title = strong(ElidedLabel(size="lead"))
        self.about = ElidedLabel(size="small", tone="muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 12, 16, 12)
        self._row.setSpacing(8)
        self._row.addWidget(arrow)
        self._row.addLayout(words, 1)

    def add(self, *widgets: QWidget) -> None:
        """Put buttons behind what is there."""
        for each in widgets:
            self._row.addWidget(each)


def leave_by_escape(page: QWidget, leave: Callable[[], None]) -> None:
    """Let Escape lead back from anywhere on a page."""
    key = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(leave)
