"""How a review's series, targets and goals progress, by one of the methods."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from vnr_app.domain.framework import official_order
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.domain.progress import GoalStanding, Reason, Status, Verdict
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.progress.aims import Point, Shape
from vnr_app.progress.judging import Judgement, Method, judge
from vnr_app.progress.methods import DEFAULT_METHOD, METHODS, Scored, combined
from vnr_app.services.framework import load_framework
from vnr_app.services.indicators import GoalTableRow, goal_rows, goals_with_rows
from vnr_app.services.progress_aims import RATE, aim_of
from vnr_app.services.progress_notes import method_name, method_note
from vnr_app.services.progress_reasons import is_bound, reason_text
from vnr_app.services.progress_words import (
    status_symbol,
    status_tone,
    status_word,
    verdict_symbol,
)
from vnr_app.services.reviews import Review

__all__ = [
    "DEFAULT_METHOD",
    "METHODS",
    "Standings",
    "method_name",
    "method_note",
    "reason_text",
    "standings",
    "status_symbol",
    "status_tone",
    "status_word",
    "verdict_of",
    "verdict_symbol",
]

_DAYS_OF_A_YEAR = 350
"""Shorter periods are parts of a year, whose values go up and down with the seasons."""
_LEAST_SHARE = 3
"""One in so many indicators of a goal must have a verdict, or the goal has none."""


class Standings:
    """The verdicts on the series of a review by one method, and what they come to."""

    def __init__(self, rows: Mapping[str, Sequence[GoalTableRow]], method: Method) -> None:
        self.method = method.id
        self._method = method
        self._verdicts: dict[tuple[object, ...], Verdict] = {}
        self.rows = {goal: tuple(own) for goal, own in rows.items()}
        """The lines of each goal's table."""
        self._indicators = {
            goal: self._scores_of_indicators(own) for goal, own in self.rows.items()
        }

    def of(self, row: GoalTableRow) -> Verdict:
        """The verdict on a line of a goal's table."""
        key = (row.indicator, row.series.id, row.area, row.latest.dimensions)
        if key not in self._verdicts:
            self._verdicts[key] = verdict_of(row, self._method)
        return self._verdicts[key]

    def of_goal(self, goal: str) -> GoalStanding:
        """Where a goal stands, by the mean over its indicators; raises KeyError.

        With fewer than a third of them assessed it has no status.
        """
        codes = [each.code for each in load_framework().indicators_of_goal(goal)]
        return self._standing(goal, goal, codes, least=math.ceil(len(codes) / _LEAST_SHARE))

    def of_target(self, target: str) -> GoalStanding:
        """Where a target stands, by the mean over those of its indicators that have a verdict."""
        found = load_framework().target(target)
        indicators = load_framework().indicators_of_goal(found.goal)
        codes = [each.code for each in indicators if each.target == target]
        return self._standing(target, found.goal, codes, least=1)

    def _standing(self, code: str, goal: str, codes: Sequence[str], least: int) -> GoalStanding:
        known = self._indicators.get(goal, {})
        scored = [known[each] for each in codes if each in known]
        found = combined(scored, self._method) if len(scored) >= least else None
        status, score = found or (Status.NOT_ASSESSED, None)
        return GoalStanding(code, status, len(scored), len(codes), self.method, score)

    def _scores_of_indicators(self, rows: Iterable[GoalTableRow]) -> dict[str, Scored]:
        result = {}
        for code, own in groupby(rows, key=lambda row: row.indicator):
            verdicts = [self.of(row) for row in own]
            scored = [(each.status, each.score) for each in verdicts if each.score is not None]
            if (found := combined(scored, self._method)) is not None:
                result[code] = found
        return result


def standings(
    review: Review,
    rows: Mapping[str, Sequence[GoalTableRow]] | None = None,
    *,
    method: str = DEFAULT_METHOD,
) -> Standings:
    """The verdicts on a review; `rows` by goal as `goal_rows` gives them, read where not given.

    Raises `KnownError` "unknown-method".
    """
    if method not in METHODS:
        raise KnownError(
            "unknown-method",
            _("There is no method “{method}” of judging progress.").format(method=method),
            _("Choose one of: {methods}.").format(methods=", ".join(METHODS)),
        )
    if rows is None:
        goals = sorted(goals_with_rows(review), key=official_order)
        rows = {goal: goal_rows(review, goal) for goal in goals}
    return Standings(rows, METHODS[method])


def verdict_of(row: GoalTableRow, method: Method) -> Verdict:
    """The verdict of a method on a line; only those for a whole series and country have one."""
    if not row.own:
        return Verdict(Status.NOT_ASSESSED, method.id, Reason.OTHER_AREA)
    if not (row.whole or row.latest.is_total):
        return Verdict(Status.NOT_ASSESSED, method.id, Reason.NOT_THE_TOTAL)
    aim = aim_of(row.indicator, row.series)
    if aim is None or isinstance(aim, str):
        reason = Reason.RATE_OF_GROWTH if aim == RATE else Reason.NO_DIRECTION
        return Verdict(Status.NOT_ASSESSED, method.id, reason)
    numbered = [point for point in row.points if _is_figure(point)]
    whole = sorted(filter(_is_annual, numbered), key=_best_last)
    annual = {point.period.year: point for point in whole}
    if numbered and not annual:
        return Verdict(Status.NOT_ASSESSED, method.id, Reason.WITHIN_THE_YEAR)
    points = [Point(year, _number(each)) for year, each in annual.items()]
    found = _verdict(judge(points, aim, method), method.id, annual)
    found = replace(found, margin=aim.shape is Shape.MARGIN)
    if found.ratio is not None and is_bound(found.baseline) and is_bound(found.latest):
        return replace(
            found, status=Status.NOT_ASSESSED, reason=Reason.BOUNDS, ratio=None, score=None
        )
    return found


def _verdict(found: Judgement, method: str, annual: Mapping[int, Observation]) -> Verdict:
    return Verdict(
        status=found.status,
        method=method,
        reason=found.reason,
        baseline=annual[found.base.year] if found.base else None,
        latest=annual[found.latest.year] if found.latest else None,
        target="" if found.target is None else f"{found.target:.10g}",
        target_year=str(found.target_year) if found.target_year else "",
        ratio=found.ratio,
        score=found.score,
        course=found.course,
        since=annual[found.since.year] if found.since else None,
    )


def _is_figure(point: Observation) -> bool:
    """Whether a point is a number that was measured or estimated, not one foretold."""
    return point.value.number is not None and point.value.state is not ValueState.PROJECTED


def _number(point: Observation) -> float:
    return float(point.value.number or 0)


def _is_annual(point: Observation) -> bool:
    return (point.period.end - point.period.start).days >= _DAYS_OF_A_YEAR


def _best_last(point: Observation) -> tuple[bool, int]:
    """Of several periods that begin in a year the calendar year is taken, else the shortest."""
    return point.period.is_calendar_year, -(point.period.end - point.period.start).days
