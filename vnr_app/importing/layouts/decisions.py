"""What people decided about a file's tables, in the place of what is found by itself.

`Memory` holds the meanings of labels: those of the recipe, then those that the team taught.
The functions below find the rectangles and the lines that a recipe names on a sheet.
"""

import re
from collections.abc import Collection, Mapping

from vnr_app.domain.importplan import Region
from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.recipe import LineRule, Recipe, RegionRule
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import label_key

_HEADS = 40
"""Rows from the top in which the heading of a column is sought."""

Lines = dict[int, LineRule]
"""What was said of rows or columns, by their number from 0."""


def folded(text: str) -> str:
    """A label as recipes and corrections keep it: folded, in lower case."""
    return fold_text(text).lower()


class Memory:
    """The meanings that people gave to labels: dimension or "indicator" → label → code."""

    def __init__(self, recipe: Recipe, synonyms: Mapping[tuple[str, str], str]) -> None:
        self._codes = dict(synonyms)
        for dimension, values in recipe.values.items():
            self._codes |= {(dimension, label): code for label, code in values.items()}
        self._codes |= {("indicator", label): code for label, code in recipe.indicators.items()}
        self._groups = {
            label: (dimension, code)
            for (dimension, label), code in self._codes.items()
            if dimension != "indicator"
        }

    @property
    def has_groups(self) -> bool:
        """Whether people gave any label a meaning besides those that name indicators."""
        return bool(self._groups)

    def code(self, dimension: str, label: str) -> str | None:
        """The code that people gave a label in a dimension; None when they gave none."""
        if not self._codes:
            return None
        found = self._codes.get((dimension, folded(label)))
        return found if found is not None else self._codes.get((dimension, label_key(label)))

    def group(self, label: str) -> tuple[str, str] | None:
        """The dimension and the code that people gave a label, wherever it stands."""
        if not self._groups:
            return None
        return self._groups.get(folded(label)) or self._groups.get(label_key(label))

    def area(self, label: str) -> str | None:
        """The area that people named a label to mean."""
        return self.code("area", label)


def means_sheet(rule: LineRule | RegionRule, sheet: str, names: Collection[str]) -> bool:
    """Whether a rule is about this sheet, of a file with sheets of these names.

    In another year's file, "Data 2024" is the sheet that was "Data 2023".
    """
    if rule.sheet == sheet or rule.sheet in names:
        return rule.sheet == sheet
    return _pattern(rule.sheet) == _pattern(sheet)


def _pattern(name: str) -> str:
    return re.sub(r"[\d\W_]+", " ", fold_text(name).casefold()).strip()


def regions_of(recipe: Recipe, sheet: str, names: Collection[str]) -> list[Region]:
    """The rectangles of a sheet that are its tables; none where nobody said so."""
    return [
        Region(rule.first_row, rule.first_column, rule.last_row, rule.last_column)
        for rule in recipe.regions
        if means_sheet(rule, sheet, names)
    ]


def within(rows: list[Row], region: Region) -> list[Row]:
    """The rows of a sheet with nothing but a rectangle of them, at the same addresses."""
    blank = [""] * region.first_column
    return [
        [*blank, *row[region.first_column : region.last_column + 1]]
        if region.first_row <= number <= region.last_row
        else []
        for number, row in enumerate(rows[: region.last_row + 1])
    ]


def lines_of(
    recipe: Recipe, sheet: str, rows: list[Row], names: Collection[str]
) -> tuple[Lines, Lines]:
    """What was said of the rows and of the columns of a sheet."""
    down: Lines = {}
    across: Lines = {}
    for rule in recipe.lines:
        if not means_sheet(rule, sheet, names):
            continue
        if rule.axis == "row" and (number := _row_of(rule, rows)) is not None:
            down[number] = rule
        elif rule.axis == "column" and (number := _column_of(rule, rows)) is not None:
            across[number] = rule
    return down, across


def _row_of(rule: LineRule, rows: list[Row]) -> int | None:
    """The row that a rule means: the nearest that begins with its text."""
    if not rule.text:
        return rule.at
    wanted = folded(rule.text)
    found = [number for number, row in enumerate(rows) if folded(_first_text(row)) == wanted]
    return min(found, key=lambda number: abs(number - rule.at), default=None)


def _first_text(row: Row) -> str:
    return next((text for cell in row if (text := cell_text(cell))), "")


def _column_of(rule: LineRule, rows: list[Row]) -> int | None:
    """The column that a rule means: the nearest that is headed by its text."""
    if not rule.text:
        return rule.at
    wanted = folded(rule.text)
    found = {
        column
        for row in rows[:_HEADS]
        for column, cell in enumerate(row)
        if isinstance(cell, str) and folded(cell) == wanted
    }
    return min(found, key=lambda column: abs(column - rule.at), default=None)
