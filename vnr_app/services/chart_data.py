"""The charts that a text draws from the data."""

from collections.abc import Iterable, Sequence

from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.domain.indicators import Dimensions, Observation, Value
from vnr_app.domain.richtext import Chart, Document
from vnr_app.domain.wholes import whole_lines
from vnr_app.i18n import Words, words_of
from vnr_app.services.living import Values
from vnr_app.services.living_tables import periods_of
from vnr_app.services.units_shown import name_of, unit_of
from vnr_app.services.wording import breakdown_text, listed, source_text

_MOST_LINES = 6
"""More lines than this nobody can tell apart."""
_LONGEST_AXIS = 60


def chart_data(block: Chart, values: Values) -> ChartData | None:
    """What a chart shows now; None where none of its series has a number any more.

    A series is drawn for everybody; where it speaks of groups only, for its first groups.
    """
    lines = [line for series in block.series for line in _lines(values.of_series(series))]
    lines = lines[:_MOST_LINES]
    if not lines:
        return None
    words, kind = words_of(values.language), _kind(block.kind)
    points = [point for line in lines for point in line]
    periods = time_axis(points) if kind is ChartKind.LINE else periods_of(points)
    units = {unit_of(point.series, words) for point in points}
    titles = dict.fromkeys(_measured(line[0], lines, words) for line in lines)
    return ChartData(
        kind=kind,
        title=block.title or words("; ").join(titles),
        unit=units.pop() if len(units) == 1 else "",
        categories=periods,
        series=tuple(_series(line, periods, lines, words) for line in lines),
        source=_source(block, points, values, words),
    )


def time_axis(points: Iterable[Observation]) -> tuple[str, ...]:
    """The periods of a line chart, in the order of time.

    Between calendar years the missing ones stand too: a line over 2015, 2018 and 2019 would else
    be as steep in three years as in one.
    """
    points = list(points)
    years = {point.period.year for point in points if point.period.is_calendar_year}
    if len(years) < len({point.period for point in points}):
        return periods_of(points)
    if max(years) - min(years) >= _LONGEST_AXIS:
        return periods_of(points)
    labels = {point.period.year: point.period.label for point in points}
    return tuple(labels.get(year, str(year)) for year in range(min(years), max(years) + 1))


def charts_of(documents: Iterable[Document], values: Values) -> dict[str, ChartData]:
    """What the charts of these texts show, by the id of their block; empty ones left out."""
    blocks = (each for document in documents for each in document.blocks)
    found = {each.id: chart_data(each, values) for each in blocks if isinstance(each, Chart)}
    return {block: chart for block, chart in found.items() if chart is not None}


def _kind(name: str) -> ChartKind:
    """A form that only a newer version of the program knows is drawn as lines."""
    return next((kind for kind in ChartKind if kind.value == name), ChartKind.LINE)


def _lines(observations: Sequence[Observation]) -> list[list[Observation]]:
    """The observations of a series with a number, a list for all of it or one a group."""
    groups: dict[Dimensions, list[Observation]] = {}
    for each in observations:
        if each.value.number is not None:
            groups.setdefault(each.dimensions, []).append(each)
    wholes = whole_lines(groups)
    return [line for key, line in groups.items() if key in wholes] or list(groups.values())


def _series(
    line: list[Observation],
    periods: tuple[str, ...],
    lines: list[list[Observation]],
    words: Words,
) -> ChartSeries:
    values = {point.period.label: point.value for point in line}
    return chart_series(_name(line[0], lines, words), list(map(values.get, periods)))


def chart_series(name: str, values: Sequence[Value | None]) -> ChartSeries:
    """A series of a chart with the value of each category, None where there is none."""
    known = [value if value and value.number is not None else None for value in values]
    signs = tuple(str(value.operator or "") if value else "" for value in known)
    return ChartSeries(
        name, tuple(value.number if value else None for value in known), signs if any(signs) else ()
    )


def _measured(first: Observation, lines: list[list[Observation]], words: Words) -> str:
    """What a line measures; with the ", by sex" of its name where a chart shows such groups."""
    own = [line for line in lines if line[0].series.id == first.series.id]
    return name_of(first.series, words, groups=len(own) > 1)


def _name(first: Observation, lines: list[list[Observation]], words: Words) -> str:
    """What tells a line apart from the others: the series, its unit, the group."""
    others = [line[0] for line in lines]
    parts = [breakdown_text(first.dimensions, words)]
    if len({each.series.id for each in others}) > 1 or not parts[0]:
        parts.insert(0, _measured(first, lines, words))
    if len({each.series.unit for each in others}) > 1:
        parts.append(unit_of(first.series, words))
    return listed(parts, words)


def _source(block: Chart, points: list[Observation], values: Values, words: Words) -> str:
    """Where the figures come from; said too where a series of the chart is gone."""
    found = (source_text(point.source, words) or point.file for point in points)
    names = words("; ").join(dict.fromkeys(found))
    if all(map(values.of_series, block.series)):
        return words("Source: {sources}").format(sources=names)
    return words("Source: {sources} [one of its series is no longer in the data]").format(
        sources=names
    )
