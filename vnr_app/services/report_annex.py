"""The statistical annex: every indicator of a goal by year, as value, gap or not applicable."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vnr_app.domain.framework import official_order
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.domain.report import Block, Column, DataTable, Heading, Row
from vnr_app.i18n import Words
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import code_text
from vnr_app.services.report_cells import (
    BASE_YEAR,
    GAP,
    CellWriter,
    baseline,
    decimals,
    english_note,
    heading_cell,
    nature_name,
    uncertain_note,
)
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import annex_caption

KEY = "annex-statistics"
_PERIODS = 7
_LINES = 60
_RECENT = f"{BASE_YEAR}-01-01"


def annex_blocks(material: Material) -> list[Block]:
    """One table a goal, every indicator in it."""
    blocks: list[Block] = []
    for goal in material.framework.goals:
        blocks += [
            Heading(2, material.goal_name(goal.code), f"{KEY}/goal-{goal.code}"),
            annex_table(material, goal.code),
        ]
    return blocks


def annex_table(material: Material, goal: str) -> DataTable:
    """Every indicator of a goal with its series by year, and those without data."""
    words = material.words
    lines, hidden = _limit_lines(material.rows[goal])
    told = [row for row in lines if row.latest.value.number is not None]
    periods = annex_periods([point for row in told for point in row.points])
    sources = {row.source for row in told}
    # A source that all lines have takes a line below the table instead of a column in it.
    last = -1 if len(sources) == 1 else None
    body = tuple(
        row if row.group else Row(row.cells[:last]) for row in _body(material, goal, lines, periods)
    )
    notes = list(_notes(told, body, words))
    if last:
        notes.insert(0, words("Source: {sources}").format(sources=sources.pop()))
    if hidden:
        notes.append(
            words.plural(
                "One further line of areas and groups is kept in the review.",
                "{count} further lines of areas and groups are kept in the review.",
                hidden,
            ).format(count=hidden)
        )
    return DataTable(
        id=f"annex-goal-{goal}",
        caption=annex_caption(goal, material.short_goal(goal), words),
        columns=_columns(periods, words)[:last],
        rows=body,
        notes=tuple(notes),
    )


def _columns(periods: Iterable[str], words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Series and disaggregation"), 5.2),
        Column(words("Unit"), 1.9),
        Column(words("Nature"), 0.7, "center"),
        Column(words("Baseline (year)"), 1.3, "end"),
        *(Column(period, 0.9, "end") for period in periods),
        Column(words("Latest (year)"), 1.3, "end"),
        Column(words("Target"), 0.9, "end"),
        Column(words("Status"), 1.3),
        Column(words("Source"), 1.6),
    )


def _body(
    material: Material, goal: str, lines: Sequence[GoalTableRow], periods: tuple[str, ...]
) -> Iterable[Row]:
    by_indicator: dict[str, list[GoalTableRow]] = {}
    for row in lines:
        by_indicator.setdefault(row.indicator, []).append(row)
    titles = {code: own[0].indicator_title for code, own in by_indicator.items()}
    for listed in material.framework.indicators_of_goal(goal):
        titles[listed.code] = material.indicator_title(listed.code)
    for code in sorted(titles, key=official_order):
        own = by_indicator.get(code, [])
        told = [row for row in own if row.latest.value.number is not None]
        missing = "" if told else missing_text(own, material.words)
        shown = code_text(code, material.language)
        yield Row((heading_cell(shown, titles[code], missing),), group=True)
        yield from (_line(material, row, periods) for row in told)


def missing_text(rows: Sequence[GoalTableRow], words: Words) -> str:
    """What is said of an indicator without a number, with the mark that the source has for it."""
    points = [point for row in rows for point in row.points]
    marks = dict.fromkeys(point.raw.strip() or GAP for point in points)
    if not points:
        return words("no data")
    if all(point.value.state is ValueState.NOT_APPLICABLE for point in points):
        text = words("not applicable (“{marks}” in the source)")
    else:
        text = words("no data (“{marks}” in the source)")
    return text.format(marks="”, “".join(marks))


def _line(material: Material, row: GoalTableRow, periods: Iterable[str]) -> Row:
    cells = CellWriter(material.language, material.words)
    verdict = material.standings.of(row)
    by_period = {point.period.label: point for point in row.points}
    places = decimals(row.points)
    return Row(
        (
            cells.name(row),
            cells.unit(row),
            cells.nature(row.latest),
            cells.value(baseline(row, verdict), places, period=True),
            *(cells.value(by_period.get(period), places) for period in periods),
            cells.value(row.latest, places, period=True),
            cells.target(verdict),
            cells.status(row, verdict),
            cells.source(row),
        )
    )


def _notes(told: Iterable[GoalTableRow], body: Iterable[Row], words: Words) -> Iterator[str]:
    natures = sorted({row.latest.nature for row in told} & nature_name(words).keys())
    if natures:
        legend = "; ".join(f"{code} – {nature_name(words)[code]}" for code in natures)
        yield words("Nature of the latest value: {legend}.").format(legend=legend)
    yield from uncertain_note(body, words)
    yield from english_note(body, words)


def annex_periods(points: Sequence[Observation]) -> tuple[str, ...]:
    """The periods that get a column: those since the base year with most values, then earlier ones.

    The base year itself has a column of its own. Chosen by a pivot of the points; returned in the
    order of time.
    """
    import pandas as pd  # noqa: PLC0415 - heavy; needed while a report is built

    if not points:
        return ()
    frame = pd.DataFrame(
        {
            "label": [point.period.label for point in points],
            "start": [point.period.start.isoformat() for point in points],
        }
    )
    frame = frame[frame["label"] != str(BASE_YEAR)]
    frame["recent"] = frame["start"] >= _RECENT
    counted = frame.groupby(["label", "start"], as_index=False).agg(
        values=("label", "size"), recent=("recent", "first")
    )
    ranked = counted.sort_values(["recent", "values", "start"], ascending=[False, False, False])
    chosen = ranked.head(_PERIODS).sort_values("start")
    return tuple(str(label) for label in chosen["label"])


def _limit_lines(rows: Sequence[GoalTableRow]) -> tuple[list[GoalTableRow], int]:
    """The annex shows so many lines of a series; a table of hundreds of areas is no annex."""
    seen: Counter[tuple[str, str]] = Counter()
    shown = []
    for row in rows:
        key = (row.indicator, row.series.id)
        seen[key] += 1
        if seen[key] <= _LINES:
            shown.append(row)
    return shown, len(rows) - len(shown)
