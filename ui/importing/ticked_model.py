"""Rows of a preview that a person takes or leaves out by a tick."""

from abc import abstractmethod

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from ui.models.text_table import Index, TextTable
from ui.names import action_name
from ui.theme.colors import Colors
from ui.theme.icons import tinted_icon
from vnr_app.domain.importplan import Action

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


class TickedModel(TextTable):
    """The first column has the tick and the action of the row, the others texts."""

    chosen = Signal()
    """Other rows are taken or left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signs: Signs = {}
        self.left_out: set[int] = set()
        """Positions in the plan of what is not to be imported."""

    @abstractmethod
    def position(self, row: int) -> int:
        """The position in the plan of what stands in a row."""

    @abstractmethod
    def _action(self, row: int) -> Action:
        """What an import does with a row."""

    @abstractmethod
    def _texts(self, row: int) -> tuple[str, ...]:
        """What stands in the columns after the action."""

    @abstractmethod
    def _take(self, row: int, *, taken: bool) -> None:
        """Take or leave out one row."""

    def _text(self, row: int, column: int) -> str:
        return self._texts(row)[column - 1] if column else action_name(self._action(row))

    def tint(self, colors: Colors) -> None:
        """Tint the actions in the colours of this palette."""
        self._signs = action_signs(colors)
        self._tell(0, self.rowCount() - 1)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What would change something can be ticked."""
        found = super().flags(index)
        if index.column() == 0 and self._action(index.row()) in CHANGING:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave out one row."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._take(index.row(), taken=Qt.CheckState(value) == Qt.CheckState.Checked)
        self._tell(index.row(), index.row())
        self.chosen.emit()
        return True

    def _more(self, row: int, column: int, role: int) -> object:
        """Symbol, colour and tick of the action."""
        action = self._action(row)
        if column:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._signs[action][0]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._signs[action][1]
        if role == Qt.ItemDataRole.CheckStateRole and action in CHANGING:
            out = self.position(row) in self.left_out
            return Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
        return None
