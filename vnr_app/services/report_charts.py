"""The charts that a report draws by itself: of each goal the two series that tell most."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.queries import data
from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.domain.indicators import Dimensions, Series, Value
from vnr_app.domain.report import Cell, Column, DataTable, Graph, Row
from vnr_app.domain.richtext import Chart, Document
from vnr_app.domain.wholes import whole_lines
from vnr_app.i18n import Words
from vnr_app.services.chart_data import chart_series, time_axis
from vnr_app.services.group_order import shared_part, simplest
from vnr_app.services.indicators import GoalTableRow, codes_by_goal
from vnr_app.services.numbers import format_number
from vnr_app.services.report_cells import BASE_YEAR, decimals, numbered
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import series_name, series_text, total_text
from vnr_app.services.report_ranking import moves, ranked, speaks_for_its_indicator
from vnr_app.services.reviews import Review
from vnr_app.services.units_shown import Measure, measure_of, name_of, unit_of
from vnr_app.services.wording import breakdown_text

_MOST = 2
_COURSE = 4
"""A line of fewer values than this shows no course."""
_MOST_GROUPS = 8


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
        Row((Cell(category), *(Cell(_shown(each, place, material)) for each in chart.series)))
        for place, category in enumerate(chart.categories)
        if any(each.values[place] is not None for each in chart.series)
    ]
    head = material.words("Period") if chart.kind is ChartKind.LINE else material.words("Group")
    columns = (Column(head), *(Column(each.name, 1.0, "end") for each in chart.series))
    return DataTable(identifier, "", columns, tuple(rows))


def _shown(series: ChartSeries, place: int, material: Material) -> str:
    number = series.values[place]
    if number is None:
        return ""
    return series.sign(place) + format_number(number, material.language)


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
    if measure_of(series) in (Measure.YES_NO, Measure.YEAR):
        return ""
    wholes = whole_lines(lengths)
    if any(lengths[line] >= _COURSE for line in wholes):
        return "course"
    groups = _groups_drawn(lengths)
    return "groups" if not wholes and 1 < len(groups) <= _MOST_GROUPS else ""


def _groups_drawn(lengths: Mapping[Dimensions, int]) -> tuple[Dimensions, ...]:
    """The simplest groups that have a value."""
    told = [group for group, count in lengths.items() if count]
    return simplest(told, len(told))


def _drawable(rows: Iterable[GoalTableRow]) -> list[_Drawn]:
    by_series: dict[str, dict[Dimensions, GoalTableRow]] = {}
    for row in rows:
        if row.own:
            by_series.setdefault(row.series.id, {})[row.latest.dimensions] = row
    found = []
    for lines in by_series.values():
        series = next(iter(lines.values())).series
        lengths = {key: len(numbered(row)) for key, row in lines.items()}
        form = _form(series, lengths)
        if form == "course":
            shown = tuple(row for row in lines.values() if lengths[row.latest.dimensions])
            found.append(_Drawn(series, tuple(row for row in shown if row.whole), in_time=True))
        elif form:
            shown = tuple(lines[group] for group in _groups_drawn(lengths))
            found.append(_Drawn(series, shown, in_time=False))
    return found


def _tell_most(found: Sequence[_Drawn]) -> list[_Drawn]:
    """Of each indicator the series nearest to it first; courses before groups, what moves first."""
    by_series = {each.series.id: each for each in found}
    order = [by_series[row.series.id] for row in ranked(each.lines[0] for each in found)]
    nearest: dict[str, _Drawn] = {}
    for each in order:
        known = nearest.setdefault(each.lines[0].indicator, each)
        if _nearness(each) > _nearness(known):
            nearest[each.lines[0].indicator] = each
    chosen = {each.series.id for each in nearest.values()}
    return sorted(
        order,
        key=lambda each: (
            each.series.id not in chosen,
            not each.in_time,
            not any(map(moves, each.lines)),
        ),
    )


def _nearness(drawn: _Drawn) -> tuple[object, ...]:
    return (drawn.in_time, speaks_for_its_indicator(drawn.lines[0]))


def _course(words: Words, lines: Sequence[GoalTableRow]) -> ChartData:
    points = [point for line in lines for point in numbered(line)]
    periods = time_axis(points)
    return ChartData(
        kind=ChartKind.LINE,
        title=total_text(lines[0], words) if len(lines) == 1 else series_name(lines[0], words),
        unit=unit_of(lines[0].series, words),
        categories=periods,
        series=tuple(_line(row, periods, words) for row in lines),
        source=_source(lines, words),
    )


def _line(row: GoalTableRow, periods: tuple[str, ...], words: Words) -> ChartSeries:
    drawn = chart_series(series_text(row, words), list(map(_values(row).get, periods)))
    return drawn._replace(decimals=decimals(numbered(row)))


def _groups(words: Words, lines: Sequence[GoalTableRow]) -> ChartData:
    """The groups of a series side by side: dots for then and now, bars for one time alone."""
    periods, shown = _then_and_now(lines)
    shared = shared_part(line.latest.dimensions for line in shown)
    of_whom = breakdown_text(shared, words)
    title = name_of(shown[0].series, words, groups=not of_whom)
    return ChartData(
        kind=ChartKind.DOT if len(periods) > 1 else ChartKind.BAR,
        title=f"{title} — {of_whom}" if of_whom else title,
        unit=unit_of(shown[0].series, words),
        categories=tuple(_apart(line, shared, words) for line in shown),
        series=tuple(
            chart_series(period, [_values(line).get(period) for line in shown])
            for period in periods
        ),
        source=_source(shown, words),
    )


def _apart(line: GoalTableRow, shared: Dimensions, words: Words) -> str:
    """What tells a group apart from those beside it."""
    own = tuple(pair for pair in line.latest.dimensions if pair not in shared)
    return breakdown_text(own, words) or line.breakdown


def _values(line: GoalTableRow) -> dict[str, Value]:
    return {point.period.label: point.value for point in numbered(line)}


def _then_and_now(
    lines: Sequence[GoalTableRow],
) -> tuple[tuple[str, ...], Sequence[GoalTableRow]]:
    """The base and the last of the periods in which half of the groups have a number, and those.

    The base is the first since 2015, else the last before, as in the tables. The last period alone
    where fewer than two groups have a number in both.
    """
    counts = Counter(point.period for line in lines for point in numbered(line))
    enough = min(max(2, len(lines) / 2), max(counts.values()))
    *earlier, last = sorted(period for period, count in counts.items() if count >= enough)
    since = [period for period in earlier if period.year >= BASE_YEAR]
    for base in since[:1] or earlier[-1:]:
        both = [line for line in lines if {base.label, last.label} <= _values(line).keys()]
        if len(both) > 1:
            return (base.label, last.label), both
    return (last.label,), [line for line in lines if last.label in _values(line)]


def _source(lines: Sequence[GoalTableRow], words: Words) -> str:
    names = dict.fromkeys(line.source for line in lines if line.source)
    return words("Source: {sources}").format(sources=words("; ").join(names)) if names else ""
