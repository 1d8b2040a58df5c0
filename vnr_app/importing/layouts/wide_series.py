"""The series that a row of a wide table belongs to: its indicator, its name and its unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.importing.codes import CodeInText, code_in, is_series_code, slug, strip_code
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.layouts.wide_texts import TableTexts
from vnr_app.importing.units import unit_in_label


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

    def own_code(self, label: str) -> CodeInText | None:
        """The indicator that a label begins with or, in a table without any, names."""
        code = code_in(label, self.collector.context.framework)
        if code:
            return code if strip_code(label, code) != label.strip() else None
        return None if self.texts.code else self.collector.named(label)

    def find(self, row: Row, measure: str, above: Mapping[int, str]) -> int | None:
        """The series of a row about that measure, None where nothing names an indicator.

        `above` holds the text of each column at that row, carried down from the rows above it.
        """
        roles = self.table.roles
        own = self.own_code(measure)
        listed = "" if own else above.get(roles.get("indicator", -1), "")
        indicators = self.collector.indicators_of(listed)
        variant = ""
        if not indicators and (found := own or self.texts.code):
            indicators, variant = (found.indicator,), found.variant
            self.collector.note_code(found.indicator)
        if not self.names_one:
            indicators = indicators or self.collector.given
        if not indicators:
            return None
        self.indicators |= dict.fromkeys(indicators)
        unit = above.get(roles.get("unit", -1)) or unit_in_label(measure) or self.texts.unit
        if self.one_measure and own is None and not listed:
            measure = ""
        name = strip_code(measure, own)
        code = self._series_code(row)
        if not code:
            code = indicators[0] + variant
            if name and own is None and not listed:
                code = f"{code}-{slug(name)}"
        series = PlannedSeries(code, name or self.texts.title, unit, indicators)
        return self.collector.series_index(series)

    def _series_code(self, row: Row) -> str:
        places = (*self.table.labels, self.table.roles.get("series_code"))
        codes = (text_at(row, place) for place in places)
        return next((code for code in codes if is_series_code(code)), "")
