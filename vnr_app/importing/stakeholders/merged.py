"""Labels in merged cells, which hold for every row that they cover."""

from vnr_app.importing.grid import Place, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import text_at
from vnr_app.importing.stakeholders.columns import RecordColumns

_CARRIED = ("organisation", "group", "links", "title")
_LONGEST = 1_000
"""Rows that a merged cell covers at most; a longer one is no label."""


class MergedLabels:
    """Fills rows of a sheet, given in their order, with the labels that cover them."""

    def __init__(self, sheet: Sheet, columns: RecordColumns) -> None:
        carried = {column for role in _CARRIED for column in columns.at.get(role, ())}
        self._width = columns.width
        self._above: dict[Place, Place] = {
            (row, region.first_column): (region.first_row, region.first_column)
            for region in sheet.merges
            if region.first_column in carried
            and columns.header < region.first_row > region.last_row - _LONGEST
            for row in range(region.first_row + 1, region.last_row + 1)
        }
        self._texts = dict.fromkeys(self._above.values(), "")

    def fill(self, number: int, row: Row) -> Row:
        """The row with the labels of merged cells that cover it from above."""
        if not self._above:
            return row
        filled = [*row, *[""] * (self._width - len(row))]
        for column in range(self._width):
            place = (number, column)
            if place in self._texts:
                self._texts[place] = text_at(row, column)
            elif place in self._above and cell_text(filled[column]) == "":
                filled[column] = self._texts[self._above[place]]
        return filled
