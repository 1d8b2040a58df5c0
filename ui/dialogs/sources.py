"""The form for a source: how texts name it, how the list gives it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.dialogs.frame import FormDialog
from ui.widgets.basics import label
from vnr_app.errors import KnownError
from vnr_app.services.sources import Source


class SourceDialog(FormDialog):
    """Takes name, full reference and address of a source; stays open until it is stored."""

    def __init__(self, source: Source | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Add a source") if source is None else self.tr("Edit the source")
        self.call(title, self.tr("Save"))
        self._build(source or Source("", "", "", ""))

    def _build(self, source: Source) -> None:
        self._label = QLineEdit(source.label)
        self._label.setPlaceholderText(self.tr("For example “UNICEF 2023”"))
        self._reference = QPlainTextEdit(source.reference)
        self._reference.setProperty("framed", True)
        self._reference.setTabChangesFocus(True)
        self._reference.setFixedHeight(80)
        self._url = QLineEdit(source.url)
        self._url.setPlaceholderText("https://")
        self.add_field(self.tr("Short name, as it stands in the text"), self._label)
        self.add_field(
            self.tr("Full reference, as it stands in the list of sources"),
            self._reference,
            self.tr("Author, title, publisher, place and year"),
        )
        self.add_field(self.tr("Address on the web"), self._url)
        self._problem = label(tone="error", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        self._label.setFocus(Qt.FocusReason.OtherFocusReason)
        self._label.textChanged.connect(lambda _text: self._allow())
        self._allow()

    @property
    def values(self) -> tuple[str, str, str]:
        """Short name, full reference, address."""
        reference = " ".join(self._reference.toPlainText().split())
        return self._label.text().strip(), reference, self._url.text().strip()

    def say(self, error: KnownError) -> None:
        """Say why the source cannot be stored."""
        self._problem.setText(error.sentence())
        self._problem.show()

    def _allow(self) -> None:
        self.take.setEnabled(bool(self._label.text().strip()))
