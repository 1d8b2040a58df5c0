"""A sheet as it is, in pages, its recognised regions painted and its doubtful cells marked."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ui.names import plain_tooltip, role_name
from ui.theme.colors import Colors, blend
from vnr_app.domain.importplan import (
    ImportPlan,
    Problem,
    Region,
    Severity,
    SheetGrid,
    cell_name,
    column_letters,
)

Index = QModelIndex | QPersistentModelIndex
Rows = Callable[[str, int, int], list[tuple[str, ...]]]
"""The rows of a sheet as text: its name, the first row from 0, how many."""

_NO_PARENT = QModelIndex()
_PAGE = 200
_MOST_ROWS = 20_000
"""What the staging file keeps of a sheet to be looked at."""

ROLES = ("title", "unit", "header", "label", "number", "text", "note", "ignored")
"""The roles that have a colour; a cell of another one is left as it is."""


def role_color(role: str, colors: Colors) -> str:
    """The ground of a region; the legend names it in words."""
    tone = {
        "title": "#8C6BC8",
        "unit": "#C2557A",
        "header": colors.accent,
        "label": "#2AA198",
        "number": colors.success,
        "text": colors.success,
        "note": colors.warning,
        "ignored": colors.muted,
    }[role]
    return blend(tone, colors.page, 0.22 if colors.name == "light" else 0.34)


def _marked(problems: Iterable[Problem], sheet: str) -> dict[str, Problem]:
    """The gravest problem of each cell of a sheet."""
    found: dict[str, Problem] = {}
    order = list(Severity)
    for problem in problems:
        if problem.sheet != sheet or not problem.cell:
            continue
        known = found.get(problem.cell)
        if known is None or order.index(problem.severity) < order.index(known.severity):
            found[problem.cell] = problem
    return found


class SheetModel(QAbstractTableModel):
    """The rows of a sheet, fetched in pages when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows = lambda _sheet, _first, _count: []
        self._sheet = ""
        self._count = self._columns = 0
        self._pages: dict[int, list[tuple[str, ...]]] = {}
        self._regions: list[tuple[str, Region]] = []
        self.tables: list[Region] = []
        """The rectangles of the tables of the sheet."""
        self._problems: dict[str, Problem] = {}
        self._unused: frozenset[str] = frozenset()
        self._colors: dict[str, QColor] = {}
        self._roles_of_row = lru_cache(4096)(self._find_roles)

    def show_sheet(self, sheet: SheetGrid, plan: ImportPlan, rows: Rows, colors: Colors) -> None:
        """Show a sheet of a plan, whose rows `rows` gives."""
        self.beginResetModel()
        self._rows, self._sheet = rows, sheet.name
        self._count = min(sheet.total_rows, _MOST_ROWS)
        self._pages = {0: list(sheet.rows[:_PAGE])}
        tables = [table for table in plan.tables if table.sheet == sheet.name]
        self._regions = [each for table in tables for each in table.roles]
        self.tables = [table.region for table in tables]
        self._columns = max(
            [len(row) for row in sheet.rows] + [table.region.last_column + 1 for table in tables],
            default=0,
        )
        self._problems = _marked(plan.problems, sheet.name)
        self._unused = frozenset(cell for table in tables for cell in table.numbers_unused)
        self._colors = {role: QColor(role_color(role, colors)) for role in ROLES}
        self._colors["problem"] = QColor(colors.error_soft)
        self._colors["doubt"] = QColor(colors.warning_soft)
        self._roles_of_row.cache_clear()
        self.endResetModel()

    @property
    def roles(self) -> list[str]:
        """The roles that are painted on the sheet, in the order of the legend."""
        painted = {role for role, _region in self._regions}
        return [role for role in ROLES if role in painted]

    def clear(self) -> None:
        """Show nothing: the file that the rows come from goes."""
        self.beginResetModel()
        self._count = self._columns = 0
        self._rows = lambda _sheet, _first, _count: []
        self.tables = []
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """The whole text of a cell."""
        page = row // _PAGE
        if page not in self._pages:
            if len(self._pages) > 20:
                self._pages.clear()
            self._pages[page] = self._rows(self._sheet, page * _PAGE, _PAGE)
        rows = self._pages[page]
        cells = rows[row % _PAGE] if row % _PAGE < len(rows) else ()
        return cells[column] if column < len(cells) else ""

    def role(self, row: int, column: int) -> str:
        """What a cell was taken for; empty where nothing took it."""
        roles = self._roles_of_row(row)
        return next((role for role, first, last in roles if first <= column <= last), "")

    def _find_roles(self, row: int) -> list[tuple[str, int, int]]:
        """The roles in a row with their first and last column, the last that was painted first."""
        return [
            (role, region.first_column, region.last_column)
            for role, region in reversed(self._regions)
            if region.first_row <= row <= region.last_row
        ]

    def problem(self, row: int, column: int) -> Problem | None:
        """What is wrong or doubtful about a cell."""
        return self._problems.get(cell_name(row, column))

    def is_unused(self, row: int, column: int) -> bool:
        """Whether a cell holds a number that became no observation."""
        return cell_name(row, column) in self._unused

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The rows of the sheet that can be looked at."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The width of the widest of the first rows and of the tables."""
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
        """Text, ground and looks of a cell."""
        row, column = index.row(), index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self.text(row, column).split("\n")[0]
        elif role == Qt.ItemDataRole.BackgroundRole:
            found = self._ground(row, column)
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = plain_tooltip(self.told(row, column))
        elif role == Qt.ItemDataRole.AccessibleDescriptionRole:
            found = self.told(row, column)
        elif role == Qt.ItemDataRole.TextAlignmentRole and self.role(row, column) == "number":
            found = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elif role == Qt.ItemDataRole.FontRole and self.role(row, column) in ("title", "header"):
            found = QFont()
            found.setWeight(QFont.Weight.DemiBold)
        return found

    def told(self, row: int, column: int) -> str:
        """All that is to say of a cell: its role, its text, what is wrong with it."""
        role, problem = self.role(row, column), self.problem(row, column)
        parts = [role_name(role) if role else "", self.text(row, column)]
        if self.is_unused(row, column):
            parts.append(self.tr("This number is not used."))
        if problem is not None:
            parts += [problem.message, problem.advice]
        return "\n".join(part for part in parts if part)

    def _ground(self, row: int, column: int) -> QColor | None:
        problem = self.problem(row, column)
        if problem is not None and problem.severity is Severity.ERROR:
            return self._colors["problem"]
        if self.is_unused(row, column) or (problem and problem.severity is not Severity.NOTE):
            return self._colors["doubt"]
        return self._colors.get(self.role(row, column))
