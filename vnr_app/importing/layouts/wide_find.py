"""Finding wide tables on a sheet: rows of periods, the levels of their headers, their ends."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from vnr_app.domain.periods import Period
from vnr_app.importing.codes import vote_code
from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.wide_ends import last_value_row, readable
from vnr_app.importing.layouts.wide_periods import is_number, period_columns
from vnr_app.importing.words import group_of

_LOOK_AHEAD = 50
_MOST_TITLES = 6
"""Texts of titles and units above a table, in all languages."""
_YEAR = re.compile(r"(?:18|19|20|21)\d\d")


class RowsAt(Protocol):
    """Rows by their number from 0: all of a sheet, or those of them that are at hand."""

    def __getitem__(self, number: int, /) -> Row: ...

    def __len__(self) -> int: ...


@dataclass(slots=True)
class WideTable:
    """A table with periods across; all positions from 0, `last` is the last row with values.

    `names` are those label columns that are headed as names of indicators, `home` is the dimension
    that the heading of the label columns announces, `listed` whether one is headed as a list of
    measures, `skipped` are columns that tell nothing, `unit_rows` those rows
    that a person said name the unit.
    """

    header: int
    periods: dict[int, Period]
    last: int = 0
    header_rows: list[int] = field(default_factory=list)
    upper: dict[int, str] = field(default_factory=dict)
    labels: list[int] = field(default_factory=list)
    dimensions: dict[int, str] = field(default_factory=dict)
    carried: list[int] = field(default_factory=list)
    """Columns of dimensions whose labels hold for the rows below that have none."""
    names: list[int] = field(default_factory=list)
    home: str = ""
    listed: bool = False
    roles: dict[str, int] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)
    title_rows: list[int] = field(default_factory=list)
    unit_rows: list[int] = field(default_factory=list)
    note_rows: list[int] = field(default_factory=list)
    source_rows: list[int] = field(default_factory=list)
    """Rows that people named as the source of the values."""

    def texts(self) -> set[int]:
        """The rows of headers and of texts, wherever they stand."""
        texts = {*self.header_rows, *self.title_rows, *self.unit_rows, *self.note_rows}
        return texts | {*self.source_rows}

    def body(self) -> Iterable[int]:
        """The rows between the header and the last value, repeated headers left out."""
        texts = self.texts()
        return (row for row in range(self.header + 1, self.last + 1) if row not in texts)


def find_tables(
    rows: list[Row], collector: Collector, headers: Collection[int] = ()
) -> list[WideTable]:
    """All wide tables of a sheet, from top to bottom; `headers` are rows named as such."""
    tables: list[WideTable] = []
    for number, row in enumerate(rows):
        if headers and number not in headers:
            continue
        periods = period_columns(row, collector)
        if not periods or not (headers or is_header(rows, number, periods, tables)):
            continue
        if (
            tables
            and tables[-1].periods == periods
            and not _begins_anew(rows, number, tables[-1], collector)
        ):
            tables[-1].header_rows.append(number)
            continue
        tables.append(WideTable(number, periods, header_rows=[number]))
    if not tables:
        return []
    limits = [table.header for table in tables[1:]] + [len(rows)]
    found: list[WideTable] = []
    for table, limit in zip(tables, limits, strict=True):
        _add_levels(rows, table)
        _skip_counting(rows, table)
        headers = {table.header, *(n for n in table.header_rows if n > table.header)}
        table.last = last_value_row(rows, headers, table.periods, limit)
        if table.last > table.header:
            found.append(table)
    return found


def is_header(
    rows: RowsAt, number: int, periods: dict[int, Period], tables: list[WideTable]
) -> bool:
    """Whether a row of periods heads a table below others, not one of values that look like years.

    The row before it is looked at too where there are others, else the rows below it.
    """
    if len(periods) == 1:
        return not tables and _heads_one(rows, number, min(periods))
    if not tables or tables[-1].periods == periods:
        return True
    if len({cell_text(rows[number][column]) for column in periods}) == 1:
        # "Founded in 2021" in place of each value.
        return False
    starts = [period.start for period in periods.values()]
    if starts not in (sorted(starts), sorted(starts, reverse=True)):
        return False
    # Fiscal years and the like are no values, even right below values.
    spans = all(not readable(rows[number][column]) for column in periods)
    below_values = any(is_number(cell, typed=False) for cell in rows[number - 1])
    return spans or not below_values or _is_labelled_alike(rows, number, periods, tables[-1])


def _is_labelled_alike(
    rows: RowsAt, number: int, periods: dict[int, Period], above: WideTable
) -> bool:
    """Whether beside its periods a row says what the header above says beside its own."""
    own, other = (
        [cell_text(cell) for column, cell in enumerate(row) if column not in dated and cell != ""]
        for row, dated in ((rows[number], periods), (rows[above.header], above.periods))
    )
    return bool(own) and own == other


def _heads_one(rows: RowsAt, number: int, first: int) -> bool:
    """Whether a row with one period in that column heads a column of values."""
    row = rows[number]
    labelled = any(text_at(row, column) for column in range(first))
    below = [each[first] for each in _rows_below(rows, number) if first < len(each)]
    numbers = [cell for cell in below if cell != ""]
    return (
        labelled
        and first == max(i for i, cell in enumerate(row) if cell != "")
        and bool(numbers)
        and all(readable(cell) for cell in numbers)
    )


def _rows_below(rows: RowsAt, number: int) -> list[Row]:
    """So many rows below a row as tell whether values stand there."""
    last = min(len(rows), number + 1 + _LOOK_AHEAD)
    return [rows[i] for i in range(number + 1, last)]


def _begins_anew(rows: list[Row], number: int, table: WideTable, collector: Collector) -> bool:
    """Whether a header like the one before belongs to another table: a title stands above it."""
    framework = collector.context.framework
    first = [cell_text(cell) for row in rows[: table.header] for cell in row if cell != ""]
    lines = _lines_above(rows, number, table)
    codes = [vote_code(texts, framework) for texts in ([t for line in lines for t in line], first)]
    if codes[0] and codes[1]:
        return codes[0] != codes[1]
    known = {_words(text) for text in first}
    titles = _below_blank(lines)
    return 0 < len(titles) <= _MOST_TITLES and not any(_words(title) in known for title in titles)


def _lines_above(rows: list[Row], number: int, table: WideTable) -> list[list[str]]:
    """The texts of the rows between the values above a header and the header, bottom row first."""
    lines = []
    for row in reversed(rows[table.header + 1 : number]):
        if any(column < len(row) and row[column] != "" for column in table.periods):
            break
        lines.append([text for cell in row if (text := cell_text(cell))])
    return lines


def _below_blank(lines: list[list[str]]) -> list[str]:
    """Of such texts those of the row right above the header, else those below the first gap."""
    if lines and lines[0]:
        return lines[0]
    blanks = [position for position, line in enumerate(lines) if not line]
    return [text for line in lines[: blanks[-1]] for text in line] if blanks else []


def _words(text: str) -> str:
    return re.sub(r"[\W\d_]+|continued|page", "", text.lower())


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
    if _counts_columns(texts):
        # "Week number 1 | 2 | 3" over the dates of the weeks.
        table.header_rows.insert(0, table.header - 1)
        return
    if any(readable(text) and not _YEAR.fullmatch(text) for text in texts.values()):
        return
    starts = [table.periods[c].start for c in columns]
    if len(texts) >= 2 or (texts and len(set(starts)) < len(starts)):
        label = ""
        for column in range(first, columns[-1] + 1):
            label = texts.get(column, label)
            if column in table.periods and label:
                table.upper[column] = label
        table.header_rows.insert(0, table.header - 1)


def _counts_columns(texts: dict[int, str]) -> bool:
    """Whether texts only count their columns, from 1 on."""
    counts = [texts[column] for column in sorted(texts)]
    return len(counts) > 2 and counts == [str(n) for n in range(1, len(counts) + 1)]


def _skip_counting(rows: list[Row], table: WideTable) -> None:
    """Take a row below the header that only counts the columns, "А | Б | 1 | 2", for a header."""
    number = max(table.header_rows) + 1
    if number >= len(rows) or number in table.header_rows:
        return
    texts = {c: text for c, cell in enumerate(rows[number]) if (text := cell_text(cell))}
    counts = [text for c, text in texts.items() if c in table.periods]
    beside = [text for c, text in texts.items() if c not in table.periods]
    whole = [int(text) for text in counts if text.isdecimal()]
    if (
        len(whole) == len(counts) > 1
        and whole[0] <= len(texts)
        and all(b == a + 1 for a, b in pairwise(whole))
        and all(len(text) < 3 for text in beside)
    ):
        table.header_rows.append(number)
