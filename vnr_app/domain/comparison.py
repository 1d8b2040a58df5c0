"""What an import would do with the review, observation by observation."""

from dataclasses import dataclass

from vnr_app.domain.importplan import Action, PlannedObservation
from vnr_app.domain.indicators import Dimensions


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An observation of a plan beside what the review holds.

    `position` counts in the plan; `old` is the present value as shown text, None where there is
    none.
    """

    position: int
    action: Action
    old: str | None
    observation: PlannedObservation


@dataclass(frozen=True, slots=True)
class GoneEntry:
    """An observation that an earlier file of this kind brought and that this one has no more."""

    key: int
    indicators: tuple[str, ...]
    series: str
    area: str
    dimensions: Dimensions
    period: str
    value: str
