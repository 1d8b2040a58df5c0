"""The values of the rows of a wide table: what each is about, and how its cell is read."""

from collections.abc import Mapping
from typing import NamedTuple

from vnr_app.domain.indicators import Dimensions, Value, sort_dimensions
from vnr_app.importing.column_reader import ColumnReader
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at, with_state
from vnr_app.importing.layouts.wide_find import RowsAt, WideTable
from vnr_app.importing.layouts.wide_labels import KEPT, RowLabels
from vnr_app.importing.layouts.wide_over import measures_over, states_of_periods
from vnr_app.importing.layouts.wide_rows import Subject
from vnr_app.importing.layouts.wide_series import SeriesFinder
from vnr_app.importing.layouts.wide_texts import TableTexts
from vnr_app.importing.notes import plain_mark
from vnr_app.importing.registers import Span
from vnr_app.importing.registers import Subject as Planned
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import canonical_code, group_of, is_total

_Head = tuple[str, str, str]
"""What stands over a column, the measure in that, and the unit that the cells show."""

_Said = tuple[tuple[str, ...], str, str, str]
"""What the columns beside the values say of a row: its groups, indicator, unit, series code."""


class _Read(NamedTuple):
    """A cell as it was read: number, operator and state (none of them where it is no value)."""

    value: tuple[str | None, str | None, str] | None
    flag: str
    problem: str
    shown: str
    text: str


class Topic(NamedTuple):
    """What values are about but for their area; `part` is an area that their groups name."""

    series: int
    dimensions: Dimensions
    part: str
    unnamed: bool


class PlainColumn(NamedTuple):
    """What plain numbers of a column are about but for their area, and what they have in common."""

    topic: Topic
    span: Span
    setting: int


class _About(NamedTuple):
    """What a value is about, and whether its series names no indicator."""

    planned: Planned
    area: str
    unnamed: bool


