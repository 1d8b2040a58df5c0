"""The dialog that names a recipe."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.frame import FormDialog
from ui.widgets.basics import label


class RecipeNameDialog(FormDialog):
    """Takes a name; says when it is that of a recipe which then gets a new version."""

    def __init__(
        self, title: str, name: str, known: dict[str, int], parent: QWidget | None = None
    ) -> None:
        """`known` has the newest version of every name that is taken."""
        super().__init__(parent)
        self._known = known
        self.call(title, self.tr("Save"))
        self._name = QLineEdit(name)
        self._name.setMaxLength(200)
        self._name.setPlaceholderText(self.tr("For example “Health statistics, table 4”"))
        self.add_field(
            self.tr("Name"),
            self._name,
            self.tr("A file of the same form is recognised next time and read in the same way."),
        )
        self._version = label(size="small", tone="muted", wrap=True)
        self.column.addWidget(self._version)
        self._name.textChanged.connect(lambda _text: self._say())
        self._name.selectAll()
        self._name.setFocus()
        self._say()

    @property
    def name(self) -> str:
        """The name."""
        return self._name.text().strip()

    def _say(self) -> None:
        version = self._known.get(self.name)
        self._version.setText(
            self.tr("There is a recipe of this name: this becomes its version {n}.").format(
                n=version + 1
            )
            if version
            else ""
        )
        self.take.setEnabled(bool(self.name))
