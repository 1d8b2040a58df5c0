"""Tables whose rows are chosen as a whole."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def rows_table(name: str, model: QAbstractItemModel, height: int = 34) -> QTableView:
    """A framed table of lines, each `height` pixels high; `name` is for screen readers."""
    made = QTableView()
    made.setModel(model)
    dress_rows(made, name, height)
    return made


def dress_rows(table: QTableView, name: str, height: int) -> None:
    """Let a table show lines that are `height` pixels high and chosen as a whole."""
    table.setProperty("framed", True)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(height)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
