"""What a method says of the progress of a series, a target or a goal.

Nothing here is in a language: `Reason` and the figures beside it are put into words by
`vnr_app.services.progress_words`.
"""

from dataclasses import dataclass
from enum import StrEnum

from vnr_app.domain.indicators import Observation


class Status(StrEnum):
    """A verdict, best first."""

    ACHIEVED = "achieved"
    ON_TRACK = "on-track"
    FAIR = "fair"
    LIMITED = "limited"
    REGRESSING = "regressing"
    NOT_ASSESSED = "not-assessed"


class Course(StrEnum):
    """Which way a series went between the two values that a verdict compares."""

    BETTER = "better"
    LEVEL = "level"
    WORSE = "worse"
    UNKNOWN = ""


class Reason(StrEnum):
    """How a verdict came about, or why there is none."""

    TARGET_MET = "target-met"
    TARGET_NEARLY_MET = "target-nearly-met"
    TARGET_LOST = "target-lost"
    WAY_TO_TARGET = "way-to-target"
    PACE_TO_TARGET = "pace-to-target"
    GROWTH = "growth"
    AT_ITS_LIMIT = "at-its-limit"
    IN_PLACE = "in-place"
    NOT_IN_PLACE = "not-in-place"

    NO_DIRECTION = "no-direction"
    NOT_THE_TOTAL = "not-the-total"
    OTHER_AREA = "other-area"
    NO_NUMBERS = "no-numbers"
    WITHIN_THE_YEAR = "within-the-year"
    TOO_OLD = "too-old"
    TOO_FEW_VALUES = "too-few-values"
    AFTER_TARGET_YEAR = "after-target-year"
    RATE_OF_GROWTH = "rate-of-growth"
    BOTH_SIGNS = "both-signs"
    BOUNDS = "bounds"
    FROM_ZERO = "from-zero"
    BELOW_FLOOR = "below-floor"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with what it rests on.

    `method` is the method's id; `baseline` and `latest` are the observations that it compared,
    None where they are missing; `target` is the number to be reached by `target_year`, a decimal
    in text ("" where there is none); `ratio` is the method's own figure, as `reason` says: the
    share of the way or of the pace to the target, or the growth a year in the desired direction;
    `score` is what means over series are made of, None where the method gives none. `margin` says
    that the target is the farthest that a value may lie from zero to either side. `since` is the
    latest observation where it came after the target's year, up to which the method judges.
    """

    status: Status
    method: str
    reason: Reason
    baseline: Observation | None = None
    latest: Observation | None = None
    target: str = ""
    target_year: str = ""
    ratio: float | None = None
    score: float | None = None
    course: Course = Course.UNKNOWN
    margin: bool = False
    since: Observation | None = None


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """Where a goal or a target stands: `assessed` of its `of` indicators have a verdict.

    `score` is the mean of the indicators' scores, None where nothing was assessed.
    """

    code: str
    status: Status
    assessed: int
    of: int
    method: str
    score: float | None = None
