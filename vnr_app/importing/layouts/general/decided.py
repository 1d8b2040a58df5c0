"""What people said of the lines and rectangles of a sheet, in the place of what is found."""

from dataclasses import dataclass, field

from vnr_app.domain.importplan import Region
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.decisions import Lines, lines_of, regions_of, within
from vnr_app.importing.layouts.general.cells import is_year

_TEXTS = ("title", "unit", "note", "source", "indicator")
"""Rows that say something about the whole table and are no part of it."""

_HEADS = ("period", "label", "area", "dimension", "series")


@dataclass(slots=True)
class Decided:
    """The decisions about a sheet's lines; empty where nobody said anything.

    `headers` and `values` are rows that head columns or hold values whatever they look like,
    `texts` the texts of rows by their role, `dimensions` gives the dimension of texts in a header.
    """

    columns: Lines = field(default_factory=dict)
    headers: set[int] = field(default_factory=set)
    values: set[int] = field(default_factory=set)
    texts: dict[str, list[str]] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)

    def text(self, role: str) -> str:
        """What the rows of a role say."""
        return " ".join(self.texts.get(role, []))


def decide(sheet: Sheet, collector: Collector) -> tuple[list[Row], Decided]:
    """The rows of a sheet without lines that are ignored or only texts, and what was decided."""
    recipe, names = collector.context.recipe, collector.sheet_names
    rows = list(sheet.rows)
    down, across = lines_of(recipe, sheet.name, rows, names)
    if not down and not across:
        return rows, Decided()
    decided = Decided(columns={c: rule for c, rule in across.items() if rule.role != "ignore"})
    left_out = {column for column, rule in across.items() if rule.role == "ignore"}
    if left_out:
        rows = [["" if c in left_out else cell for c, cell in enumerate(row)] for row in rows]
    for number, rule in down.items():
        texts = [text for cell in rows[number] if (text := cell_text(cell))]
        if rule.role in _HEADS:
            decided.headers.add(number)
        elif rule.role == "number":
            decided.values.add(number)
        else:
            rows[number] = []
        if rule.role in _TEXTS:
            decided.texts.setdefault(rule.role, []).extend(texts)
        elif rule.role in ("dimension", "area"):
            name = rule.dimension or "area"
            decided.dimensions |= {" ".join(text.split()): name for text in texts}
    return rows, decided


def views(sheet: Sheet, rows: list[Row], collector: Collector) -> list[list[Row]]:
    """The rows as each table sees them: those that people drew, else those that the file declares.

    Beside the declared tables of a workbook the rest of the sheet is read as well.
    """
    recipe = collector.context.recipe
    drawn = regions_of(recipe, sheet.name, collector.sheet_names)
    if drawn:
        return [_seen(rows, region) for region in drawn]
    declared = [region for _name, region in sheet.regions if _is_headed(rows, region)]
    if not declared:
        return [rows]
    return [*(_seen(rows, region) for region in declared), _without(rows, declared)]


def _is_headed(rows: list[Row], region: Region) -> bool:
    """Whether a range begins with headings; one of values only is no table but for formulas."""
    if region.first_row >= len(rows) or region.first_column == region.last_column:
        return False
    cells = rows[region.first_row][region.first_column : region.last_column + 1]
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    return len(numbers) < len(cells) and all(map(is_year, numbers))


def _seen(rows: list[Row], region: Region) -> list[Row]:
    """A rectangle with the texts above and below it, up to the nearest row of numbers."""
    seen = within(rows, region)
    seen += [[] for _ in rows[len(seen) :]]
    for numbers in (
        range(region.first_row - 1, -1, -1),
        range(region.last_row + 1, len(rows)),
    ):
        for number in numbers:
            if any(isinstance(cell, int | float) for cell in rows[number]):
                break
            seen[number] = rows[number]
    return seen


def _without(rows: list[Row], regions: list[Region]) -> list[Row]:
    """What stands beside the rectangles; their rows and the texts right above them are taken."""
    taken = {n for region in regions for n in range(region.first_row - 2, region.last_row + 1)}
    first = min(region.first_column for region in regions)
    last = max(region.last_column for region in regions)
    return [
        [
            "" if number in taken and first <= column <= last else cell
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(rows)
    ]
