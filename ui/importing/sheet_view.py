"""The view of a sheet, on which a person marks tables and says what rows and columns are."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.importing.sheet_delegate import SheetDelegate, paint_frames
from ui.importing.sheet_model import SheetModel
from ui.theme.colors import colors_of
from vnr_app.domain.importplan import Region

_WIDEST = 168
"""The most pixels that a column gets at first."""


class SheetView(QTableView):
    """Cells are selected by dragging or with Shift and the arrows, as in a spreadsheet."""

    menu_wanted = Signal(str, int, QPoint)
    """"row" or "column", its number from 0, where the menu is to open."""
    cells_menu_wanted = Signal(QPoint)
    """The menu of the selected cells is to open there."""
    selected = Signal()
    """Other cells are selected."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(self, model))
        self.setProperty("framed", True)
        self.setAccessibleName(self.tr("The sheet as it is"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setIconSize(QSize(14, 14))
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setDefaultSectionSize(92)
        for axis, header in (("column", self.horizontalHeader()), ("row", self.verticalHeader())):
            self._prepare(axis, header)
        self.selectionModel().selectionChanged.connect(self._tell)

    def _prepare(self, axis: str, header: QHeaderView) -> None:
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self._ask_for_menu(axis, header.logicalIndexAt(at), header.mapToGlobal(at))
        )
        header.setToolTip(
            self.tr("Right-click, or F2, to say what this column is")
            if axis == "column"
            else self.tr("Right-click, or Shift+F2, to say what this row is")
        )

    def _tell(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.selected.emit()

    def _ask_for_menu(self, axis: str, at: int, where: QPoint) -> None:
        if at >= 0:
            self.menu_wanted.emit(axis, at, where)

    def place(self) -> tuple[int, int]:
        """How far down and to the side the sheet is scrolled."""
        return self.verticalScrollBar().value(), self.horizontalScrollBar().value()

    def go_to_place(self, place: tuple[int, int]) -> None:
        """Scroll to a place that `place` has told."""
        self.verticalScrollBar().setValue(place[0])
        self.horizontalScrollBar().setValue(place[1])

    def region(self) -> Region | None:
        """The selected rectangle; None when nothing is selected."""
        ranges = self.selectionModel().selection()
        if ranges.isEmpty():
            return None
        one = ranges.first()
        return Region(one.top(), one.left(), one.bottom(), one.right())

    def select(self, region: Region) -> None:
        """Select a rectangle and show its beginning."""
        model = self.model()
        if region.first_row >= model.rowCount() or region.first_column >= model.columnCount():
            return
        first = model.index(region.first_row, region.first_column)
        last = model.index(
            min(region.last_row, model.rowCount() - 1),
            min(region.last_column, model.columnCount() - 1),
        )
        self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(
            QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtCenter)

    def fit_columns(self) -> None:
        """Columns as wide as what they show, within reason."""
        for column in range(self.model().columnCount()):
            wanted = self.sizeHintForColumn(column) + 16
            self.setColumnWidth(column, max(56, min(_WIDEST, wanted)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be said of the cells; a click outside the selection selects its cell."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.indexAt(event.pos())
            if at.isValid() and not self.selectionModel().isSelected(at):
                self.setCurrentIndex(at)
        else:
            area = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(area.bottomLeft())
        if self.currentIndex().isValid():
            self.cells_menu_wanted.emit(where)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and a frame around each table."""
        super().paintEvent(event)
        if self._model.rowCount():
            paint_frames(self, self._model.tables, QColor(colors_of(self).accent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 asks what the column is, Shift+F2 what the row is."""
        current: QModelIndex = self.currentIndex()
        if event.key() == Qt.Key.Key_F2 and current.isValid():
            axis = "row" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "column"
            at = current.row() if axis == "row" else current.column()
            where = self.viewport().mapToGlobal(self.visualRect(current).bottomLeft())
            self._ask_for_menu(axis, at, where)
            return
        super().keyPressEvent(event)
