"""The history: every recorded change, each with its way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.names import moment
from ui.widgets.basics import (
    ElidedLabel,
    IconLabel,
    button,
    clear_layout,
    label,
    page_header,
    scroll_area,
    strong,
)
from vnr_app.services.history import OperationRecord

_WIDTH = 776
_ICONS = {"import": "import", "write": "chapter", "status": "status-drafting", "create": "plus"}


class HistoryPage(QFrame):
    """Emits which change shall be taken back."""

    undo_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._build()

    def _build(self) -> None:
        head, _row = page_header(
            self.tr("History"), self.tr("Every change can be taken back; nothing is lost by it.")
        )
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(32, 16, 32, 32)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        scroll = scroll_area(outer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(scroll, 1)

    def show_operations(self, records: tuple[OperationRecord, ...], *, read_only: bool) -> None:
        """Show the changes, newest first."""
        clear_layout(self._rows)
        for record in records:
            self._rows.addWidget(self._row(record, read_only))
        self._rows.addStretch(1)

    def _row(self, record: OperationRecord, read_only: bool) -> QFrame:
        holder = QFrame()
        holder.setProperty("panel", "header")
        row = QHBoxLayout(holder)
        row.setContentsMargins(4, 10, 4, 10)
        row.setSpacing(16)
        row.addWidget(IconLabel(_ICONS.get(record.kind, "history")))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong(ElidedLabel(record.title)))
        about = f"{moment(record.at)} · {record.author}"
        words.addWidget(ElidedLabel(about, size="small", tone="muted"))
        row.addLayout(words, 1)
        if record.undone:
            row.addWidget(label(self.tr("taken back"), size="small", tone="muted"))
        elif record.undoable and not read_only:
            undo = button(self.tr("Undo"), "quiet", icon="undo")
            undo.setAccessibleName(self.tr("Undo: {title}").format(title=record.title))
            undo.clicked.connect(lambda: self.undo_wanted.emit(record.id))
            row.addWidget(undo)
        return holder
