"""What a column of a block can be: one of labels, of periods, or of values."""

from dataclasses import dataclass, field

from vnr_app.domain.indicators import ValueState
from vnr_app.domain.periods import Period
from vnr_app.importing.layouts.general.times import Part


@dataclass(slots=True)
class ValueColumn:
    """A column of values: its period or part of one, and the other words over it by level."""

    at: int
    period: Period | None = None
    part: Part | None = None
    words: list[str] = field(default_factory=list)
    target: bool = False
    ranked: bool = False
    mark: str = ""
    """The footnote mark behind its period."""
    state: ValueState = ValueState.OBSERVED
    """What its heading declares of all its values."""
    flags: int | None = None
    """The column on its right that marks its values."""
    dated: int | None = None
    """The column beside it that gives the period of each value."""


@dataclass(slots=True)
class Columns:
    """The columns of a block; `headings` are those of all columns that are not values."""

    labels: list[int] = field(default_factory=list)
    periods: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    """Those of the parts that number the months of a year."""
    values: list[ValueColumn] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)
    ignored: list[int] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)
    """Columns of labels whose dimension people named."""

    @property
    def stub(self) -> list[int]:
        """All columns that name rows, from left to right."""
        return sorted([*self.labels, *self.periods, *self.parts])
