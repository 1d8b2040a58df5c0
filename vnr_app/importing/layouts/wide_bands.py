"""Wide tables that stand side by side on a sheet, each with labels and periods of its own."""

from itertools import pairwise

from vnr_app.domain.importplan import Region
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.decisions import within
from vnr_app.importing.layouts.wide_find import WideTable, find_tables

_SAMPLE = 200
"""Rows by which columns of labels are told."""


def parts_of(rows: list[Row], collector: Collector) -> list[Region]:
    """The parts of a sheet between its empty columns, where each is a table by itself.

    A part without labels or periods of its own belongs to the one before it.
    """
    width = max(map(len, rows), default=0)
    filled = {column for row in rows for column, cell in enumerate(row) if cell != ""}
    begins = [column for column in sorted(filled) if column - 1 not in filled][1:]
    starts = [column for column in begins if _is_table(rows, column, width, collector)]
    if not starts or not find_tables(within(rows, _upright(rows, 0, starts[0] - 1)), collector):
        return []
    ends = [start - 1 for start in starts[1:]] + [width - 1]
    pairs = zip([0, *starts], [starts[0] - 1, *ends], strict=True)
    return [_upright(rows, first, last) for first, last in pairs]


def _upright(rows: list[Row], first: int, last: int) -> Region:
    return Region(0, first, len(rows) - 1, last)


def _is_table(rows: list[Row], column: int, width: int, collector: Collector) -> bool:
    """Whether labels and then periods stand from a column on."""
    seen = within(rows, _upright(rows, column, width - 1))
    tables = find_tables(seen, collector)
    return bool(tables) and _labels(seen, tables[0], column)


def bands_of(rows: list[Row], table: WideTable) -> list[Region]:
    """The rectangles of a table that is several, side by side; none where it is one.

    A new one begins where the periods begin again behind a column of labels.
    """
    starts = [0]
    for before, column in pairwise(sorted(table.periods)):
        again = table.periods[column].start <= table.periods[before].start
        if again and any(_labels(rows, table, place) for place in range(before + 1, column)):
            starts.append(before + 1)
    if len(starts) == 1:
        return []
    ends = [start - 1 for start in starts[1:]] + [max(map(len, rows)) - 1]
    return [Region(0, a, table.last, b) for a, b in zip(starts, ends, strict=True)]


def _labels(rows: list[Row], table: WideTable, column: int) -> bool:
    """Whether a column holds names of rows: words, hardly one twice."""
    body = list(table.body())[:_SAMPLE]
    texts = [text for number in body if (text := text_at(rows[number], column))]
    words = [text for text in texts if sum(map(str.isalpha, text)) > 1]
    return len(words) * 2 > len(body) and len(words) == len(texts) < 3 * len({*words})


def band_rows(rows: list[Row], table: WideTable, region: Region, start: int) -> list[Row]:
    """The rows of one band from a row on; where it has no title of its own, that of all bands."""
    inside = within(rows, region)
    top = min(table.header_rows)
    own = any(cell != "" for row in inside[start:top] for cell in row)
    return [
        [] if number < start else rows[number] if number < top and not own else row
        for number, row in enumerate(inside)
    ]
