"""The dialog for a link's address."""

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.basics import button, label

SCHEMES = ("http", "https", "mailto")


class LinkDialog(QDialog):
    """Takes an address of the web or of mail; an empty one takes the link away."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Link"))
        self.setMinimumWidth(440)
        self._build(address)

    def _build(self, address: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Address of the link"), size="lead"))
        self._field = QLineEdit(address)
        self._field.setPlaceholderText("https://")
        self._field.setAccessibleName(self.tr("Address of the link"))
        column.addWidget(self._field)
        self._problem = label(tone="error", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addStretch()
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        take = button(self.tr("Set link"), "primary")
        take.setDefault(True)
        take.clicked.connect(self._check)
        row.addWidget(cancel)
        row.addWidget(take)
        column.addLayout(row)

    @property
    def address(self) -> str:
        """The address, with a scheme; empty for no link."""
        text = self._field.text().strip()
        return text if not text or QUrl(text).scheme() else f"https://{text}"

    def _check(self) -> None:
        if self.address and QUrl(self.address).scheme() not in SCHEMES:
            self._problem.setText(
                self.tr("Only addresses that begin with https, http or mailto can be linked.")
            )
            self._problem.show()
        else:
            self.accept()
