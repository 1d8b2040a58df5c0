"""The records of a stakeholder sheet, one row each; a tick says that the record is taken."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.importing.plan_model import CHANGING, Signs, action_signs
from ui.names import action_name, plain_tooltip
from ui.theme.colors import Colors
from vnr_app.domain.importplan import Action
from vnr_app.domain.records import PlannedRecord
from vnr_app.services.imports import ImportPreview
from vnr_app.services.stakeholder_groups import group_name

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class RecordsModel(QAbstractTableModel):
    """The records of a preview, filtered by text."""

    chosen = Signal()
    """Other records are taken or left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[PlannedRecord, ...] = ()
        self._actions: tuple[Action, ...] = ()
        self._shown: list[int] = []
        self._preview: ImportPreview | None = None
        self._signs: Signs = {}
        self.left_out: set[int] = set()
        """Positions in the plan of the records that are not to be imported."""

    def show_preview(self, preview: ImportPreview | None, colors: Colors) -> None:
        """Show the records of a preview, or none; of a file read again what was chosen holds."""
        self.beginResetModel()
        if preview is not self._preview:
            rows = {_row(self._preview, at) for at in self.left_out}
            count = 0 if preview is None else len(preview.plan.records)
            self.left_out = {at for at in range(count) if rows and _row(preview, at) in rows}
        self._preview = preview
        self._records = preview.plan.records if preview is not None else ()
        self._actions = preview.records.actions if preview is not None else ()
        self._shown = list(range(len(self._records)))
        self._signs = action_signs(colors)
        self.endResetModel()

    def paint_anew(self, colors: Colors) -> None:
        """Tint the actions in the colours of another palette."""
        self._signs = action_signs(colors)
        self._tell(0, len(self._shown) - 1)

    def filter(self, text: str) -> None:
        """Keep the records that contain all words of the text."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [
            at
            for at in range(len(self._records))
            if all(word in " ".join(self._columns(at)).casefold() for word in words)
        ]
        self.endResetModel()

    def position(self, row: int) -> int:
        """The position in the plan of what stands in a row."""
        return self._shown[row]

    def taken(self) -> int:
        """How many records an import would change as it is ticked now."""
        changing = (at for at, action in enumerate(self._actions) if action in CHANGING)
        return sum(at not in self.left_out for at in changing)

    def take_shown(self, *, taken: bool) -> None:
        """Take or leave out all that passes the filter."""
        shown = {at for at in self._shown if self._actions[at] in CHANGING}
        self.left_out = self.left_out - shown if taken else self.left_out | shown
        self._tell(0, len(self._shown) - 1)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.chosen.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The records that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Action, organisation, group, goals, text."""
        return 0 if parent.isValid() else 5

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What would change something can be ticked."""
        found = super().flags(index)
        if index.column() == 0 and self._actions[self._shown[index.row()]] in CHANGING:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave out one record."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        at = {self._shown[index.row()]}
        taken = Qt.CheckState(value) == Qt.CheckState.Checked
        self.left_out = self.left_out - at if taken else self.left_out | at
        self._tell(index.row(), index.row())
        return True

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
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Action"),
            self.tr("Organisation"),
            self.tr("Group"),
            self.tr("Goals"),
            self.tr("Text"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; symbol and word for the action."""
        at, column = self._shown[index.row()], index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._columns(at)[column].split("\n")[0]
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = plain_tooltip(self._columns(at)[column])
        elif column == 0:
            found = self._sign(at, role)
        return found

    def _sign(self, at: int, role: int) -> object:
        action = self._actions[at]
        found: object = None
        if role == Qt.ItemDataRole.DecorationRole:
            found = self._signs[action][0]
        elif role == Qt.ItemDataRole.ForegroundRole:
            found = self._signs[action][1]
        elif role == Qt.ItemDataRole.CheckStateRole and action in CHANGING:
            out = at in self.left_out
            found = Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
        return found

    def _columns(self, at: int) -> tuple[str, ...]:
        record = self._records[at]
        return (
            action_name(self._actions[at]),
            record.organisation,
            group_name(record.group) if record.group else "",
            ", ".join(record.links),
            record.text or record.title,
        )


def _row(preview: ImportPreview | None, at: int) -> tuple[str, int] | None:
    """The sheet and the row of a record, by which it is found in another reading."""
    if preview is None:
        return None
    record = preview.plan.records[at]
    return preview.plan.tables[record.table].sheet, record.row
