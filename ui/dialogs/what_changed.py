"""What changed in an original since it was translated: beside the text, while it is written on."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.basics import button, label, strong
from ui.widgets.diff_view import DiffView, column_heads
from vnr_app.domain.richtext_diff import Comparison


class WhatChangedDialog(QDialog):
    """Shows a comparison; does not stop the window's work and deletes itself when it is closed."""

    def __init__(
        self,
        title: str,
        comparison: Comparison,
        names: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What changed in “{title}”").format(title=title))
        self.resize(860, 480)
        self._build()
        self._view.show_comparison(comparison, names)

    def _build(self) -> None:
        self._view = DiffView()
        before = strong(label(self.tr("When it was translated"), size="small"))
        now = strong(label(self.tr("Now"), size="small"))
        close = button(self.tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 16)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(column_heads(before, now))
        column.addWidget(self._view, 1)
        column.addLayout(row)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
