"""The charts that a report draws by itself: of each goal the two series that tell most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.queries import data
from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.domain.indicators import Dimensions, Series
from vnr_app.domain.report import Cell, Column, DataTable, Graph, Row
from vnr_app.domain.richtext import Chart, Document
from vnr_app.domain.wholes import whole_lines
from vnr_app.i18n import Words
from vnr_app.services.chart_data import time_axis
from vnr_app.services.indicators import GoalTableRow, codes_by_goal
from vnr_app.services.numbers import format_number
from vnr_app.services.report_cells import numbered
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import series_name, series_text
from vnr_app.services.report_ranking import ranked
from vnr_app.services.reviews import Review
from vnr_app.services.wording import unit_text

_MOST = 2
_COURSE = 4
"""A line of fewer values than this shows no course."""
_MOST_GROUPS = 8
_YES_NO = "BOOL"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A series that can be drawn: one line over time, or groups beside each other."""

    series: Series
    lines: tuple[GoalTableRow, ...]
    in_time: bool


def charts(
    material: Material, goal: str, texts: Iterable[Document], *, value_tables: bool = False
) -> list[Graph]:
    """The charts of a goal; series that an author has drawn in these texts are not drawn again.

    With `value_tables` each has its values below it.
    """
    taken = drawn_by_authors(texts)
    found = [each for each in _drawable(material.rows[goal]) if each.series.id not in taken]
    graphs = []
    for number, each in enumerate(_tell_most(found)[:_MOST], 1):
        draw = _course if each.in_time else _groups
        chart = draw(material.words, each.lines)
        identifier = _chart_id(goal, number)
        table = value_table(f"{identifier}-values", chart, material) if value_tables else None
        graphs.append(Graph(identifier, chart, table))
    return graphs


def value_table(identifier: str, chart: ChartData, material: Material) -> DataTable:
    """The values of a chart, a line a period or group."""
    rows = [
        Row((Cell(category), *(Cell(_shown(value, material)) for value in values)))
        for category, *values in zip(
            chart.categories, *(each.values for each in chart.series), strict=True
        )
        if any(value is not None for value in values)
    ]
    head = material.words("Period") if chart.kind is ChartKind.LINE else material.words("Group")
    columns = (Column(head), *(Column(each.name, 1.0, "end") for each in chart.series))
    return DataTable(identifier, "", columns, tuple(rows))


def _shown(number: str | None, material: Material) -> str:
    return "" if number is None else format_number(number, material.language)


def drawn_by_authors(texts: Iterable[Document]) -> frozenset[str]:
    """The ids of the series in the charts of these texts."""
    blocks = (block for text in texts for block in text.blocks)
    return frozenset(
        series for block in blocks if isinstance(block, Chart) for series in block.series
    )


def drawable(review: Review) -> dict[str, tuple[str, ...]]:
    """Goal → the ids of the series that `charts` can choose among, found without any figure."""
    lengths: dict[int, dict[Dimensions, int]] = {}
    with review.store.reading() as session:
        known = data.series(session)
        for series, dimensions, count in data.line_lengths(session, review.info.country):
            lengths.setdefault(series, {})[dimensions] = count
    found = [known[key] for key, lines in lengths.items() if _form(known[key], lines)]
    return {
        goal: tuple(series.id for series in found if not codes.isdisjoint(series.indicators))
        for goal, codes in codes_by_goal(review).items()
    }


def chart_ids(goal: str, drawable: Iterable[str], texts: Iterable[Document]) -> tuple[str, ...]:
    """The ids of the charts that a goal with these drawable series and texts has."""
    left = set(drawable) - drawn_by_authors(texts)
    return tuple(_chart_id(goal, number) for number in range(1, min(_MOST, len(left)) + 1))


def _chart_id(goal: str, number: int) -> str:
    return f"goal-{goal}-chart-{number}"


def _form(series: Series, lengths: Mapping[Dimensions, int]) -> str:
    """Whether a series is drawn as a "course" or as "groups", "" where it is not."""
    if series.unit.strip().upper() == _YES_NO:
        return ""
    wholes = whole_lines(lengths)
    if any(lengths[line] >= _COURSE for line in wholes):
        return "course"
    told = sum(count > 0 for count in lengths.values())
    return "groups" if not wholes and 1 < told <= _MOST_GROUPS else ""


def _drawable(rows: Iterable[GoalTableRow]) -> list[_Drawn]:
    by_series: dict[str, dict[Dimensions, GoalTableRow]] = {}
    for row in rows:
        if row.own:
            by_series.setdefault(row.series.id, {})[row.latest.dimensions] = row
    found = []
    for lines in by_series.values():
        series = next(iter(lines.values())).series
        form = _form(series, {key: len(numbered(row)) for key, row in lines.items()})
        if form:
            in_time = form == "course"
            shown = [row for row in lines.values() if numbered(row) and (row.whole or not in_time)]
            found.append(_Drawn(series, tuple(shown), in_time))
    return found


def _tell_most(found: Sequence[_Drawn]) -> list[_Drawn]:
    """Courses before groups, the first two of different indicators where there are such."""
    by_series = {each.series.id: each for each in found}
    order = [by_series[row.series.id] for row in ranked(each.lines[0] for each in found)]
    order.sort(key=lambda each: not each.in_time)
    seen: set[str] = set()
    others: list[_Drawn] = []
    first: list[_Drawn] = []
    for each in order:
        code = each.lines[0].indicator
        (others if code in seen else first).append(each)
        seen.add(code)
    return [*first, *others]


def _course(words: Words, lines: Sequence[GoalTableRow]) -> ChartData:
    points = [point for line in lines for point in numbered(line)]
    periods = time_axis(points)
    return ChartData(
        kind=ChartKind.LINE,
        title=series_text(lines[0], words) if len(lines) == 1 else series_name(lines[0], words),
        unit=unit_text(lines[0].series.unit, words),
        categories=periods,
        series=tuple(_line(row, periods, words) for row in lines),
        source=_source(lines, words),
    )


def _line(row: GoalTableRow, periods: tuple[str, ...], words: Words) -> ChartSeries:
    numbers = {point.period.label: point.value.number for point in numbered(row)}
    return ChartSeries(series_text(row, words), tuple(map(numbers.get, periods)))


def _groups(words: Words, lines: Sequence[GoalTableRow]) -> ChartData:
    """The groups of a series side by side: dots for then and now, bars for one time alone."""
    periods = _then_and_now(lines)
    return ChartData(
        kind=ChartKind.DOT if len(periods) > 1 else ChartKind.BAR,
        title=series_name(lines[0], words),
        unit=unit_text(lines[0].series.unit, words),
        categories=tuple(line.breakdown for line in lines),
        series=tuple(
            ChartSeries(
                period,
                tuple(
                    next((p.value.number for p in line.points if p.period.label == period), None)
                    for line in lines
                ),
            )
            for period in periods
        ),
        source=_source(lines, words),
    )


def _then_and_now(lines: Sequence[GoalTableRow]) -> tuple[str, ...]:
    """The first and the last of the periods in which most groups have a number."""
    counts: dict[str, int] = {}
    points = sorted((p for line in lines for p in numbered(line)), key=lambda p: p.period)
    for point in points:
        counts[point.period.label] = counts.get(point.period.label, 0) + 1
    most = max(counts.values())
    full = [label for label, count in counts.items() if count == most]
    return tuple(dict.fromkeys((full[0], full[-1])))


def _source(lines: Sequence[GoalTableRow], words: Words) -> str:
    names = dict.fromkeys(line.source for line in lines if line.source)
    return words("Source: {sources}").format(sources="; ".join(names)) if names else ""
