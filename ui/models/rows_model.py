"""A stretch of a stored sheet as a table, the cell that is looked for painted."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ui.names import plain_tooltip
from ui.theme.colors import Colors
from vnr_app.domain.importplan import column_letters
from vnr_app.domain.stretch import Stretch
from vnr_app.services.original_view import Place

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Rows and columns bear the names that they have in the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Stretch | None = None
        self._cell = (-1, -1)
        self._columns = 0
        self._ground = QColor()
        self._line = QColor()

    def show_rows(self, rows: Stretch, place: Place, colors: Colors) -> None:
        """Show a stretch and mark the cell of a place, where that stands in it."""
        self.beginResetModel()
        self._rows = rows
        self._cell = (place.row - rows.first_row, place.column - rows.first_column)
        widest = max(map(len, rows.rows), default=0)
        marks_here = 0 <= self._cell[0] < len(rows.rows)
        self._columns = max(widest, self._cell[1] + 1) if marks_here else widest
        self.tint(colors)
        self.endResetModel()

    def tint(self, colors: Colors) -> None:
        """Take the colours of another palette."""
        self._ground, self._line = QColor(colors.found), QColor(colors.accent_soft)

    def cell(self) -> QModelIndex:
        """The cell that is looked for; an invalid index where it is not in the stretch."""
        return self.index(*self._cell)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The rows of the stretch."""
        return 0 if parent.isValid() or self._rows is None else len(self._rows.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The columns of its widest row."""
        return 0 if parent.isValid() else self._columns

    def text(self, row: int, column: int) -> str:
        """The whole text of a cell."""
        cells = self._rows.rows[row] if self._rows is not None else ()
        return cells[column] if column < len(cells) else ""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Letters and numbers as in a spreadsheet; those of the cell are heavier."""
        if self._rows is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            first = self._rows.first_column if across else self._rows.first_row
            return column_letters(first + section) if across else first + section + 1
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text and ground of a cell; numbers stand to the right."""
        row, column = index.row(), index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self.text(row, column).split("\n")[0]
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = plain_tooltip(self.text(row, column))
        elif role == Qt.ItemDataRole.BackgroundRole:
            found = self._ground_of(row, column)
        elif role == Qt.ItemDataRole.FontRole and (row, column) == self._cell:
            found = QFont()
            found.setWeight(QFont.Weight.DemiBold)
        elif role == Qt.ItemDataRole.TextAlignmentRole and _is_number(self.text(row, column)):
            found = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elif role == Qt.ItemDataRole.AccessibleDescriptionRole and (row, column) == self._cell:
            found = self.tr("The cell that was looked for")
        return found

    def _ground_of(self, row: int, column: int) -> QColor | None:
        if (row, column) == self._cell:
            return self._ground
        return self._line if row == self._cell[0] or column == self._cell[1] else None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
