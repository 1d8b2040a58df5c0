"""Finding wide tables on a sheet: rows of periods, the levels of their headers, their ends."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vnr_app.domain.importplan import Severity, cell_name
from vnr_app.domain.periods import Period
from vnr_app.i18n import _
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.values import parse_value
from vnr_app.importing.words import group_of

_LOOK_AHEAD = 50
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:18|19|20|21)\d\d")
_GLUED = re.compile(r"((?:19|20)\d\d)\d")


@dataclass(slots=True)
class WideTable:
    """A table with periods across; all positions from 0, `last` is the last row with values.

    `names` are those label columns that are headed as names of indicators, `home` is the dimension
    that the heading of the label columns announces, `listed` whether one is headed as a list of
    measures, `skipped` are columns that tell nothing.
    """

    header: int
    periods: dict[int, Period]
    last: int = 0
    header_rows: list[int] = field(default_factory=list)
    upper: dict[int, str] = field(default_factory=dict)
    labels: list[int] = field(default_factory=list)
    dimensions: dict[int, str] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    home: str = ""
    listed: bool = False
    roles: dict[str, int] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)
    title_rows: list[int] = field(default_factory=list)
    note_rows: list[int] = field(default_factory=list)

    def body(self) -> Iterable[int]:
        """The rows between the header and the last value, repeated headers left out."""
        return (row for row in range(self.header + 1, self.last + 1) if row not in self.header_rows)


def is_number(cell: Cell, typed: bool = True) -> bool:
    """Whether a cell is a number: by its type, or by its text where all cells are text."""
    if isinstance(cell, str):
        return not typed and _NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def period_columns(row: Row, collector: Collector) -> dict[int, Period]:
    """The cells of a row that name periods, when the row can be a header; else none."""
    periods: dict[int, Period] = {}
    odd: list[int] = []
    for column, cell in enumerate(row):
        if cell == "":
            continue
        period = collector.period(cell) if _may_be_period(cell) else None
        if period is not None:
            periods[column] = period
        elif is_number(cell) or _GLUED.fullmatch(cell_text(cell)):
            odd.append(column)
    if odd:
        periods |= _glued_years(row, odd, periods, collector)
    return dict(sorted(periods.items())) if all(column in periods for column in odd) else {}


def _may_be_period(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return float(cell).is_integer() and 1900 <= cell <= 2100
    if isinstance(cell, str):
        return len(cell) <= 30 and (not cell.isascii() or _YEAR.search(cell) is not None)
    return True


def _glued_years(
    row: Row, columns: list[int], periods: dict[int, Period], collector: Collector
) -> dict[int, Period]:
    """Years with a footnote digit glued on ("20221"), where the years beside leave no doubt."""
    found: dict[int, Period] = {}
    for column in columns:
        match = _GLUED.fullmatch(cell_text(row[column]))
        if match is None:
            continue
        year = int(match[1])
        left = periods.get(column - 1) or found.get(column - 1)
        right = periods.get(column + 1)
        if (left and left.year == year - 1) or (right and right.year == year + 1):
            period = collector.period(str(year))
            if period is not None:
                found[column] = period
    return found


def find_tables(rows: list[Row], collector: Collector) -> list[WideTable]:
    """All wide tables of a sheet, from top to bottom."""
    tables: list[WideTable] = []
    for number, row in enumerate(rows):
        periods = period_columns(row, collector)
        if not periods or not _is_header(rows, number, periods, tables):
            continue
        if tables and tables[-1].periods == periods and not _has_title(rows, number, tables[-1]):
            tables[-1].header_rows.append(number)
            continue
        tables.append(WideTable(number, periods, header_rows=[number]))
    if not tables:
        return []
    limits = [table.header for table in tables[1:]] + [len(rows)]
    found: list[WideTable] = []
    for table, limit in zip(tables, limits, strict=True):
        _add_levels(rows, table)
        table.last = _last_value_row(rows, table, limit)
        if table.last > table.header:
            found.append(table)
    return found


def _is_header(
    rows: list[Row], number: int, periods: dict[int, Period], tables: list[WideTable]
) -> bool:
    """Whether a row of periods heads a table, not one of values that look like years."""
    row = rows[number]
    first = min(periods)
    if len(periods) == 1:
        labelled = any(text_at(row, column) for column in range(first))
        last = min(len(rows), number + 1 + _LOOK_AHEAD)
        below = [rows[i][first] for i in range(number + 1, last) if first < len(rows[i])]
        numbers = [cell for cell in below if cell != ""]
        return (
            labelled
            and not tables
            and max(periods) == max(i for i, cell in enumerate(row) if cell != "")
            and bool(numbers)
            and all(_readable(cell) for cell in numbers)
        )
    if not tables or tables[-1].periods == periods:
        return True
    starts = [period.start for period in periods.values()]
    if starts != sorted(starts):
        return False
    # Fiscal years and the like are no values, even right below values.
    spans = all(not _readable(row[column]) for column in periods)
    return spans or not any(is_number(cell) for cell in rows[number - 1])


def _has_title(rows: list[Row], number: int, table: WideTable) -> bool:
    """Whether a title with a number of its own stands above a header like the one before."""
    above = rows[number - 1]
    if any(column < len(above) and above[column] != "" for column in table.periods):
        return False
    titles = [cell_text(cell) for cell in above if cell != ""]
    first = [cell_text(c) for row in rows[: table.header] for c in row if c != ""]
    if not titles or len(titles) > 4:
        return False

    def words(text: str) -> str:
        return re.sub(r"[\W\d_]+|continued|page", "", text.lower())

    return not any(words(title) in {words(text) for text in first} for title in titles)


def _add_levels(rows: list[Row], table: WideTable) -> None:
    """Levels of the header beside the periods: groups above them or below them."""
    columns = sorted(table.periods)
    first = columns[0]
    below = rows[table.header + 1] if table.header + 1 < len(rows) else []
    groups = {c: cell_text(cell) for c, cell in enumerate(below) if c >= first and cell != ""}
    if len(groups) > len(columns) and all(group_of(text) for text in groups.values()):
        current = table.periods[first]
        for column in sorted(groups):
            current = table.periods.get(column, current)
            table.periods[column] = current
        table.upper = groups
        table.header_rows.append(table.header + 1)
        return
    if table.header == 0:
        return
    above = rows[table.header - 1]
    texts = {c: cell_text(cell) for c, cell in enumerate(above) if cell != "" and c >= first}
    if any(_readable(text) and not _YEAR.fullmatch(text) for text in texts.values()):
        return
    starts = [table.periods[c].start for c in columns]
    if len(texts) >= 2 or (texts and len(set(starts)) < len(starts)):
        label = ""
        for column in range(first, columns[-1] + 1):
            label = texts.get(column, label)
            if column in table.periods and label:
                table.upper[column] = label
        table.header_rows.insert(0, table.header - 1)


def _last_value_row(rows: list[Row], table: WideTable, limit: int) -> int:
    last = table.header
    for number in range(table.header + 1, limit):
        row = rows[number]
        if number not in table.header_rows and any(
            column < len(row) and _is_value(row[column]) for column in table.periods
        ):
            last = number
    return last


def _is_value(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    return bool(text) and len(text) <= 24 and _readable(text)


def _readable(cell: Cell) -> bool:
    return any(parse_value(cell, mark).value is not None for mark in (".", ","))


def warn_glued(sheet: Sheet, rows: list[Row], table: WideTable, collector: Collector) -> None:
    """Tell of every year that was freed of a glued footnote digit."""
    for column, period in table.periods.items():
        text = text_at(rows[table.header], column)
        if _GLUED.fullmatch(text):
            collector.problem(
                "glued-footnote",
                _("“{text}” was read as the year {year} with a footnote mark.").format(
                    text=text, year=period.label
                ),
                sheet=sheet.name,
                cell=cell_name(table.header, column),
                value=text,
                severity=Severity.WARNING,
            )
