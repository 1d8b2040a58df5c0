"""Wide tables: labels on the left, periods across, titles above and notes below."""

import re
from collections import Counter
from dataclasses import dataclass, field

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Region,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import CodeInText, code_in, is_series_code, slug, strip_code
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.wide_find import (
    WideTable,
    find_tables,
    is_number,
    warn_glued,
)
from vnr_app.importing.layouts.wide_rows import LabelledRow, Subject, SubjectReader
from vnr_app.importing.layouts.wide_texts import TableTexts, is_latin, read_texts
from vnr_app.importing.units import unit_in_label
from vnr_app.importing.values import choose_decimal_mark, fold_text, parse_value, vote_decimal_mark
from vnr_app.importing.words import canonical_code, group_of

LAYOUT = "wide-years"


def read(sheet: Sheet, collector: Collector) -> None:
    """Read all wide tables of a sheet into the plan."""
    rows = list(sheet.rows)
    tables = find_tables(rows, collector)
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
    return [
        (number, column)
        for number, row in enumerate(rows)
        if number not in headers
        for column, cell in enumerate(row)
        if is_number(cell, typed) and (number, column) not in used
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
    indicators: dict[str, None] = field(default_factory=dict)
    name_column: int | None = None
    unnamed: int = 0
    used_numbers: int = 0

    def read(self) -> set[tuple[int, int]]:
        """Plan the observations of the table; the cells that became observations."""
        self.index = self.collector.begin_table(self.sheet.name)
        self.texts = read_texts(self.sheet, self.rows, self.table, self.collector)
        warn_glued(self.sheet, self.rows, self.table, self.collector)
        self.name_column = self._pick_name_column()
        used = self._read_body()
        if self.unnamed:
            self.collector.problem(
                "no-indicator",
                _(
                    "The table names no indicator; neither do the sheet's and the file's name. "
                    "{count} values cannot be placed."
                ).format(count=self.unnamed),
                sheet=self.sheet.name,
                cell=cell_name(self.table.header, min(self.table.periods)),
            )
        return used

    def _pick_name_column(self) -> int | None:
        """The label column to take names from: the last in Latin script, else the first."""
        for column in reversed(self.table.labels):
            texts = [text_at(self.rows[number], column) for number in self.table.body()]
            latin = Counter(is_latin(text) for text in texts if any(map(str.isalpha, text)))
            if latin[True] > latin[False]:
                return column
        return self.table.labels[0] if self.table.labels else None

    def _labelled(self, number: int) -> LabelledRow:
        row = self.rows[number]
        labels = [text_at(row, column) for column in self.table.labels]
        labels = [text for text in labels if text and not is_series_code(text)]
        own = text_at(row, self.name_column)
        name = own if own and not is_series_code(own) else (labels or [""])[-1]
        has_values = any(c < len(row) and row[c] != "" for c in self.table.periods)
        indicator = text_at(row, self.table.roles.get("indicator"))
        coded = bool(indicator and labels) or self._own_code(name) is not None
        return LabelledRow(labels, fold_text(name), has_values, coded)

    def _own_code(self, label: str) -> CodeInText | None:
        """The indicator code that a label begins with."""
        code = code_in(label, self.collector.context.framework)
        return code if code and strip_code(label, code) != label.strip() else None

    def _read_body(self) -> set[tuple[int, int]]:
        numbers = list(self.table.body())
        rows = [self._labelled(number) for number in numbers]
        reader = SubjectReader(self.collector.places)
        subjects = reader.subjects(rows)
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
                if text := text_at(self.rows[number], column):
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
        series = self._series(number, column, subject, above)
        if series is None:
            self.unnamed += 1
            return False
        area = self.collector.area(subject.area)
        notes = self._footnote(number, column, parsed.flag)
        source = self.table.roles.get("source")
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
                footnote=notes,
                source=text_at(self.rows[number], source),
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
            own = text_at(self.rows[number], position)
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
            if code and area != self.collector.places.alpha3:
                area = self.collector.area(code, name)
        if "area" in pairs:
            area = self.collector.places.code(pairs.pop("area"))
        return Subject(area, sort_dimensions(pairs), subject.measure)

    def _series(
        self, number: int, column: int, subject: Subject, above: dict[int, str]
    ) -> int | None:
        roles = self.table.roles
        own_code = self._own_code(subject.measure)
        column_text = "" if own_code else above.get(roles.get("indicator", -1), "")
        indicators = self.collector.indicators_of(column_text)
        variant = ""
        if not indicators and (found := own_code or self.texts.code):
            indicators, variant = (found.indicator,), found.variant
            self.collector.note_code(found.indicator)
        if not indicators:
            return None
        self.indicators |= dict.fromkeys(indicators)
        code = indicators[0] + variant
        own = next(
            (
                text
                for position in (*self.table.labels, roles.get("series_code"))
                if is_series_code(text := text_at(self.rows[number], position))
            ),
            "",
        )
        measure = strip_code(subject.measure, own_code)
        name = measure or self.texts.title
        if own or (measure and own_code is None and not column_text):
            code = own or f"{code}-{slug(measure)}"
        unit = above.get(roles.get("unit", -1)) or unit_in_label(subject.measure) or self.texts.unit
        return self.collector.series_index(PlannedSeries(code, name, unit, indicators))

    def _footnote(self, number: int, column: int, flag: str) -> str:
        """The notes whose marks stand beside the value, its label or its period."""
        places = [(number, column), (self.table.header, column)]
        places += [(number, label) for label in self.table.labels]
        found = [self.sheet.marks.get(place, "") for place in places]
        found.append(flag)
        name = text_at(self.rows[number], self.name_column)
        found += re.findall(r"\*+$", name)
        found += re.findall(r"\*+$", text_at(self.rows[self.table.header], column))
        texts = [self.texts.notes.get(mark.strip("()/ "), mark) for mark in found if mark]
        return "; ".join(dict.fromkeys(text for text in texts if text != "()"))

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
            indicators=tuple(self.indicators),
            title=self.texts.title,
            unit=self.texts.unit,
            notes=tuple(self.texts.notes.values()),
            roles=tuple(roles),
            numbers_seen=self.used_numbers + len(unused),
            numbers_unused=tuple(cell_name(*cell) for cell in unused),
        )
