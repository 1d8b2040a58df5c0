"""Sheets that list tables instead of holding one: contents, indexes, annexes of table numbers."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.titles import without_number
from vnr_app.importing.values import parse_value

_CONTENTS = re.compile(
    r"(?:table of )?contents(?: page)?|(?:list|index) of (?:tables|sheets|worksheets)|index"
    r"|содержание|оглавление|(?:перечень|список) таблиц|мазмуну|мазмұны"
    r"|sommaire|table des matières|liste des tableaux|índice(?: de cuadros)?|contenido|inhalt"
    r"|المحتويات|قائمة الجداول|目录|目次",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[A-ZА-Я]{1,3}\d{1,3}(?:[.\-]\d{1,3})*[A-Za-z]{0,3}\d?")
_LEAST = 3
_HEADS = 5
"""Rows with texts at the top in which a sheet is called a list."""


def lists_tables(rows: Sequence[Row], sheet: str, names: Collection[str]) -> bool:
    """Whether the rows of a sheet name tables, numbers being at most those of their pages.

    `names` are those of all sheets of the file, by which a list may call them.
    """
    columns: dict[int, Counter[str]] = {}
    for row in rows:
        for column, cell in enumerate(row):
            if cell != "" and (kind := _kind(cell, names)):
                columns.setdefault(column, Counter())[kind] += 1
    valued = sum(_mostly(columns[column], "number") for column in sorted(columns)[1:])
    references = sum(_mostly(counts, "reference") for counts in columns.values())
    if references >= _LEAST and references > valued:
        return True
    return valued <= 1 and (_is_called_list(rows, sheet) or _begin_with_tables(rows))


def _kind(cell: Cell, names: Collection[str]) -> str:
    """Whether a cell is a number or refers to a table; marks of missing values are neither."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return "number"
    text = cell_text(cell)
    if not text or len(text) > 30:
        return "text" if text else ""
    value = parse_value(text).value
    if value is not None:
        return "number" if value.number else ""
    return "reference" if text in names or _REFERENCE.fullmatch(text) else "text"


def _mostly(counts: Counter[str], kind: str) -> bool:
    return counts[kind] >= _LEAST and counts[kind] * 2 > counts.total()


def _is_called_list(rows: Sequence[Row], sheet: str) -> bool:
    """Whether the sheet, or a line of its own at its top, says that it lists tables."""
    lines = [[text for cell in row if (text := cell_text(cell))] for row in rows]
    heads = [line for line in lines if line][:_HEADS]
    called = [sheet, *(line[0] for line in heads if len(line) == 1)]
    return any(_CONTENTS.fullmatch(text.strip(" :.")) for text in called)


def _begin_with_tables(rows: Sequence[Row]) -> bool:
    """Whether most rows begin with the number of a table and go on with its title."""
    lines = [[text for cell in row if (text := cell_text(cell))] for row in rows]
    told = [line for line in lines if len(line) > 1]
    named = [line for line in told if not without_number(line[0])]
    return len(named) >= _LEAST and len(named) * 2 > len(told)
