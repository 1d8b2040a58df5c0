"""United Nations Statistics Division, Progress Chart of 2023.

The value that the growth since the base year leads to in the target year is compared with the
way from the base value to the target; without a target, growth a year with fixed thresholds.
Source: Progress Chart Technical Note 2023, as adopted by EUSTAT.
"""

from collections.abc import Sequence

from vnr_app.domain.progress import Reason, Status
from vnr_app.progress.judging import (
    BASE_YEAR,
    Aim,
    Figured,
    Method,
    Point,
    desired_growth,
    growth,
    within,
)

ON_TRACK, FAIR, LOW = 3.0, 2.0, 1.0
_STATUS = {ON_TRACK: Status.ON_TRACK, FAIR: Status.FAIR, LOW: Status.REGRESSING}


def choose_base(points: Sequence[Point]) -> Point | None:
    """The first point since 2015 that has one after it, else the last before 2015."""
    if len(points) < 2 or points[-1].year <= BASE_YEAR:
        return None
    since = [point for point in points if point.year >= BASE_YEAR]
    return since[0] if len(since) > 1 else points[-2]


def compare(base: Point, latest: Point, aim: Aim) -> Figured:
    """The method's formula; values of one sign, a target that the latest value does not meet."""
    if aim.meets(base.number):
        return Reason.TARGET_LOST, None, LOW, Status.REGRESSING
    if base.number == 0:
        return Reason.FROM_ZERO, None, None, Status.NOT_ASSESSED
    if aim.target is None:
        figure = within(desired_growth(base, latest, aim))
        return _scored(Reason.GROWTH, figure, on_track=0.02, fair=0.005)
    expected = expected_in(base, latest, aim.target_year)
    figure = within((expected - base.number) / (aim.target - base.number))
    return _scored(Reason.WAY_TO_TARGET, figure, on_track=0.95, fair=0.10)


def expected_in(base: Point, latest: Point, year: int) -> float:
    """The value in a year, if growth goes on as it was from the base to the latest point."""
    try:
        return float(latest.number * (1 + growth(base, latest)) ** (year - latest.year))
    except OverflowError:
        return float("inf") if latest.number > 0 else float("-inf")


def _scored(reason: Reason, figure: float, *, on_track: float, fair: float) -> Figured:
    score = ON_TRACK if figure >= on_track else FAIR if figure >= fair else LOW
    return reason, figure, score, _STATUS[score]


UNSD = Method(
    id="unsd-2023",
    base=choose_base,
    compare=compare,
    bands=((2.5, Status.ON_TRACK), (1.5, Status.FAIR)),
    best_score=ON_TRACK,
    not_in_place=(Status.REGRESSING, LOW),
    near=1.0,
    stops_at_target_year=True,
)
