"""What the import shows while a file is read for the first time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.widgets.basics import ElidedLabel, button, label

_WIDTH = 360


class ReadingView(QWidget):
    """The file's name, how far it is read, and a way out."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(size="lead")
        self._title.setFixedWidth(_WIDTH)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_WIDTH)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._step = label(size="small", tone="muted")
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for each in (self._title, self._bar, self._step, self.cancel):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def begin(self, name: str) -> None:
        """Show that a file is read."""
        self._title.setText(self.tr("Reading {file}…").format(file=name))
        self._step.setText(self.tr("Nothing is written before you say so."))
        self._bar.setRange(0, 0)

    def show_progress(self, done: int, total: int, message: str) -> None:
        """Show how far it has come; a total of 0 is unknown."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if message:
            self._step.setText(message)
