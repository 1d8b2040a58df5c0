"""Wide tables: labels on the left, periods across, titles above and notes below."""

from dataclasses import dataclass, field
from itertools import islice

from vnr_app.domain.importplan import (
    PlannedObservation,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import ValueState, sort_dimensions
from vnr_app.i18n import _, ngettext
from vnr_app.importing.codes import is_series_code
from vnr_app.importing.column_reader import ColumnReader, column_readers
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at, with_state
from vnr_app.importing.layouts.wide_decided import View, find_views
from vnr_app.importing.layouts.wide_find import (
    WideTable,
    warn_glued,
)
from vnr_app.importing.layouts.wide_kinds import LabelledRow
from vnr_app.importing.layouts.wide_over import measures_over, sexes_of, states_of_periods
from vnr_app.importing.layouts.wide_record import planned_table, unused_numbers
from vnr_app.importing.layouts.wide_rows import Subject, SubjectReader
from vnr_app.importing.layouts.wide_series import SeriesFinder
from vnr_app.importing.layouts.wide_texts import TableTexts, read_texts
from vnr_app.importing.notes import plain_mark
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import best_column, canonical_code, group_of, is_total

_SAMPLE = 1_000
"""Rows by which the language of a column is told."""


def read(sheet: Sheet, collector: Collector) -> None:
    """Read all wide tables of a sheet into the plan."""
    for view in find_views(sheet, collector):
        _read_view(sheet, view, collector)


def _read_view(sheet: Sheet, view: View, collector: Collector) -> None:
    rows, tables = view.rows, view.tables
    used: set[tuple[int, int]] = set()
    readers = [_Reader(sheet, rows, table, collector) for table in tables]
    for reader in readers:
        used |= reader.read()
    unused = unused_numbers(rows, tables, used, sheet.typed)
    if (drawn := view.region) is not None:
        unused = [cell for cell in unused if drawn.first_row <= cell[0] <= drawn.last_row]
    for reader, table in zip(readers, tables, strict=True):
        below = table.header if table is not tables[0] else -1
        own = [cell for cell in unused if below <= cell[0]]
        own = [c for c in own if table is tables[-1] or c[0] < _next_header(tables, table)]
        indicators = tuple(reader.series.indicators)
        record = planned_table(
            sheet.name, table, reader.texts, indicators, reader.used_numbers, own
        )
        collector.tables.append(record)


def _next_header(tables: list[WideTable], table: WideTable) -> int:
    return tables[tables.index(table) + 1].header


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
    sexes: dict[str, str] = field(default_factory=dict)
    over: dict[int, str] = field(default_factory=dict)
    """The measures that stand over columns of values."""
    states: dict[int, ValueState | None] = field(default_factory=dict)
    """What the marks behind periods declare of their values."""
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
        self.over = measures_over(self.table)
        self.states = states_of_periods(self.rows, self.table)
        used = self._read_body()
        self._tell_repeated()
        if self.unnamed:
            cell = cell_name(self.table.header, min(self.table.periods))
            self.collector.unnamed[self.sheet.name, cell] = self.unnamed
        return used

    def _tell_repeated(self) -> None:
        repeated = [n for n in self.table.header_rows if n > self.table.header + 1]
        if repeated:
            self.collector.problem(
                "header-repeated",
                ngettext(
                    "The header comes again {count} time; it was read once.",
                    "The header comes again {count} times; it was read once.",
                    len(repeated),
                ).format(count=len(repeated)),
                sheet=self.sheet.name,
                cell=cell_name(repeated[0], min(self.table.periods)),
                severity=Severity.NOTE,
            )

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
        reader = SubjectReader(
            self.collector.places, self.collector.memory, self.table.home, self.table.listed
        )
        subjects = reader.subjects(rows)
        measures = {subject.measure for subject in subjects if subject is not None}
        self.sexes = sexes_of(measures, subjects, self.table, self.texts.title)
        self.series.names_one = any(
            row.coded and self._names_indicator(number)
            for number, row in zip(numbers, rows, strict=True)
        )
        self.series.one_measure = self.texts.titled and len(measures) == 1
        for position in reader.disagreeing:
            self._warn_labels(numbers[position], rows[position])
        readers = self._readers(numbers)
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
                    if raw != "" and self._read_cell(number, column, subject, above, readers):
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

    def _readers(self, numbers: list[int]) -> dict[int, ColumnReader]:
        """How the cells of each column are read."""
        rows = self.rows
        columns = {
            column: [rows[number][column] for number in numbers if column < len(rows[number])]
            for column in self.table.periods
        }
        return column_readers(columns, self.collector.context.recipe, self.collector.survey.mark)

    def _read_cell(
        self,
        number: int,
        column: int,
        subject: Subject,
        above: dict[int, str],
        readers: dict[int, ColumnReader],
    ) -> bool:
        """Plan the observation of one cell; whether it was planned."""
        raw = self.rows[number][column]
        parsed = readers[column].read(raw, self.sheet.formats.get((number, column), ""))
        if parsed.value is None:
            self.collector.bad_cell(parsed.problem, self.sheet.name, number, column, raw)
            return False
        subject = self._with_columns(number, column, subject, above)
        series = self.series.find(
            self.rows[number],
            subject.measure,
            above,
            over=self.over.get(column, ""),
            shown="percent" if parsed.percent else "",
        )
        self.unnamed += series in self.series.without
        area = self.collector.area(self._area(subject.area))
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
                with_state(parsed.value, self.states[column]),
                cell_text(raw),
                footnote="; ".join(note for note in (footnote, remark) if note),
                source=self.collector.context.recipe.source or source or self.texts.notes.source,
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
                pairs[name] = self._code(name, text)
        upper = self.table.upper.get(column, "")
        if upper and (group := self.collector.memory.group(upper) or group_of(upper)):
            pairs[group[0]] = group[1]
        elif upper and canonical_code("", upper) == upper and not self.over.get(column):
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
        if sex := self.sexes.get(subject.measure):
            pairs.setdefault("sex", sex)
        return Subject(area, sort_dimensions(pairs), subject.measure)

    def _code(self, dimension: str, text: str) -> str:
        """The code of a label in a dimension: as people decided, else by known words."""
        return self.collector.memory.code(dimension, text) or canonical_code(dimension, text)

    def _area(self, found: str) -> str:
        """The area of a value; what is found to be the whole country may be a part of it."""
        context = self.collector.context
        whole = found == context.country_alpha3
        return context.recipe.area or found if whole else found

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
