"""A chart in words, for those who cannot see it."""

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.exporting.docx_chart_book import chart_values
from vnr_app.i18n import Words

if TYPE_CHECKING:
    from babel import Locale

_FEW = 6
"""So many values of a chart without a course are told one by one."""


def _head(chart: ChartData, words: Words) -> str:
    sentence = {
        ChartKind.LINE: words("Line chart: {title}."),
        ChartKind.BAR: words("Bar chart: {title}."),
        ChartKind.STACKED: words("Stacked bar chart: {title}."),
        ChartKind.DOT: words("Dot chart: {title}."),
    }[chart.kind]
    return sentence.format(title=chart.title)


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a report with charts

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def shown_number(value: str, language: str, decimals: int) -> str:
    """A number for readers, with at most so many decimals."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - only a report with charts

    pattern = f"#,##0.{'#' * decimals}" if decimals else "#,##0"
    return str(format_decimal(Decimal(value), pattern, _locale(language)))


def _told(series: ChartSeries, place: int, value: str, language: str) -> str:
    """A value with its sign; a bound is no more exact than it is."""
    sign = series.sign(place)
    decimals = len(value.partition(".")[2]) if sign else series.shown_decimals()
    return sign + shown_number(value, language, decimals)


def _course(chart: ChartData, series: ChartSeries, values: list[str], words: Words) -> str:
    """A sentence on a series: its values where they are few, else its first and its last."""
    known = [
        (category, _told(series, place, value, words.language))
        for place, (category, value) in enumerate(zip(chart.categories, values, strict=True))
        if value
    ]
    if not known:
        return words("{name}: no values.").format(name=series.name)
    if len(known) == 1 or (chart.kind in (ChartKind.BAR, ChartKind.DOT) and len(known) <= _FEW):
        pair = words("{place}: {value}")
        listed = words("; ").join(pair.format(place=name, value=value) for name, value in known)
        return words("{name}: {values}.").format(name=series.name, values=listed)
    (start, first), (end, last) = known[0], known[-1]
    return words("{name}: from {first} ({start}) to {last} ({end}).").format(
        name=series.name,
        first=first,
        start=start,
        last=last,
        end=end,
    )


def chart_in_words(chart: ChartData, words: Words) -> str:
    """A few sentences on what a chart shows; its own description where it has one."""
    if chart.alt_text:
        return chart.alt_text
    unit = [words("Unit: {unit}.").format(unit=chart.unit)] if chart.unit else []
    rows = zip(chart.series, chart_values(chart), strict=True)
    courses = [_course(chart, series, values, words) for series, values in rows]
    return words.in_a_row([_head(chart, words), *unit, *courses])
