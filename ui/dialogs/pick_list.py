"""A search field over a list of two columns: type, move with the arrows, take with Enter."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ID = Qt.ItemDataRole.UserRole

_ROW = 34

Line = tuple[str, str, str]
"""Id, what is shown in the first column, what is shown in the second."""


class PickList(QWidget):
    """Shows the lines that hold every word that was typed; the column `wide` takes the room."""

    chosen = Signal(str)
    """Id of the line that was taken by Enter or a double click."""
    moved = Signal()
    """Another line is current."""

    def __init__(
        self, name: str, hint: str, *, wide: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._wide = wide
        self._build(name, hint)

    def _build(self, name: str, hint: str) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.textChanged.connect(lambda _text: self._show())
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(name)
        self.list.setObjectName("palette")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.list.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1 - self._wide, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.currentItemChanged.connect(lambda *_items: self.moved.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.field)

    def show_lines(self, lines: tuple[Line, ...], current: str = "") -> None:
        """Offer these lines, with one of them current."""
        self._lines = lines
        self._show(current or self.current)

    @property
    def current(self) -> str:
        """Id of the current line; empty for none."""
        item = self.list.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def _show(self, current: str = "") -> None:
        wanted = self.field.text().casefold().split()
        self.list.clear()
        for identifier, first, second in self._lines:
            if all(word in f"{first} {second}".casefold() for word in wanted):
                item = QTreeWidgetItem([first, second])
                item.setData(0, _ID, identifier)
                # On the column that asks for no width of its own.
                item.setSizeHint(self._wide, QSize(0, _ROW))
                item.setForeground(1, self.palette().placeholderText())
                self.list.addTopLevelItem(item)
                if identifier == current:
                    self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self._go(0)
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the keyboard stays in the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        if event.key() not in _KEYS:
            return super().eventFilter(watched, event)
        step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step *= 8
        last = self.list.topLevelItemCount() - 1
        self._go(max(0, min(last, self.list.currentIndex().row() + step)))
        return True

    def _go(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

    def _take(self) -> None:
        if self.current:
            self.chosen.emit(self.current)
