"""The axis of values of a chart: from where to where, and in which steps."""

import math

from vnr_app.domain.charts import ChartData, ChartKind
from vnr_app.exporting.docx_chart_book import chart_values

_BARS = (ChartKind.BAR, ChartKind.STACKED)
_STEPS = 5
WHOLE = 100
_FAR = 0.75
"""Lines above this part of their highest value may hide the distance to zero."""


def chart_numbers(chart: ChartData) -> list[list[float | None]]:
    """The values of each series, as many as there are categories."""
    return [[float(value) if value else None for value in row] for row in chart_values(chart)]


def _bounds(chart: ChartData) -> tuple[float, float]:
    rows = chart_numbers(chart)
    numbers = [value for row in rows for value in row if value is not None] or [0.0]
    if chart.kind is ChartKind.STACKED:
        columns = list(zip(*rows, strict=True))
        numbers += [sum(v for v in column if v is not None and v > 0) for column in columns]
        numbers += [sum(v for v in column if v is not None and v < 0) for column in columns]
    low, high = min(numbers), max(numbers)
    if chart.kind in _BARS or 0 <= low <= high * _FAR:
        low = min(low, 0.0)
    if chart.kind in _BARS:
        high = max(high, 0.0)
    return low, high


def chart_ticks(chart: ChartData) -> list[float]:
    """Round numbers from below the lowest to above the highest value.

    Bars stand on zero, and so do lines that are not far from it.
    """
    low, high = _bounds(chart)
    if not (math.isfinite(low) and math.isfinite(high)) or low == high:
        middle = low if math.isfinite(low) else 0.0
        low, high = min(0.0, middle), max(0.0, middle) or 1.0
    rough = (high - low) / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    if chart.unit.startswith("%") and high <= WHOLE:
        # No reader looks for 102 per cent of a population.
        last = min(last, round(WHOLE / step))
    return [number * step for number in range(first, last + 1)]


def ends_at_whole(chart: ChartData) -> bool:
    """Whether the axis of a percentage ends at a hundred, where programs would go on."""
    return chart.unit.startswith("%") and round(chart_ticks(chart)[-1], 9) == WHOLE


def hides_zero(chart: ChartData) -> bool:
    """Whether the axis begins above zero, which readers must be told."""
    return chart_ticks(chart)[0] > 0
