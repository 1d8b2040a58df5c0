"""What stands around the values of a wide table: columns beside them, texts above and below."""

import re

from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.layouts.base import text_at
from vnr_app.importing.layouts.headings import role_of_heading
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.layouts.wide_kinds import CONNECTOR
from vnr_app.importing.notes import is_note, source_in
from vnr_app.importing.words import best_column, group_of, heading_of

_TITLE_ROWS = 12
_CODES = re.compile(r"(?:\D{0,12}\s)?\d{1,2}\.[\da-d]{1,2}\.\d{1,2}(?:\.\d{1,2})*[a-z]?\.?")
_NO_LABELS = frozenset(
    (
        *("status", "remark", "remarks", "trend", "trends", "assessment"),
        *("no", "n", "s_no", "sno", "sr_no", "sl_no", "serial_no", "rank", "п_п", "no_п_п"),
    )
)
"""Headings of columns that speak about a row and do not name it."""

_RANKS = frozenset(("rank", "ranking", "rang", "classement", "puesto", "ранг", "排名"))

_MEASURES = re.compile(
    r"items?|indicators?|measures?|variables?|наименовани\w*|показател\w*|көрсөткүч\w*"
    r"|indicateurs?|indicador(?:es)?|المؤشرات?|指标|项目",
    re.IGNORECASE,
)
"""Headings of columns that list what is measured."""


def add_surroundings(rows: list[Row], tables: list[WideTable]) -> None:
    """Tell every table of a sheet, from top to bottom, its columns and its texts."""
    end = 0
    for position, table in enumerate(tables):
        before = tables[position - 1] if position else None
        follows = before is not None and before.last + 1 == min(table.header_rows)
        _add_columns(rows, table, before if follows else None)
        _add_title_rows(rows, table, end)
        after = tables[position + 1] if position + 1 < len(tables) else None
        _add_note_rows(rows, table, min(after.header_rows) if after else None)
        end = max([table.last, *table.note_rows]) + 1


def _headings(rows: list[Row], table: WideTable, before: WideTable | None) -> dict[int, str]:
    """The heading of each column that is filled beside the periods.

    Where a second row of periods follows the values of a table at once, the columns that it leaves
    without a heading keep theirs.
    """
    numbers = sorted({*table.header_rows[:2], table.header})
    if before is not None:
        numbers.append(before.header)
    width = max(len(rows[number]) for number in table.body())
    return {
        column: next((text for n in numbers if (text := text_at(rows[n], column))), "")
        for column in range(width)
        if column not in table.periods
        and any(text_at(rows[number], column) for number in table.body())
    }


def _add_columns(rows: list[Row], table: WideTable, before: WideTable | None) -> None:
    """The columns beside the periods: labels, breakdowns and columns with a known part."""
    headings = _headings(rows, table, before)
    texts = {
        column: [text for number in table.body() if (text := text_at(rows[number], column))]
        for column in headings
    }
    left = min(table.periods)
    announced = {column: _announced(head) for column, head in headings.items() if column < left}
    # People below areas in one column, or ages below sexes: labels, whatever the column is headed.
    mixed = {name for c, name in announced.items() if name and _is_mixed(texts[c], name)}
    areas = [column for column, name in announced.items() if name == "area" and name not in mixed]
    table.skipped = _repeated_in_languages(rows, table, areas)
    for column, head in headings.items():
        if column in table.skipped:
            continue
        key = column_key(head)
        role = role_of_heading(head)
        if sum(_CODES.fullmatch(text.lower()) is not None for text in texts[column]) * 2 > len(
            texts[column]
        ):
            role = "indicator"
        elif role == "indicator":
            # Names, perhaps with their codes before them: labels.
            role = "series"
        if announced.get(column) in mixed:
            table.home = announced[column]
            table.labels.append(column)
        elif role == "" or (column < left and (key in _NO_LABELS or _is_ranked(head))):
            table.skipped.append(column)
        else:
            _place(table, column, head, role)
    _nest_labels(rows, table)
    _keep_a_label(table)


