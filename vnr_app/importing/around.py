"""A stretch of a sheet as it is, for whoever wants to see the cell that a value was read from."""

from itertools import islice
from pathlib import Path

from vnr_app.domain.stretch import Stretch
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.grid import Place, Sheet, cell_text
from vnr_app.importing.readers import read_workbook
from vnr_app.importing.recipe import NO_RECIPE, Recipe

MOST_ROWS = 400
MOST_COLUMNS = 200
_BEFORE = 20
"""Columns before the cell that are shown where the sheet is wider than that."""
_LONGEST = 4_000


def stretch_of(
    path: Path,
    sheet: str,
    cell: Place,
    first_row: int,
    *,
    recipe: Recipe = NO_RECIPE,
    password: str | None = None,
    fallback: bool = False,
) -> Stretch:
    """At most `MOST_ROWS` rows of a sheet from `first_row` on, and the columns around a cell.

    An empty name stands for the first sheet. Raises the `KnownError` of `read_workbook`, and
    "no-sheet".
    """
    workbook = read_workbook(path, recipe=recipe, password=password, fallback=fallback)
    found = _sheet(workbook.sheets, sheet, path.name)
    first_column = max(0, cell[1] - _BEFORE) if cell[1] >= MOST_COLUMNS else 0
    wanted = islice(found.rows, first_row, first_row + MOST_ROWS)
    return Stretch(
        sheet=found.name,
        sheets=tuple(each.name for each in workbook.sheets),
        total_rows=len(found.rows),
        first_row=first_row,
        first_column=first_column,
        rows=tuple(
            tuple(
                _shown(found, (row, first_column + column), cell_text(value))
                for column, value in enumerate(cells[first_column : first_column + MOST_COLUMNS])
            )
            for row, cells in enumerate(wanted, start=first_row)
        ),
        format=found.formats.get(cell, ""),
        comment=found.comments.get(cell, "")[:_LONGEST],
    )


def _sheet(sheets: list[Sheet], name: str, file: str) -> Sheet:
    found = next((each for each in sheets if each.name == name), None)
    if found is None and sheets and (not name or len(sheets) == 1):
        return sheets[0]
    if found is None:
        raise KnownError(
            "no-sheet", _("“{file}” has no sheet “{sheet}”.").format(file=file, sheet=name)
        )
    return found


def _shown(sheet: Sheet, place: Place, text: str) -> str:
    """A cell with its error and with the superscript that the reader took off."""
    text = text or sheet.errors.get(place, "")
    mark = sheet.marks.get(place, "")
    return f"{text[:_LONGEST]} {mark}" if mark else text[:_LONGEST]
