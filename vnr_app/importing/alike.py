"""Rows that say the same as the one before but for a few neighbouring cells.

Long files repeat themselves: below each other stand the years of one thing. A line of a text that
begins and ends like the one before is cut into fields only where it differs, which takes less than
half of the time.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vnr_app.importing.csvtext import TextRows
from vnr_app.importing.grid import Cell, Row, Rows

Cells = Sequence[Cell]
Run = tuple[int, Cells, list[Cells]]
"""Number and cells of a row; the cells between the bounds of it and of the rows like it below."""

_LONGEST = 1_000
"""Rows of a run; what is alike beyond begins the next one."""


class _Frame(NamedTuple):
    """What an alike line begins and ends with; what is between its fields, with how many quotes."""

    start: str
    end: str
    joint: str
    quotes: int


_NEVER = _Frame("\n\n", "", "", 0)
"""No line begins like this."""


def runs_alike(rows: Rows, first: int, last: int) -> Iterator[Run]:
    """All rows, in runs that are alike outside of the columns `first` to `last`, not included.

    Rows may be given as different where telling is not worth the time, never the other way round.
    """
    if isinstance(rows, TextRows) and not (rows.has_controls or rows.has_long_lines):
        return _of_text(rows, first, last)
    return _of_cells(rows, first, last)


def _of_cells(rows: Rows, first: int, last: int) -> Iterator[Run]:
    start: Row = []
    end: Row = []
    row: Row = []
    run: list[Cells] = []
    number = 0
    for number, found in enumerate(rows):
        alike = len(found) == len(row) and found[last:] == end and found[:first] == start
        if run and alike and len(run) < _LONGEST:
            run.append(found[first:last])
            continue
        if run:
            yield number - len(run), row, run
        row, start, end, run = found, found[:first], found[last:], [found[first:last]]
    if run:
        yield number + 1 - len(run), row, run


def _of_text(rows: TextRows, first: int, last: int) -> Iterator[Run]:
    count, mark = last - first, rows.delimiter
    bounds = _bounds(mark, first, count)
    with rows.open() as stream, rows.refusing():
        for _line in range(rows.skip):
            yield _line, [], [[]]
            stream.readline()
        held: list[str] = []
        # A record that does not end in its line takes the next ones from the stream itself.
        lines = iter(lambda: held.pop() if held else stream.readline(), "")
        reader = csv.reader(lines, delimiter=mark)
        start, end, joint, quotes = _NEVER
        row: list[str] = []
        run: list[Cells] = []
        number = rows.skip
        for line in stream:
            if line.startswith(start) and line.endswith(end) and len(run) < _LONGEST:
                middle = line[len(start) : -len(end)]
                fields = middle.split(joint)
                if len(fields) == count and middle.count('"') == quotes:
                    run.append(fields)
                    continue
            if run:
                yield number, row, run
                number += len(run)
            held.append(line)
            before = reader.line_num
            row = next(reader)
            match = bounds.match(line) if reader.line_num == before + 1 else None
            start, end, joint, quotes = _frame(match, mark, count) if match else _NEVER
            run = [row[first:last]]
        if run:
            yield number, row, run


@cache
def _bounds(delimiter: str, before: int, between: int) -> re.Pattern[str]:
    """A line up to the field behind the bounds; the second group is what lies between them."""
    mark = re.escape(delimiter)
    field = rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"{mark}\r\n]*+){mark}'
    return re.compile(f"((?:{field}){{{before}}}+)((?:{field}){{{between}}}+)")


def _frame(match: re.Match[str], delimiter: str, count: int) -> _Frame:
    """How lines look that differ from this one between the bounds only."""
    start, middle, rest = match[1], match[2], match.string[match.end() :]
    if count < 2:
        # The end of a line could be part of its beginning.
        return _NEVER
    if '"' not in middle:
        return _Frame(start, f"{delimiter}{rest}", delimiter, 0)
    joint = f'"{delimiter}"'
    quotes = middle.count('"')
    if middle[0] == '"' == middle[-2] and quotes == 2 * count == 2 * len(middle.split(joint)):
        return _Frame(f'{start}"', f'"{delimiter}{rest}', joint, quotes - 2)
    return _NEVER
