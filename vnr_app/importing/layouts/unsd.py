"""Downloads of the UN Global SDG Database: one row an observation, recognised by its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from vnr_app.domain.importplan import PlannedTable, Region, Severity, cell_name
from vnr_app.domain.indicators import Value
from vnr_app.i18n import _, ngettext
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import PROGRESS_EVERY, Collector, with_state
from vnr_app.importing.layouts.unsd_columns import (
    KNOWN,
    NOTED,
    UnsdColumns,
    declared,
    find_columns,
    value_of,
)
from vnr_app.importing.layouts.unsd_subjects import Subjects
from vnr_app.importing.ledger import Span, Subject
from vnr_app.importing.numbers import PLAIN

LAYOUT = "unsd"
SOURCE = "UN Global SDG Database"

_Parts = tuple[str | None, str | None, str]
"""Number, operator and state of a value."""


@dataclass(slots=True)
class _Group:
    """A run of rows about one thing; `others` counts rows (and holds the first) about abroad."""

    subject: Subject
    others: list[int] | None


@dataclass(slots=True)
class _Said:
    """What rows say beside their values: nature, status, source, notes."""

    nature: str
    status: str
    state: str
    """The state of a plain number."""
    source: str
    footnote: str
    noted: tuple[str, ...]
    contexts: dict[Cell, int] = field(default_factory=dict)
    """Time detail (empty where it only repeats the period) → id of the context."""


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet has the columns of the database."""
    return find_columns(sheet) is not None


