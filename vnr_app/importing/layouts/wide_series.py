"""The series that a row of a wide table belongs to: its indicator, its name and its unit."""

from dataclasses import dataclass, field

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.importing.codes import CodeInText, is_series_code, slug, strip_code
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.layouts.wide_texts import TableTexts
from vnr_app.importing.units import implied_unit, unit_in_label


@dataclass(slots=True)
class SeriesFinder:
    """Finds the series of one table's rows; `indicators` are those found so far, in order.

    `one_measure` tells that all rows share one measure: then the table's title names it.
    `names_one` tells that some row names an indicator of its own.
    """

    table: WideTable
    texts: TableTexts
    collector: Collector
    one_measure: bool = False
    names_one: bool = False
    indicators: dict[str, None] = field(default_factory=dict)
    without: set[int] = field(default_factory=set)
    """The series that nothing names an indicator of."""
    _known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def own_code(self, label: str) -> CodeInText | None:
        """The indicator that a label begins with or, in a table without any, names."""
        if (given := self.collector.memory.code("indicator", label)) is not None:
            return CodeInText(given) if given else None
        code = self.collector.code_in_row(label)
        if code:
            return code if strip_code(label, code) != label.strip() else None
        return None if self.texts.code else self.collector.named(label)

    def find(
        self, measure: str, listed: str, unit: str, code: str, *, over: str = "", shown: str = ""
    ) -> int:
        """The series of a row about that measure; it may serve no indicator.

        `listed` and `unit` are what the row's columns of indicators and units say, `code` is its
        series code, `over` the measure that stands over the column, `shown` the unit that the cell
        shows.
        """
        key = (measure, listed, unit, code, over, shown)
        if key not in self._known:
            self._known[key] = self._new(*key)
        return self._known[key]

    def _new(self, measure: str, listed: str, unit: str, code: str, over: str, shown: str) -> int:
        """A series that the table has not named before."""
        own = self.own_code(measure)
        listed = "" if own else listed
        indicators = self.collector.indicators_of(listed)
        variant = ""
        if not indicators and (found := own or self.texts.code):
            indicators, variant = (found.indicator,), found.variant
            self.collector.note_code(found.indicator)
        if not self.names_one:
            indicators = indicators or self.collector.given
        indicators = indicators or self.collector.guessed_of(measure, self.texts.title)
        self.indicators |= dict.fromkeys(indicators)
        unit = self._unit(unit or unit_in_label(over), measure) or shown
        if self.one_measure and own is None and not listed:
            measure = ""
        name = strip_code(measure, own) or self.texts.title
        if not indicators:
            name = name or self.collector.file_stem
        if over:
            name = f"{name}: {over}"
        if not code:
            code = indicators[0] + variant if indicators else slug(name)
            if indicators and measure and own is None and not listed:
                code = f"{code}-{slug(measure)}"
            if indicators and over:
                code = f"{code}-{slug(over)}"
        found_at = self.collector.series_index(PlannedSeries(code, name, unit, indicators))
        if not indicators:
            self.without.add(found_at)
        return found_at

    def _unit(self, listed: str, measure: str) -> str:
        """The unit of a measure: as people decided, as printed, or as its name implies."""
        return (
            self.collector.context.recipe.unit
            or listed
            or unit_in_label(measure)
            or self.texts.unit
            or implied_unit(measure or self.texts.title)
        )

    def code_in_row(self, row: Row) -> str:
        """The series code that stands among the labels of a row, else empty."""
        places = (*self.table.labels, self.table.roles.get("series_code"))
        for place in places:
            code = text_at(row, place)
            if "_" in code and is_series_code(code):
                return code
        return ""
