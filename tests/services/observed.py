"""Observations made on the spot."""

from vnr_app.domain.indicators import Observation, Operator, Series, Value, ValueState
from vnr_app.domain.periods import parse_period

SERIES = Series(
    "7", "SH_STA_MORT", "Maternal mortality ratio", "PER_100000_LIVE_BIRTHS", ("3.1.1",)
)


def observed(
    number: str | None,
    period: str = "2020",
    *,
    area: str = "ARM",
    dimensions: tuple[tuple[str, str], ...] = (),
    series: Series = SERIES,
    operator: Operator | None = None,
    state: ValueState = ValueState.OBSERVED,
) -> Observation:
    """An observation of a series, by default of a whole country."""
    return Observation(
        id=1,
        series=series,
        area=area,
        dimensions=dimensions,
        period=parse_period(period),
        value=Value(number, operator, state),
        nature="C",
        raw=number or "",
        footnote="",
        source="",
        file="health.xlsx",
        sheet="Table 3",
        cell="F12",
        operation="x",
    )