def _nest_labels(rows: list[Row], table: WideTable) -> None:
    """Labels that stand once for the rows below them are a dimension, not another language."""
    if len(table.labels) < 2:
        return
    *outer, inner = sorted(table.labels)
    filled = {c: [n for n in table.body() if text_at(rows[n], c)] for c in table.labels}
    for column in outer:
        own, below = set(filled[column]), filled[inner]
        texts = {text_at(rows[number], column) for number in own}
        dimensions = {group[0] for text in texts if (group := group_of(text))}
        if below and own < set(below) and below[0] in own and len(dimensions) == 1:
            (name,) = dimensions
            if name not in table.dimensions.values():
                table.labels.remove(column)
                table.dimensions[column] = name
                table.carried.append(column)


def _is_ranked(heading: str) -> bool:
    """Whether a heading is that of the ranks of rows: "HDI rank"."""
    words = column_key(heading).split("_")
    return len(words) <= 3 and not _RANKS.isdisjoint((words[0], words[-1]))


def _keep_a_label(table: WideTable) -> None:
    """What is headed as a source or a unit are the labels where no others name the rows."""
    left = {column: role for role, column in table.roles.items() if column < min(table.periods)}
    if table.labels or table.dimensions or not left:
        return
    column = min(left)
    if left[column] in ("source", "unit", "footnote", "status"):
        del table.roles[left[column]]
        table.labels.append(column)


def _announced(heading: str) -> str:
    role = role_of_heading(heading)
    return "area" if role == "area_name" else "" if role else heading_of(heading)


def _is_mixed(texts: list[str], dimension: str) -> bool:
    """Whether a column headed by one dimension names groups of others, or parts of the rows."""
    if any(CONNECTOR.fullmatch(text) for text in texts):
        return True
    groups = [group for text in texts if (group := group_of(text))]
    return any(name not in (dimension, "quantile") for name, _code in groups)


def _repeated_in_languages(rows: list[Row], table: WideTable, columns: list[int]) -> list[int]:
    """Of columns that name the same areas in several languages all but the best one."""
    names = {tuple(text_at(rows[number], column) for column in columns) for number in table.body()}
    named = [name for name in names if any(name)]
    apart = [len({name[i] for name in named}) for i in range(len(columns))]
    if len(columns) < 2 or len(named) < 2 or any(count != len(named) for count in apart):
        return []
    best = best_column({c: [name[i] for name in named] for i, c in enumerate(columns)})
    return [column for column in columns if column != best]


def _place(table: WideTable, column: int, head: str, role: str | None) -> None:
    key = column_key(head)
    if role and role not in ("series", "value", "period"):
        if role == "area_name" and role in table.roles:
            # A part of the area in the column before.
            table.dimensions[column] = "area"
        else:
            table.roles.setdefault(role, column)
    elif column > min(table.periods):
        return
    elif dimension := heading_of(head):
        name = dimension if dimension not in table.dimensions.values() else key
        table.dimensions[column] = name
    else:
        table.labels.append(column)
        table.listed = table.listed or role == "series" or _MEASURES.search(head) is not None
        if role == "series":
            table.names.append(column)


def _filled(row: Row) -> list[str]:
    return [text for cell in row if (text := cell_text(cell))]


def _add_title_rows(rows: list[Row], table: WideTable, start: int) -> None:
    top = max(start, table.header - _TITLE_ROWS)
    for number in range(top, table.header):
        texts = _filled(rows[number])
        if texts and number not in table.header_rows:
            noted = source_in(texts[0]) == "" or all(map(is_note, texts))
            (table.note_rows if noted else table.title_rows).append(number)


def _add_note_rows(rows: list[Row], table: WideTable, limit: int | None) -> None:
    """The texts below a table; where another table follows, up to the first that is no note."""
    for number in range(table.last + 1, len(rows) if limit is None else limit):
        texts = [cell.strip() for cell in rows[number] if isinstance(cell, str) and cell.strip()]
        if limit is not None and texts and not is_note(texts[0]):
            return
        if texts:
            table.note_rows.append(number)
