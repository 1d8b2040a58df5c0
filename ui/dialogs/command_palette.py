"""The command palette: type a few letters of what you want to do."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.actions import Command

_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def matches(wanted: str, title: str) -> bool:
    """Whether the letters of `wanted` stand in the title, in their order."""
    rest = iter(title.casefold())
    return all(letter in rest for letter in wanted.casefold() if not letter.isspace())


class CommandPalette(QDialog):
    """Offers the commands that make sense now; closes with the one that was chosen."""

    def __init__(self, commands: tuple[Command, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Commands"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setFixedWidth(560)
        self._commands = [command for command in commands if command.enabled()]
        self.chosen: Command | None = None
        self._build()
        self._show("")

    def _build(self) -> None:
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("What do you want to do?"))
        self._field.setAccessibleName(self.tr("Find a command"))
        self._field.textChanged.connect(self._show)
        self._field.returnPressed.connect(self._take)
        self._field.installEventFilter(self)
        self._list = QTreeWidget()
        self._list.setObjectName("palette")
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setFixedHeight(350)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addWidget(self._list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the keyboard stays in the field."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
            row = self._list.currentIndex().row() + step
            self._select(row)
            return True
        return super().eventFilter(watched, event)

    def _show(self, wanted: str) -> None:
        self._list.clear()
        for command in self._commands:
            if matches(wanted, command.title):
                keys = QKeySequence(command.shortcut)
                shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
                item = QTreeWidgetItem([command.title, shown])
                item.setData(0, Qt.ItemDataRole.UserRole, command.id)
                self._list.addTopLevelItem(item)
        self._select(0)

    def _select(self, row: int) -> None:
        last = self._list.topLevelItemCount() - 1
        if last >= 0:
            self._list.setCurrentIndex(self._list.model().index(max(0, min(last, row)), 0))

    def _take(self) -> None:
        items = self._list.selectedItems()
        if not items:
            return
        item = items[0]
        wanted = item.data(0, Qt.ItemDataRole.UserRole)
        self.chosen = next(command for command in self._commands if command.id == wanted)
        self.accept()
