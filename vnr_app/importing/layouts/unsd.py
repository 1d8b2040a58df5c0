"""Downloads of the UN Global SDG Database: one row an observation, recognised by its columns."""

from dataclasses import dataclass, field
from operator import itemgetter

from vnr_app.domain.importplan import Severity, cell_name
from vnr_app.domain.indicators import Value
from vnr_app.i18n import _, ngettext
from vnr_app.importing.alike import Cells, runs_alike
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import PROGRESS_EVERY, Collector, with_state
from vnr_app.importing.layouts.row_table import planned_table
from vnr_app.importing.layouts.unsd_columns import (
    KNOWN,
    NOTED,
    UnsdColumns,
    declared,
    find_columns,
    value_of,
)
from vnr_app.importing.layouts.unsd_subjects import Subjects
from vnr_app.importing.numbers import plain_number
from vnr_app.importing.registers import Span, Subject

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
    settings: dict[tuple[str, str | None, str], int] = field(default_factory=dict)
    """Time detail (empty where it only repeats the period), operator, state → their setting."""


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
        self._last = columns.header
        self._group: tuple[tuple[Cell, ...], _Group] | None = None
        """That of the row before, with the cells that tell it."""
        self._saids: dict[tuple[Cell, ...], _Said] = {}
        self._spans: dict[Cell, Span] = {}
        self._repeated: set[tuple[Cell, Cell]] = set()
        """Time details that repeat the period beside them in another form: "2015" and 2015."""
        self._others: dict[str, list[int]] = {}
        column = dict.fromkeys(KNOWN, columns.width) | columns.at
        self._value = column["value"]
        self._period = column["timeperiod"]
        self._area = column["geoareacode"]
        group = (
            column["seriescode"],
            column["units"],
            column["indicator"],
            self._area,
            column["reportingtype"],
            *(c for _name, c in columns.dimensions),
        )
        said = (
            column["nature"],
            column["observationstatus"],
            column["source"],
            column["footnote"],
            *(column[k] for k in NOTED),
        )
        self._group_cells, self._said_cells = itemgetter(*group), itemgetter(*said)
        detail = columns.at.get("timedetail", self._period)
        alone = sorted((self._value, self._period, detail))
        self._first, self._end = alone[0], alone[-1] + 1
        if any(self._first <= c < self._end for c in (*group, *said)):
            self._first, self._end = 0, columns.width
        self._value_at = self._value - self._first
        self._period_at = self._period - self._first
        self._detail_at = detail - self._first

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan.

        Rows about one thing follow each other: of most nothing but the cells that vary is new.
        """
        header, first, end = self.columns.header, self._first, self._end
        told = 0
        for number, row, run in runs_alike(self.sheet.rows, first, end):
            if number >= told + PROGRESS_EVERY:
                told = number - number % PROGRESS_EVERY
                self.collector.step(told, _("Reading rows"))
            around = len(row) >= end and (any(row[:first]) or any(row[end:]))
            if number > header and around and (cells := self._padded(row)):
                self._read_run(number, run, *self._about(number, cells))
                self._last = number + len(run) - 1
            else:
                for at, varying in enumerate(run, number):
                    self._read_alone(at, [*row[:first], *varying, *row[end:]])
        self._report_others()
        self._add_table(self._last)

    def _read_alone(self, number: int, row: Row) -> None:
        """Read a row whose likeness to others says nothing."""
        if number <= self.columns.header or not any(row):
            return
        self._last = number
        if cells := self._padded(row):
            self._read_row(number, cells[self._first : self._end], *self._about(number, cells))
        else:
            self._bad("csv-ragged", number, self.columns.width, row[self.columns.width])

    def _read_run(self, number: int, run: list[Cells], group: _Group, said: _Said) -> None:
        """Plan the values of rows that say the same; all at once where they need no reading."""
        columns = list(zip(*run, strict=True))
        raws, cells = columns[self._value_at], columns[self._period_at]
        details = columns[self._detail_at]
        numbers = [text for raw in raws if (text := plain_number(raw)) is not None]
        spans = [span for cell in cells if (span := self._spans.get(cell))]
        setting = said.settings.get(("", None, said.state))
        repeated = details == cells or self._repeated.issuperset(zip(details, cells, strict=True))
        says_no_more = repeated or not any(map(self._more, details, cells))
        usual = says_no_more and len(numbers) == len(spans) == len(run)
        if setting is None or not usual or self.collector.errors:
            for at, varying in enumerate(run, number):
                self._read_row(at, varying, group, said)
            return
        self.seen += len(run)
        if group.others is not None:
            group.others[0] += len(run)
        texts = [cell_text(raw) for raw in raws] if self.sheet.typed else numbers
        ledger = self.collector.ledger
        for at, first in ledger.enter_run(group.subject, spans, setting, number, numbers, texts):
            again = ledger.given(setting, number + at, numbers[at], texts[at])
            self.collector.report_duplicate(first, again)
            self.unused.append(cell_name(number + at, self._value))

    def _padded(self, row: Cells) -> Row | None:
        """A row with one blank cell more than the header; None for one with too many cells."""
        width = self.columns.width
        if len(row) > width and any(row[width:]):
            return None
        return [*row[:width], *[""] * (width + 1 - min(len(row), width))]

    def _about(self, number: int, cells: Row) -> tuple[_Group, _Said]:
        """What a row says beside its value and period, most of it as the row before."""
        key = self._group_cells(cells)
        if self._group is None or key != self._group[0]:
            self._group = key, self._new_group(cells, number)
        said_key = self._said_cells(cells)
        said = self._saids.get(said_key) or self._new_said(said_key)
        return self._group[1], said

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _read_row(self, number: int, cells: Cells, group: _Group, said: _Said) -> None:
        """Plan the value of a row, or tell why it cannot be; `cells` are those that vary."""
        raw = cells[self._value_at]
        value, operator, state = plain_number(raw), None, said.state
        if value is None:
            parts = self._parts_of(raw, number, said)
            if parts is None:
                return
            value, operator, state = parts
        self.seen += value is not None
        cell, detail = cells[self._period_at], cells[self._detail_at]
        span = self._spans.get(cell) or self._span(cell, number)
        if span is not None:
            more = self._more(detail, cell)
            setting = said.settings.get((more, operator, state))
            if setting is None:
                setting = self._setting(said, more, operator, state)
            if group.others is not None:
                group.others[0] += 1
            text = value if raw is value else cell_text(raw)
            if self.collector.enter_set(group.subject, span, setting, number, value, text):
                return
        if value is not None:
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
        period = self.collector.period(cell)
        if period is None:
            self._bad("not-a-period", number, self._period, cell)
            return None
        span = self._spans[cell] = self.collector.ledger.span(period)
        return span

    def _new_group(self, cells: Row, number: int) -> _Group:
        subject, area = self.subjects.find(cells, number)
        others = None
        if area != self.collector.context.country_alpha3:
            others = self._others.setdefault(area, [0, number])
        return _Group(subject, others)

    def _new_said(self, key: tuple[Cell, ...]) -> _Said:
        nature, status, source, footnote, *noted = map(cell_text, key)
        parts = (f"{name}: {text}" for name, text in zip(NOTED, noted, strict=True) if text)
        state = with_state(Value("0"), declared(nature, status)).state.value
        made = _Said(nature, status, state, source or SOURCE, footnote, tuple(parts))
        self._saids[key] = made
        return made

    def _more(self, detail: Cell, period: Cell) -> str:
        """The text of a time detail; empty where it only repeats the period, be it as a number."""
        if detail == period or (detail, period) in self._repeated:
            return ""
        more = cell_text(detail)
        if more != cell_text(period):
            return more
        self._repeated.add((detail, period))
        return ""

    def _setting(self, said: _Said, more: str, operator: str | None, state: str) -> int:
        """The number of what rows say, with the time detail where it says more than the period."""
        text = f"{_('Time detail')}: {more}" if more else ""
        notes = "; ".join(part for part in (said.footnote, text, *said.noted) if part)
        ledger = self.collector.ledger
        context = ledger.context((said.nature, notes, said.source))
        found = ledger.setting((self.table, self._value, operator, state, context))
        said.settings[more, operator, state] = found
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
        columns = self.columns
        self.collector.tables.append(
            planned_table(
                self.sheet.name,
                LAYOUT,
                (columns.header, last, columns.width),
                columns.at["value"],
                indicators=tuple(self.subjects.indicators),
                seen=self.seen,
                unused=self.unused,
            )
        )


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = find_columns(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()
