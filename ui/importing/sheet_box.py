"""The box of a file's sheets: those that are read can be chosen, the others can be asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from ui.widgets.basics import IconButton
from vnr_app.domain.importplan import ImportPlan
from vnr_app.importing.recipe import Recipe

_HIDDEN = "hidden-sheet"
_ALL = "*"


class SheetBox(QWidget):
    """Sheets that are not read are listed in grey; the button beside it says which are read."""

    changed = Signal()
    """Another sheet is chosen."""
    read_wanted = Signal(str, bool)
    """A sheet that is to be read, or left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QComboBox()
        self._box.setAccessibleName(self.tr("Sheet"))
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(6)
        self._box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._which = IconButton("filter", self.tr("Which sheets are read"))
        self._menu = QMenu(self)
        self._which.setMenu(self._menu)
        self._which.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._box, 1)
        row.addWidget(self._which)

    @property
    def name(self) -> str:
        """The sheet that is chosen; some files have one without a name."""
        return str(self._box.currentData() or "")

    def choose(self, name: str) -> None:
        """Choose a sheet that is read."""
        at = self._box.findData(name)
        if at >= 0 and self._box.itemData(at, Qt.ItemDataRole.UserRole + 1):
            self._box.setCurrentIndex(at)

    def show_sheets(self, plan: ImportPlan, recipe: Recipe, wanted: str | None) -> None:
        """Offer the sheets of a plan; `wanted` is chosen, else the first one with a table."""
        read = [sheet.name for sheet in plan.sheets]
        hidden = [each.sheet for each in plan.problems if each.code == _HIDDEN]
        left = [name for name, taken in recipe.sheets.items() if not taken and name != _ALL]
        unread = [name for name in dict.fromkeys((*hidden, *left)) if name not in read]
        self._box.blockSignals(True)
        self._box.clear()
        for name in read:
            self._add(name, name, read=True)
        for name in unread:
            note = self.tr("hidden, not read") if name in hidden else self.tr("left out")
            self._add(name, f"{name} – {note}", read=False)
        with_table = {table.sheet for table in plan.tables}
        first = next((name for name in read if name in with_table), read[0] if read else "")
        self._box.setCurrentIndex(read.index(wanted if wanted in read else first) if read else -1)
        self._box.setEnabled(len(read) + len(unread) > 1)
        self._box.blockSignals(False)
        self._fill_menu(read, unread)

    def _add(self, name: str, text: str, *, read: bool) -> None:
        self._box.addItem(text, name)
        at = self._box.count() - 1
        self._box.setItemData(at, read, Qt.ItemDataRole.UserRole + 1)
        model = self._box.model()
        if isinstance(model, QStandardItemModel):
            model.item(at).setEnabled(read)

    def _fill_menu(self, read: list[str], unread: list[str]) -> None:
        self._menu.clear()
        for name in (*read, *unread):
            # An ampersand in the name of a sheet is no key.
            action = self._menu.addAction((name or self.tr("(no name)")).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in read)
            # Without any sheet there would be nothing to look at.
            action.setEnabled(name in unread or len(read) > 1)
            action.triggered.connect(lambda on, name=name: self.read_wanted.emit(name, on))
        self._which.setVisible(len(read) + len(unread) > 1)
