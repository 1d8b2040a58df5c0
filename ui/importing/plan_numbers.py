"""How many of a file's numbers are used; those that are not can be gone to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.names import number
from ui.widgets.basics import button, clear_layout, label, strong
from vnr_app.domain.importplan import PlannedTable
from vnr_app.i18n import ngettext

_SHOWN = 6


class NumbersLine(QWidget):
    """One line: 343 of 344 numbers used, 1 not, and a button for each cell that is not."""

    cell_wanted = Signal(str, str)
    """A sheet and a cell (A1) that are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def show_tables(self, tables: tuple[PlannedTable, ...]) -> None:
        """Count the numbers of all tables."""
        clear_layout(self._row)
        seen = sum(table.numbers_seen for table in tables)
        unused = [(table.sheet, cell) for table in tables for cell in table.numbers_unused]
        text = ngettext(
            "{used} of {seen} number used", "{used} of {seen} numbers used", seen
        ).format(used=number(seen - len(unused)), seen=number(seen))
        if unused:
            text = self.tr("{text}; {n} not:").format(text=text, n=number(len(unused)))
        self._row.addWidget(strong(label(text)))
        for place in unused[:_SHOWN]:
            self._row.addWidget(self._button(*place))
        if len(unused) > _SHOWN:
            rest = label("…")
            rest.setToolTip(", ".join(cell for _sheet, cell in unused[_SHOWN:400]))
            self._row.addWidget(rest)
        self._row.addStretch()
        self.setVisible(bool(seen))

    def _button(self, sheet: str, cell: str) -> QWidget:
        made = button(cell, "chip")
        made.setToolTip(self.tr("Show the cell"))
        made.setAccessibleName(self.tr("Show the cell {cell}").format(cell=cell))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.cell_wanted.emit(sheet, cell))
        return made
