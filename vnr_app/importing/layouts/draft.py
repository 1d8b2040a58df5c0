"""A table under construction whose layout is known from the start: its counts and its record."""

from dataclasses import dataclass, field

from vnr_app.domain.importplan import PlannedObservation, PlannedTable, Region, cell_name
from vnr_app.domain.indicators import Dimensions, Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.importing.grid import Cell, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, with_state


@dataclass(slots=True)
class About:
    """What an observation is about: series (position in the plan), area, breakdown and remarks."""

    series: int
    area: str
    dimensions: Dimensions = ()
    state: ValueState | None = None
    nature: str = ""
    footnote: str = ""
    source: str = ""


@dataclass(slots=True)
class Draft:
    """Plans the cells of one table and counts its numbers; the header is one row from 0."""

    sheet: Sheet
    collector: Collector
    layout: str
    header: int
    index: int = field(init=False)
    seen: int = 0
    unused: list[str] = field(default_factory=list)
    indicators: dict[str, None] = field(default_factory=dict)
    columns: set[int] = field(default_factory=set)
    last: int = 0
    unnamed: int = 0

    def __post_init__(self) -> None:
        self.index = self.collector.begin_table(self.sheet.name)
        self.last = self.header

    def add(
        self, place: tuple[int, int], raw: Cell, value: Value, period: Period, about: About
    ) -> None:
        """Plan the value of a cell (row, column from 0)."""
        row, column = place
        numeric = value.number is not None
        planned = self.collector.add(
            PlannedObservation(
                about.series,
                self.index,
                row,
                column,
                about.area,
                about.dimensions,
                period,
                with_state(value, about.state),
                cell_text(raw),
                about.nature,
                about.footnote,
                about.source,
            )
        )
        self.seen += numeric
        self.columns.add(column)
        self.last = max(self.last, row)
        if numeric and not planned:
            self.unused.append(cell_name(row, column))

    def finish(self, title: str = "", notes: tuple[str, ...] = ()) -> None:
        """Add the table to the plan."""
        values = self.columns or {0}
        right = max(values)
        if self.unnamed:
            cell = cell_name(self.header, min(values))
            self.collector.unnamed[self.sheet.name, cell] = self.unnamed
        self.collector.tables.append(
            PlannedTable(
                sheet=self.sheet.name,
                region=Region(self.header, 0, self.last, right),
                layout=self.layout,
                header_rows=(self.header,),
                indicators=tuple(self.indicators),
                title=title,
                unit="",
                notes=notes,
                roles=(
                    ("header", Region(self.header, 0, self.header, right)),
                    ("label", Region(self.header + 1, 0, self.last, max(min(values) - 1, 0))),
                    ("number", Region(self.header + 1, min(values), self.last, right)),
                ),
                numbers_seen=self.seen,
                numbers_unused=tuple(self.unused),
            )
        )
