"""What the small dialogs of the editor have in common: a column of fields, two buttons below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.editor.text_edit import PartEditor
from ui.widgets.basics import button, label, panel, restyle, strong


class FormDialog(QDialog):
    """A dialog that does not stop the window's work and deletes itself when it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(16)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        outer.addLayout(self.column, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch()
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.cancel.setAutoDefault(False)
        self.take: QPushButton = button("", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.take)
        outer.addLayout(self.buttons)

    def call(self, title: str, take: str) -> None:
        """Name the dialog and the button that takes what it says."""
        self.setWindowTitle(title)
        self.take.setText(take)

    def add_field(self, name: str, field: QWidget, hint: str = "") -> None:
        """Add a field under its name, with a hint where the name does not say all."""
        words = QVBoxLayout()
        words.setSpacing(2)
        title = strong(label(name, size="small"))
        title.setBuddy(field)
        words.addWidget(title)
        if hint:
            words.addWidget(label(hint, size="small", tone="muted", wrap=True))
        if self.column.count():
            self.column.addSpacing(4)
        self.column.addLayout(words)
        self.column.addWidget(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        if hint:
            field.setAccessibleDescription(hint)


def boxed(field: PartEditor) -> QFrame:
    """A text field, which draws no frame of its own, in one."""
    made = panel("editor")

    def show(focused: bool) -> None:
        made.setProperty("focused", focused)
        restyle(made)

    field.entered.connect(lambda _field: show(True))
    field.left.connect(lambda: show(False))
    inner = QVBoxLayout(made)
    inner.setContentsMargins(10, 6, 10, 4)
    inner.addWidget(field)
    made.setFocusProxy(field)
    return made
