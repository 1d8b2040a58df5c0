"""What all methods share: a choice of points, a formula, bands, and the order of the rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vnr_app.domain.progress import Course, Reason, Status
from vnr_app.progress.aims import Aim, Point, shaped

BASE_YEAR = 2015
"""Year of the adoption of the 2030 Agenda, from which progress is measured."""

NO_CHANGE = 0.001
"""A change of so small a part of the base value a year is none: it would be printed as 0.0 %."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on points: those compared, the method's figure and its score; see `Verdict`."""

    status: Status
    reason: Reason
    base: Point | None = None
    latest: Point | None = None
    target: float | None = None
    target_year: int = 0
    ratio: float | None = None
    score: float | None = None
    course: Course = Course.UNKNOWN
    since: Point | None = None


Figured = tuple[Reason, float | None, float | None, Status]
"""Reason, ratio, score, status that a method's formula gives."""
Bands = tuple[tuple[float, Status], ...]
"""The least figure of each status, best first; below them all is regression."""


def status_in(bands: Bands, figure: float) -> Status:
    """The status of a figure."""
    return next((status for least, status in bands if figure >= least), Status.REGRESSING)


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its choice of a base, its formula, and how its scores are read.

    `base` chooses among points in order, None where none will do; `compare` judges the growth
    from the base to the latest point, by `paces` where there is a target, else by `growths`;
    `bands` are those of mean scores; `near` is how many percentage points from 0 or 100
    count as arrived; `stops_at_target_year` says that values after the target's year are left
    out; `not_in_place` is the verdict on what is there or not and is not, without a score where
    the method gives none for such series.
    """

    id: str
    base: Callable[[Sequence[Point]], Point | None]
    compare: Callable[[Point, Point, Aim], Figured]
    paces: Bands
    growths: Bands
    bands: Bands
    best_score: float
    not_in_place: tuple[Status, float | None]
    near: float = 0.0
    stops_at_target_year: bool = False

    @property
    def classes(self) -> tuple[Status, ...]:
        """The statuses that the method gives, best first."""
        return (
            Status.ACHIEVED,
            *(status for _least, status in self.paces),
            Status.REGRESSING,
            Status.NOT_ASSESSED,
        )


def judge(points: Sequence[Point], aim: Aim, method: Method) -> Judgement:
    """The verdict of a method on points, one a year, in any order."""
    ordered = sorted(points)
    if not ordered:
        return Judgement(Status.NOT_ASSESSED, Reason.NO_NUMBERS)
    if ordered[-1].year < BASE_YEAR:
        return Judgement(Status.NOT_ASSESSED, Reason.TOO_OLD, latest=ordered[-1])
    if aim.yes_or_no:
        return _in_place(ordered[-1], method)
    found = _judge_numbers(shaped(ordered, aim), aim, method, ordered)
    if found.base is not None and found.latest is not None:
        found = replace(found, course=_course(found.base, found.latest, aim.sign))
    return _with_originals(found, ordered)


def _course(base: Point, latest: Point, sign: int) -> Course:
    change = round((latest.number - base.number) * sign, 9)
    if abs(change) <= round(NO_CHANGE * abs(base.number) * (latest.year - base.year), 9):
        return Course.LEVEL
    return Course.BETTER if change > 0 else Course.WORSE


def _judge_numbers(
    points: list[Point], aim: Aim, method: Method, originals: Sequence[Point]
) -> Judgement:
    base, latest = method.base(points), points[-1]
    if aim.floor is not None and originals[-1].number < aim.floor:
        return Judgement(Status.NOT_ASSESSED, Reason.BELOW_FLOOR, base, latest)
    if aim.of_base and aim.sign > 0 and base is not None and base.number == 0:
        return Judgement(Status.NOT_ASSESSED, Reason.FROM_ZERO, base, latest)
    settled = _settled(aim, base)
    if reached := _reached(base, latest, settled, method):
        return reached
    if aim.target is not None and method.stops_at_target_year and latest.year > aim.target_year:
        points = [point for point in points if point.year <= aim.target_year]
        if points and settled.meets(points[-1].number):
            # Met in time and lost since then: that is what there is to compare.
            points = [points[-1], latest]
        base = method.base(points)
        settled = _settled(settled if latest in points else aim, base)
        if base is None:
            return Judgement(Status.NOT_ASSESSED, Reason.AFTER_TARGET_YEAR, latest=latest)
    if base is None:
        return Judgement(Status.NOT_ASSESSED, Reason.TOO_FEW_VALUES, latest=latest)
    compared = [point.number for point in points if point.year >= base.year]
    found = _compared(base, points[-1], compared, settled, method)
    return found if points[-1] == latest else replace(found, since=latest)


def _settled(aim: Aim, base: Point | None) -> Aim:
    """The aim with its target as a number, once the base is known that it is a multiple of."""
    if not aim.of_base or aim.target is None or base is None:
        return aim
    return replace(aim, target=aim.target * base.number, of_base=False)


def _compared(
    base: Point, latest: Point, compared: Sequence[float], aim: Aim, method: Method
) -> Judgement:
    ratio: float | None = None
    score: float | None = None
    if min(compared) < 0 < max(compared):
        reason, status = Reason.BOTH_SIGNS, Status.NOT_ASSESSED
    elif aim.target is None and _is_at_its_limit(base, latest, aim, method):
        reason, score, status = Reason.AT_ITS_LIMIT, method.best_score, Status.ON_TRACK
    else:
        reason, ratio, score, status = method.compare(base, latest, aim)
    return Judgement(
        status,
        reason,
        base,
        latest,
        aim.target,
        aim.target_year if aim.target is not None else 0,
        ratio,
        score,
    )


def _in_place(latest: Point, method: Method) -> Judgement:
    """The verdict on something that is there or not."""
    status, score = method.not_in_place
    if latest.number < 1:
        return Judgement(status, Reason.NOT_IN_PLACE, latest=latest, score=score)
    score = None if score is None else method.best_score
    return Judgement(Status.ACHIEVED, Reason.IN_PLACE, latest=latest, score=score)


def _reached(base: Point | None, latest: Point, aim: Aim, method: Method) -> Judgement | None:
    """The verdict on a series whose latest value is at its target, or as good as at it."""
    if aim.target is None or aim.of_base:
        return None
    if aim.meets(latest.number):
        reason = Reason.TARGET_MET
    elif aim.percent and _is_near(base, latest, aim.target, method.near):
        reason = Reason.TARGET_NEARLY_MET
    else:
        return None
    return Judgement(
        Status.ACHIEVED,
        reason,
        base,
        latest,
        aim.target,
        aim.target_year,
        score=method.best_score,
    )


def _is_near(base: Point | None, latest: Point, target: float, near: float) -> bool:
    """Whether a value is so near to 0 or 100 per cent that it counts as there.

    A series that moves within one percentage point of 0 from the start, such as a tariff of half
    a per cent, would count as there whatever it does: of it a hundredth of the way may be left.
    """
    if target == 0 and (base is None or abs(base.number) <= near):
        near *= abs(base.number) / 100 if base else 0.0
    return target in (0, 100) and abs(latest.number - target) <= near


def _is_at_its_limit(base: Point, latest: Point, aim: Aim, method: Method) -> bool:
    """Whether a series is where nothing better is possible, and has not come from there."""
    if aim.sign < 0:
        return base.number == latest.number == 0
    if not aim.percent or _course(base, latest, aim.sign) is Course.WORSE:
        return False
    return 100 - method.near <= latest.number <= 100


def _with_originals(judgement: Judgement, originals: Sequence[Point]) -> Judgement:
    """The judgement with the points as they were published, not as distances."""
    published = {point.year: point for point in originals}
    return replace(
        judgement,
        base=published[judgement.base.year] if judgement.base else None,
        latest=published[judgement.latest.year] if judgement.latest else None,
        since=published[judgement.since.year] if judgement.since else None,
    )


def growth(base: Point, latest: Point) -> float:
    """The compound growth a year, 0.02 for two per cent; values of one sign, no base of zero."""
    years = latest.year - base.year
    try:
        return float((latest.number / base.number) ** (1 / years)) - 1
    except OverflowError:
        return float("inf")


def desired_growth(base: Point, latest: Point, aim: Aim) -> float:
    """The growth a year in the desired direction; of negative values it is turned round."""
    turned = -1 if base.number < 0 else 1
    return aim.sign * turned * growth(base, latest)


def within(ratio: float) -> float:
    """A ratio without sizes that mean nothing any more, and without the noise of its last digits.

    Growth of 0.5 per cent must not miss a threshold of 0.5 per cent by a sixteenth decimal.
    """
    return round(max(-100.0, min(100.0, ratio)), 9)
