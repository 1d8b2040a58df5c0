"""Wide tables: labels on the left, periods across, titles above and notes below."""

from itertools import islice

from vnr_app.importing.column_reader import ColumnReader, column_readers
from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.wide_decided import View, find_views
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.layouts.wide_long import read_long
from vnr_app.importing.layouts.wide_record import Used, unused_numbers
from vnr_app.importing.layouts.wide_table import SAMPLE, TableReader


def read(sheet: Sheet, collector: Collector) -> None:
    """Read all wide tables of a sheet into the plan; a long one in pieces, where it is one."""
    if read_long(sheet, collector):
        return
    for view in find_views(sheet, list(sheet.rows), collector):
        _read_view(sheet, view, collector)


def _read_view(sheet: Sheet, view: View, collector: Collector) -> None:
    rows, tables = view.rows, view.tables
    used = Used(set(), set())
    readers = []
    for table in tables:
        numbers = list(table.body())
        columns = _columns(rows, numbers, table, collector)
        reader = TableReader(sheet, rows, table, islice(numbers, SAMPLE), columns, collector)
        reader.read([(number, rows[number]) for number in numbers], used)
        readers.append(reader)
    unused = unused_numbers(enumerate(rows), tables, used, sheet.typed)
    if (drawn := view.region) is not None:
        unused = [cell for cell in unused if drawn.first_row <= cell[0] <= drawn.last_row]
    for reader, table in zip(readers, tables, strict=True):
        below = table.header if table is not tables[0] else -1
        own = [cell for cell in unused if below <= cell[0]]
        own = [c for c in own if table is tables[-1] or c[0] < _next_header(tables, table)]
        collector.tables.append(reader.finish(own))


def _next_header(tables: list[WideTable], table: WideTable) -> int:
    return tables[tables.index(table) + 1].header


def _columns(
    rows: list[Row], numbers: list[int], table: WideTable, collector: Collector
) -> dict[int, ColumnReader]:
    """How the cells of each column of a table are read."""
    cells = {
        column: [rows[number][column] for number in numbers if column < len(rows[number])]
        for column in table.periods
    }
    return column_readers(cells, collector.context.recipe, collector.survey.mark)
