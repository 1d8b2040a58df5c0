"""What is shown when the program itself has failed: the text is safe, the report can be copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.basics import button, label


class CrashDialog(QDialog):
    """Shows a report that the person may send; nothing is sent by itself."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setMinimumSize(640, 420)
        self._report = report
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Something went wrong in the program"), size="title"))
        column.addWidget(
            label(
                self.tr(
                    "Your text was saved. You can go on working; if it happens again, send this "
                    "report to those who look after the program."
                ),
                wrap=True,
            )
        )
        text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        text.setProperty("framed", True)
        text.setAccessibleName(self.tr("Report of the error"))
        column.addWidget(text, 1)
        row = QHBoxLayout()
        copy = button(self.tr("Copy the report"))
        copy.clicked.connect(self._copy)
        close = button(self.tr("Go on"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addStretch()
        row.addWidget(copy)
        row.addWidget(close)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
