"""Plans the observations of one block of numbers."""

from dataclasses import dataclass, field

from vnr_app.domain.indicators import Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.i18n import _
from vnr_app.importing.codes import is_series_code, strip_code
from vnr_app.importing.column_reader import ColumnReader, column_readers
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.general.blocks import Block
from vnr_app.importing.layouts.general.cells import DATED_VALUE, Looks, in_brackets
from vnr_app.importing.layouts.general.columns import Columns, ValueColumn
from vnr_app.importing.layouts.general.decided import Decided
from vnr_app.importing.layouts.general.finder import find_columns
from vnr_app.importing.layouts.general.headers import Header
from vnr_app.importing.layouts.general.meanings import Dimensions, add_pair
from vnr_app.importing.layouts.general.naming import SeriesNames, Texts
from vnr_app.importing.layouts.general.over import Over, read_over
from vnr_app.importing.layouts.general.planning import About, Planner
from vnr_app.importing.layouts.general.record import (
    Tally,
    add_left_out,
    planned_table,
    report_block,
)
from vnr_app.importing.layouts.general.subjects import RowSubject, read_rows
from vnr_app.importing.layouts.general.times import combine
from vnr_app.importing.values import Parsed
from vnr_app.importing.words import group_of, is_total

_KEPT = 5_000
"""Different cells of a column that are remembered."""


