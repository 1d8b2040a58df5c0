"""All records of stakeholders: a table with filters, the chosen one in full beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.panels.records_view import RecordsView
from ui.widgets.basics import label
from ui.widgets.page_parts import fill_page, page_header
from ui.widgets.tables import rows_table

_WIDTHS = (160, 0, 130, 96, 88, 88)
_TEXT = 1
_CARD = 320
_GAP = 12


class RecordsPage(RecordsView):
    """Shows what was said to the whole review."""

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, read_only=read_only, parent=parent)
        self.setProperty("panel", "page")
        self.card.setProperty("panel", "card")
        self._build()

    def _build(self) -> None:
        head, row = page_header(
            self.tr("Stakeholders"),
            self.tr("What organisations and ministries contributed, answered and promised."),
        )
        row.addWidget(self._start_button("primary"))
        filters = QHBoxLayout()
        filters.setSpacing(12)
        filters.addWidget(self._filters, 1)
        filters.addWidget(self._count)
        table = _spaced(self._build_table(), right=_GAP)
        split = self._split(Qt.Orientation.Horizontal, table, _spaced(self.card, left=_GAP))
        split.setStretchFactor(0, 1)
        split.setSizes([800, _CARD])
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(filters)
        column.addWidget(split, 1)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._build_nothing())
        inner = QVBoxLayout()
        inner.addWidget(self._stack, 1)
        fill_page(self, head, inner)

    def _build_table(self) -> QTableView:
        self._table = rows_table(self.tr("Records"), self._model)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._use(self._table)
        header = self._table.horizontalHeader()
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