class CellReader:
    """Plans the values of rows, looking up once what repeats.

    `sexes` gives the sex that a measure is about; it may be filled while rows are read.
    """

    def __init__(
        self,
        sheet: Sheet,
        rows: RowsAt,
        table: WideTable,
        texts: TableTexts,
        series: SeriesFinder,
        labels: RowLabels,
        collector: Collector,
        index: int,
    ) -> None:
        self.sheet = sheet
        self.table = table
        self.texts = texts
        self.series = series
        self.labels = labels
        self.collector = collector
        self.index = index
        self.sexes: dict[str, str] = {}
        self.readers: Mapping[int, ColumnReader] = {}
        self.unnamed = 0
        self.used_numbers = 0
        self._over = measures_over(table)
        self._states = states_of_periods(rows, table)
        plain = {c: with_state(Value("1"), state) for c, state in self._states.items()}
        self._plainly = {column: value.state.value for column, value in plain.items()}
        self._marks_over = {column: self._marks_of_column(rows, column) for column in table.periods}
        self._spans = {c: collector.ledger.span(p) for c, p in sorted(table.periods.items())}
        self.columns = tuple(self._spans)
        self._heads = {c: (table.upper.get(c, ""), self._over.get(c, "")) for c in table.periods}
        self._read: dict[int, dict[Cell, _Read]] = {column: {} for column in table.periods}
        self._topics: dict[tuple[object, ...], Topic] = {}
        roles = table.roles
        self._listed, self._unit = roles.get("indicator", -1), roles.get("unit", -1)
        self._coded, self._named = roles.get("area_code", -1), roles.get("area_name", -1)
        self._country = collector.context.country_alpha3
        self._beside = roles.get("footnote"), roles.get("source")
        self._decided_source = collector.context.recipe.source
        self._source = texts.notes.source
        self._labelled = [*table.labels, *table.dimensions]
        self._labelled += [c for r, c in roles.items() if r in ("area_name", "indicator")]

    def read_row(self, number: int, row: Row, subject: Subject, above: dict[int, str]) -> list[int]:
        """Plan the values of a row; the columns of those that were planned.

        `above` holds the text of each column at that row, carried down from the rows above it.
        """
        said = self._said(row, above)
        areas = above.get(self._coded, ""), above.get(self._named, "")
        marks = self._marks_of_row(number, row)
        remark, source = self._said_beside(row)
        abouts: dict[_Head, _About] = {}
        used = []
        for column in self._spans:
            raw = row[column] if column < len(row) else ""
            if raw == "":
                continue
            read = self._read_cell(number, column, raw)
            if read.value is None:
                self.collector.bad_cell(read.problem, self.sheet.name, number, column, raw)
                continue
            head = (*self._heads[column], read.shown)
            about = abouts.get(head)
            if about is None:
                about = abouts[head] = self._about(subject, said, areas, head)
            footnote = self._footnote(number, column, read.flag, marks)
            if remark:
                footnote = f"{footnote}; {remark}" if footnote else remark
            context = self.collector.ledger.context(("", footnote, source))
            if self._enter((number, column), read, about, context):
                used.append(column)
        return used

    def _enter(self, place: tuple[int, int], read: _Read, about: _About, context: int) -> bool:
        """Plan a value; whether it was planned."""
        row, column = place
        assert read.value is not None  # only values are planned
        number, operator, state = read.value
        setting = self.collector.ledger.setting((self.index, column, operator, state, context))
        self.unnamed += about.unnamed
        collector, span = self.collector, self._spans[column]
        if not collector.enter_set(about.planned, span, setting, row, number, read.text):
            return False
        if about.area in collector.places.abroad:
            collector.abroad.setdefault(about.area, [collector.ledger.count - 1, 0])[1] += 1
        self.used_numbers += number is not None
        return True

    def plain_column(self, column: int, subject: Subject) -> PlainColumn | None:
        """What plain numbers of a column are about that have nothing beside them but an area.

        None where the column itself is about a part of it.
        """
        topic = self._topic(subject, ((), "", "", ""), (*self._heads[column], ""))
        if topic.part:
            return None
        footnote = self._footnote(self.table.header, column, "", ([], []))
        ledger = self.collector.ledger
        context = ledger.context(("", footnote, self._decided_source or self._source))
        setting = ledger.setting((self.index, column, None, self._plainly[column], context))
        return PlainColumn(topic, self._spans[column], setting)

    def _read_cell(self, number: int, column: int, raw: Cell) -> _Read:
        """The value of a cell; what stands in a column again is read once."""
        if type(raw) is str and is_whole(raw):
            return _Read((raw, None, self._plainly[column]), "", "", "", raw)
        formats = self.sheet.formats
        look = formats.get((number, column), "") if formats else ""
        if look or isinstance(raw, bool):
            return self._parse(column, raw, look)
        known = self._read[column]
        found = known.get(raw)
        if found is None:
            if len(known) >= KEPT // len(self._read):
                known.clear()
            found = known[raw] = self._parse(column, raw, "")
        return found

    def _parse(self, column: int, raw: Cell, look: str) -> _Read:
        parsed = self.readers[column].read(raw, look)
        parts = None
        if parsed.value is not None:
            value = with_state(parsed.value, self._states[column])
            operator = value.operator.value if value.operator else None
            parts = value.number, operator, value.state.value
        shown = "percent" if parsed.percent else ""
        return _Read(parts, parsed.flag, parsed.problem, shown, cell_text(raw))

    def _said(self, row: Row, above: dict[int, str]) -> _Said:
        groups: list[str] = []
        if dimensions := self.table.dimensions:
            last = max(dimensions)
            for column in dimensions:
                own = self.labels.label(row, column)
                alone = column == last and column not in self.table.carried
                groups.append(own if alone else own or above.get(column, ""))
        indicator, unit = above.get(self._listed, ""), above.get(self._unit, "")
        return tuple(groups), indicator, unit, self.series.code_in_row(row)

    def _said_beside(self, row: Row) -> tuple[str, str]:
        """The remark and the source that a row names for its values."""
        remark, source = self._beside
        named = text_at(row, source) if source is not None else ""
        noted = text_at(row, remark) if remark is not None else ""
        return noted, self._decided_source or named or self._source

    def _about(self, subject: Subject, said: _Said, areas: tuple[str, str], head: _Head) -> _About:
        """What the values of a row under a heading are about; `areas` are its code and name."""
        topic = self._topic(subject, said, head)
        (area,) = self.known_areas([self._area(subject.area, *areas, topic.part)])
        planned = self.collector.ledger.subject(topic.series, area, topic.dimensions)
        return _About(planned, area, topic.unnamed)

    def known_areas(self, codes: list[str]) -> list[str]:
        """The areas that codes stand for, registered in the plan."""
        if decided := self.collector.context.recipe.area:
            # What is found to be the whole country may be a part of it.
            codes = [decided if code == self._country else code for code in codes]
        self.collector.know_areas(codes)
        return codes

    def _topic(self, subject: Subject, said: _Said, head: _Head) -> Topic:
        """What all values that are alike but for their area are about."""
        dimensions, measure = subject.dimensions, subject.measure
        key = (dimensions, measure, said, head)
        found = self._topics.get(key)
        if found is None:
            if len(self._topics) >= KEPT:
                self._topics.clear()
            texts, listed, unit, code = said
            upper, over, shown = head
            groups, part = self._groups(subject, texts, upper, over)
            series = self.series.find(measure, listed, unit, code, over=over, shown=shown)
            found = Topic(series, groups, part, series in self.series.without)
            self._topics[key] = found
        return found

    def _groups(
        self, subject: Subject, groups: tuple[str, ...], upper: str, over: str
    ) -> tuple[Dimensions, str]:
        """A row's dimensions with what its breakdown columns and the upper header add.

        Comes with the part of an area that they name, if they name one.
        """
        pairs = dict(subject.dimensions)
        for name, text in zip(self.table.dimensions.values(), groups, strict=True):
            if text:
                pairs[name] = self._code(name, text)
        if upper and (group := self.collector.memory.group(upper) or group_of(upper)):
            pairs[group[0]] = group[1]
        elif upper and canonical_code("", upper) == upper and not over:
            pairs["heading"] = upper
        part = pairs.pop("area", "")
        if sex := self.sexes.get(subject.measure):
            pairs.setdefault("sex", sex)
        return sort_dimensions(pairs), part

    def _area(self, area: str, code: str, name: str, part: str) -> str:
        """The area of a value, by its row, by the columns of areas and by a part of one."""
        places = self.collector.places
        if code or name:
            area = places.code(name or code)
            if code and area != places.alpha3 and area not in places.abroad:
                area = self.collector.area(code, name)
        if part and not (is_total(part) and (code or name)):
            area = places.code(part)
        return area

    def _code(self, dimension: str, text: str) -> str:
        """The code of a label in a dimension: as people decided, else by known words."""
        return self.collector.memory.code(dimension, text) or canonical_code(dimension, text)

    def _footnote(
        self, number: int, column: int, flag: str, row: tuple[list[str], list[str]]
    ) -> str:
        """The notes that the marks beside a value, its labels and its headings refer to."""
        raised, upper, heading = self._marks_over[column]
        own = self.sheet.marks.get((number, column), "") if self.sheet.marks else ""
        flags = [flag] if flag and flag != "()" else []
        marks = [own, *raised, *row[0], *flags, *upper, *row[1], *heading]
        return self.texts.notes.footnote(marks) if len(marks) > 1 or own else ""

    def _marks_of_row(self, number: int, row: Row) -> tuple[list[str], list[str]]:
        """The marks beside the labels of a row: raised ones, and those at the end of texts."""
        marks = self.sheet.marks
        raised = [m for c in self._labelled if (m := marks.get((number, c)))] if marks else []
        ends: list[str] = []
        for column in self._labelled:
            text = text_at(row, column)
            if text and not self.labels.is_bare(text):
                ends += self.labels.split(text)[1]
        return raised, ends

    def _marks_of_column(self, rows: RowsAt, column: int) -> tuple[list[str], list[str], list[str]]:
        """The marks over a column: raised ones, those of the upper header, those of its period."""
        table, notes = self.table, self.texts.notes
        raised = self.sheet.marks.get((table.header, column))
        period = table.periods[column].label
        heading = fold_text(text_at(rows[table.header], column))
        mark = heading.removeprefix(period)
        own = heading.startswith(period) and (plain_mark(mark) in notes.marked or mark == "*")
        upper = notes.split(table.upper.get(column, ""))[1]
        return [raised] if raised else [], upper, [mark] if own else []


def is_whole(raw: str) -> bool:
    """Whether a text is a whole number that needs no reading."""
    return raw.isascii() and raw.isdecimal() and raw[0] != "0"
