"""Values that do not fit the other years of their own series: scale, sign, jump."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

from vnr_app.importing.rules.rows import step_of

_ALIKE = 1.5
"""Neighbours whose largest is at most this many times the smallest are steady."""
_NEAR = 1.2
"""How far a factor may be from 10, 100 or 1000."""
_FACTORS = (10, 100, 1000)
_FAR = _FACTORS[0] / _NEAR / _ALIKE
_SIDE = 3
"""Neighbours on each side that a value is compared with."""
_OTHERS = 2
"""Neighbours that may themselves be of another scale."""
_ROBUST_Z = 6.0
_LEAST_SPREAD = 0.08
"""Yearly changes of a series are taken to vary by at least eight per cent."""
_LEAST_FACTOR = 2.0
"""A value that has not at least doubled or halved has not jumped."""
_CHANGES = 6
"""A jump needs so many changes to be measured against."""
LEAST_POINTS = _SIDE + 1
"""Shorter lines say nothing about a value."""


class Point(NamedTuple):
    """A value of a line with its text; `start` is the first day of its period in ISO form."""

    start: str
    value: float
    text: str

    @property
    def day(self) -> int:
        """The first day of its period, counted from the year 1."""
        return date.fromisoformat(self.start).toordinal()

    @property
    def step(self) -> float:
        """The unit of its last digit."""
        return step_of(self.text)


@dataclass(frozen=True, slots=True)
class Suspect:
    """The point at `index` does not fit: "scale", "sign" or "jump".

    `factor` is how many times the neighbours it is; `onwards` says that all later ones are so too.
    """

    index: int
    kind: str
    factor: float
    onwards: bool = False


def may_hold_suspects(values: Sequence[float]) -> bool:
    """Whether values in any order vary so much that `suspects` may find something: a quick look."""
    if len(values) < LEAST_POINTS:
        return False
    least = min(values)
    return least <= 0 or max(values) >= _LEAST_FACTOR * least


def suspects(points: Sequence[Point]) -> list[Suspect]:
    """What does not fit in a line of values in the order of their periods; linear in its length."""
    if len(points) < LEAST_POINTS:
        return []
    sizes = [abs(point.value) for point in points]
    found = _signs(points)
    least = min(filter(None, sizes), default=0)
    if max(sizes) * _NEAR > _FACTORS[0] * least:
        found += _scales(points, sizes)
    return found or _jumps(points)


def _signs(points: Sequence[Point]) -> list[Suspect]:
    """The one value with another sign that would fit its neighbours without it."""
    if all(point.value >= 0 for point in points):
        return []
    negative = [i for i, point in enumerate(points) if point.value < 0]
    positive = [i for i, point in enumerate(points) if point.value > 0]
    few, many = sorted((negative, positive), key=len)
    if len(few) != 1 or len(many) < _SIDE + 1:
        return []
    at = few[0]
    others = _around([abs(point.value) for point in points], at)
    if not _steady(others) or not 1 / _ALIKE < abs(points[at].value) / median(others) < _ALIKE:
        return []
    return [Suspect(at, "sign", -1.0)]


def _scales(points: Sequence[Point], sizes: Sequence[float]) -> list[Suspect]:
    """Values that are 10, 100 or 1000 times their steady neighbours, or all from one value on."""
    if not _off(points, sizes, others=0):
        for at in range(_SIDE, len(points) - 1):
            if not _far(sizes[at], sizes[at - 1]):
                continue
            before, after = sizes[at - _SIDE : at], sizes[at : at + _SIDE]
            if _steady(before) and _steady(after):
                factor = _power(median(after), median(before), points[at])
                if factor:
                    return [Suspect(at, "scale", factor, onwards=True)]
    # Two of them in a row would hide each other, were all neighbours to be steady.
    return _off(points, sizes, others=_OTHERS)


def _off(points: Sequence[Point], sizes: Sequence[float], others: int) -> list[Suspect]:
    """Values of another scale than their neighbours, so many of which may be off themselves."""
    found = []
    for at, size in enumerate(sizes):
        beside = [*sizes[max(0, at - 1) : at], *sizes[at + 1 : at + 2]]
        if not any(_far(size, other) for other in beside):
            continue
        around = _around(sizes, at)
        usual = median(around)
        like = [other for other in around if not _far(other, usual)]
        if len(around) - len(like) <= others and len(like) >= min(_SIDE, len(around)):
            factor = _power(size, median(like), points[at]) if _steady(like) else 0
            if factor:
                found.append(Suspect(at, "scale", factor))
    return found


def _far(size: float, other: float) -> bool:
    """Whether a value may be ten times its steady neighbours, by one of them: a quick look."""
    return size >= _FAR * other or other >= _FAR * size


def _around(sizes: Sequence[float], at: int) -> list[float]:
    return [*sizes[max(0, at - _SIDE) : at], *sizes[at + 1 : at + 1 + _SIDE]]


def _steady(sizes: Sequence[float]) -> bool:
    least = min(sizes)
    return least > 0 and max(sizes) <= _ALIKE * least


def _power(size: float, usual: float, point: Point) -> float:
    """The power of ten by which a size is off, 0 for none.

    The smaller of the two must have two digits: between 1 and 10 cases there is no suspicion.
    """
    ratio = size / usual
    if not size or 1 / _FACTORS[0] * _NEAR < ratio < _FACTORS[0] / _NEAR:
        return 0
    for factor in _FACTORS:
        for wanted in (factor, 1 / factor):
            if wanted / _NEAR < ratio < wanted * _NEAR:
                return wanted if min(size, usual) >= 10 * point.step else 0
    return 0


def _jumps(points: Sequence[Point]) -> list[Suspect]:
    """Changes far beyond the changes that the line has otherwise (robust z of the logarithms)."""
    values = [point.value for point in points]
    if len(values) <= _CHANGES or min(values) <= 0:
        return []
    if not any(_jumped(one, other) for one, other in pairwise(values)):
        return []
    changes = [log(after / before) for before, after in pairwise(values)]
    middle = median(changes)
    spread = 1.4826 * median(abs(change - middle) for change in changes)
    limit = max(_ROBUST_Z * max(spread, _LEAST_SPREAD), log(_LEAST_FACTOR))
    large = [
        at
        for at, change in enumerate(changes)
        if min(abs(change), abs(change - middle)) > limit
        and not _is_rounding(points[at], points[at + 1])
    ]
    return _told_once(points, changes, large) if large else []


def _told_once(
    points: Sequence[Point], changes: Sequence[float], large: Sequence[int]
) -> list[Suspect]:
    """The values after large changes; not those over missing years, nor on the way back."""
    gaps = [after - before for before, after in pairwise(point.day for point in points)]
    longest = 1.5 * median(gaps)
    found: list[Suspect] = []
    for at in large:
        is_back = found and found[-1].index == at and (changes[at] > 0) != (changes[at - 1] > 0)
        if gaps[at] < longest and not is_back:
            found.append(Suspect(at + 1, "jump", points[at + 1].value / points[at].value))
    return found


def _jumped(before: float, after: float) -> bool:
    return after >= _LEAST_FACTOR * before or before >= _LEAST_FACTOR * after


def _is_rounding(one: Point, other: Point) -> bool:
    """Whether the smaller value has so few digits that its rounding explains a large factor."""
    return min(one.value, other.value) < 20 * max(one.step, other.step)
