"""The field for a file's address, and the button that looks for it on the disk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.widgets.basics import button


class FileField(QWidget):
    """Tells what the person does; `line` holds the address, `browse` is the button."""

    edited = Signal()
    """The person has typed into it."""
    browse_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("File"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.browse = button(self.tr("Choose…"))
        self.browse.setAccessibleName(self.tr("Choose the file"))
        self.browse.clicked.connect(self.browse_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)
