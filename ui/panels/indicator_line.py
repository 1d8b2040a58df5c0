"""The line of the import that asks what a table is about which names no indicator."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.basics import button, label, restyle, strong
from ui.widgets.indicator_field import IndicatorField
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Severity
from vnr_app.services.imports import ImportPreview

_CODE = "no-indicator"


class IndicatorLine(QFrame):
    """Shows itself where a file leaves the indicator open, or where the person has named it."""

    named = Signal(str)
    """Code of the indicator that the table is about."""

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "warning")
        self._named = ""
        self._build(framework)
        self.hide()

    def _build(self, framework: Framework) -> None:
        self._words = strong(label(wrap=True))
        self._field = IndicatorField(self.tr("Indicator of this table"), framework)
        self._use = button(self.tr("Use it"))
        self._use.setToolTip(self.tr("Read the file anew as figures of this indicator"))
        self._use.clicked.connect(self._tell)
        self._field.currentTextChanged.connect(self._enable)
        self._enable()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addWidget(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(row)

    def begin(self) -> None:
        """Another file is read: forget what was said of the one before."""
        self._named = ""
        self._field.choose("")
        self.hide()

    def show_preview(self, preview: ImportPreview, named: str) -> None:
        """Ask where the file names no indicator; let the person change what was `named`."""
        missing = any(
            problem.code == _CODE and problem.severity is Severity.QUESTION
            for problem in preview.plan.problems
        )
        if named != self._named:
            self._named = named
            self._field.choose(named)
        self._words.setText(
            self.tr("This table names no indicator:")
            if missing
            else self.tr("This table is read as figures of:")
        )
        self.setProperty("banner", "warning" if missing else "info")
        restyle(self)
        self.setVisible(missing or bool(self._named))

    def focus_field(self) -> None:
        """Bring the keyboard to the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_asking(self) -> bool:
        """Whether the person has still to say what the table is about."""
        return not self.isHidden() and not self._named

    def _enable(self) -> None:
        self._use.setEnabled(bool(self._field.code))

    def _tell(self) -> None:
        self.named.emit(self._field.code)
