"""Long wide tables: what they are is told by their first rows, then they are read in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from vnr_app.importing.column_reader import ColumnReader, column_readers
from vnr_app.importing.grid import Cell, Row, Sheet
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.decisions import means_sheet
from vnr_app.importing.layouts.wide_decided import find_views
from vnr_app.importing.layouts.wide_ends import TableEnd
from vnr_app.importing.layouts.wide_find import WideTable, is_header
from vnr_app.importing.layouts.wide_periods import period_columns
from vnr_app.importing.layouts.wide_record import Numbered, Used, unused_numbers
from vnr_app.importing.layouts.wide_table import SAMPLE, TableReader
from vnr_app.importing.numbers import SIMPLE

LONG = 20_000
"""Rows from which on a sheet is long."""
PIECE = 5_000
"""Rows that are read together; the first of them tell what table it is."""
_TAIL = 200
"""Rows below the values in which notes are sought."""
_DISTINCT = 50_000
"""Different texts of a column by which its decimal mark is told, beside its first rows."""


def read_long(sheet: Sheet, collector: Collector) -> bool:
    """Read a long sheet that is one wide table; whether it is one."""
    if len(sheet.rows) <= LONG:
        return False
    head = list(islice(sheet.rows, PIECE))
    table = _table_of(sheet, head, collector)
    if table is None:
        return False
    look = _look_over(sheet, head, table, collector)
    if look is None:
        return False
    table.last = look.end.last
    table.note_rows += [number for number in look.tail if number > table.last]
    _Pieces(sheet, head, table, look, collector).read()
    return True


def _table_of(sheet: Sheet, head: list[Row], collector: Collector) -> WideTable | None:
    """The only table of the first rows, where it goes on below them."""
    recipe, names = collector.context.recipe, collector.sheet_names
    if any(rule.axis == "row" and means_sheet(rule, sheet.name, names) for rule in recipe.lines):
        return None
    views = find_views(sheet, head, collector)
    if len(views) != 1 or views[0].region is not None or len(views[0].tables) != 1:
        return None
    table = views[0].tables[0]
    return table if table.last == len(head) - 1 else None


@dataclass(slots=True)
class _Look:
    """What one pass over the rows below the first ones tells."""

    end: TableEnd
    texts: dict[int, dict[Cell, None]]
    """The different texts of each column of values that are no whole numbers."""
    tail: dict[int, Row] = field(default_factory=dict)
    """Rows below the last values."""


def _look_over(
    sheet: Sheet, head: list[Row], table: WideTable, collector: Collector
) -> _Look | None:
    """Where the table ends and what its columns hold; None where another table follows."""
    columns = sorted(table.periods)
    look = _Look(TableEnd(table.header, columns), {column: {} for column in columns})
    look.end.take(table.last)
    periods = {head[table.header][column] for column in columns}
    before = head[-1]
    lone = columns[0] if len(columns) == 1 and not sheet.typed else None
    for number, row in _below(sheet, lone, look, collector):
        if lone is not None and not (look.end.over or look.tail) and _are_whole([row], lone):
            look.end.take(number)
            continue
        cells = [row[column] for column in columns if column < len(row)]
        first = next((cell for cell in cells if cell != ""), "")
        plain = _is_plain(first)
        if len(columns) > 1 and (not plain or first in periods or _may_be_year(first)):
            found = period_columns(row, collector)
            if found == table.periods:
                table.header_rows.append(number)
                continue
            if found and is_header({number: row, number - 1: before}, number, found, [table]):
                return None
        before = row
        if plain and not look.end.over:
            look.end.take(number)
            look.tail.clear()
        elif look.end.add(number, row):
            look.tail.clear()
        elif len(look.tail) < _TAIL and any(cell != "" for cell in row):
            look.tail[number] = row
        for column, cell in zip(columns, cells, strict=False):
            if (
                isinstance(cell, str)
                and not cell.isdecimal()
                and len(look.texts[column]) < _DISTINCT
            ):
                look.texts[column][cell] = None
    return look


def _below(sheet: Sheet, lone: int | None, look: _Look, collector: Collector) -> Iterator[Numbered]:
    """The rows below the first ones, but for pieces with nothing but whole numbers in a column.

    Nearly all of the longest tables are like those, which tell no more than where they end.
    """
    rows = islice(sheet.rows, PIECE, None)
    number = PIECE
    while piece := list(islice(rows, PIECE)):
        collector.job.check_cancelled()
        begun = look.end.over or look.tail
        if lone is not None and not begun and _are_whole(piece, lone):
            look.end.take(number + len(piece) - 1)
        else:
            yield from enumerate(piece, number)
        number += len(piece)


def _are_whole(rows: list[Row], column: int) -> bool:
    """Whether whole numbers stand in a column of rows that hold texts."""
    texts = [str(row[column]) for row in rows if column < len(row)]
    return len(texts) == len(rows) and "" not in texts and "".join(texts).isdecimal()


def _may_be_year(cell: Cell) -> bool:
    """Whether a cell that is a number can be a year, and its row the header of another table."""
    text = str(cell)
    return text[:2] in ("18", "19", "20", "21") and text[4:] in ("", ".0")


def _is_plain(cell: Cell) -> bool:
    """Whether a cell is a number at first sight."""
    if isinstance(cell, str):
        return cell.isdecimal() or SIMPLE.fullmatch(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


@dataclass(slots=True)
class _Pieces:
    """Reads a table whose form is known."""

    sheet: Sheet
    head: list[Row]
    table: WideTable
    look: _Look
    collector: Collector

    def read(self) -> None:
        """Read all rows of the sheet."""
        texts = dict(enumerate(self.head)) | self.look.tail
        first = range(self.table.header + 1, len(self.head))
        sample = [number for number in first if number not in self.table.header_rows][:SAMPLE]
        columns = self._columns(first)
        reader = TableReader(self.sheet, texts, self.table, sample, columns, self.collector)
        self.head.clear()
        apart = self.table.texts()
        unused: list[tuple[int, int]] = []
        rest: list[Numbered] = []
        for piece in _pieces(self.sheet):
            inside, outside = self._divided(piece, apart)
            rows, used = rest + inside, Used(set(), set())
            count = reader.read_whole(rows, used)
            rest = rows[count:]
            unused += self._unused([*outside, *rows[:count]], used)
        used = Used(set(), set())
        reader.read(rest, used)
        unused += self._unused(rest, used)
        self.collector.tables.append(reader.finish(sorted(unused)))

    def _divided(
        self, piece: list[Numbered], apart: set[int]
    ) -> tuple[list[Numbered], list[Numbered]]:
        """The rows of a piece that are of the body of the table, and the others."""
        first, last = piece[0][0], piece[-1][0]
        whole = self.table.header < first and last <= self.table.last
        if whole and apart.isdisjoint(range(first, last + 1)):
            return piece, []
        body = range(self.table.header + 1, self.table.last + 1)
        inside = [each for each in piece if each[0] in body and each[0] not in apart]
        return inside, [each for each in piece if each[0] not in body or each[0] in apart]

    def _columns(self, rows: range) -> dict[int, ColumnReader]:
        """How the cells of each column are read."""
        cells = {
            column: [
                *(self.head[n][column] for n in rows if column < len(self.head[n])),
                *self.look.texts[column],
            ]
            for column in self.table.periods
        }
        return column_readers(cells, self.collector.context.recipe, self.collector.survey.mark)

    def _unused(self, piece: list[Numbered], used: Used) -> list[tuple[int, int]]:
        return unused_numbers(piece, [self.table], used, self.sheet.typed)


def _pieces(sheet: Sheet) -> Iterator[list[Numbered]]:
    """All rows of a sheet with their numbers, so many at a time."""
    rows = enumerate(sheet.rows)
    while piece := list(islice(rows, PIECE)):
        yield piece
