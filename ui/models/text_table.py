"""A table of texts: what the tables of figures, imports and records have in common."""

from abc import abstractmethod

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.names import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class TextTable(QAbstractTableModel):
    """One line a cell, whole on hover. Who makes one names the columns in `_heads`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()

    @abstractmethod
    def _text(self, row: int, column: int) -> str:
        """What stands in a cell."""

    def _tip(self, row: int, column: int) -> str:
        """What is said on hover."""
        return self._text(row, column)

    def _more(self, _row: int, _column: int, _role: int) -> object:
        """What the other roles give."""
        return None

    def _alignment(self, _column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """As many columns as have names."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell in one line, and whole on hover."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column).replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._tip(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return self._more(row, column, role)
