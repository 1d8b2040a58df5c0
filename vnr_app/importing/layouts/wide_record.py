"""What the plan keeps of a wide table itself: its places, its texts, the numbers left over."""

from vnr_app.domain.importplan import PlannedTable, Region, cell_name
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.wide_find import WideTable, is_number
from vnr_app.importing.layouts.wide_texts import TableTexts

LAYOUT = "wide-years"


def unused_numbers(
    rows: list[Row], tables: list[WideTable], used: set[tuple[int, int]], typed: bool
) -> list[tuple[int, int]]:
    """Numeric cells of the sheet that became no observation and are no period of a header."""
    headers = {number for table in tables for number in table.header_rows}
    known = used | {(n, c) for table in tables for n in table.body() for c in table.skipped}
    return [
        (number, column)
        for number, row in enumerate(rows)
        if number not in headers
        for column, cell in enumerate(row)
        if is_number(cell, typed) and (number, column) not in known
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
