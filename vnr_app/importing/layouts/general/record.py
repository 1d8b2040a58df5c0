"""What is kept and told of a block that was read: its table, its numbers without observations."""

from collections import Counter
from dataclasses import dataclass, field

from vnr_app.domain.importplan import PlannedTable, Region, cell_name
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.general.blocks import Block
from vnr_app.importing.layouts.general.cells import Look, Looks
from vnr_app.importing.layouts.general.columns import Columns
from vnr_app.importing.layouts.general.naming import Texts
from vnr_app.importing.layouts.general.reports import Report

LAYOUT = "general"


@dataclass(slots=True)
class Tally:
    """The numbers of a block: how many were seen, and which became no observation and why."""

    seen: int = 0
    unused: list[str] = field(default_factory=list)
    undated: int = 0
    assumed: int = 0
    """Values whose period only other sheets of the file name."""
    unnamed: int = 0
    targets: Counter[int] = field(default_factory=Counter)

    def leave_out(self, row: int, column: int, *, numeric: bool) -> None:
        """Note a cell that becomes no observation."""
        if numeric:
            self.unused.append(cell_name(row, column))


def add_left_out(tally: Tally, columns: Columns, block: Block, looks: Looks) -> None:
    """Note the numbers of a block's rows that stand in no column of labels or values."""
    known = {*columns.stub, *columns.ignored, *columns.roles.values()}
    for value in columns.values:
        known |= {at for at in (value.at, value.dated, value.flags) if at is not None}
    for number in block.rows:
        for column in range(block.zone, block.right + 1):
            if column not in known and looks.at(number, column) is Look.NUMBER:
                tally.seen += 1
                tally.unused.append(cell_name(number, column))


def report_block(
    tally: Tally,
    block: Block,
    texts: Texts,
    collector: Collector,
    sheet: str,
    sections: set[str],
    repeated: list[int],
) -> None:
    """Tell what a person should know of the whole table, each once."""
    report = Report(collector, sheet, cell_name(block.first, block.zone))
    if tally.undated:
        report.undated(tally.undated, texts.years)
    if texts.period_elsewhere and texts.period and tally.assumed:
        report.assumed(texts.period.label)
    for column, count in tally.targets.items():
        report.target(cell_name(max(block.header, default=block.first), column), count)
    if repeated:
        report.alike(repeated)
    report.repeated(sum(number > block.first for number in block.skipped))
    report.sections(sections)
    if tally.unnamed:
        collector.unnamed[report.sheet, report.cell] = tally.unnamed


def planned_table(
    sheet: str,
    block: Block,
    columns: Columns,
    texts: Texts,
    indicators: tuple[str, ...],
    tally: Tally,
) -> PlannedTable:
    """The record of a table for the plan and the preview."""
    used = [*columns.stub, *columns.roles.values(), *(v.at for v in columns.values)]
    first, last = min(used), max(used)
    numbers = [value.at for value in columns.values]
    roles = [("title", Region(n, first, n, last)) for n in block.captions]
    roles += [("header", Region(n, first, n, last)) for n in block.header]
    roles += [("label", Region(block.first, c, block.last, c)) for c in columns.stub]
    roles += [("number", Region(block.first, min(numbers), block.last, max(numbers)))]
    return PlannedTable(
        sheet=sheet,
        region=Region(min([*block.header, block.first]), first, block.last, last),
        layout=LAYOUT,
        header_rows=tuple(sorted(block.header)),
        indicators=indicators,
        title=texts.title,
        unit=texts.unit,
        notes=tuple(texts.notes.texts),
        roles=tuple(roles),
        numbers_seen=tally.seen,
        numbers_unused=tuple(tally.unused),
    )
