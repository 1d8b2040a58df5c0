"""Rows of SDMX-CSV that speak of every observation with their part of the key."""

from collections.abc import Iterator, Sequence

from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.layouts.base import text_at
from vnr_app.importing.layouts.sdmx_columns import SdmxColumns
from vnr_app.importing.sdmx_groups import Groups
from vnr_app.importing.sdmx_ml import SdmxRows

_NOT_SAID = frozenset(("", "~", "-"))
"""What stands for a part of the key that a row does not have."""


def completed_rows(
    sheet: Sheet, columns: SdmxColumns, key: Sequence[int], said: Sequence[int]
) -> Iterator[tuple[int, Row]]:
    """The rows of observations by number, completed by what rows for part of their key say.

    `key` and `said` are the columns of keys and of attributes. Messages are complete already. Rows
    have at least the header's width.
    """
    value, period, width = columns.first("value"), columns.first("period"), columns.width
    assert value is not None
    assert period is not None
    groups = Groups() if isinstance(sheet.rows, SdmxRows) else _groups(sheet, columns, key, said)
    for number, row in enumerate(sheet.rows):
        if number <= columns.header or not any(row):
            continue
        cells = row if len(row) >= width else [*row, *[""] * (width - len(row))]
        # Without a period and a value a row is none of an observation.
        if cells[value] in _NOT_SAID and cells[period] in _NOT_SAID:
            continue
        yield number, _completed(cells, key, groups) if groups.concepts else cells


def _groups(sheet: Sheet, columns: SdmxColumns, key: Sequence[int], said: Sequence[int]) -> Groups:
    groups = Groups()
    period_and_value = (columns.first("period"), columns.first("value"))
    for number, row in enumerate(sheet.rows):
        if number <= columns.header or not any(row):
            continue
        if all(text_at(row, column) in _NOT_SAID for column in period_and_value):
            texts = {str(column): text_at(row, column) for column in (*key, *said)}
            groups.add({}, {c: text for c, text in texts.items() if text not in _NOT_SAID})
    return groups


def _completed(row: Row, key: Sequence[int], groups: Groups) -> Row:
    own = {str(column): text for column in key if (text := text_at(row, column))}
    completed = row.copy()
    for column, text in groups.of(own).items():
        completed[int(column)] = completed[int(column)] or text
    return completed
