"""A sheet as it is, its recognised regions painted."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ui.names import plain_tooltip, role_name
from ui.theme.colors import Colors, blend
from vnr_app.domain.importplan import ImportPlan, SheetGrid, column_letters

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

ROLES = ("title", "header", "label", "number", "note", "ignored")


def role_color(role: str, colors: Colors) -> str:
    """The ground of a region; the legend names it in words."""
    tone = {
        "title": "#8C6BC8",
        "header": colors.accent,
        "label": "#2AA198",
        "number": colors.success,
        "note": colors.warning,
        "ignored": colors.muted,
    }[role]
    return blend(tone, colors.page, 0.22 if colors.name == "light" else 0.34)


class GridModel(QAbstractTableModel):
    """The first rows of a sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._columns = 0
        self._roles: dict[tuple[int, int], str] = {}
        self._colors: dict[str, QColor] = {}

    def show_sheet(self, sheet: SheetGrid, plan: ImportPlan, colors: Colors) -> None:
        """Show a sheet of a plan."""
        self.beginResetModel()
        self._rows = sheet.rows
        self._columns = max((len(row) for row in sheet.rows), default=0)
        self._colors = {role: QColor(role_color(role, colors)) for role in ROLES}
        self._roles = {}
        for table in plan.tables:
            if table.sheet != sheet.name:
                continue
            for role, region in table.roles:
                for row in range(region.first_row, min(region.last_row + 1, len(self._rows))):
                    for column in range(region.first_column, region.last_column + 1):
                        self._roles[row, column] = role
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The rows of the sheet that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The width of the widest row."""
        return 0 if parent.isValid() else self._columns

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Letters and numbers as in a spreadsheet."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letters(section) if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text and ground of a cell."""
        row, column = index.row(), index.column()
        region = self._roles.get((row, column), "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                cells = self._rows[row]
                return cells[column].split("\n")[0] if column < len(cells) else ""
            case Qt.ItemDataRole.BackgroundRole:
                return self._colors.get(region)
            case Qt.ItemDataRole.ToolTipRole:
                cells = self._rows[row]
                text = cells[column] if column < len(cells) else ""
                name = role_name(region) if region else ""
                return plain_tooltip("\n".join(part for part in (name, text) if part))
            case Qt.ItemDataRole.TextAlignmentRole if region == "number":
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if region in ("title", "header"):
                made = QFont()
                made.setWeight(QFont.Weight.DemiBold)
                return made
        return None
