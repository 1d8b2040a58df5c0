"""The plan of an import: what a spreadsheet was understood to say, before anything is written.

The preview shows this plan and the commit writes this plan; there is no second parse.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vnr_app.domain.indicators import Dimensions, Value
from vnr_app.domain.periods import Period
from vnr_app.domain.records import PlannedRecord


class Action(StrEnum):
    """What the commit will do with an observation.

    A conflict is an update of a value that another source gave, or that was set by hand.
    """

    ADD = "add"
    UPDATE = "update"
    CONFLICT = "conflict"
    SAME = "same"
    SKIP = "skip"
    ERROR = "error"


class Severity(StrEnum):
    """How grave a problem is.

    An error blocks its cell. A question was answered by a default that a person should confirm or
    change. A warning blocks nothing, and a note only says what was done.
    """

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one cell that a person should know; sheet and cell are empty for the file.

    `decides` names the decision of the recipe that answers a question ("decimal_mark",
    "markers.-"), `choices` the values that it may take, the one taken now first. `advice` says
    what can be done.
    """

    sheet: str
    cell: str
    code: str
    value: str
    severity: Severity
    message: str
    advice: str = ""
    decides: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """A series as the file names it; equal code, name, unit and indicators mean the same series.

    `code` is the series code (SDMX or UNSD) or, where the file has none, the indicator's code.
    """

    code: str
    name: str
    unit: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedObservation:
    """One value to store. `series` and `table` are positions in the plan; row and column from 0."""

    series: int
    table: int
    row: int
    column: int
    area: str
    dimensions: Dimensions
    period: Period
    value: Value
    raw: str
    nature: str = ""
    footnote: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of cells, both ends included, rows and columns from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """A table recognised on a sheet.

    `roles` paints the preview: a role (title, header, label, number, note, ignored) and its region.
    `numbers_seen` counts the numeric cells of the sheet that belong to data; `numbers_unused` names
    those of them (A1) that became no observation.
    """

    sheet: str
    region: Region
    layout: str
    header_rows: tuple[int, ...]
    indicators: tuple[str, ...]
    title: str
    unit: str
    notes: tuple[str, ...]
    roles: tuple[tuple[str, Region], ...]
    numbers_seen: int
    numbers_unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """What the preview shows of a sheet: its first rows as text."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    total_rows: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that one file says, in the order of its cells.

    `fingerprint` describes the form of the file (headings, labels, kinds; no years, no values), so
    that next year's file is recognised. `records` are stakeholders' contributions and the like.
    """

    file: str
    sha256: str
    size: int
    kind: str
    sheets: tuple[SheetGrid, ...]
    tables: tuple[PlannedTable, ...]
    series: tuple[PlannedSeries, ...]
    areas: tuple[tuple[str, str], ...]
    """(code, name) of every area that an observation names."""
    observations: Sequence[PlannedObservation]
    problems: tuple[Problem, ...]
    fingerprint: tuple[str, ...] = ()
    records: tuple[PlannedRecord, ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The A1 name of a cell, row and column counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def cell_place(name: str) -> tuple[int, int] | None:
    """Row and column from 0 of a cell named as A1; None for what names no cell."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def range_name(region: Region) -> str:
    """The A1 name of a region."""
    return (
        f"{cell_name(region.first_row, region.first_column)}:"
        f"{cell_name(region.last_row, region.last_column)}"
    )
