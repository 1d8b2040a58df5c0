"""The columns of a tidy table, by their names in many languages."""

import re
from dataclasses import dataclass, field

from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import head_rows, text_at
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.words import heading_of

_CODED = re.compile(r"^([A-Z][A-Z0-9_]*): ")


@dataclass(slots=True)
class TidyColumns:
    """Where the columns with a known part stand; everything else is a breakdown."""

    header: int
    width: int
    at: dict[str, int] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    dimensions: list[tuple[str, int]] = field(default_factory=list)
    coded: bool = False
    """Whether cells read "code: label", as SDMX-CSV writes with both."""


def find_columns(sheet: Sheet) -> TidyColumns | None:
    """The columns of the first row that has one of periods and one of values, else None."""
    rows = head_rows(sheet.rows)
    for number, row in enumerate(rows):
        texts = [cell_text(cell) for cell in row]
        coded = any(_CODED.match(text) for text in texts)
        keys = [column_key(_CODED.sub(r"\1 ", t).split(" ")[0] if coded else t) for t in texts]
        roles = [role_of(key) for key in keys]
        if roles.count("period") == 0 or roles.count("value") != 1 or len(rows) < 2:
            continue
        width = max(i for i, key in enumerate(keys) if key) + 1
        columns = TidyColumns(number, width, coded=coded)
        for column, (key, role) in enumerate(zip(keys, roles, strict=True)):
            _place(columns, column, key, role)
        _settle_codes(columns, rows[number + 1 :])
        return columns
    return None


def _place(columns: TidyColumns, column: int, key: str, role: str | None) -> None:
    if not key or role == "":
        return
    if role == "area_name":
        columns.names.append(column)
    elif role is not None and role not in columns.at:
        columns.at[role] = column
    else:
        taken = {name for name, _column in columns.dimensions}
        heading = heading_of(key.replace("_", " "))
        name = heading if heading and heading != "area" and heading not in taken else key
        columns.dimensions.append((name, column))


def _settle_codes(columns: TidyColumns, body: list[Row]) -> None:
    """A column headed "indicator" may hold names; then it names the series."""
    at = columns.at
    if "indicator" in at and "series" not in at:
        texts = [text for row in body if (text := text_at(row, at["indicator"]))]
        if texts and not any(re.search(r"\d", text[:24]) for text in texts):
            at["series"] = at.pop("indicator")
