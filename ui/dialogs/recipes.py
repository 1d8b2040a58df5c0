"""The dialog of all recipes: use one, rename, share, delete."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.dialogs.frame import FormDialog
from ui.names import moment, number
from ui.widgets.basics import button, label
from vnr_app.services.recipes import StoredRecipe

_NAME = Qt.ItemDataRole.UserRole


class RecipesDialog(FormDialog):
    """Lists the newest version of each recipe; what is chosen is done by whoever listens."""

    rename_wanted = Signal(object)
    export_wanted = Signal(object)
    remove_wanted = Signal(object)
    """The `StoredRecipe` that is to be renamed, exported, deleted."""
    import_wanted = Signal()
    """A recipe is to be read from a file."""

    def __init__(self, *, writable: bool, can_use: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: dict[str, StoredRecipe] = {}
        self._can_use = can_use
        self._writable = writable
        self.call(self.tr("Recipes"), self.tr("Use for this file"))
        self.cancel.setText(self.tr("Close"))
        self.setMinimumWidth(640)
        self._build()
        self._enable()

    def _build(self) -> None:
        about = self.tr(
            "What was decided about a file, kept for the next one of its form. Recipes can be "
            "sent to other teams as files."
        )
        self.column.addWidget(label(about, tone="muted", wrap=True))
        self._list = QTreeWidget()
        self._list.setObjectName("figures")
        self._list.setAccessibleName(self.tr("Recipes"))
        self._list.setRootIsDecorated(False)
        self._list.setHeaderLabels(
            [self.tr("Name"), self.tr("Version"), self.tr("By"), self.tr("When")]
        )
        self._list.setMinimumHeight(220)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.currentItemChanged.connect(lambda *_items: self._enable())
        self._list.itemActivated.connect(lambda _item: self._use())
        self.column.addWidget(self._list, 1)
        self._empty = label(self.tr("No recipe was saved yet."), tone="muted")
        self.column.addWidget(self._empty)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._read = button(self.tr("Import from a file…"))
        self._read.clicked.connect(self.import_wanted)
        self._read.setEnabled(self._writable)
        row.addWidget(self._read)
        row.addStretch()
        self._rename = self._act(row, self.tr("Rename…"), self.rename_wanted.emit)
        self._export = self._act(row, self.tr("Export…"), self.export_wanted.emit)
        self._remove = self._act(row, self.tr("Delete"), self.remove_wanted.emit)
        self._read.setAutoDefault(False)
        self.column.addLayout(row)
        self._problem = label(tone="error", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)

    def _act(
        self, row: QHBoxLayout, name: str, act: Callable[[StoredRecipe | None], None]
    ) -> QPushButton:
        made = button(name)
        made.clicked.connect(lambda: act(self.chosen))
        made.setAutoDefault(False)
        row.addWidget(made)
        return made

    @property
    def chosen(self) -> StoredRecipe | None:
        """The recipe that is current in the list."""
        item = self._list.currentItem()
        return self._stored.get(item.data(0, _NAME)) if item is not None else None

    def show_recipes(self, stored: tuple[StoredRecipe, ...]) -> None:
        """List these recipes."""
        before = self.chosen
        self._problem.hide()
        self._stored = {each.name: each for each in stored}
        self._list.clear()
        for each in stored:
            item = QTreeWidgetItem([each.name, number(each.version), each.author, moment(each.at)])
            item.setData(0, _NAME, each.name)
            self._list.addTopLevelItem(item)
            if before is not None and each.name == before.name:
                self._list.setCurrentItem(item)
        first = self._list.topLevelItem(0)
        if self._list.currentItem() is None and first is not None:
            self._list.setCurrentItem(first)
        self._empty.setVisible(not stored)
        self._enable()

    def say(self, text: str) -> None:
        """Say why something could not be done."""
        self._problem.setText(text)
        self._problem.show()

    def _use(self) -> None:
        if self.take.isEnabled():
            self.accept()

    def _enable(self) -> None:
        chosen = self.chosen is not None
        self.take.setEnabled(chosen and self._can_use)
        self.take.setVisible(self._can_use)
        self._export.setEnabled(chosen)
        for each in (self._rename, self._remove):
            each.setEnabled(chosen and self._writable)
