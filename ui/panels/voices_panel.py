"""The right panel's voices: what stakeholders said about the goal that is open."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.models.records_model import RECORD, RecordsModel
from ui.names import counted
from ui.panels.record_card import RecordCard
from ui.panels.record_filters import RecordFilters
from ui.panels.records_delegate import RecordsDelegate
from ui.widgets.basics import button, label
from vnr_app.services.records import Record


class VoicesPanel(QFrame):
    """A list above, the record that is chosen in full below."""

    import_wanted = Signal()
    all_wanted = Signal()
    """The records of the whole review are to be shown."""

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._model = RecordsModel(self)
        self.card = RecordCard(read_only=read_only)
        self._build(read_only)

    def _build(self, read_only: bool) -> None:
        self._filters = RecordFilters(self._model, QBoxLayout.Direction.TopToBottom)
        self._filters.changed.connect(self._show_count)
        self._count = label(size="small", tone="muted")
        self._all = button(self.tr("All records"), "quiet", icon="voices")
        self._all.clicked.connect(self.all_wanted)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(self._filters)
        head.addWidget(self._count)
        self._list = QListView()
        self._list.setProperty("panel", "side")
        self._list.setModel(self._model)
        self._list.setItemDelegate(RecordsDelegate(self._list))
        self._list.setAccessibleName(self.tr("What stakeholders said about this goal"))
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().selectionChanged.connect(self._choose)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._list)
        split.addWidget(self.card)
        split.setSizes([320, 280])
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(self._build_empty(read_only))
        self._stack.setCurrentIndex(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self._stack, 1)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)

    def _build_empty(self, read_only: bool) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        words = self.tr(
            "No records about this goal yet. Import the sheets of your consultation, an export of "
            "a survey or a list of commitments: what is said about this goal stands here while "
            "you write."
        )
        column.addWidget(label(words, tone="muted", wrap=True))
        start = button(self.tr("Import a spreadsheet…"), icon="import")
        start.clicked.connect(self.import_wanted)
        start.setEnabled(not read_only)
        column.addWidget(start, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return page

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show the records of a goal; the one that is chosen stays so."""
        chosen = self.card.record
        self._model.show_records(records)
        self._filters.refresh()
        self._stack.setCurrentIndex(0 if records else 1)
        row = -1 if chosen is None else self._model.row_of(chosen.id)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row, 0))
        else:
            self.card.show_record(None)

    def _show_count(self) -> None:
        self._count.setText(counted("{n} record", "{n} records", self._model.rowCount()))

    def _choose(self, now: QItemSelection, _before: QItemSelection) -> None:
        found = now.indexes()
        self.card.show_record(found[0].data(RECORD) if found else None)

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        if not self._model.all:
            self._all.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
