"""What the living numbers, tables and charts of an editor show: looked up when they are painted."""

from PySide6.QtCore import QCoreApplication

from ui.models.indicator_model import provenance
from vnr_app.domain.charts import ChartData
from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import Chart, Document, IndicatorTable, ValueRef
from vnr_app.services.chart_data import chart_data
from vnr_app.services.living import Values
from vnr_app.services.living_report import refreshed
from vnr_app.services.living_tables import Line, table_lines
from vnr_app.services.living_words import with_unit
from vnr_app.services.numbers import format_number
from vnr_app.services.wording import breakdown_text


class LivingNumbers:
    """The values of the review for one editor; the document itself is never rewritten.

    Until values are there, everything is shown as it was written last.
    """

    def __init__(self) -> None:
        self.values: Values | None = None
        self.color = ""
        """Colour of the goal, "#RRGGBB"; empty for a page without one."""
        self._charts: dict[Chart, ChartData | None] = {}
        self._tables: dict[IndicatorTable, tuple[Line, ...]] = {}

    def show(self, values: Values | None, color: str) -> None:
        """Tell these values from now on."""
        self.values, self.color = values, color
        self._charts, self._tables = {}, {}

    def words(self, reference: ValueRef) -> str:
        """What a living number says now."""
        shown = reference.text if self.values is None else self.values.shown(reference)
        return shown or "…"

    def is_gone(self, reference: ValueRef) -> bool:
        """Whether the data no longer have what a living number speaks of."""
        return self.values is not None and self.values.find(reference) is None

    def chart(self, block: Chart) -> ChartData | None:
        """What a chart shows now; None where there is nothing to draw."""
        if block not in self._charts and self.values is not None:
            self._charts[block] = chart_data(block, self.values)
        return self._charts.get(block)

    def lines(self, block: IndicatorTable) -> tuple[Line, ...]:
        """The heading and the lines of a table of data; the heading alone where all is gone."""
        if block not in self._tables and self.values is not None:
            self._tables[block] = table_lines(block, self.values)
        return self._tables.get(block, ((),))

    def number(self, value: float) -> str:
        """A number of an axis in the language of the text."""
        return format_number(f"{value:.12g}", self.values.language if self.values else "en")

    def fresh(self, document: Document) -> Document:
        """A text that leaves the editor, with the words that are shown."""
        return document if self.values is None else refreshed(document, self.values)

    def told(self, reference: ValueRef) -> str:
        """Where a living number comes from, line by line; said so where it is gone."""
        if self.values is None:
            return ""
        found = self.values.find(reference)
        if found is None:
            return _tr("No longer in the data; the last value was “{value}”.").format(
                value=reference.text
            )
        return described(found, self.values.language)


def described(observation: Observation, language: str) -> str:
    """An observation in full: indicator, series, group, value, where it was found."""
    series = observation.series
    head = " ".join((*series.indicators[:1], series.name or series.code))
    lines = (
        head,
        breakdown_text(observation.dimensions),
        with_unit(observation, language),
        provenance(observation),
    )
    return "\n".join(line for line in lines if line)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LivingNumbers", text)
