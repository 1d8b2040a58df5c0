"""United Nations Statistics Division, Progress Chart of 2023.

The value that the growth since the base year leads to in the target year is compared with the
way from the base value to the target; without a target, growth a year with fixed thresholds.
Source: Progress Chart Technical Note 2023, as adopted by EUSTAT.
"""

from collections.abc import Sequence

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

_LOW, _ON_TRACK = 1.0, 3.0
_SCORES = {Status.ON_TRACK: _ON_TRACK, Status.FAIR: 2.0, Status.REGRESSING: _LOW}
_WAYS: Bands = ((0.95, Status.ON_TRACK), (0.10, Status.FAIR))
_GROWTHS: Bands = ((0.02, Status.ON_TRACK), (0.005, Status.FAIR))


def choose_base(points: Sequence[Point]) -> Point | None:
    """The first point since 2015 that has one after it, else the last before 2015."""
    if len(points) < 2 or points[-1].year <= BASE_YEAR:
        return None
    since = [point for point in points if point.year >= BASE_YEAR]
    return since[0] if len(since) > 1 else points[-2]


def compare(base: Point, latest: Point, aim: Aim) -> Figured:
    """The method's formula; values of one sign, a target that the latest value does not meet."""
    if aim.meets(base.number):
        return Reason.TARGET_LOST, None, _LOW, Status.REGRESSING
    if base.number == 0:
        return Reason.FROM_ZERO, None, None, Status.NOT_ASSESSED
    if aim.target is None:
        figure = within(desired_growth(base, latest, aim))
        return _scored(Reason.GROWTH, figure, _GROWTHS)
    expected = expected_in(base, latest, aim.target_year)
    figure = within((expected - base.number) / (aim.target - base.number))
    return _scored(Reason.WAY_TO_TARGET, figure, _WAYS)


def expected_in(base: Point, latest: Point, year: int) -> float:
    """The value in a year, if growth goes on as it was from the base to the latest point."""
    try:
        return float(latest.number * (1 + growth(base, latest)) ** (year - latest.year))
    except OverflowError:
        return float("inf") if latest.number > 0 else float("-inf")


def _scored(reason: Reason, figure: float, bands: Bands) -> Figured:
    status = status_in(bands, figure)
    return reason, figure, _SCORES[status], status


UNSD = Method(
    id="unsd-2023",
    base=choose_base,
    compare=compare,
    paces=_WAYS,
    growths=_GROWTHS,
    bands=((2.5, Status.ON_TRACK), (1.5, Status.FAIR)),
    best_score=_ON_TRACK,
    not_in_place=(Status.REGRESSING, _LOW),
    near=1.0,
    stops_at_target_year=True,
)
