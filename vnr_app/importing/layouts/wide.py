"""Wide tables: labels on the left, periods across, titles above and notes below."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedTable,
    Region,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import is_series_code
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.wide_columns import add_surroundings
from vnr_app.importing.layouts.wide_find import (
    WideTable,
    find_tables,
    is_number,
    warn_glued,
)
from vnr_app.importing.layouts.wide_kinds import LabelledRow
from vnr_app.importing.layouts.wide_rows import Subject, SubjectReader
from vnr_app.importing.layouts.wide_series import SeriesFinder
from vnr_app.importing.layouts.wide_texts import TableTexts, read_texts
from vnr_app.importing.notes import plain_mark
from vnr_app.importing.values import choose_decimal_mark, fold_text, parse_value, vote_decimal_mark
from vnr_app.importing.words import best_column, canonical_code, group_of, is_total

LAYOUT = "wide-years"

_SAMPLE = 1_000
"""Rows by which the language of a column is told."""


def read(sheet: Sheet, collector: Collector) -> None:
    """Read all wide tables of a sheet into the plan."""
    rows = list(sheet.rows)
    tables = find_tables(rows, collector)
    add_surroundings(rows, tables)
    used: set[tuple[int, int]] = set()
    readers = [_Reader(sheet, rows, table, collector) for table in tables]
    for reader in readers:
        used |= reader.read()
    unused = _unused_numbers(rows, tables, used, sheet.typed)
    for reader, table in zip(readers, tables, strict=True):
        below = table.header if table is not tables[0] else -1
        own = [cell for cell in unused if below <= cell[0]]
        own = [c for c in own if table is tables[-1] or c[0] < _next_header(tables, table)]
        collector.tables.append(reader.record(own))


def _next_header(tables: list[WideTable], table: WideTable) -> int:
    return tables[tables.index(table) + 1].header


def _unused_numbers(
    rows: list[Row], tables: list[WideTable], used: set[tuple[int, int]], typed: bool
) -> list[tuple[int, int]]:
    """Numeric cells of the sheet that became no observation and are no period of a header."""
    headers = {number for table in tables for number in table.header_rows}
    known = used | {(n, c) for table in tables for n in table.body() for c in table.skipped}
    return [
        (number, column)
        for number, row in enumerate(rows)
        if number not in headers
        for column, cell in enumerate(row)
        if is_number(cell, typed) and (number, column) not in known
    ]


@dataclass(slots=True)
class _Reader:
    """Reads one table: its title, its rows' subjects, its values."""

    sheet: Sheet
    rows: list[Row]
    table: WideTable
    collector: Collector
    index: int = 0
    texts: TableTexts = field(default_factory=TableTexts)
    series: SeriesFinder = field(init=False)
    name_column: int | None = None
    unnamed: int = 0
    used_numbers: int = 0

    def read(self) -> set[tuple[int, int]]:
        """Plan the observations of the table; the cells that became observations."""
        self.index = self.collector.begin_table(self.sheet.name)
        self.texts = read_texts(self.sheet, self.rows, self.table, self.collector)
        self.series = SeriesFinder(self.table, self.texts, self.collector)
        warn_glued(self.sheet, self.rows, self.table, self.collector)
        sample = list(islice(self.table.body(), _SAMPLE))
        self.name_column = best_column(
            {
                column: [self._label(number, column) for number in sample]
                for column in self.table.names or self.table.labels
            }
        )
        used = self._read_body()
        if self.unnamed:
            self.collector.problem(
                "no-indicator",
                _(
                    "{count} values cannot be placed: neither the table and its rows nor the "
                    "names of the sheet and the file tell an indicator."
                ).format(count=self.unnamed),
                sheet=self.sheet.name,
                cell=cell_name(self.table.header, min(self.table.periods)),
            )
        return used

    def _label(self, number: int, column: int | None) -> str:
        """The text of a cell without footnote marks."""
        return self.texts.notes.split(text_at(self.rows[number], column))[0]

    def _labelled(self, number: int) -> LabelledRow:
        row = self.rows[number]
        labels = [self._label(number, column) for column in self.table.labels]
        labels = [text for text in labels if text and not is_series_code(text)]
        own = self._label(number, self.name_column)
        name = own if own and not is_series_code(own) else (labels or [""])[-1]
        has_values = any(c < len(row) and row[c] != "" for c in self.table.periods)
        own_code = self.series.own_code(name)
        indicator = text_at(row, self.table.roles.get("indicator"))
        coded = bool(indicator and labels) or own_code is not None
        titled = own_code is not None and not indicator and self.collector.named(name) is not None
        return LabelledRow(labels, fold_text(name), has_values, coded, titled)

    def _names_indicator(self, number: int) -> bool:
        """Whether a row that is set apart by a code or a title names an indicator by it."""
        listed = text_at(self.rows[number], self.table.roles.get("indicator"))
        return not listed or bool(self.collector.indicators_of(listed))

    def _read_body(self) -> set[tuple[int, int]]:
        numbers = list(self.table.body())
        rows = [self._labelled(number) for number in numbers]
        reader = SubjectReader(self.collector.places, self.table.home, self.table.listed)
        subjects = reader.subjects(rows)
        measures = {subject.measure for subject in subjects if subject is not None}
        self.series.names_one = any(
            row.coded and self._names_indicator(number)
            for number, row in zip(numbers, rows, strict=True)
        )
        self.series.one_measure = self.texts.titled and len(measures) == 1
        for position in reader.disagreeing:
            self._warn_labels(numbers[position], rows[position])
        marks = self._decimal_marks(numbers)
        above: dict[int, str] = {}
        used: set[tuple[int, int]] = set()
        measure = ""
        for number, subject in zip(numbers, subjects, strict=True):
            self.collector.step(number, _("Reading rows"))
            if subject is not None and subject.measure != measure:
                measure = subject.measure
                above.pop(self.table.roles.get("unit", -1), None)
            for column in (*self.table.dimensions, *self.table.roles.values()):
                if text := self._label(number, column):
                    above[column] = text
            if subject is not None:
                for column in self.table.periods:
                    raw = self.rows[number][column] if column < len(self.rows[number]) else ""
                    if raw != "" and self._read_cell(number, column, subject, above, marks):
                        used.add((number, column))
                        self.used_numbers += (
                            self.collector.observations[-1].value.number is not None
                        )
        return used

    def _warn_labels(self, number: int, row: LabelledRow) -> None:
        self.collector.problem(
            "labels-disagree",
            _("The labels of this row name different groups in different languages."),
            sheet=self.sheet.name,
            cell=cell_name(number, self.table.labels[0]),
            value=" / ".join(row.labels),
            severity=Severity.WARNING,
        )

    def _decimal_marks(self, numbers: list[int]) -> dict[int, str]:
        """The decimal mark of each column; without evidence the one that the table proves."""
        votes = {
            column: vote_decimal_mark(
                self.rows[number][column] for number in numbers if column < len(self.rows[number])
            )
            for column in self.table.periods
        }
        common = choose_decimal_mark(sum(votes.values(), Counter()))
        return {column: choose_decimal_mark(vote, common) for column, vote in votes.items()}

    def _read_cell(
        self,
        number: int,
        column: int,
        subject: Subject,
        above: dict[int, str],
        marks: dict[int, str],
    ) -> bool:
        """Plan the observation of one cell; whether it was planned."""
        raw = self.rows[number][column]
        parsed = parse_value(raw, marks[column])
        if parsed.value is None:
            self.collector.bad_cell(parsed.problem, self.sheet.name, number, column, raw)
            return False
        subject = self._with_columns(number, column, subject, above)
        series = self.series.find(self.rows[number], subject.measure, above)
        if series is None:
            self.unnamed += 1
            return False
        area = self.collector.area(subject.area)
        row = self.rows[number]
        remark, source = (text_at(row, self.table.roles.get(r)) for r in ("footnote", "source"))
        footnote = self.texts.notes.footnote(self._marks(number, column, parsed.flag))
        return self.collector.add(
            PlannedObservation(
                series,
                self.index,
                number,
                column,
                area,
                subject.dimensions,
                self.table.periods[column],
                parsed.value,
                cell_text(raw),
                footnote="; ".join(note for note in (footnote, remark) if note),
                source=source or self.texts.notes.source,
            )
        )

    def _with_columns(
        self, number: int, column: int, subject: Subject, above: dict[int, str]
    ) -> Subject:
        """A row's subject with what its breakdown columns and the upper header add."""
        roles = self.table.roles
        pairs = dict(subject.dimensions)
        last = max(self.table.dimensions, default=-1)
        for position, name in self.table.dimensions.items():
            own = self._label(number, position)
            text = own if position == last else own or above.get(position, "")
            if text:
                pairs[name] = canonical_code(name, text)
        upper = self.table.upper.get(column, "")
        if upper and (group := group_of(upper)):
            pairs[group[0]] = group[1]
        elif upper and canonical_code("", upper) == upper:
            pairs["heading"] = upper
        area = subject.area
        code, name = (above.get(roles.get(role, -1), "") for role in ("area_code", "area_name"))
        if code or name:
            area = self.collector.places.code(name or code)
            places = self.collector.places
            if code and area != places.alpha3 and area not in places.abroad:
                area = self.collector.area(code, name)
        part = pairs.pop("area", "")
        if part and not (is_total(part) and (code or name)):
            area = self.collector.places.code(part)
        return Subject(area, sort_dimensions(pairs), subject.measure)

    def _marks(self, number: int, column: int, flag: str) -> list[str]:
        """The footnote marks beside a value, its label and its period."""
        table, notes, row = self.table, self.texts.notes, self.rows[number]
        period = table.periods[column].label
        labels = [*table.labels, *table.dimensions]
        labels += [c for role, c in table.roles.items() if role in ("area_name", "indicator")]
        places = [(number, column), (table.header, column), *((number, c) for c in labels)]
        marks = [mark for place in places if (mark := self.sheet.marks.get(place))]
        if flag != "()":
            marks.append(flag)
        for text in (table.upper.get(column, ""), *(text_at(row, c) for c in labels)):
            marks += notes.split(text)[1]
        heading = fold_text(text_at(self.rows[table.header], column))
        mark = heading.removeprefix(period)
        if heading.startswith(period) and (plain_mark(mark) in notes.marked or mark == "*"):
            marks.append(mark)
        return marks

    def record(self, unused: list[tuple[int, int]]) -> PlannedTable:
        """The table as the plan keeps it; `unused` are its numbers that became no observation."""
        table = self.table
        columns = [*table.labels, *table.dimensions, *table.roles.values(), *table.periods]
        first, last = min(columns), max(columns)
        left = min(table.periods)
        top = min(table.header_rows)
        roles = [("title", Region(n, first, n, last)) for n in table.title_rows]
        roles += [("header", Region(n, first, n, last)) for n in table.header_rows]
        if first < left:
            roles.append(("label", Region(table.header + 1, first, table.last, left - 1)))
        roles.append(("number", Region(table.header + 1, left, table.last, max(table.periods))))
        roles += [("note", Region(n, first, n, last)) for n in table.note_rows]
        return PlannedTable(
            sheet=self.sheet.name,
            region=Region(top, first, table.last, last),
            layout=LAYOUT,
            header_rows=tuple(sorted(table.header_rows)),
            indicators=tuple(self.series.indicators),
            title=self.texts.title,
            unit=self.texts.unit,
            notes=tuple(self.texts.notes.texts),
            roles=tuple(roles),
            numbers_seen=self.used_numbers + len(unused),
            numbers_unused=tuple(cell_name(*cell) for cell in unused),
        )
