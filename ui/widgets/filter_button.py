"""The button that narrows the outline: a menu of ticks with counts."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from ui.models.outline_filters import Filter
from ui.names import number
from ui.widgets.basics import IconButton


class FilterButton(IconButton):
    """Several filters at once; a text must pass them all."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("filter", "")
        self._actions: dict[Filter, QAction] = {}
        self._build()
        self._name()

    def _build(self) -> None:
        self._titles = {
            Filter.MINE: self.tr("Mine"),
            Filter.OVERDUE: self.tr("Overdue"),
            Filter.COMMENTS: self.tr("With open comments"),
            Filter.WAITING: self.tr("With versions to merge"),
            Filter.NOT_CLEARED: self.tr("Written, not cleared"),
        }
        menu = QMenu(self)
        for each, title in self._titles.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.toggled.connect(self._change)
            self._actions[each] = action
        menu.addSeparator()
        self._everything = menu.addAction(self.tr("Show everything"))
        self._everything.triggered.connect(self._clear)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    @property
    def chosen(self) -> frozenset[Filter]:
        """The filters that hold."""
        return frozenset(each for each, action in self._actions.items() if action.isChecked())

    def choose(self, *filters: Filter) -> None:
        """Let these filters hold and no others."""
        for each, action in self._actions.items():
            action.setChecked(each in filters)

    def show_counts(self, counts: dict[Filter, int]) -> None:
        """Say how many texts each filter lets through."""
        for each, action in self._actions.items():
            action.setText(f"{self._titles[each]} ({number(counts[each])})")

    def _clear(self) -> None:
        self.choose()

    def _change(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        names = ", ".join(self._titles[each] for each in Filter if each in self.chosen)
        title = (
            self.tr("Show: {names}").format(names=names) if names else self.tr("Narrow the list")
        )
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setProperty("active", bool(names))
        self.set_icon("filter-on" if names else "filter")
