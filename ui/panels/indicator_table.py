"""The indicator table above a goal's text, and the same table on the data page."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.indicator_model import DETAIL, POINT, IndicatorModel
from ui.theme.colors import colors_of
from ui.theme.fonts import font
from ui.widgets.insert_menu import cell_entry
from ui.widgets.row_paint import paint_line
from ui.widgets.tables import dress_rows
from vnr_app.domain.indicators import Observation
from vnr_app.services.indicators import GoalTableRow

_ROW_HEIGHT = 44
_MOST_ROWS = 6
_WIDTHS = {
    "indicator": 76,
    "series": 160,
    "period": 56,
    "latest": 100,
    "source": 128,
}


class _SeriesDelegate(QStyledItemDelegate):
    """The name of a series, and below it unit and breakdown in small."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground as always, then both lines."""
        self.initStyleOption(option, index)
        name: str = option.text
        widget: QWidget = option.widget
        area: QRect = option.rect.adjusted(8, 4, -8, -4)
        option.text = ""
        widget.style().drawControl(
            widget.style().ControlElement.CE_ItemViewItem, option, painter, widget
        )
        colors = colors_of(widget)
        upper = QRect(area.left(), area.top(), area.width(), 19)
        lower = QRect(area.left(), area.top() + 19, area.width(), 16)
        painter.save()
        for place, text, size, color in (
            (upper, name, "base", colors.text),
            (lower, index.data(DETAIL) or "", "caption", colors.muted),
        ):
            paint_line(painter, place, text, font(size), color)
        painter.restore()


class IndicatorTable(QTableView):
    """A quiet table: no vertical rules, numbers to the right, provenance on hover.

    Enter, a double click and the menu of a figure lead to the cell that it was read from.
    """

    cell_wanted = Signal(object)
    """An `Observation`."""

    def __init__(
        self,
        name: str,
        language: str,
        *,
        periods: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = IndicatorModel(language, periods=periods, parent=self)
        self.setItemDelegateForColumn(1, _SeriesDelegate(self))
        self._build(name)

    def _build(self, name: str) -> None:
        self.setModel(self._model)
        dress_rows(self, name, _ROW_HEIGHT)
        self.activated.connect(self._ask_for_cell)

    def show_rows(self, rows: tuple[GoalTableRow, ...]) -> None:
        """Show these rows, the series as wide as there is room."""
        self._model.show_rows(rows)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(48)
        for column, kind in enumerate(self._model.kinds()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            # Labels such as "2022/23" are wider than a year.
            needed = header.sectionSizeHint(column) if kind == "period" else 0
            self.setColumnWidth(column, max(_WIDTHS[kind], needed))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    @property
    def current(self) -> Observation | None:
        """The figure that the keyboard is on."""
        index = self.currentIndex()
        found: Observation | None = index.data(POINT) if index.isValid() else None
        return found

    def _ask_for_cell(self, index: QModelIndex) -> None:
        self.cell_wanted.emit(index.data(POINT))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the cell of the figure under the mouse, or under the keyboard."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        action = menu.addAction(cell_entry())
        action.triggered.connect(lambda: self._ask_for_cell(index))
        middle = self.viewport().mapToGlobal(self.visualRect(index).center())
        menu.popup(event.globalPos() if by_mouse else middle)

    def fit_rows(self) -> None:
        """Be as high as the rows, up to eight of them."""
        shown = min(self._model.rowCount(), _MOST_ROWS)
        self.setFixedHeight(34 + shown * _ROW_HEIGHT + 2)
