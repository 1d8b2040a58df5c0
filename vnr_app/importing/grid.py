"""What a reader hands over: sheets of typed cells at their true addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from vnr_app.domain.importplan import Problem, Region

Place = tuple[int, int]
"""Row and column of a cell, from 0."""

Cell = str | int | float | bool | datetime | date | time | timedelta
"""One cell; an empty one is the empty text."""

Row = list[Cell]
"""The cells of a row from column A on; rows of a sheet may differ in length."""


class Rows(Protocol):
    """Rows that can be counted and read any number of times: a list, or the lines of a file."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...


@dataclass(slots=True)
class Sheet:
    """A sheet: rows from row 1 on (can be read repeatedly) and what the values alone do not say.

    `typed` is False where every cell is text, even a number. Cells are addressed by (row, column)
    from 0.
    """

    name: str
    rows: Rows
    visible: bool = True
    typed: bool = True
    marks: dict[Place, str] = field(default_factory=dict)
    """Superscripts taken off a cell's text."""
    formats: dict[Place, str] = field(default_factory=dict)
    """Number formats that say more than the number does: percent, scale, marks, years."""
    errors: dict[Place, str] = field(default_factory=dict)
    """Cells whose formula has an error, as "#DIV/0!"."""
    comments: dict[Place, str] = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()
    """Cells that are struck through: withdrawn."""
    indents: dict[Place, int] = field(default_factory=dict)
    """The indentation of labels, where the sheet has any."""
    merges: tuple[Region, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    """Whether a filter hides rows; then they are data like the others."""
    regions: tuple[tuple[str, Region], ...] = ()
    """Tables that the workbook itself declares, by name."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """All sheets of a file in their order, and the problems of the file itself."""

    kind: str
    sheets: list[Sheet]
    problems: list[Problem] = field(default_factory=list)


def cell_text(cell: Cell) -> str:
    """A cell as text: whole numbers without ".0", dates in ISO form, blanks at the ends removed."""
    if type(cell) is str:
        return cell.strip()
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
