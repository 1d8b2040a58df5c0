"""The history: every recorded change, each with its way back, and the versions with a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.names import moment
from ui.panels.named_versions import NamedVersions
from ui.widgets.basics import (
    ElidedLabel,
    IconLabel,
    button,
    clear_layout,
    label,
    scroll_area,
    strong,
)
from ui.widgets.page_parts import page_header
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
        changes = QWidget()
        self._rows = QVBoxLayout(changes)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.named = NamedVersions()
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setExpanding(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setAccessibleName(self.tr("Changes or named versions"))
        self._stack = QStackedWidget()
        for name, each in (
            (self.tr("Changes"), changes),
            (self.tr("Named versions"), self.named),
        ):
            self._tabs.addTab(name)
            self._stack.addWidget(_centred(each))
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        holder = QHBoxLayout()
        holder.setContentsMargins(32, 8, 32, 0)
        holder.addWidget(self._tabs, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(holder)
        whole.addWidget(self._stack, 1)

    def show_named(self) -> None:
        """Bring the versions with a name forward."""
        self._tabs.setCurrentIndex(1)

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


def _centred(content: QWidget) -> QWidget:
    """A list of readable width that scrolls."""
    content.setMaximumWidth(_WIDTH)
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(32, 16, 32, 32)
    row.addWidget(content, 100)
    row.addStretch(1)
    return scroll_area(outer)
