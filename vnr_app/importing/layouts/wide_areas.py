"""Rows of a wide table that hold no more than the name of an area and whole numbers.

The longest tables are like that: a row for each school, village or station. Such a row is about
the same as the one above but for its area, so that nothing else is looked up for it.
"""

from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.wide_cells import CellReader, PlainColumn, is_whole
from vnr_app.importing.layouts.wide_rows import Subject


class AreaRows:
    """Reads such rows of the table of a `CellReader`, which would read them to the same effect."""

    def __init__(self, cells: CellReader) -> None:
        table, sheet = cells.table, cells.sheet
        self._cells = cells
        self._named = table.roles.get("area_name", -1)
        self._is_bare = cells.labels.is_bare
        self._columns: dict[int, PlainColumn | None] = {}
        beside = [*table.labels, *table.dimensions, *table.roles.values()]
        self.may_come = beside == [self._named] and not (sheet.typed or sheet.marks)
        """Whether the table has the columns of such rows, and no others."""

    def read(
        self, number: int, row: Row, subject: Subject, above: dict[int, str]
    ) -> list[int] | None:
        """What `CellReader.read_row` returns; None where the row holds more."""
        name = row[self._named] if self._named < len(row) else ""
        if not (isinstance(name, str) and name) or name[0].isspace() or not self._is_bare(name):
            return None
        values = self._values(row, subject)
        if not values:
            return None
        above[self._named] = name
        cells = self._cells
        area = cells.known_area(cells.collector.places.code(name))
        used = []
        for column, raw, about in values:
            series, dimensions, _part, unnamed = about.topic
            planned = cells.collector.ledger.subject(series, area, dimensions)
            cells.unnamed += unnamed
            if cells.take(planned, area, about.span, about.setting, number, raw, raw):
                used.append(column)
        return used

    def _values(self, row: Row, subject: Subject) -> list[tuple[int, str, PlainColumn]]:
        """The whole numbers of a row; none where anything else stands among them."""
        values = []
        for column in self._cells.columns:
            raw = row[column] if column < len(row) else ""
            if raw == "":
                continue
            if not isinstance(raw, str) or not is_whole(raw):
                return []
            if column not in self._columns:
                self._columns[column] = self._cells.plain_column(column, subject)
            about = self._columns[column]
            if about is None:
                return []
            values.append((column, raw, about))
        return values
