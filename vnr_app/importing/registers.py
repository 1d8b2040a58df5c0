"""What the rows of a ledger are made of, and who takes them over."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple, Protocol

from vnr_app.domain.indicators import Dimensions, Value
from vnr_app.domain.staged import EntryRow

Said = tuple[str, str, str]
"""Nature, footnote and source of an observation."""
SubjectIds = tuple[int, int, int]
"""Series, area and disaggregation."""
PeriodTexts = tuple[str, str, str]
"""Start, end and label."""
Setting = tuple[int, int, str | None, str, int]
"""What cells of a column have in common: table, column, operator, state, context."""


@dataclass(slots=True)
class Registers:
    """What the numbers and ids of rows stand for; several numbers may mean the same subject."""

    subjects: dict[int, SubjectIds] = field(default_factory=dict)
    periods: dict[int, PeriodTexts] = field(default_factory=dict)
    settings: dict[int, Setting] = field(default_factory=dict)
    areas: dict[int, str] = field(default_factory=dict)
    breakdowns: dict[int, Dimensions] = field(default_factory=dict)
    contexts: dict[int, Said] = field(default_factory=dict)


class Sink(Protocol):
    """Takes rows over in batches, and gives single ones back; shows sheets by chunks of rows."""

    def take_registers(self, new: Registers) -> None:
        """Take what new ids of the next rows stand for; some may have been told before."""

    def write(self, rows: list[EntryRow]) -> None:
        """Take the next rows."""

    def row_at(self, position: int) -> EntryRow:
        """A row that was taken."""

    def subject_at(self, number: int) -> SubjectIds:
        """A subject that was taken."""

    def write_grid(self, sheet: str, first_row: int, rows: list[list[str]]) -> None:
        """Take the texts of the next rows of a sheet."""


class Subject(NamedTuple):
    """A series in an area for a group, ready to be put together with periods."""

    start: blake2b
    number: int


class Span(NamedTuple):
    """A period, ready to be put together with subjects."""

    tail: bytes
    number: int


class Given(NamedTuple):
    """What a cell gives; the table is its position in the plan."""

    value: Value
    raw: str
    table: int
    row: int
    column: int
