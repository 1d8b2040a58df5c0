"""Statistics Canada, as Open SDG has it since version 2.4 (October 2025).

The growth a year is compared with the growth that the target needs; without a target, with fixed
thresholds. The factor by which the method lowers these thresholds near a natural limit was not
obtainable and is left out, but for a series that stands at its limit.
"""

from collections.abc import Sequence
from itertools import pairwise

from vnr_app.domain.progress import Reason, Status
from vnr_app.progress.aims import Aim, Point
from vnr_app.progress.judging import (
    BASE_YEAR,
    Bands,
    Figured,
    Method,
    desired_growth,
    growth,
    status_in,
    within,
)

_ZERO = 0.001
"""What the method puts in the place of a base value or a target of zero."""
_SURVEY_YEARS = 4
"""Values at least so far apart may start from 2014."""

_BY_PACE = ((-0.6, -5.0), (0.6, 0.0), (1.3, 5.0))
_BY_GROWTH = ((-0.02, -5.0), (0.0, -2.5), (0.005, 0.0), (0.015, 2.5), (0.02, 5.0))
"""Corners of the lines that turn a ratio, and a growth, into a score."""
_PACES: Bands = ((0.95, Status.ON_TRACK), (0.6, Status.FAIR), (0.0, Status.LIMITED))
_GROWTHS: Bands = ((0.015, Status.ON_TRACK), (0.005, Status.FAIR), (0.0, Status.LIMITED))


def choose_base(points: Sequence[Point]) -> Point | None:
    """The point of 2015, else the first after it; of rare surveys that of 2014."""
    since = [point for point in points if point.year >= BASE_YEAR]
    before = [point for point in points if point.year == BASE_YEAR - 1]
    if before and since and since[0].year - before[0].year >= _SURVEY_YEARS:
        return before[0]
    return since[0] if len(since) > 1 else None


def compare(base: Point, latest: Point, aim: Aim) -> Figured:
    """The method's formula; values of one sign, a target that the latest value does not meet."""
    start = base._replace(number=_not_zero(base.number, latest.number))
    if aim.target is None:
        figure = within(desired_growth(start, latest, aim))
        return Reason.GROWTH, figure, score_of(figure, _BY_GROWTH), status_in(_GROWTHS, figure)
    goal = Point(aim.target_year, _not_zero(aim.target, start.number))
    if goal.year <= start.year:
        return Reason.AFTER_TARGET_YEAR, None, None, Status.NOT_ASSESSED
    if goal.number * start.number < 0:
        return Reason.BOTH_SIGNS, None, None, Status.NOT_ASSESSED
    needed = abs(growth(start, goal))
    if needed == 0:
        return Reason.TARGET_LOST, None, _BY_PACE[0][1], Status.REGRESSING
    figure = within(desired_growth(start, latest, aim) / needed)
    return Reason.PACE_TO_TARGET, figure, score_of(figure, _BY_PACE), status_in(_PACES, figure)


def score_of(figure: float, corners: Sequence[tuple[float, float]]) -> float:
    """The score of a figure, linear between the corners and level beyond them."""
    if figure <= corners[0][0]:
        return corners[0][1]
    for (left, low), (right, high) in pairwise(corners):
        if figure <= right:
            return low + (high - low) * (figure - left) / (right - left)
    return corners[-1][1]


def _not_zero(number: float, beside: float) -> float:
    """The number, or the least one of the sign of that beside it in the place of zero."""
    return number or (-_ZERO if beside < 0 else _ZERO)


STATCAN = Method(
    id="statcan-2025",
    base=choose_base,
    compare=compare,
    paces=_PACES,
    growths=_GROWTHS,
    bands=((2.5, Status.ON_TRACK), (0.0, Status.FAIR), (-2.5, Status.LIMITED)),
    best_score=5.0,
    not_in_place=(Status.LIMITED, None),
)
