"""The dialog for who is at the window: the name under which changes are recorded."""

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.basics import button, label


class AboutMeDialog(QDialog):
    """Takes a name and an institution; both may be empty."""

    def __init__(
        self, name: str, institution: str, account: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About me"))
        self.setMinimumWidth(480)
        self._build(name, institution, account)

    def _build(self, name: str, institution: str, account: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        words = self.tr(
            "Changes and comments are recorded under this name. It stays on this computer and in "
            "the reviews that you work on; no report shows it."
        )
        column.addWidget(label(words, tone="muted", wrap=True))
        self._name = QLineEdit(name)
        self._name.setPlaceholderText(account)
        self._institution = QLineEdit(institution)
        form = QFormLayout()
        form.setSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Name"), self._name)
        form.addRow(self.tr("Institution"), self._institution)
        column.addLayout(form)
        row = QHBoxLayout()
        row.addStretch()
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        take = button(self.tr("Set"), "primary")
        take.setDefault(True)
        take.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(take)
        column.addLayout(row)

    @property
    def name(self) -> str:
        """The name; empty for that of the account."""
        return self._name.text().strip()

    @property
    def institution(self) -> str:
        """The institution."""
        return self._institution.text().strip()
