"""The dialog that gives the present texts a name."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.dialogs.frame import FormDialog

_NOTE_HEIGHT = 72


class NameVersionDialog(FormDialog):
    """Takes a name, a note, and whether it is for the whole review or for one section."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call(self.tr("Name the present version"), self.tr("Name it"))
        self._build(key, title)

    def _build(self, key: str, title: str) -> None:
        self._name = QLineEdit()
        self._name.setMaxLength(200)
        self._name.setPlaceholderText(self.tr("Sent to cabinet"))
        self._name.textChanged.connect(self._allow)
        self.add_field(
            self.tr("Name"),
            self._name,
            self.tr("The texts as they are now can be found and compared under this name."),
        )
        self._scope = QComboBox()
        self._scope.addItem(self.tr("The whole review"), None)
        if key:
            self._scope.addItem(self.tr("Only “{title}”").format(title=title), key)
        self.add_field(self.tr("What bears the name"), self._scope)
        self._note = QPlainTextEdit()
        self._note.setProperty("framed", True)
        self._note.setFixedHeight(_NOTE_HEIGHT)
        self._note.setTabChangesFocus(True)
        self.add_field(self.tr("Note"), self._note)
        self._allow()
        self._name.setFocus()

    @property
    def name(self) -> str:
        """The name."""
        return self._name.text().strip()

    @property
    def note(self) -> str:
        """What else is to be known of it."""
        return self._note.toPlainText().strip()

    @property
    def key(self) -> str | None:
        """The section that bears the name; None for the whole review."""
        key: str | None = self._scope.currentData()
        return key

    def _allow(self) -> None:
        self.take.setEnabled(bool(self.name))
