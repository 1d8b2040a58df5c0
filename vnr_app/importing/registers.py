"""What the runs of a ledger are made of, and who takes them over."""

import json
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from vnr_app.domain.indicators import Dimensions, Value
from vnr_app.domain.periods import Period
from vnr_app.domain.runs import period_code
from vnr_app.domain.staged import RunRow

Said = tuple[str, str, str]
"""Nature, footnote and source of an observation."""
SubjectIds = tuple[int, int, int]
"""Series, area and disaggregation."""
Setting = tuple[int, int, str | None, str, int]
"""What cells of a column have in common: table, column, operator, state, context."""

_PAGE = 256
"""Times that are bits of one number."""


@dataclass(slots=True)
class Registers:
    """What the numbers and ids of runs stand for."""

    settings: dict[int, Setting] = field(default_factory=dict)
    areas: dict[int, str] = field(default_factory=dict)
    breakdowns: dict[int, Dimensions] = field(default_factory=dict)
    contexts: dict[int, Said] = field(default_factory=dict)


class Sink(Protocol):
    """Takes runs over in batches, and gives single ones back; shows sheets by chunks of rows."""

    def take_registers(self, new: Registers) -> None:
        """Take what new ids of the next runs stand for; some may have been told before."""

    def write(self, rows: list[RunRow]) -> None:
        """Take the next runs."""

    def run_at(self, position: int) -> RunRow:
        """The run with the observation at a position that was taken."""

    def runs_of(self, line: int) -> list[RunRow]:
        """The runs of a line that were taken."""

    def write_grid(self, sheet: str, first_row: int, rows: list[list[str]]) -> None:
        """Take the texts of the next rows of a sheet."""


class Subject(NamedTuple):
    """A series in an area for a group, with the id of their line."""

    line: int
    ids: SubjectIds


class Span:
    """A period as the runs hold it; a ledger has one object for each, and they compare as objects.

    `time` numbers start and end: periods that differ by their label have the same. `bit` stands for
    it among the times of its `page`.
    """

    __slots__ = ("alone", "bit", "code", "end", "label", "page", "start", "text", "time")

    def __init__(self, period: Period, time: int) -> None:
        self.start, self.end = period.start.isoformat(), period.end.isoformat()
        self.label = period.label
        self.code = period_code(period)
        self.text = json.dumps(self.code, ensure_ascii=False)
        self.alone = f"[{self.text}]"
        self.time = time
        self.page, at = divmod(time, _PAGE)
        self.bit = 1 << at


@dataclass(slots=True)
class Run:
    """A run while the ledger has it in memory; `position` and `row` are those of the first."""

    position: int
    subject: Subject
    setting: int
    row: int
    spans: list[Span]
    numbers: list[str | None]
    raws: list[str]


class Given(NamedTuple):
    """What a cell gives; the table is its position in the plan."""

    value: Value
    raw: str
    table: int
    row: int
    column: int
