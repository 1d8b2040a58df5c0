"""The methods by id, and how verdicts on series become one on an indicator or a goal."""

from collections.abc import Sequence

from vnr_app.domain.progress import Status
from vnr_app.progress.judging import Method, status_in
from vnr_app.progress.statcan import STATCAN
from vnr_app.progress.unsd import UNSD

METHODS = {method.id: method for method in (UNSD, STATCAN)}
DEFAULT_METHOD = UNSD.id

Scored = tuple[Status, float]


def combined(parts: Sequence[Scored], method: Method) -> Scored | None:
    """The status of several by the mean of their scores; achieved only where all are."""
    if not parts:
        return None
    mean = sum(score for _status, score in parts) / len(parts)
    if all(status is Status.ACHIEVED for status, _score in parts):
        return Status.ACHIEVED, mean
    return status_in(method.bands, mean), mean