class _Reader:
    """Reads the rows of one sheet; everything that repeats is looked up, not made again.

    A million rows pass here, and no observation is made of them.
    """

    def __init__(self, sheet: Sheet, columns: UnsdColumns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        self.collector = collector
        self.table = collector.begin_table(sheet.name)
        self.subjects = Subjects(sheet, columns, collector)
        self.unused: list[str] = []
        self.seen = 0
        self._groups: dict[tuple[Cell, ...], _Group] = {}
        self._saids: dict[tuple[Cell, ...], _Said] = {}
        self._spans: dict[Cell, Span | None] = {}
        self._others: dict[str, list[int]] = {}
        column = dict.fromkeys(KNOWN, columns.width) | columns.at
        self._value = column["value"]
        self._period = column["timeperiod"]
        self._detail = column["timedetail"]
        self._area = column["geoareacode"]
        self._group_cells = itemgetter(
            column["seriescode"],
            column["units"],
            column["indicator"],
            self._area,
            column["reportingtype"],
            *(c for _name, c in columns.dimensions),
        )
        self._said_cells = itemgetter(
            column["nature"],
            column["observationstatus"],
            column["source"],
            column["footnote"],
            *(column[k] for k in NOTED),
        )

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan."""
        last = self.columns.header
        group_key: tuple[Cell, ...] | None = None
        said_key: tuple[Cell, ...] | None = None
        width, blank = self.columns.width, [""]
        group_cells, said_cells, groups, saids = (
            self._group_cells, self._said_cells, self._groups, self._saids,
        )  # fmt: skip
        for number, row in enumerate(self.sheet.rows):
            if number <= self.columns.header or not any(row):
                continue
            if number % PROGRESS_EVERY == 0:
                self.collector.step(number, _("Reading rows"))
            last = number
            if len(row) == width:
                cells = row + blank
            elif len(row) > width and any(row[width:]):
                self._bad("csv-ragged", number, width, row[width])
                continue
            else:
                cells = [*row[:width], *[""] * (width + 1 - min(len(row), width))]
            # Rows about one thing follow each other: most keys are those of the row before.
            key = group_cells(cells)
            if key != group_key:
                group_key, group = key, groups.get(key) or self._new_group(key, cells, number)
            key = said_cells(cells)
            if key != said_key:
                said_key, said = key, saids.get(key) or self._new_said(key)
            self._read_row(number, cells, group, said)
        self._report_others()
        self._add_table(last)

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _read_row(self, number: int, cells: Row, group: _Group, said: _Said) -> None:
        """Plan the value of a row, or tell why it cannot be."""
        raw = cells[self._value]
        if isinstance(raw, str) and PLAIN.fullmatch(raw):
            value: _Parts | None = (raw, None, said.state)
        else:
            value = self._parts_of(raw, number, said)
            raw = cell_text(raw)
        if value is None:
            return
        self.seen += value[0] is not None
        cell, detail = cells[self._period], cells[self._detail]
        span = self._spans.get(cell) or self._span(cell, number)
        if span is not None:
            context = said.contexts.get("" if detail == cell else detail)
            if context is None:
                context = self._context(said, cell, detail)
            if group.others is not None:
                group.others[0] += 1
            if self.collector.enter(
                group.subject, span, value, context, self.table, number, self._value, raw
            ):
                return
        if value[0] is not None:
            self.unused.append(cell_name(number, self._value))

    def _parts_of(self, raw: Cell, number: int, said: _Said) -> _Parts | None:
        """The parts of a value that is no plain number; None, and told of, where it is none."""
        parsed = value_of(raw, said.nature, said.status)
        if parsed.value is None:
            self._bad(parsed.problem, number, self._value, raw)
            return None
        operator = parsed.value.operator
        return parsed.value.number, operator.value if operator else None, parsed.value.state.value

    def _span(self, cell: Cell, number: int) -> Span | None:
        """The period that a cell names; None, and told of, where it names none."""
        if cell not in self._spans:
            period = self.collector.period(cell)
            self._spans[cell] = None if period is None else self.collector.ledger.span(period)
        if self._spans[cell] is None:
            self._bad("not-a-period", number, self._period, cell)
        return self._spans[cell]

    def _new_group(self, key: tuple[Cell, ...], cells: Row, number: int) -> _Group:
        subject, area = self.subjects.find(cells, number)
        others = None
        if area != self.collector.context.country_alpha3:
            others = self._others.setdefault(area, [0, number])
        made = self._groups[key] = _Group(subject, others)
        return made

    def _new_said(self, key: tuple[Cell, ...]) -> _Said:
        nature, status, source, footnote, *noted = map(cell_text, key)
        parts = (f"{name}: {text}" for name, text in zip(NOTED, noted, strict=True) if text)
        state = with_state(Value("0"), declared(nature, status)).state.value
        made = _Said(nature, status, state, source or SOURCE, footnote, tuple(parts))
        self._saids[key] = made
        return made

    def _context(self, said: _Said, period: Cell, detail: Cell) -> int:
        """The id of what rows say, with the time detail where it says more than the period."""
        more = cell_text(detail)
        text = f"{_('Time detail')}: {more}" if more and more != cell_text(period) else ""
        notes = "; ".join(part for part in (said.footnote, text, *said.noted) if part)
        found = self.collector.ledger.context((said.nature, notes, said.source))
        said.contexts["" if detail == period else detail] = found
        return found

    def _report_others(self) -> None:
        for code, (count, first) in self._others.items():
            self.collector.problem(
                "other-area",
                ngettext(
                    "{count} observation is about {area}, not about the review's country.",
                    "{count} observations are about {area}, not about the review's country.",
                    count,
                ).format(count=count, area=self.collector.areas[code]),
                sheet=self.sheet.name,
                cell=cell_name(first, self._area),
                value=code,
                severity=Severity.WARNING,
            )

    def _add_table(self, last: int) -> None:
        header, width = self.columns.header, self.columns.width
        value = self.columns.at["value"]
        self.collector.tables.append(
            PlannedTable(
                sheet=self.sheet.name,
                region=Region(header, 0, last, width - 1),
                layout=LAYOUT,
                header_rows=(header,),
                indicators=tuple(self.subjects.indicators),
                title="",
                unit="",
                notes=(),
                roles=_roles(header, last, width, (value,)),
                numbers_seen=self.seen,
                numbers_unused=tuple(self.unused),
            )
        )


def _roles(
    header: int, last: int, width: int, numbers: Sequence[int]
) -> tuple[tuple[str, Region], ...]:
    roles = [
        ("header", Region(header, 0, header, width - 1)),
        ("label", Region(header + 1, 0, last, width - 1)),
    ]
    return (*roles, *(("number", Region(header + 1, c, last, c)) for c in numbers))


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = find_columns(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()
