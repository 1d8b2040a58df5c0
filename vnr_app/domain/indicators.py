"""Series, observations and the states of a value."""

from dataclasses import dataclass
from enum import StrEnum

from vnr_app.domain.periods import Period

TOTAL = "_T"
"""SDMX code for "all of it" in a dimension; a blank dimension means the same."""

Dimensions = tuple[tuple[str, str], ...]
"""A disaggregation: (dimension, code) pairs in order, e.g. (("age", "15-49"), ("sex", "F"))."""


class ValueState(StrEnum):
    """How certain a value is, or why there is none."""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    PROVISIONAL = "provisional"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not-applicable"


class Operator(StrEnum):
    """A bound instead of an exact value."""

    LESS = "<"
    GREATER = ">"
    AT_MOST = "<="
    AT_LEAST = ">="
    ABOUT = "~"


NATURES = {
    "C": "country data",
    "CA": "country data, adjusted",
    "E": "estimated",
    "G": "global monitoring data",
    "M": "modelled",
    "N": "not relevant",
    "NA": "nature not available",
    "NOTSPEC": "nature not specified",
}
"""Nature codes of the UN Global SDG Database."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number exactly as precise as its source, or the reason why there is none.

    `number` is a decimal in text without thousands marks ("149.8", "-0.6"), None when the state
    is missing, suppressed or not applicable.
    """

    number: str | None
    operator: Operator | None = None
    state: ValueState = ValueState.OBSERVED

    def shown(self) -> str:
        """The value as plain text, unformatted."""
        return f"{self.operator or ''}{self.number}" if self.number is not None else ""


@dataclass(frozen=True, slots=True)
class Series:
    """A measured quantity in one unit; it may serve several indicators."""

    id: str
    code: str
    name: str
    unit: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """One stored value with all that is known about where it came from."""

    id: int
    series: Series
    area: str
    dimensions: Dimensions
    period: Period
    value: Value
    nature: str
    raw: str
    footnote: str
    source: str
    file: str
    sheet: str
    cell: str
    operation: str

    @property
    def is_total(self) -> bool:
        """Whether the observation speaks of everybody rather than of one group."""
        return all(code == TOTAL for _, code in self.dimensions)


def sort_dimensions(pairs: dict[str, str]) -> Dimensions:
    """The canonical form of a disaggregation: blanks left out, sorted by dimension."""
    return tuple(sorted((name, code) for name, code in pairs.items() if code))
