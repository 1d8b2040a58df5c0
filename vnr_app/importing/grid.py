"""What a reader hands over: sheets of typed cells at their true addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from vnr_app.domain.importplan import Problem

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

    `typed` is False where every cell is text, even a number; `marks` holds superscripts taken off
    a cell's text, by (row, column) from 0.
    """

    name: str
    rows: Rows
    visible: bool = True
    typed: bool = True
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """All sheets of a file in their order, and the problems of the file itself."""

    kind: str
    sheets: list[Sheet]
    problems: list[Problem] = field(default_factory=list)


def cell_text(cell: Cell) -> str:
    """A cell as text: whole numbers without ".0", dates in ISO form, blanks at the ends removed."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
