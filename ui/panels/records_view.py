"""Records with their filters and the chosen one in full: beside a text, and on a page."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.models.records_model import RECORD, RecordsModel
from ui.names import counted
from ui.panels.record_card import RecordCard
from ui.panels.record_filters import RecordFilters
from ui.widgets.basics import label
from ui.widgets.page_parts import import_button
from vnr_app.services.records import Record


class RecordsView(QFrame):
    """What is around the list, which `_use` names; `_stack` shows it, or that there is none."""

    import_wanted = Signal()

    def __init__(
        self,
        direction: QBoxLayout.Direction,
        *,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._model = RecordsModel(self)
        self.card = RecordCard(read_only=read_only)
        self._filters = RecordFilters(self._model, direction)
        self._filters.changed.connect(self._show_count)
        self._count = label(size="small", tone="muted")
        self._stack = QStackedWidget()
        self._view: QAbstractItemView

    def _use(self, view: QAbstractItemView) -> None:
        """Show the records in this view."""
        self._view = view
        view.selectionModel().selectionChanged.connect(self._choose)

    def _start_button(self, role: str = "") -> QPushButton:
        start = import_button(role, read_only=self._read_only)
        start.clicked.connect(self.import_wanted)
        return start

    def _split(self, across: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
        made = QSplitter(across)
        made.setHandleWidth(1)
        made.setChildrenCollapsible(False)
        made.addWidget(first)
        made.addWidget(second)
        return made

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show records; the one that is chosen stays so."""
        chosen = self.card.record
        self._model.show_records(records)
        self._filters.refresh()
        self._stack.setCurrentIndex(0 if records else 1)
        row = -1 if chosen is None else self._model.row_of(chosen.id)
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row, 0))
        else:
            self.card.show_record(None)

    def _show_count(self) -> None:
        self._count.setText(counted("{n} record", "{n} records", self._model.rowCount()))

    def _choose(self, now: QItemSelection, _before: QItemSelection) -> None:
        found = now.indexes()
        self.card.show_record(found[0].data(RECORD) if found else None)
