"""Planning the values of a block: what each is about, looked up once where it repeats."""

from dataclasses import dataclass
from typing import NamedTuple

from vnr_app.domain.indicators import Value, ValueState, sort_dimensions
from vnr_app.domain.periods import Period
from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.layouts.base import text_at, with_state
from vnr_app.importing.layouts.general.columns import Columns, ValueColumn
from vnr_app.importing.layouts.general.meanings import add_pair
from vnr_app.importing.layouts.general.naming import SeriesNames
from vnr_app.importing.layouts.general.over import Over
from vnr_app.importing.layouts.general.record import Tally
from vnr_app.importing.layouts.general.subjects import RowSubject
from vnr_app.importing.registers import Subject
from vnr_app.importing.values import Parsed

_KEPT = 20_000
"""Things that values are about which are remembered."""


@dataclass(frozen=True, slots=True)
class About:
    """What a row says of all its values; `listed` is the text of the column of indicators."""

    number: int
    subject: RowSubject
    area: str
    pairs: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    unit: str
    listed: str
    series_code: str
    source: str
    marks: list[str]
    remark: str


class _Topic(NamedTuple):
    """A series in an area for a group, and whether the series names no indicator."""

    planned: Subject
    area: str
    unnamed: bool


class Planner:
    """Plans the values of one block, whose table has that index in the plan."""

    def __init__(
        self,
        sheet: Sheet,
        rows: list[Row],
        index: int,
        columns: Columns,
        over: Over,
        names: SeriesNames,
        tally: Tally,
    ) -> None:
        self._sheet = sheet
        self._rows = rows
        self._index = index
        self._columns = columns
        self._over = over
        self._names = names
        self._tally = tally
        self._collector = names.collector
        self._notes = names.texts.notes
        self._topics: dict[tuple[object, ...], _Topic] = {}

    def plan(
        self, about: About, value: ValueColumn, period: Period, parsed: Parsed, raw: str
    ) -> bool:
        """Plan a value with all that its row, its column and its table say; whether it was."""
        collector, ledger = self._collector, self._collector.ledger
        topic = self._topic(about, value, period, percent=parsed.percent)
        self._tally.unnamed += topic.unnamed
        state = about.subject.state if value.state is ValueState.OBSERVED else value.state
        declared = None if state is ValueState.OBSERVED else state
        found = with_state(parsed.value or Value(None, state=ValueState.MISSING), declared)
        source = collector.context.recipe.source or about.source
        planned = collector.enter(
            topic.planned,
            ledger.span(period),
            (found.number, found.operator and found.operator.value, found.state.value),
            ledger.context(("", self._footnote(about, value, parsed.flag), source)),
            self._index,
            about.number,
            value.at,
            raw,
        )
        if planned and topic.area in collector.places.abroad:
            collector.abroad.setdefault(topic.area, [ledger.count - 1, 0])[1] += 1
        return planned

    def _topic(self, about: About, value: ValueColumn, period: Period, *, percent: bool) -> _Topic:
        """What a value is about."""
        own = about.subject.period
        again = own.label if own and value.period and own != period else ""
        said = about.area, about.pairs, about.measures, about.unit, about.listed, about.series_code
        key: tuple[object, ...] = (*said, value.at, again, percent)
        if not about.area and "area_code" in self._columns.roles:
            key = (*key, text_at(self._rows[about.number], self._columns.roles["area_code"]))
        found = self._topics.get(key)
        if found is None:
            if len(self._topics) >= _KEPT:
                self._topics.clear()
            found = self._topics[key] = self._new_topic(about, value, again, percent=percent)
        return found

    def _new_topic(self, about: About, value: ValueColumn, again: str, *, percent: bool) -> _Topic:
        """Look up what a value is about; `again` is a period that its row names besides its own."""
        pairs = dict(about.pairs)
        if again:
            pairs["row_period"] = again
        for name, code in self._over.pairs[value.at].items():
            add_pair(pairs, name, code)
        series = self._names.find(
            ", ".join([*about.measures, *self._over.measures[value.at]]),
            about.unit or self._over.units.get(value.at, ""),
            about.listed,
            about.series_code,
            percent=percent,
        )
        area = self._area_of(about, value)
        over = self._over.areas.get(value.at, "")
        if over and self._across_countries(about) and over != self._collector.places.alpha3:
            # People by region of residence and country of birth.
            add_pair(pairs, "country", over)
        area = self._collector.area(area)
        planned = self._collector.ledger.subject(series, area, sort_dimensions(pairs))
        return _Topic(planned, area, series in self._names.without)

    def _area_of(self, about: About, value: ValueColumn) -> str:
        """The area of a value; what is found to be the whole country may be a part of it."""
        places, roles = self._collector.places, self._columns.roles
        over = self._over.areas.get(value.at, "")
        area = about.area if self._across_countries(about) else over or about.area
        area = area or places.code(text_at(self._rows[about.number], roles.get("area_code")))
        return self._collector.context.recipe.area or area if area == places.alpha3 else area

    def _across_countries(self, about: About) -> bool:
        """Whether columns of countries stand beside a row that names an area of its own."""
        abroad = self._collector.places.abroad
        return bool(about.area) and not abroad.keys().isdisjoint(self._over.areas.values())

    def _footnote(self, about: About, value: ValueColumn, flag: str) -> str:
        own = self._sheet.marks.get((about.number, value.at), "") if self._sheet.marks else ""
        marks = [own, "" if flag in ("()", "[]") else flag, *value.mark.split(), *about.marks]
        note = self._notes.footnote(marks) if any(marks) else ""
        flags = text_at(self._rows[about.number], value.flags) if value.flags is not None else ""
        return "; ".join(text for text in (note, about.remark, flags) if text)
