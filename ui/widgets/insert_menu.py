"""The menu of the ways in which a figure can stand in a text."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import ValueRef
from vnr_app.services.insertions import InsertAs, insertion

_LONGEST = 60


def insert_name(how: InsertAs) -> str:
    """A way of insertion by name."""
    return {
        InsertAs.NUMBER: _tr("Number"),
        InsertAs.WITH_UNIT: _tr("With unit"),
        InsertAs.WITH_PERIOD: _tr("With unit and period"),
        InsertAs.SENTENCE: _tr("Sentence"),
        InsertAs.TABLE: _tr("Table"),
        InsertAs.LINE_CHART: _tr("Line chart"),
        InsertAs.BAR_CHART: _tr("Bar chart"),
    }[how]


def insert_menu(
    parent: QWidget, observation: Observation, language: str, chosen: Callable[[InsertAs], object]
) -> QMenu:
    """The menu; each form of the number is shown as it would read. It deletes itself."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for how in InsertAs:
        made = insertion(observation, how, language)
        if how is InsertAs.TABLE:
            menu.addSeparator()
        words = insert_name(how)
        if isinstance(made, ValueRef):
            shown = made.text if len(made.text) <= _LONGEST else f"{made.text[:_LONGEST]}…"
            words += f": {shown}"
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False, how=how: chosen(how))
    return menu


def cell_entry() -> str:
    """The name of the entry that leads from a figure to the cell that it was read from."""
    return _tr("Show the cell in its file")


def _tr(text: str) -> str:
    return QCoreApplication.translate("InsertMenu", text)
