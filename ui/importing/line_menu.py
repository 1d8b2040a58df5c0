"""The menu of a row or column: what a person says that it is."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vnr_app.importing.recipe import LineRule

Chosen = Callable[[str, str], None]
"""The role and, for a breakdown, its dimension; an empty role is found by itself."""

_OF_BOTH = ("period", "label", "unit", "ignore")
_OF_COLUMN = ("number", "indicator", "series", "area", "source", "footnote", "status")
_OF_ROW = ("title", "note")
_DIMENSIONS = ("sex", "age", "location", "education", "wealth", "disability")


def _tr(text: str) -> str:
    return QCoreApplication.translate("LineMenu", text)


def line_role_name(role: str, dimension: str = "") -> str:
    """What a row or column is, in words."""
    if role == "dimension":
        return dimension_name(dimension)
    return {
        "period": _tr("Years or other periods"),
        "label": _tr("Labels"),
        "unit": _tr("Unit"),
        "ignore": _tr("Leave out"),
        "number": _tr("Numbers"),
        "indicator": _tr("Indicator"),
        "series": _tr("Name of the series"),
        "area": _tr("Area"),
        "source": _tr("Source"),
        "footnote": _tr("Footnote"),
        "status": _tr("Status of the value"),
        "title": _tr("Title"),
        "note": _tr("Note"),
    }[role]


def dimension_name(dimension: str) -> str:
    """A breakdown in words."""
    return {
        "sex": _tr("Sex"),
        "age": _tr("Age"),
        "location": _tr("Urban or rural"),
        "education": _tr("Education"),
        "wealth": _tr("Wealth"),
        "disability": _tr("Disability"),
    }.get(dimension, dimension)


def line_menu(axis: str, rule: LineRule | None, chosen: Chosen, parent: QWidget) -> QMenu:
    """The menu of a line with what was said of it ticked."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    said = (rule.role, rule.dimension) if rule else ("", "")

    def add(target: QMenu, text: str, role: str, dimension: str = "") -> None:
        action = QAction(text, target)
        action.setCheckable(True)
        action.setChecked(said == (role, dimension))
        action.triggered.connect(lambda: chosen(role, dimension))
        group.addAction(action)
        target.addAction(action)

    add(menu, _tr("As recognised"), "")
    menu.addSeparator()
    for role in (*_OF_BOTH, *(_OF_COLUMN if axis == "column" else _OF_ROW)):
        add(menu, line_role_name(role), role)
    if axis == "column":
        breakdowns = menu.addMenu(_tr("Breakdown by"))
        for dimension in _DIMENSIONS:
            add(breakdowns, dimension_name(dimension), "dimension", dimension)
    return menu
