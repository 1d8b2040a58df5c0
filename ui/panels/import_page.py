"""The import: the sheet as it is on one side, what would be done on the other."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.models.grid_model import ROLES, GridModel, role_color
from ui.models.plan_model import PlanModel, counts_text
from ui.names import action_name, counted, number, role_name
from ui.panels.indicator_line import IndicatorLine
from ui.theme.colors import colors_of
from ui.widgets.basics import (
    ElidedLabel,
    button,
    clear_layout,
    label,
    page_header,
    panel,
    strong,
)
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Action, Problem
from vnr_app.services.imports import ImportPreview

_SHOWN_PROBLEMS = 200
_WIDEST = 168
"""The most pixels that a column of the sheet gets at first."""


def table_view(name: str) -> QTableView:
    """A table to look at."""
    made = QTableView()
    made.setProperty("framed", True)
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setTabKeyNavigation(False)
    made.setWordWrap(False)
    made.setIconSize(QSize(14, 14))
    made.horizontalHeader().setHighlightSections(False)
    return made


def _problem_line(problem: Problem) -> str:
    value = f"“{problem.value}”" if problem.value else ""
    place = " ".join(part for part in (problem.sheet, problem.cell, value) if part)
    return f"{place}: {problem.message}" if place else problem.message


class ImportPage(QFrame):
    """Shows a preview; nothing is written before “Import”."""

    import_wanted = Signal()
    skip_wanted = Signal()
    indicator_named = Signal(str)
    """What the file is about that names no indicator; it is read anew."""

    def __init__(self, framework: Framework, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._preview: ImportPreview | None = None
        self._which = ""
        self._plan = PlanModel(language, self)
        self._grid = GridModel(self)
        self._indicator = IndicatorLine(framework)
        self._indicator.named.connect(self._name_indicator)
        self._build()

    def _build(self) -> None:
        head, row = page_header(self.tr("Import"))
        self._file = ElidedLabel(size="small", tone="muted")
        self._counts = strong(label())
        self._skip = button(self.tr("Skip this file"))
        self._skip.clicked.connect(self.skip_wanted)
        self._import = button(self.tr("Import"), "primary", icon="import")
        self._import.clicked.connect(self._decide)
        self._why = label(size="small", tone="muted")
        self._why.hide()
        beside = QVBoxLayout()
        beside.setSpacing(2)
        for each in (self._counts, self._why):
            beside.addWidget(each, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(beside)
        row.addWidget(self._skip)
        row.addWidget(self._import)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_sheet())
        split.addWidget(self._build_plan())
        split.setSizes([400, 710])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(split, 1)

    def _build_sheet(self) -> QFrame:
        side = panel("page")
        column = QVBoxLayout(side)
        column.setContentsMargins(32, 16, 16, 24)
        column.setSpacing(12)
        self._sheets = QComboBox()
        self._sheets.setAccessibleName(self.tr("Sheet"))
        self._sheets.currentIndexChanged.connect(self._show_sheet)
        column.addWidget(self._file)
        column.addWidget(self._sheets)
        self._grid_view = table_view(self.tr("The sheet as it is"))
        self._grid_view.setModel(self._grid)
        self._grid_view.verticalHeader().setDefaultSectionSize(26)
        self._grid_view.horizontalHeader().setDefaultSectionSize(92)
        column.addWidget(self._grid_view, 1)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(12)
        column.addLayout(self._legend)
        self._rows_left = label(size="small", tone="muted", wrap=True)
        column.addWidget(self._rows_left)
        return side

    def _build_plan(self) -> QFrame:
        side = panel("page")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 32, 24)
        column.setSpacing(12)
        column.addWidget(self._indicator)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        column.addLayout(self._chips)
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setPlaceholderText(self.tr("Filter the rows"))
        self._search.setAccessibleName(self.tr("Filter the rows"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        column.addWidget(self._search)
        self._plan_view = table_view(self.tr("What would be done"))
        self._plan_view.setModel(self._plan)
        self._plan_view.setShowGrid(False)
        self._plan_view.setAlternatingRowColors(True)
        self._plan_view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._plan_view.verticalHeader().hide()
        self._plan_view.verticalHeader().setDefaultSectionSize(30)
        column.addWidget(self._plan_view, 1)
        self._problem_title = strong(label())
        self._problems = QPlainTextEdit()
        self._problems.setReadOnly(True)
        self._problems.setProperty("framed", True)
        self._problems.setAccessibleName(self.tr("Problems"))
        self._problems.setFixedHeight(120)
        column.addWidget(self._problem_title)
        column.addWidget(self._problems)
        return side

    def show_reading(self, name: str, place: int, total: int) -> None:
        """Say which file is being read."""
        self._which = self.tr(" · file {place} of {total}").format(place=place, total=total)
        if total == 1:
            self._which = ""
        self._file.setText(self.tr("Reading {file}…").format(file=name) + self._which)
        self._counts.setText("")
        self._indicator.begin()
        self._wait()

    def _wait(self) -> None:
        self._import.setEnabled(False)
        self._import.setToolTip(self.tr("The file is being read."))

    def _name_indicator(self, code: str) -> None:
        self._wait()
        self.indicator_named.emit(code)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what a file says and what an import would do."""
        self._preview = preview
        plan = preview.plan
        self._file.setText(plan.file + self._which)
        counts = preview.counts()
        self._counts.setText(counts_text(counts) or self.tr("No figures were found"))
        self._indicator.show_preview(preview)
        self._show_way_on(preview)
        if self._indicator.is_asking:
            self._indicator.focus_field()
        else:
            (self._import if self._import.isEnabled() else self._skip).setFocus()
        self._plan.show_preview(preview, colors_of(self))
        self._fit_plan()
        self._build_chips(counts)
        self._show_problems(preview)
        self._sheets.blockSignals(True)
        self._sheets.clear()
        self._sheets.addItems([sheet.name for sheet in plan.sheets])
        with_table = {table.sheet for table in plan.tables}
        names = [sheet.name for sheet in plan.sheets]
        first = next((at for at, name in enumerate(names) if name in with_table), 0)
        self._sheets.setCurrentIndex(first)
        self._sheets.setVisible(len(names) > 1)
        self._sheets.blockSignals(False)
        self._show_sheet(first)

    def _show_way_on(self, preview: ImportPreview) -> None:
        """The button imports, is done with a file that brings nothing new, or says why not."""
        has_figures = bool(preview.plan.observations)
        why = ""
        if not has_figures and self._indicator.is_asking:
            why = self.tr("Say first which indicator the table is about.")
        elif not has_figures:
            why = self.tr("No figure of this file was understood, so there is nothing to import.")
        self._import.setEnabled(has_figures)
        self._import.setToolTip(why)
        self._import.setAccessibleDescription(why)
        nothing_new = has_figures and not preview.has_changes()
        self._import.setText(self.tr("Done") if nothing_new else self.tr("Import"))
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _decide(self) -> None:
        # A file that brings nothing new is recorded all the same; what to keep is not ours to say.
        self._import.setEnabled(False)
        self.import_wanted.emit()

    def _fit_plan(self) -> None:
        header = self._plan_view.horizontalHeader()
        for column, width in enumerate((92, 76, 160, 88, 48, 56, 100, 48)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self._plan_view.setColumnWidth(column, width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)

    def _build_chips(self, counts: dict[Action, int]) -> None:
        clear_layout(self._chips)
        group = QButtonGroup(self)
        self._chosen: Action | None = None
        shown: list[tuple[Action | None, str]] = [(None, self.tr("All"))]
        shown += [
            (action, f"{action_name(action)} {number(count)}")
            for action, count in counts.items()
            if count and action is not Action.ERROR
        ]
        for action, name in shown:
            chip: QPushButton = button(name, "chip")
            chip.setCheckable(True)
            chip.setChecked(action is None)
            chip.clicked.connect(lambda _checked, action=action: self._choose(action))
            group.addButton(chip)
            self._chips.addWidget(chip)
        self._chips.addStretch()

    def _choose(self, action: Action | None) -> None:
        self._chosen = action
        self._filter()

    def _filter(self) -> None:
        self._plan.filter(self._chosen, self._search.text())

    def _show_problems(self, preview: ImportPreview) -> None:
        problems = preview.plan.problems
        lines = [_problem_line(problem) for problem in problems[:_SHOWN_PROBLEMS]]
        for table in preview.plan.tables:
            if unused := table.numbers_unused:
                names = ", ".join(unused[:40]) + ("…" if len(unused) > 40 else "")
                count = counted("{n} number is not used", "{n} numbers are not used", len(unused))
                lines.append(": ".join(part for part in (table.sheet, count, names) if part))
        self._problems.setPlainText("\n".join(lines))
        self._problems.setVisible(bool(lines))
        every = sum(table.numbers_seen for table in preview.plan.tables)
        if not lines and every:
            self._problem_title.setText(
                counted(
                    "The only number of the tables is used.",
                    "All {n} numbers of the tables are used.",
                    every,
                )
            )
        else:
            self._problem_title.setText(self.tr("To look at") if lines else "")

    def _show_sheet(self, at: int) -> None:
        if self._preview is None or at < 0:
            return
        sheet = self._preview.plan.sheets[at]
        self._grid.show_sheet(sheet, self._preview.plan, colors_of(self))
        for column in range(self._grid.columnCount()):
            wanted = self._grid_view.sizeHintForColumn(column) + 16
            self._grid_view.setColumnWidth(column, max(56, min(_WIDEST, wanted)))
        left = sheet.total_rows - len(sheet.rows)
        text = counted(
            "{n} more row is read but not shown here.",
            "{n} more rows are read but not shown here.",
            left,
        )
        self._rows_left.setText(text if left > 0 else "")
        self._rows_left.setVisible(left > 0)
        self._show_legend()

    def _show_legend(self) -> None:
        clear_layout(self._legend)
        colors = colors_of(self)
        for role in ROLES[:-1]:
            swatch = QFrame()
            swatch.setFixedSize(14, 14)
            swatch.setStyleSheet(
                f"background: {role_color(role, colors)}; border: 1px solid {colors.strong_border};"
                "border-radius: 3px;"
            )
            self._legend.addWidget(swatch)
            self._legend.addWidget(label(role_name(role), size="small", tone="muted"))
        self._legend.addStretch()

    def changeEvent(self, event: QEvent) -> None:
        """Paint regions and actions anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_preview", None):
            self.show_preview(self._preview)  # type: ignore[arg-type]
