"""Number formats that say more than the number: asked about or told of once a sheet."""

from collections.abc import Iterable

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.grid import cell_text
from vnr_app.importing.number_formats import Shown, shown
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.surveyed import ColumnCells, SheetCells

_SIGNS = "-–—()$€£¥ "
"""What formats of accounts put around numbers, or in place of zero."""


def format_problems(sheets: Iterable[SheetCells], recipe: Recipe) -> list[Problem]:
    """Questions about percent and multiples, warnings about everything else that is shown."""
    problems = []
    for cells in sheets:
        told: set[str] = set()
        for column in cells.columns.values():
            for number_format, places in column.formats.items():
                for row, value in places:
                    look = shown(value, number_format)
                    kind = _kind(look)
                    if kind and kind not in told and not _decided(kind, recipe):
                        told.add(kind)
                        problems.append(_problem(column, row, value, look, kind))
    return problems


def _kind(look: Shown) -> str:
    if look.instead.strip(_SIGNS) or look.hidden:
        return "instead"
    if look.percent:
        return "percent"
    if look.scale:
        return "scale"
    if look.before.strip(_SIGNS) or look.after.strip(_SIGNS) or look.percent_text:
        return "beside"
    return "zeros" if look.zeros else ""


def _decided(kind: str, recipe: Recipe) -> bool:
    return bool((kind == "percent" and recipe.percent) or (kind == "scale" and recipe.scale))


def _problem(column: ColumnCells, row: int, value: float, look: Shown, kind: str) -> Problem:
    messages = {
        "percent": _("Numbers are formatted as percent; they are taken as shown."),
        "scale": _(
            "The format leaves out thousands; the numbers are taken as stored. Where the unit "
            "says thousands or millions, they should be taken as shown."
        ),
        "beside": _("The format shows “{text}” beside the number."),
        "instead": _("The format shows “{text}” instead of the number {value}."),
        "zeros": _("The format fills the number up with zeros, as in a code."),
    }
    decides, choices = {
        "percent": ("percent", ("shown", "fraction")),
        "scale": ("scale", ("stored", "shown")),
    }.get(kind, ("", ()))
    text = look.instead or look.before or look.after or "%" * look.percent_text
    return column.problem(
        "format-meaning",
        row,
        cell_text(value),
        Severity.QUESTION if decides else Severity.WARNING,
        messages[kind].format(text=text, value=cell_text(value)),
        decides,
        choices,
    )