@dataclass(slots=True)
class BlockReader:
    """Reads the rows of a block; `likes` are the rows of the sheet's blocks before it."""

    sheet: Sheet
    rows: list[Row]
    looks: Looks
    block: Block
    header: Header
    texts: Texts
    decided: Decided
    collector: Collector
    likes: set[object]
    """Title, heading and labels of all rows of the sheet's blocks so far."""
    columns: Columns = field(init=False)
    over: Over = field(init=False)
    dimensions: Dimensions = field(init=False)
    names: SeriesNames = field(init=False)
    readers: dict[int, ColumnReader] = field(init=False)
    planner: Planner = field(init=False)
    parsed: dict[int, dict[Cell, Parsed]] = field(default_factory=dict)
    """By column what its texts and numbers without a format are as values."""
    header_dated: bool = False
    """Whether some columns are headed by a period."""
    index: int = 0
    tally: Tally = field(default_factory=Tally)

    def read(self) -> None:
        """Read the block; one without numbers that could be values adds nothing."""
        collector, notes = self.collector, self.texts.notes
        self.columns = find_columns(
            self.rows, self.looks, self.block, self.header, self.decided.columns
        )
        if not self.columns.values:
            return
        self.index = collector.begin_table(self.sheet.name)
        subjects = read_rows(self.sheet, self.rows, self.looks, self.block, self.columns, notes)
        self.dimensions = Dimensions(self.columns, subjects, collector)
        self.over = read_over(self.columns, self.dimensions, notes, self.decided.dimensions)
        self.names = SeriesNames(self.texts, self.looks, collector, self._suffix(subjects))
        self.planner = Planner(
            self.sheet, self.rows, self.index, self.columns, self.over, self.names, self.tally
        )
        self.parsed = {value.at: {} for value in self.columns.values}
        self.readers = self._readers()
        self.header_dated = self._settle_periods()
        for number, subject in subjects.items():
            collector.step(number, _("Reading rows"))
            about = self._about(number, subject)
            for value in self.columns.values:
                self._read_cell(about, value)
        self._close(subjects)

    def _settle_periods(self) -> bool:
        """Whether columns are headed by periods of their own, so that none has the table's.

        One that some headings name and nothing else contradicts is the table's.
        """
        named = {(p.start, p.end): p for value in self.columns.values if (p := value.period)}
        whole = self.texts.period
        if len(named) != 1 or (whole and (whole.start, whole.end) not in named):
            return bool(named)
        self.texts.period = whole or next(iter(named.values()))
        return False

    def _close(self, subjects: dict[int, RowSubject]) -> None:
        """Keep the record of the table and tell of it."""
        sheet, block, columns, tally = self.sheet.name, self.block, self.columns, self.tally
        add_left_out(tally, columns, block, self.looks)
        sections = {each for subject in subjects.values() for each in subject.sections}
        report_block(tally, block, self.texts, self.collector, sheet, sections, self.over.repeated)
        indicators = tuple(self.names.indicators)
        self.collector.tables.append(
            planned_table(sheet, block, columns, self.texts, indicators, tally)
        )

    def _suffix(self, subjects: dict[int, RowSubject]) -> str:
        """What tells the series of this block from those of a like one: its sheet or number."""
        collector, title = self.collector, self.texts.title
        alike = [table for table in collector.tables if table.title == title]
        suffix = self.sheet.name if any(t.sheet != self.sheet.name for t in alike) else ""
        heads = tuple(self.header.heading(value.at) for value in self.columns.values)
        keys = {
            (title, heads, *subject.labels.values(), subject.sections, subject.period)
            for subject in subjects.values()
        }
        if not self.columns.periods:
            keys = {(*key, self.texts.period) for key in keys}
        if keys & self.likes:
            suffix = f"{suffix} {sum(t.sheet == self.sheet.name for t in alike) + 1}".strip()
        self.likes |= keys
        return suffix

    def _readers(self) -> dict[int, ColumnReader]:
        """What reads the cells of each column of values."""
        cells = {
            value.at: [
                row[value.at] for n in self.block.rows if value.at < len(row := self.rows[n])
            ]
            for value in self.columns.values
        }
        recipe = self.collector.context.recipe
        return column_readers(cells, recipe, self.collector.survey.mark)

    def _about(self, number: int, subject: RowSubject) -> About:
        """What a row says of its values: area, dimensions and measures, and what stands beside."""
        dimensions, listed = self.dimensions, self.columns.roles.get("indicator")
        pairs: dict[str, str] = {}
        measures = [subject.measure] if subject.measure else []
        area, section = dimensions.by_sections(pairs, subject)
        for column, text in subject.labels.items():
            if column in dimensions.areas:
                area = self._area(text, subject)
            elif column == listed:
                code = self.collector.code_in_row(text)
                measures += [name for name in [strip_code(text, code)] if name]
            elif column in dimensions.measures or column == self.columns.roles.get("series"):
                measures.append(text)
            else:
                area = dimensions.label(pairs, column, text, section) or area
        if subject.within:
            add_pair(pairs, *(group_of(subject.within) or ("within", subject.within)))
        notes = self.texts.notes
        stub = (text_at(self.rows[number], column) for column in self.columns.stub)
        return About(
            number,
            subject,
            area,
            tuple(pairs.items()),
            tuple(measures),
            unit=self._beside(number, "unit"),
            listed=(listed is not None and subject.labels.get(listed))
            or self._beside(number, "indicator"),
            series_code=self._series_code(number),
            source=self._beside(number, "source") or notes.source,
            marks=[mark for text in stub for mark in notes.split(text)[1]],
            remark=self._beside(number, "footnote"),
        )

    def _area(self, text: str, subject: RowSubject) -> str:
        """The area that a label names; a total below the heading of a group of areas is its own."""
        groups = [section for section in subject.sections if not group_of(section)]
        if groups and is_total(text):
            return self.collector.places.code(groups[-1])
        return self.collector.places.code(text)

    def _series_code(self, number: int) -> str:
        row = self.rows[number]
        places = (*self.columns.labels, self.columns.roles.get("series_code"))
        return next((code for p in places if is_series_code(code := text_at(row, p))), "")

    def _beside(self, number: int, role: str) -> str:
        return text_at(self.rows[number], self.columns.roles.get(role))

    def _read_cell(self, about: About, value: ValueColumn) -> None:
        """Plan the observation of one cell, or note why it is none."""
        number, row = about.number, self.rows[about.number]
        raw = row[value.at] if value.at < len(row) else ""
        if raw == "" or (isinstance(raw, str) and not raw.strip()):
            return
        parsed, dated = self._parsed(number, value.at, raw)
        if parsed.value is None:
            self.collector.bad_cell(parsed.problem, self.sheet.name, number, value.at, raw)
            return
        tally, numeric = self.tally, parsed.value.number is not None
        tally.seen += numeric
        totals = self.collector.context.recipe.totals
        if totals == "skip" and any(map(is_total, about.subject.labels.values())):
            tally.leave_out(number, value.at, numeric=numeric)
            return
        period = dated or self._period(about, value)
        if value.target or period is None:
            if value.target:
                tally.targets[value.at] += numeric
            else:
                tally.undated += numeric
            tally.leave_out(number, value.at, numeric=numeric)
            return
        if not self.planner.plan(about, value, period, parsed, cell_text(raw)):
            tally.leave_out(number, value.at, numeric=numeric)

    def _parsed(self, number: int, column: int, raw: Cell) -> tuple[Parsed, Period | None]:
        """The value of a cell, and the period that stands beside it in the cell: "355 (2019)"."""
        reader = self.readers[column]
        parsed = self._read(number, column, raw)
        if parsed.value is None and isinstance(raw, str) and (inside := in_brackets(raw)):
            inner = reader.read(inside)
            return Parsed(inner.value or Value(None, state=ValueState.MISSING), "[]"), None
        if parsed.value is None and (match := DATED_VALUE.fullmatch(cell_text(raw))):
            return reader.read(match[1]), self.collector.period(match[2])
        return parsed, None

    def _read(self, number: int, column: int, raw: Cell) -> Parsed:
        """The value of a cell; what stands in a column again is read once."""
        formats = self.sheet.formats
        look = formats.get((number, column), "") if formats else ""
        if look or isinstance(raw, bool):
            return self.readers[column].read(raw, look)
        known = self.parsed[column]
        found = known.get(raw)
        if found is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[raw] = self.readers[column].read(raw)
        return found

    def _period(self, about: About, value: ValueColumn) -> Period | None:
        """The period of a cell: its column's, its row's, one of both, or the table's."""
        row, subject = self.rows[about.number], about.subject
        beside = row[value.dated] if value.dated is not None and value.dated < len(row) else ""
        if beside != "" and (found := self.looks.period(beside)):
            return found
        if value.period:
            return (subject.part and combine(value.period, subject.part)) or value.period
        part = value.part or subject.part
        if not subject.dated:
            return None
        # Beside columns with a period of their own, one without is not of the table's.
        whole = subject.period or (None if self.header_dated else self.texts.period)
        self.tally.assumed += self.texts.period_elsewhere and whole is self.texts.period
        return (whole and part and combine(whole, part)) or whole
