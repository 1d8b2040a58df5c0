"""What a person can put into a text from the data, and what it is in the text model."""

from enum import StrEnum

from vnr_app.domain.charts import ChartKind
from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import Chart, IndicatorTable, ValueForm, ValueRef
from vnr_app.services.living import breakdown_key
from vnr_app.services.living_words import said, series_name

Insertion = ValueRef | IndicatorTable | Chart


class InsertAs(StrEnum):
    """The ways in which an observation can stand in a text."""

    NUMBER = "number"
    WITH_UNIT = "with-unit"
    WITH_PERIOD = "with-period"
    SENTENCE = "sentence"
    TABLE = "table"
    LINE_CHART = "line-chart"
    BAR_CHART = "bar-chart"


_FORMS = {
    InsertAs.NUMBER: ValueForm.NUMBER,
    InsertAs.WITH_UNIT: ValueForm.WITH_UNIT,
    InsertAs.WITH_PERIOD: ValueForm.WITH_PERIOD,
    InsertAs.SENTENCE: ValueForm.SENTENCE,
}


def insertion(observation: Observation, how: InsertAs, language: str) -> Insertion:
    """A living number of the observation, or a table or chart of its series."""
    series = (observation.series.id,)
    match how:
        case InsertAs.TABLE:
            return IndicatorTable(series=series)
        case InsertAs.LINE_CHART:
            return Chart(series=series, kind=ChartKind.LINE, title=series_name(observation))
        case InsertAs.BAR_CHART:
            return Chart(series=series, kind=ChartKind.BAR, title=series_name(observation))
    return ValueRef(
        series=observation.series.id,
        period=observation.period.label,
        breakdown=breakdown_key(observation),
        format=_FORMS[how],
        text=said(observation, _FORMS[how], language),
    )
