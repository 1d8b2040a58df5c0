"""The left side of the import: a sheet, what can be said of it, and what its colours mean."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from ui.importing.corrections import Corrections
from ui.importing.line_menu import line_menu
from ui.importing.sheet_box import SheetBox
from ui.importing.sheet_model import Rows, SheetModel, role_color
from ui.importing.sheet_view import SheetView
from ui.names import counted, role_name
from ui.theme.colors import colors_of
from ui.widgets.basics import ElidedLabel, IconButton, button, clear_layout, label
from vnr_app.domain.importplan import (
    ImportPlan,
    Region,
    SheetGrid,
    cell_name,
    column_letters,
    range_name,
)
from vnr_app.importing.recipe import Axis, LineRule

_BESIDE = 440
"""Pixels from which the name of the sheet and the buttons stand in one line."""


class SheetPanel(QFrame):
    """Shows the sheets of a plan; what a person says of them is told by `corrected`."""

    corrected = Signal()
    """The corrections have changed: the file is to be read again."""
    value_wanted = Signal(str, int, int)
    """A sheet, a row and a column, from 0: the value that the cell became is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._plan: ImportPlan | None = None
        self._rows: Rows = lambda _sheet, _first, _count: []
        self._corrections = Corrections()
        self._model = SheetModel(self)
        self.view = SheetView(self._model)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.cells_menu_wanted.connect(self._open_cells_menu)
        self.view.activated.connect(self._want_value)
        self.view.selected.connect(self._show_selection)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self._build()

    def _build(self) -> None:
        self._sheets = SheetBox()
        self._sheets.changed.connect(self._show_sheet)
        self._sheets.read_wanted.connect(self._choose_sheet)
        self._mark = button(self.tr("This is one table"), icon="table")
        self._mark.setToolTip(self.tr("Take the selected cells for one table (Ctrl+T)"))
        self._mark.clicked.connect(self.mark_table)
        self._forget = IconButton("close", self.tr("Find the tables of this sheet by itself"))
        self._forget.clicked.connect(self._forget_tables)
        self._undo = IconButton("undo", self.tr("Take the last correction back"))
        self._undo.clicked.connect(self.take_back)
        self._redo = IconButton("redo", self.tr("Do the correction again"))
        self._redo.clicked.connect(self.do_again)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for each in (self._mark, self._forget, self._undo, self._redo):
            acts.addWidget(each)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addWidget(self._sheets, 1)
        self._head.addLayout(acts)
        QShortcut(QKeySequence("Ctrl+T"), self, self.mark_table)
        self._cell = ElidedLabel(size="small", tone="muted")
        self._legend = QHBoxLayout()
        self._legend.setSpacing(12)
        self._rows_left = label(size="small", tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 16, 24)
        column.setSpacing(12)
        column.addLayout(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self._cell)
        column.addLayout(self._legend)
        column.addWidget(self._rows_left)
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name of the sheet stands above the buttons where there is little room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        beside = self.width() >= _BESIDE
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    @property
    def sheet(self) -> SheetGrid | None:
        """The sheet that is looked at."""
        sheets = self._plan.sheets if self._plan else ()
        return next((each for each in sheets if each.name == self._sheets.name), None)

    def show_plan(self, plan: ImportPlan, rows: Rows, corrections: Corrections) -> None:
        """Show a file; the sheet and the place that were looked at stay where they are the same."""
        before = self.sheet if self._plan is not None and self._plan.file == plan.file else None
        place, selected = self.view.place(), self.view.region()
        self._plan, self._rows, self._corrections = plan, rows, corrections
        self._sheets.show_sheets(plan, corrections.recipe, before.name if before else None)
        same = before is not None and before.name == self._sheets.name
        self._show_sheet(again=same)
        if same:
            if selected is not None:
                self.view.select(selected)
            self.view.go_to_place(place)

    def clear(self) -> None:
        """Show no file."""
        self._plan = None
        self._model.clear()

    def show_cell(self, sheet: str, row: int, column: int) -> None:
        """Go to a cell."""
        self._sheets.choose(sheet)
        self.view.select(Region(row, column, row, column))

    def paint_anew(self) -> None:
        """Paint the sheet in the colours of another palette."""
        self._show_sheet(again=True)

    def _show_sheet(self, *, again: bool = False) -> None:
        sheet = self.sheet
        if sheet is None or self._plan is None:
            return
        self._model.show_sheet(sheet, self._plan, self._rows, colors_of(self))
        if not again:
            self.view.fit_columns()
        left = sheet.total_rows - self._model.rowCount()
        text = counted(
            "{n} more row is read but not shown here.",
            "{n} more rows are read but not shown here.",
            left,
        )
        self._rows_left.setText(text if left > 0 else "")
        self._rows_left.setVisible(left > 0)
        self._cell.setText("")
        self._show_legend()
        self._enable()

    def _show_legend(self) -> None:
        clear_layout(self._legend)
        colors = colors_of(self)
        for role in self._model.roles:
            swatch = QFrame()
            swatch.setFixedSize(14, 14)
            swatch.setStyleSheet(
                f"background: {role_color(role, colors)}; border: 1px solid {colors.strong_border};"
                "border-radius: 3px;"
            )
            self._legend.addWidget(swatch)
            self._legend.addWidget(label(role_name(role), size="small", tone="muted"))
        self._legend.addStretch()

    def _show_selection(self) -> None:
        self._show_cell()
        self._enable()

    def _show_cell(self) -> None:
        """Say what is selected: the range, or all that is known of one cell."""
        region, now = self.view.region(), self.view.currentIndex()
        if region is not None and _is_several(region):
            self._cell.setText(range_name(region))
        elif now.isValid():
            told = " · ".join(self._model.told(now.row(), now.column()).splitlines())
            self._cell.setText(f"{cell_name(now.row(), now.column())}  {told}")

    def _enable(self) -> None:
        region, sheet, made = self.view.region(), self.sheet, self._corrections
        wide = region is not None and region.last_row > region.first_row
        self._mark.setEnabled(wide)
        self._forget.setEnabled(
            sheet is not None and any(r.sheet == sheet.name for r in made.recipe.regions)
        )
        self._undo.setEnabled(made.can_undo)
        self._redo.setEnabled(made.can_redo)

    def mark_table(self) -> None:
        """Take the selected cells for one table."""
        region, sheet = self.view.region(), self.sheet
        if region is not None and sheet is not None and self._mark.isEnabled():
            if region.last_row == self._model.rowCount() - 1:
                # Who selects to the last row that is shown means the end of the sheet.
                region = replace(region, last_row=max(region.last_row, sheet.total_rows - 1))
            self._corrections.mark_table(sheet.name, region)
            self._tell()

    def _forget_tables(self) -> None:
        if self.sheet is not None:
            self._corrections.forget_tables(self.sheet.name)
            self._tell()

    def take_back(self) -> bool:
        """Take the last correction back; False where there is none."""
        if not self._corrections.can_undo:
            return False
        self._corrections.undo()
        self._tell()
        return True

    def do_again(self) -> bool:
        """Do the correction again that was taken back; False where there is none."""
        if not self._corrections.can_redo:
            return False
        self._corrections.redo()
        self._tell()
        return True

    def _tell(self) -> None:
        self._enable()
        self.corrected.emit()

    def _choose_sheet(self, name: str, read: bool) -> None:
        self._corrections.choose_sheet(name, read=read)
        self._tell()

    def _want_value(self, index: QModelIndex) -> None:
        if self.sheet is not None and index.isValid():
            self.value_wanted.emit(self.sheet.name, index.row(), index.column())

    def _open_menu(self, axis: Axis, at: int, where: QPoint) -> None:
        self._popup(self._line_menu(axis, at), where)

    def _line_menu(self, axis: Axis, at: int) -> QMenu:
        name = self.sheet.name if self.sheet is not None else ""
        rule = self._corrections.line(name, axis, at)
        menu = line_menu(axis, rule, lambda *said: self.set_line(axis, at, *said), self)
        title = self.tr("Column {name}") if axis == "column" else self.tr("Row {name}")
        menu.setTitle(title.format(name=column_letters(at) if axis == "column" else at + 1))
        menu.setAccessibleName(menu.title())
        return menu

    def _open_cells_menu(self, where: QPoint) -> None:
        """What can be said of the selected cells, of their column and of their row."""
        current = self.view.currentIndex()
        menu = QMenu(self)
        mark = menu.addAction(self._mark.text(), self.mark_table)
        mark.setEnabled(self._mark.isEnabled())
        menu.addSeparator()
        lines: list[tuple[Axis, int]] = [("column", current.column()), ("row", current.row())]
        for axis, at in lines:
            inner = self._line_menu(axis, at)
            inner.setParent(menu, Qt.WindowType.Popup)
            menu.addMenu(inner)
        menu.addSeparator()
        menu.addAction(self.tr("Show the value below"), lambda: self._want_value(current))
        self._popup(menu, where)

    def _popup(self, menu: QMenu, where: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def set_line(self, axis: Axis, at: int, role: str, dimension: str = "") -> None:
        """Say what a row or column of the sheet is; an empty role is found by itself."""
        sheet = self.sheet
        if sheet is None:
            return
        if not role:
            self._corrections.forget_line(sheet.name, axis, at)
        else:
            text = self._heading(axis, at)
            rule = LineRule(
                sheet=sheet.name, axis=axis, at=at, text=text, role=role, dimension=dimension
            )
            self._corrections.set_line(rule)
        self._tell()

    def _heading(self, axis: str, at: int) -> str:
        """The text by which a line is found in another file: its heading, or its first text."""
        if axis == "row":
            texts = (self._model.text(at, c) for c in range(self._model.columnCount()))
            return next((text for text in texts if text), "")[:200]
        heads = (row for row in range(40) if self._model.role(row, at) == "header")
        return next((text for row in heads if (text := self._model.text(row, at))), "")[:200]


def _is_several(region: Region) -> bool:
    return (region.first_row, region.first_column) != (region.last_row, region.last_column)
