"""The dialog for who is at the window: the name under which changes are recorded."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.frame import FormDialog
from ui.widgets.basics import label


class AboutMeDialog(FormDialog):
    """Takes a name and an institution; both may be empty."""

    def __init__(
        self, name: str, institution: str, account: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.call(self.tr("About me"), self.tr("Set"))
        self._build(name, institution, account)

    def _build(self, name: str, institution: str, account: str) -> None:
        words = self.tr(
            "Changes and comments are recorded under this name. It stays on this computer and in "
            "the reviews that you work on; no report shows it."
        )
        self.column.addWidget(label(words, tone="muted", wrap=True))
        self._name = QLineEdit(name)
        self._name.setPlaceholderText(account)
        self._institution = QLineEdit(institution)
        self.add_field(self.tr("Name"), self._name)
        self.add_field(self.tr("Institution"), self._institution)

    @property
    def name(self) -> str:
        """The name; empty for that of the account."""
        return self._name.text().strip()

    @property
    def institution(self) -> str:
        """The institution."""
        return self._institution.text().strip()
