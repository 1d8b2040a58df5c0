"""What an import would do, one row a value."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui.names import action_count, action_name, plain_tooltip
from ui.theme.colors import Colors
from ui.theme.icons import tinted_icon
from vnr_app.domain.importplan import Action, cell_name
from vnr_app.services.imports import ImportPreview
from vnr_app.services.numbers import format_value
from vnr_app.services.wording import breakdown_text

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_VALUE = 6


class PlanModel(QAbstractTableModel):
    """The rows of a preview, filtered by action and by text."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._preview: ImportPreview | None = None
        self._shown: list[int] = []
        self._icons: dict[Action, object] = {}
        self._tones: dict[Action, QColor] = {}

    def show_preview(self, preview: ImportPreview, colors: Colors) -> None:
        """Show all rows of a preview."""
        tones = {
            Action.ADD: colors.success,
            Action.UPDATE: colors.warning,
            Action.SAME: colors.muted,
            Action.SKIP: colors.muted,
            Action.ERROR: colors.error,
        }
        self.beginResetModel()
        self._preview = preview
        self._shown = list(range(len(preview.actions)))
        self._icons = {
            action: tinted_icon(f"action-{action}", tone, tone) for action, tone in tones.items()
        }
        self._tones = {action: QColor(tone) for action, tone in tones.items()}
        self.endResetModel()

    def filter(self, action: Action | None, text: str) -> None:
        """Keep the rows of an action (None: all) that contain the text in any column."""
        if self._preview is None:
            return
        wanted = text.strip().casefold()
        self.beginResetModel()
        self._shown = [
            at
            for at, each in enumerate(self._preview.actions)
            if action in (None, each)
            and (not wanted or wanted in " ".join(self._columns(at)).casefold())
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The rows that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Action, indicator, series, breakdown, area, period, value, cell."""
        return 0 if parent.isValid() else 8

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
            self.tr("Series"),
            self.tr("Breakdown"),
            self.tr("Area"),
            self.tr("Period"),
            self.tr("Value"),
            self.tr("Cell"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; symbol and word for the action."""
        if self._preview is None:
            return None
        at, column = self._shown[index.row()], index.column()
        action = self._preview.actions[at]
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._text(at, column)
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = plain_tooltip(self._text(at, column))
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            found = self._alignment(column)
        elif role == Qt.ItemDataRole.DecorationRole and column == 0:
            found = self._icons[action]
        elif role == Qt.ItemDataRole.ForegroundRole and column == 0:
            found = self._tones[action]
        return found

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == _VALUE else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _text(self, at: int, column: int) -> str:
        return self._columns(at)[column]

    def _columns(self, at: int) -> tuple[str, ...]:
        assert self._preview is not None
        action = self._preview.actions[at]
        planned = self._preview.plan.observations[at]
        series = self._preview.plan.series[planned.series]
        value = format_value(planned.value, self._language) or planned.raw or "–"
        old = self._preview.old_values[at]
        return (
            action_name(action),
            ", ".join(series.indicators),
            series.name,
            breakdown_text(planned.dimensions),
            planned.area,
            planned.period.label,
            f"{old} → {value}" if action is Action.UPDATE and old is not None else value,
            cell_name(planned.row, planned.column),
        )


def counts_text(counts: dict[Action, int]) -> str:
    """The counts in a line: "86 add · 5 same · 1 problem"."""
    return " · ".join(action_count(action, count) for action, count in counts.items() if count)
