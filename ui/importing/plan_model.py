"""What an import would do, one row a value; a tick says that the value is taken."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon

from ui.names import action_count, action_name, plain_tooltip
from ui.theme.colors import Colors
from ui.theme.icons import tinted_icon
from vnr_app.domain.comparison import PlanEntry
from vnr_app.domain.importplan import Action, cell_name
from vnr_app.services.imports import ImportPreview
from vnr_app.services.numbers import format_value
from vnr_app.services.wording import breakdown_text

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_VALUE = 5
_PAGE = 200
_Found = Callable[[ImportPreview], Iterable[int]]
"""The positions in a plan that a choice is about."""
CHANGING = (Action.ADD, Action.UPDATE, Action.CONFLICT)
"""What can be taken or left out; the others change nothing."""


Signs = dict[Action, tuple[QIcon, QColor]]


def action_signs(colors: Colors) -> Signs:
    """The symbol and the colour of each action."""
    tones = {
        Action.ADD: colors.success,
        Action.UPDATE: colors.warning,
        Action.CONFLICT: colors.error,
        Action.SAME: colors.muted,
        Action.SKIP: colors.muted,
        Action.ERROR: colors.error,
    }
    return {
        action: (tinted_icon(f"action-{action}", tone, tone), QColor(tone))
        for action, tone in tones.items()
    }


class PlanModel(QAbstractTableModel):
    """The rows of a preview, filtered by action and by text."""

    chosen = Signal()
    """Other values are taken or left out."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._preview: ImportPreview | None = None
        self._action: Action | None = None
        self._search = ""
        self._number = 0
        self._page: tuple[int, list[PlanEntry]] = (0, [])
        self.left_out: set[int] = set()
        """Positions in the plan of what is not to be imported."""
        self._choices: list[tuple[_Found, bool]] = []
        self._signs: Signs = {}

    def show_preview(self, preview: ImportPreview, colors: Colors) -> None:
        """Show all rows of a preview; what contradicts another source waits for a tick.

        What was chosen holds as well for a file that was read again, until `clear`.
        """
        self.beginResetModel()
        if preview is not self._preview:
            self._preview = preview
            self.left_out = set(preview.conflicts())
            for found, taken in self._choices:
                self._apply(found(preview), taken=taken)
        self._show(None, "")
        self._tint(colors)
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing: the file that the rows come from goes."""
        self.beginResetModel()
        self._preview, self._number, self.left_out = None, 0, set()
        self._choices.clear()
        self.endResetModel()

    def paint_anew(self, colors: Colors) -> None:
        """Tint the actions in the colours of another palette."""
        self._tint(colors)
        self._tell(0, self._number - 1)

    def _tint(self, colors: Colors) -> None:
        self._signs = action_signs(colors)

    def filter(self, action: Action | None, text: str) -> None:
        """Keep the rows of an action (None: all) that contain all words of the text."""
        if self._preview is None:
            return
        self.beginResetModel()
        self._show(action, text.strip())
        self.endResetModel()

    def _show(self, action: Action | None, text: str) -> None:
        assert self._preview is not None
        self._action, self._search = action, text
        self._number = self._preview.number(action, text)
        self._page = (0, [])

    def entry(self, row: int) -> PlanEntry:
        """A row; rows are fetched by pages when they are looked at."""
        assert self._preview is not None
        first, page = self._page
        if not first <= row < first + len(page):
            first = row - row % _PAGE
            page = self._preview.entries(self._action, self._search, first, _PAGE)
            self._page = (first, page)
        return page[row - first]

    def take_shown(self, *, taken: bool) -> None:
        """Take or leave out all that passes the filter."""
        action, search = self._action, self._search
        self._choose(lambda preview: preview.changing(action, search), taken=taken)
        self._tell(0, self._number - 1)

    def _choose(self, found: _Found, *, taken: bool) -> None:
        if self._preview is not None:
            self._choices.append((found, taken))
            self._apply(found(self._preview), taken=taken)

    def _apply(self, positions: Iterable[int], *, taken: bool) -> None:
        if taken:
            self.left_out.difference_update(positions)
        else:
            self.left_out.update(positions)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.chosen.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The rows that pass the filter."""
        return 0 if parent.isValid() else self._number

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Action, indicator, period, area, breakdown, value, cell, series."""
        return 0 if parent.isValid() else 8

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What would change something can be ticked."""
        found = super().flags(index)
        if index.column() == 0 and self.entry(index.row()).action in CHANGING:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave out one value."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._choose(
            self._finder(self.entry(index.row())),
            taken=Qt.CheckState(value) == Qt.CheckState.Checked,
        )
        self._tell(index.row(), index.row())
        return True

    def _finder(self, entry: PlanEntry) -> _Found:
        """Finds the value again by its cell, wherever it stands in another reading's plan."""
        assert self._preview is not None
        planned, now = entry.observation, self._preview
        sheet = now.plan.tables[planned.table].sheet

        def find(preview: ImportPreview) -> Iterable[int]:
            if preview is now:
                return (entry.position,)
            position = preview.position_at(sheet, planned.row, planned.column)
            return () if position is None else (position,)

        return find

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
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Action"),
            self.tr("Indicator"),
            self.tr("Period"),
            self.tr("Area"),
            self.tr("Breakdown"),
            self.tr("Value"),
            self.tr("Cell"),
            self.tr("Series"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; symbol and word for the action."""
        if self._preview is None:
            return None
        entry, column = self.entry(index.row()), index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._columns(entry)[column]
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = plain_tooltip(self._columns(entry)[column])
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            found = self._alignment(column)
        elif column == 0:
            found = self._sign(entry, role)
        return found

    def _sign(self, entry: PlanEntry, role: int) -> object:
        found: object = None
        if role == Qt.ItemDataRole.DecorationRole:
            found = self._signs[entry.action][0]
        elif role == Qt.ItemDataRole.ForegroundRole:
            found = self._signs[entry.action][1]
        elif role == Qt.ItemDataRole.CheckStateRole and entry.action in CHANGING:
            out = entry.position in self.left_out
            found = Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
        return found

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == _VALUE else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _columns(self, entry: PlanEntry) -> tuple[str, ...]:
        assert self._preview is not None
        planned = entry.observation
        series = self._preview.plan.series[planned.series]
        value = format_value(planned.value, self._language) or planned.raw or "–"
        changed = entry.action in (Action.UPDATE, Action.CONFLICT) and entry.old is not None
        return (
            action_name(entry.action),
            ", ".join(series.indicators),
            planned.period.label,
            planned.area,
            breakdown_text(planned.dimensions),
            f"{entry.old} → {value}" if changed else value,
            cell_name(planned.row, planned.column),
            series.name,
        )


def counts_text(counts: dict[Action, int]) -> str:
    """The counts in a line: "86 add · 5 same · 1 problem"."""
    return " · ".join(action_count(action, count) for action, count in counts.items() if count)
