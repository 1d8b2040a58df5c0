"""The points of a series, what is aimed at, and how far points are from what is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_FARTHEST_RATIO = 1000.0
"""The distance from parity where one of two groups has nothing at all."""


class Point(NamedTuple):
    """The value of a year; of years pooled ("2015-16") it is the first."""

    year: int
    number: float


class Shape(StrEnum):
    """How values are turned into a distance where both more and less than the target is worse."""

    PLAIN = ""
    RATIO = "ratio"
    """Of two groups: 1 is parity; half is as far from it as double."""
    SHARE = "share"
    """Of a group of two, in per cent: 50 is parity."""
    BUDGET = "budget"
    """Spent of what was planned, in per cent: 100 is right."""
    MARGIN = "margin"
    """A deviation from what is usual: 0 is right, more and less are worse."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is desired of a series.

    `sign` is +1 where more is better, -1 where less is; `target` a number in the unit of the
    series, or with `of_base` a multiple of the base value; `percent` says that the series is in
    per cent; values below `floor` are not judged; `yes_or_no` that 1 means in place, 0 not.
    """

    sign: int
    target: float | None = None
    target_year: int = 2030
    of_base: bool = False
    percent: bool = False
    shape: Shape = Shape.PLAIN
    floor: float | None = None
    yes_or_no: bool = False

    def meets(self, number: float) -> bool:
        """Whether a number meets the target; no number meets one whose base is not known."""
        if self.target is None or self.of_base:
            return False
        return (number - self.target) * self.sign >= 0


def shaped(points: Sequence[Point], aim: Aim) -> list[Point]:
    """The points as distances from what is right; plain series as they are."""
    return [Point(point.year, _shaped(point.number, aim)) for point in points]


def _shaped(number: float, aim: Aim) -> float:
    match aim.shape:
        case Shape.RATIO:
            if 0.97 <= number <= 1.03:
                return 1.0
            return max(number, 1 / number) if number > 0 else _FARTHEST_RATIO
        case Shape.SHARE:
            return 50 + abs(number - 50)
        case Shape.BUDGET:
            return 100 + abs(number - 100)
        case Shape.MARGIN:
            return abs(number)
    return number
