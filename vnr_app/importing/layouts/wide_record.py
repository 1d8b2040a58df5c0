"""What the plan keeps of a wide table itself: its places, its texts, the numbers left over."""

from collections.abc import Iterable
from typing import NamedTuple

from vnr_app.domain.importplan import PlannedTable, Region, cell_name
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.layouts.wide_periods import is_number
from vnr_app.importing.layouts.wide_texts import TableTexts

LAYOUT = "wide-years"

Numbered = tuple[int, Row]
"""A row with its number from 0."""


class Used(NamedTuple):
    """What became observations: cells, and rows of which no number is left over."""

    cells: set[tuple[int, int]]
    rows: set[int]


def unused_numbers(
    rows: Iterable[Numbered],
    tables: list[WideTable],
    used: Used,
    typed: bool,
) -> list[tuple[int, int]]:
    """Numeric cells of numbered rows that became no observation.

    Periods of a header and what names or numbers the rows, as ages do, are none.
    """
    headers = {number for table in tables for number in table.header_rows}
    apart = [
        (range(table.header + 1, table.last + 1), table.texts(), beside)
        for table in tables
        if (beside := frozenset((*table.skipped, *table.labels, *table.dimensions)))
    ]
    return [
        (number, column)
        for number, row in rows
        if number not in used.rows and number not in headers
        for column, cell in enumerate(row)
        if (number, column) not in used.cells
        and is_number(cell, typed)
        and not any(
            column in skipped and number in body and number not in texts
            for body, texts, skipped in apart
        )
    ]


def planned_table(
    sheet: str,
    table: WideTable,
    texts: TableTexts,
    indicators: tuple[str, ...],
    used: int,
    unused: list[tuple[int, int]],
) -> PlannedTable:
    """The record of a table; `used` of its numbers became observations, `unused` did not."""
    columns = [*table.labels, *table.dimensions, *table.roles.values(), *table.periods]
    first, last = min(columns), max(columns)
    left = min(table.periods)
    roles = [("title", Region(n, first, n, last)) for n in table.title_rows]
    roles += [("header", Region(n, first, n, last)) for n in table.header_rows]
    if first < left:
        roles.append(("label", Region(table.header + 1, first, table.last, left - 1)))
    roles.append(("number", Region(table.header + 1, left, table.last, max(table.periods))))
    roles += [("note", Region(n, first, n, last)) for n in table.note_rows]
    return PlannedTable(
        sheet=sheet,
        region=Region(min(table.header_rows), first, table.last, last),
        layout=LAYOUT,
        header_rows=tuple(sorted(table.header_rows)),
        indicators=indicators,
        title=texts.title,
        unit=texts.unit,
        notes=tuple(texts.notes.texts),
        roles=tuple(roles),
        numbers_seen=used + len(unused),
        numbers_unused=tuple(cell_name(*cell) for cell in unused),
    )
