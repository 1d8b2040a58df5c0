"""What people decided about the rows, columns and rectangles of a sheet of wide tables."""

from dataclasses import dataclass, replace

from vnr_app.domain.importplan import Region
from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.decisions import Lines, lines_of, regions_of, within
from vnr_app.importing.layouts.wide_bands import band_rows, bands_of, parts_of
from vnr_app.importing.layouts.wide_columns import add_surroundings
from vnr_app.importing.layouts.wide_find import WideTable, find_tables

_ROLES = {
    "area": "area_name",
    "unit": "unit",
    "source": "source",
    "footnote": "footnote",
    "indicator": "indicator",
}
"""Roles of columns as decided → as the reader calls them."""


@dataclass(frozen=True, slots=True)
class View:
    """Rows as one table or all tables of a sheet see them, and the tables found there."""

    rows: list[Row]
    tables: list[WideTable]
    region: Region | None = None


def find_views(sheet: Sheet, rows: list[Row], collector: Collector) -> list[View]:
    """The tables among rows of a sheet: those that people drew, one by one, or all found there."""
    recipe, names = collector.context.recipe, collector.sheet_names
    down, across = lines_of(recipe, sheet.name, rows, names)
    rows = _without_ignored(rows, down)
    headers = {number for number, rule in down.items() if rule.role == "period"}
    regions = regions_of(recipe, sheet.name, names)
    views = [_drawn(rows, region, headers, collector) for region in regions]
    views = views or _found(rows, headers, collector)
    for view in views:
        add_surroundings(view.rows, view.tables)
        for table in view.tables:
            _decide_columns(table, across)
            _decide_rows(table, down)
    return views


def _without_ignored(rows: list[Row], down: Lines) -> list[Row]:
    ignored = {number for number, rule in down.items() if rule.role == "ignore"}
    return [[] if number in ignored else row for number, row in enumerate(rows)]


def _found(rows: list[Row], headers: set[int], collector: Collector) -> list[View]:
    """All tables that are found; those side by side each in a view of its own columns."""
    regions = parts_of(rows, collector) if not headers else []
    tables = [find_tables(within(rows, region), collector) for region in regions]
    if not tables or not all(tables):
        return _bands(rows, headers, collector)
    views: list[View] = []
    for region, (first, *_others) in zip(regions, tables, strict=True):
        seen = band_rows(rows, first, region, 0)
        views += [
            replace(view, region=view.region or region) for view in _bands(seen, headers, collector)
        ]
    return views


def _bands(rows: list[Row], headers: set[int], collector: Collector) -> list[View]:
    tables = find_tables(rows, collector, headers)
    views: list[View] = []
    start = 0
    for table in tables:
        for region in bands_of(rows, table):
            seen = band_rows(rows, table, region, start)
            views.append(View(seen, find_tables(seen, collector, headers), region))
        start = table.last + 1
    whole = [table for table in tables if not bands_of(rows, table)]
    return [View(rows, whole), *views] if whole or not views else views


def _drawn(rows: list[Row], region: Region, headers: set[int], collector: Collector) -> View:
    """The table of a rectangle; beside it nothing is seen, above and below it the texts are."""
    inside = within(rows, region)
    tables = find_tables(inside, collector, headers)[:1]
    for table in tables:
        for number in range(table.last + 1, region.last_row + 1):
            if any(c < len(inside[number]) and inside[number][c] != "" for c in table.periods):
                table.last = number
    seen = [
        inside[number] if region.first_row <= number <= region.last_row else row
        for number, row in enumerate(rows)
    ]
    return View(seen, tables, region)


def _decide_columns(table: WideTable, across: Lines) -> None:
    for column, rule in across.items():
        if rule.role == "number":
            continue
        _forget(table, column)
        if rule.role in ("label", "series"):
            table.labels = sorted({*table.labels, column})
            if rule.role == "series":
                table.names, table.listed = [column], True
        elif rule.role == "dimension":
            table.dimensions[column] = rule.dimension
        elif role := _ROLES.get(rule.role):
            table.roles[role] = column
        else:
            table.skipped.append(column)
    table.dimensions = dict(sorted(table.dimensions.items()))


def _forget(table: WideTable, column: int) -> None:
    """Take a column out of every part that it was found to play."""
    for numbers in (table.labels, table.names, table.skipped):
        if column in numbers:
            numbers.remove(column)
    if len(table.periods) > 1:
        table.periods.pop(column, None)
    table.dimensions.pop(column, None)
    table.roles = {role: place for role, place in table.roles.items() if place != column}


def _decide_rows(table: WideTable, down: Lines) -> None:
    """Rows of texts that people named; those inside the table are no rows of values."""
    parts = {
        "title": table.title_rows,
        "indicator": table.title_rows,
        "unit": table.unit_rows,
        "note": table.note_rows,
        "source": table.source_rows,
    }
    for number, rule in down.items():
        if rule.role not in parts or table.header == number:
            continue
        for numbers in parts.values():
            if number in numbers:
                numbers.remove(number)
        parts[rule.role].append(number)
