"""The parts of staged rows that rules look at; `vnr_app.domain.staged` has all of them."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.staged import StagedRow

# Positions in `STAGED`, written out so that the types of the parts are known.
POSITION: Final = 0
SERIES: Final = 2
AREA: Final = 3
BREAKDOWN: Final = 4
START: Final = 5
END: Final = 6
LABEL: Final = 7
NUMBER: Final = 8
OPERATOR: Final = 9
STATE: Final = 10
TABLE: Final = 12
ROW: Final = 13
COLUMN: Final = 14
RAW: Final = 15

LineKey = tuple[int, int, int]
"""The ids of series, area and disaggregation: rows of a line differ by period only."""

Line = Sequence[StagedRow]


class Names(NamedTuple):
    """What the ids of rows stand for; `series` gives positions in the plan."""

    series: Mapping[int, int]
    areas: Mapping[int, str]
    breakdowns: Mapping[int, Dimensions]


def exact(line: Line) -> list[StagedRow]:
    """The rows of a line with a number that is no bound."""
    return [row for row in line if row[NUMBER] and not row[OPERATOR]]


def number_of(row: StagedRow) -> float:
    """The number of a row that has one."""
    return float(row[NUMBER] or 0)


def step_of(number: str) -> float:
    """The unit of the last digit of a number in text: 0.1 of "12.5"."""
    return 10.0 ** -len(number.partition(".")[2])


def shown(row: StagedRow) -> str:
    """Its number for a sentence, without the long tail of a computed one."""
    text = row[NUMBER] or ""
    return f"{float(text):.6g}" if "." in text and len(text) > 10 else text
