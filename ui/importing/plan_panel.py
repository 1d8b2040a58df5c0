"""The right side of the import: what would be done, value by value, and what to look at."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.importing.gone_model import GoneModel
from ui.importing.plan_model import PlanModel
from ui.importing.plan_numbers import NumbersLine
from ui.importing.problems_list import ProblemsList, severity_icon
from ui.importing.records_model import RecordsModel
from ui.importing.ticked_model import CHANGING
from ui.names import action_name, counted, number
from ui.theme.colors import colors_of
from ui.widgets.basics import button, clear_layout, label
from ui.widgets.flow import FlowLayout
from ui.widgets.tables import rows_table
from vnr_app.domain.importplan import Action, cell_name
from vnr_app.services.conflicts import conflicts_text
from vnr_app.services.imports import ImportPreview

_LEAST = 96
"""Pixels that a table keeps where there is little room: its head and two rows."""
_ROW = 30
_RECORDS, _GONE, _PROBLEMS = "records", "gone", "problems"
_Chip = Action | str | None
"""An action, one of the lists beside the values, or None for all values."""


class PlanPanel(QFrame):
    """Chips and a search; below them the values, the records, what is gone, or the problems."""

    chosen = Signal()
    """Other values are taken or left out."""
    cell_wanted = Signal(str, str)
    """A sheet and a cell (A1) that are to be shown."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._preview: ImportPreview | None = None
        self._chip: _Chip = None
        self._offered: list[_Chip] = []
        self.model = PlanModel(language, self)
        self.model.chosen.connect(self.chosen)
        self.records = RecordsModel(self)
        self.records.chosen.connect(self.chosen)
        self.gone = GoneModel(self)
        self._build()

    def _build(self) -> None:
        holder = QWidget()
        self._chips = FlowLayout(holder, gap=8)
        self._group = QButtonGroup(self)
        self._conflicts = label(size="small", tone="error", wrap=True)
        self._conflicts.hide()
        self._build_lists()
        self._numbers = NumbersLine()
        self._numbers.cell_wanted.connect(self.cell_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(holder)
        column.addLayout(self._build_search())
        column.addWidget(self._conflicts)
        column.addWidget(self._stack, 1)
        column.addWidget(self._numbers)

    def _build_search(self) -> QHBoxLayout:
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setPlaceholderText(self.tr("Filter the rows"))
        self._search.setAccessibleName(self.tr("Filter the rows"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._take_these = button(self.tr("Take these"), "quiet")
        self._take_these.setToolTip(self.tr("Import all that is shown"))
        self._take_these.clicked.connect(lambda: self._take(taken=True))
        self._leave_these = button(self.tr("Leave these out"), "quiet")
        self._leave_these.setToolTip(self.tr("Import nothing of what is shown"))
        self._leave_these.clicked.connect(lambda: self._take(taken=False))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        row.addWidget(self._take_these)
        row.addWidget(self._leave_these)
        return row

    def _build_lists(self) -> None:
        self.view = _table(self.tr("What would be done"), self.model)
        self.view.activated.connect(self._go_to_value)
        self.records_view = _table(self.tr("Records"), self.records)
        self.records_view.activated.connect(self._go_to_record)
        self.gone_view = _table(self.tr("No longer in the file"), self.gone)
        self.problems = ProblemsList()
        self.problems.cell_wanted.connect(self.cell_wanted)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST)
        for each in (self.view, self.records_view, self.gone_view, self.problems):
            self._stack.addWidget(each)
        _fit(self.view, (112, 76, 60, 104, 84, 120, 52, 120))
        _fit(self.records_view, (112, 140, 112, 64, 160))
        _fit(self.gone_view, (76, 60, 112, 84, 120, 120))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what an import would do; of the same file what was looked for stays."""
        again = self._preview is not None and self._preview.plan.file == preview.plan.file
        self._preview = preview
        if not again:
            self._chip = None
            self._search.blockSignals(True)
            self._search.clear()
            self._search.blockSignals(False)
        self.model.show_preview(preview, colors_of(self))
        self.records.show_preview(preview, colors_of(self))
        self.gone.show_preview(preview)
        self.problems.show_preview(preview)
        self._build_chips(preview)
        self._filter()
        contradicted = conflicts_text(preview)
        self._conflicts.setText(contradicted)
        self._conflicts.setVisible(bool(contradicted))
        self._numbers.show_tables(preview.plan.tables)

    def clear(self) -> None:
        """Show nothing."""
        self._preview = None
        self.model.clear()
        self.records.show_preview(None, colors_of(self))
        self.gone.show_preview(None)
        self.problems.clear()

    def taken(self) -> int:
        """How many values an import would change as it is ticked now."""
        if self._preview is None:
            return 0
        counts = self._preview.counts()
        return sum(counts[action] for action in CHANGING) - len(self.model.left_out)

    def show_value(self, position: int) -> None:
        """Go to the value at a position of the plan."""
        self._chip = None
        self._group.buttons()[0].setChecked(True)
        self._search.clear()
        self._filter()
        self.view.selectRow(position)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_action(self, action: Action) -> None:
        """Show the values with an action, where there are any."""
        for chip, made in zip(self._offered, self._group.buttons(), strict=True):
            if chip is action:
                made.click()

    def _build_chips(self, preview: ImportPreview) -> None:
        clear_layout(self._chips)
        shown = self._chips_of(preview)
        self._offered = [chip for chip, _name in shown]
        if self._chip not in self._offered:
            self._chip = shown[0][0]
        for each in self._group.buttons():
            self._group.removeButton(each)
        for chip, name in shown:
            made: QPushButton = button(name, "chip")
            made.setCheckable(True)
            made.setChecked(chip == self._chip)
            made.clicked.connect(lambda _checked, chip=chip: self._choose(chip))
            if chip == _PROBLEMS and self.problems.worst is not None:
                made.setIcon(severity_icon(self.problems.worst, colors_of(self)))
            self._group.addButton(made)
            self._chips.addWidget(made)

    def _chips_of(self, preview: ImportPreview) -> list[tuple[_Chip, str]]:
        """What there is to look at, each with its number."""
        counts, records = preview.counts(), len(preview.plan.records)
        shown: list[tuple[_Chip, str]] = []
        if preview.plan.observations or not records:
            shown.append((None, self.tr("All")))
        shown += [
            (action, f"{action_name(action)} {number(count)}")
            for action, count in counts.items()
            if count and action is not Action.ERROR
        ]
        if preview.gone_count:
            shown.append((_GONE, self.tr("gone {n}").format(n=number(preview.gone_count))))
        if records:
            shown.append((_RECORDS, counted("{n} record", "{n} records", records)))
        if self.problems.number:
            shown.append((_PROBLEMS, counted("{n} remark", "{n} remarks", self.problems.number)))
        return shown

    def _choose(self, chip: _Chip) -> None:
        self._chip = chip
        self._filter()

    def _filter(self) -> None:
        text = self._search.text()
        if self._chip == _RECORDS:
            self._stack.setCurrentWidget(self.records_view)
            self.records.filter(text)
        elif self._chip == _GONE:
            self._stack.setCurrentWidget(self.gone_view)
            self.gone.filter(text)
        elif self._chip == _PROBLEMS:
            self._stack.setCurrentWidget(self.problems)
            self.problems.filter(text)
        else:
            self._stack.setCurrentWidget(self.view)
            self.model.filter(self._chip if isinstance(self._chip, Action) else None, text)
        for each in (self._take_these, self._leave_these):
            each.setEnabled(self._chip not in (_GONE, _PROBLEMS))

    def _take(self, *, taken: bool) -> None:
        if self._chip == _RECORDS:
            self.records.take_shown(taken=taken)
        else:
            self.model.take_shown(taken=taken)

    def _go_to_value(self, index: QModelIndex) -> None:
        if self._preview is None or not index.isValid():
            return
        planned = self.model.entry(index.row()).observation
        sheet = self._preview.plan.tables[planned.table].sheet
        self.cell_wanted.emit(sheet, cell_name(planned.row, planned.column))

    def _go_to_record(self, index: QModelIndex) -> None:
        if self._preview is None or not index.isValid():
            return
        record = self._preview.plan.records[self.records.position(index.row())]
        table = self._preview.plan.tables[record.table]
        self.cell_wanted.emit(table.sheet, cell_name(record.row, table.region.first_column))

    def paint_anew(self) -> None:
        """Tint the actions in the colours of another palette."""
        if self._preview is not None:
            self.model.tint(colors_of(self))
            self.records.tint(colors_of(self))
            self.problems.show_preview(self._preview)
            self._build_chips(self._preview)
            self._filter()


def _table(name: str, model: QAbstractItemModel) -> QTableView:
    """A table of rows that are ticked and gone to."""
    made = rows_table(name, model, _ROW)
    made.setIconSize(QSize(14, 14))
    made.horizontalHeader().setMinimumSectionSize(48)
    return made


def _fit(view: QTableView, widths: tuple[int, ...]) -> None:
    """Give the columns their widths; the last one takes what is left."""
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
    view.horizontalHeader().setStretchLastSection(True)
