"""All records of stakeholders: a table with filters, the chosen one in full beside it."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.models.records_model import RECORD, RecordsModel
from ui.names import counted
from ui.panels.record_card import RecordCard
from ui.panels.record_filters import RecordFilters
from ui.widgets.basics import button, label, page_header
from vnr_app.services.records import Record

_WIDTHS = (160, 0, 130, 96, 88, 88)
_TEXT = 1
_CARD = 320
_GAP = 12


class RecordsPage(QFrame):
    """Shows what was said to the whole review."""

    import_wanted = Signal()

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._model = RecordsModel(self)
        self.card = RecordCard(read_only=read_only)
        self.card.setProperty("panel", "card")
        self._build(read_only)

    def _build(self, read_only: bool) -> None:
        head, row = page_header(
            self.tr("Stakeholders"),
            self.tr("What organisations and ministries contributed, answered and promised."),
        )
        start = button(self.tr("Import a spreadsheet…"), "primary", icon="import")
        start.clicked.connect(self.import_wanted)
        start.setEnabled(not read_only)
        row.addWidget(start)
        self._filters = RecordFilters(self._model, QBoxLayout.Direction.LeftToRight)
        self._filters.changed.connect(self._show_count)
        self._count = label(size="small", tone="muted")
        filters = QHBoxLayout()
        filters.setSpacing(12)
        filters.addWidget(self._filters, 1)
        filters.addWidget(self._count)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(_spaced(self._build_table(), right=_GAP))
        split.addWidget(_spaced(self.card, left=_GAP))
        split.setStretchFactor(0, 1)
        split.setSizes([800, _CARD])
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(filters)
        column.addWidget(split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(self._build_nothing())
        inner = QVBoxLayout()
        inner.setContentsMargins(32, 16, 32, 24)
        inner.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(inner, 1)

    def _build_table(self) -> QTableView:
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setProperty("framed", True)
        self._table.setAccessibleName(self.tr("Records"))
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setWordWrap(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(34)
        self._table.selectionModel().selectionChanged.connect(self._choose)
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(88)
        for column, width in enumerate(_WIDTHS):
            if width:
                self._table.setColumnWidth(column, width)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        return self._table

    def _build_nothing(self) -> QWidget:
        words = self.tr(
            "No records yet. Drop the sheets of your consultation anywhere in the window: "
            "contributions, answers of a survey (Kobo, Google or Microsoft Forms), measures, "
            "commitments. Each row becomes a record, found again by its goals."
        )
        made = label(words, tone="muted", wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        return made

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show all records; the one that is chosen stays so."""
        chosen = self.card.record
        self._model.show_records(records)
        self._filters.refresh()
        self._stack.setCurrentIndex(0 if records else 1)
        row = -1 if chosen is None else self._model.row_of(chosen.id)
        if row >= 0:
            self._table.setCurrentIndex(self._model.index(row, 0))
        else:
            self.card.show_record(None)

    def _show_count(self) -> None:
        self._count.setText(counted("{n} record", "{n} records", self._model.rowCount()))

    def _choose(self, now: QItemSelection, _before: QItemSelection) -> None:
        found = now.indexes()
        self.card.show_record(found[0].data(RECORD) if found else None)

    def show_cell(self) -> None:
        """Ask for the row from which the chosen record was read."""
        if self.card.record is not None:
            self.card.cell_wanted.emit(self.card.record)

    def focus_list(self) -> None:
        """Bring the keyboard to the records."""
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _spaced(content: QWidget, *, left: int = 0, right: int = 0) -> QWidget:
    """A widget with room beside it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(left, 0, right, 0)
    row.addWidget(content)
    return holder
