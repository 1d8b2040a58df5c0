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


def shown_number(value: str, language: str) -> str:
    """A number for readers: one decimal from ten on, two below."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - only a report with charts

    number = Decimal(value)
    pattern = "#,##0.#" if abs(number) >= 10 else "0.##"
    return str(format_decimal(number, pattern, _locale(language)))


def _course(chart: ChartData, series: ChartSeries, values: list[str], words: Words) -> str:
    """A sentence on a series: its values where they are few, else its first and its last."""
    pairs = zip(chart.categories, values, strict=True)
    known = [(place, value) for place, value in pairs if value]
    if not known:
        return words("{name}: no values.").format(name=series.name)
    if len(known) == 1 or (chart.kind in (ChartKind.BAR, ChartKind.DOT) and len(known) <= _FEW):
        listed = "; ".join(
            f"{place}: {shown_number(value, words.language)}" for place, value in known
        )
        return words("{name}: {values}.").format(name=series.name, values=listed)
    (start, first), (end, last) = known[0], known[-1]
    return words("{name}: from {first} ({start}) to {last} ({end}).").format(
        name=series.name,
        first=shown_number(first, words.language),
        start=start,
        last=shown_number(last, words.language),
        end=end,
    )


def chart_in_words(chart: ChartData, words: Words) -> str:
    """A few sentences on what a chart shows; its own description where it has one."""
    if chart.alt_text:
        return chart.alt_text
    unit = [words("Unit: {unit}.").format(unit=chart.unit)] if chart.unit else []
    rows = zip(chart.series, chart_values(chart), strict=True)
    courses = [_course(chart, series, values, words) for series, values in rows]
    return " ".join([_head(chart, words), *unit, *courses])
