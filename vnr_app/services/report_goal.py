"""A goal's chapter: key figures, status, parts, table of indicators, charts, sources."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from vnr_app.domain.framework import official_order
from vnr_app.domain.report import (
    Block,
    Column,
    DataTable,
    Heading,
    KeyFigure,
    KeyFigures,
    Row,
    SourceLine,
)
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.living_words import per_cent
from vnr_app.services.numbers import code_text, format_value
from vnr_app.services.progress_words import method_name, status_symbol, status_word
from vnr_app.services.report_cells import (
    CellWriter,
    baseline,
    decimals,
    english_note,
    heading_cell,
    uncertain_note,
)
from vnr_app.services.report_charts import charts
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import series_text, table_caption
from vnr_app.services.report_ranking import best_of_each_indicator, speaks_for_its_indicator
from vnr_app.services.section_states import SectionState
from vnr_app.services.wording import unit_text

_GROUPS = re.compile(r", by [^,()—]+$")
"""What series of the United Nations' database have at the end of their names."""
_GROUPS_SHOWN = 4
_SERIES_SHOWN = 3
_KEY_FIGURES = 4


def goal_blocks(
    material: Material, state: SectionState, goal: str, *, value_tables: bool
) -> list[Block]:
    """Key figures, status and headline, trends with charts and table, the other parts, sources."""
    rows = material.headlines[goal]
    blocks: list[Block] = []
    for part in state.parts:
        prose = material.prose(part.key)
        if part.key.endswith("/headline"):
            figures = key_figures(material, rows)
            blocks += ([figures] if figures else []) + prose + _status(material, goal)
            continue
        if part.key.endswith("/trends") and rows:
            texts = [material.texts[p.key] for p in state.parts if p.key in material.texts]
            prose += charts(material, goal, texts, value_tables=value_tables)
            prose.append(goal_table(material, goal, rows))
            prose += _sources(material, rows)
        if prose:
            blocks += [Heading(2, material.words(part.title), part.key), *prose]
    return blocks


def key_figures(material: Material, rows: Sequence[GoalTableRow]) -> KeyFigures | None:
    """The latest values of up to four indicators of a goal, each of another indicator."""
    best = best_of_each_indicator(rows)[:_KEY_FIGURES]
    if not best:
        return None
    shown = sorted(best, key=lambda row: official_order(row.indicator))
    return KeyFigures(tuple(key_figure(material, row) for row in shown))


def key_figure(material: Material, row: GoalTableRow) -> KeyFigure:
    """The latest value of a line; the per cent sign stands where the language puts it."""
    words = material.words
    value = format_value(row.latest.value, material.language)
    unit = unit_text(row.series.unit, words)
    if unit.startswith("%"):
        value, unit = per_cent(value, material.language), unit.removeprefix("%").strip()
    return KeyFigure(value, unit, _of_total(series_text(row, words)), row.latest.period.label)


def _of_total(name: str) -> str:
    """The name of a series without the groups that it is told by, which a total is not of."""
    return _GROUPS.sub("", name) or name


def _status(material: Material, goal: str) -> list[Block]:
    """A line on where the goal stands; none where nothing of it could be judged."""
    found, words = material.standings.of_goal(goal), material.words
    if not found.assessed:
        return []
    text = words.plural(
        "Status of the Goal: {status}. {assessed} of {count} indicator is assessed. {method}.",
        "Status of the Goal: {status}. {assessed} of {count} indicators are assessed. {method}.",
        found.of,
    ).format(
        status=f"{status_symbol(found.status)}\u00a0{status_word(found.status, words)}",
        assessed=found.assessed,
        count=found.of,
        method=method_name(found.method, words),
    )
    return [SourceLine(text)]


def _sources(material: Material, rows: Sequence[GoalTableRow]) -> list[Block]:
    """Where the figures of the goal come from."""
    shown, _hidden = _limit(rows)
    names = dict.fromkeys(row.source.strip().rstrip(".") for row in shown if row.source)
    if not names:
        return []
    return [SourceLine(material.words("Sources: {sources}.").format(sources="; ".join(names)))]


def goal_table(material: Material, goal: str, rows: Sequence[GoalTableRow]) -> DataTable:
    """Baseline, latest value, target and status of every series of a goal."""
    words = material.words
    shown, hidden = _limit(rows)
    body = tuple(_goal_rows(material, shown))
    notes = [
        words("Status by the method of {method}; the annexes explain it.").format(
            method=method_name(material.standings.method, words)
        )
    ]
    notes += uncertain_note(body, words) + english_note(body, words)
    if hidden:
        notes.append(
            words.plural(
                "One further series or group stands in the statistical annex.",
                "{count} further series and groups stand in the statistical annex.",
                hidden,
            ).format(count=hidden)
        )
    return DataTable(
        id=f"goal-{goal}-indicators",
        caption=table_caption(goal, material.short_goal(goal), words),
        columns=(
            Column(words("Indicator and series"), 5.4),
            Column(words("Unit"), 1.8),
            Column(words("Baseline (year)"), 1.2, "end"),
            Column(words("Latest (year)"), 1.2, "end"),
            Column(words("Target"), 0.8, "end"),
            Column(words("Status"), 1.5),
        ),
        rows=body,
        # In one paragraph: three short lines below each table would cost many a page.
        notes=(" ".join(notes),),
    )


def _goal_rows(material: Material, rows: Sequence[GoalTableRow]) -> Iterator[Row]:
    """Each indicator heads its series."""
    for code, own in groupby(rows, key=lambda row: row.indicator):
        lines = list(own)
        shown = code_text(code, material.language)
        yield Row((heading_cell(shown, lines[0].indicator_title),), group=True)
        yield from (_goal_row(material, row) for row in lines)


def _goal_row(material: Material, row: GoalTableRow) -> Row:
    cells = CellWriter(material.language, material.words)
    verdict = material.standings.of(row)
    first = baseline(row, verdict)
    places = decimals([point for point in (first, row.latest) if point])
    return Row(
        (
            cells.name(row),
            cells.unit(row),
            cells.value(first, places, period=True),
            cells.value(row.latest, places, period=True),
            cells.target(verdict),
            cells.status(row, verdict),
        )
    )


def _limit(rows: Sequence[GoalTableRow]) -> tuple[list[GoalTableRow], int]:
    """The lines that a goal's chapter shows, and how many more the annex has.

    Of each indicator the few series that are nearest to it, of a series without a total the first
    groups.
    """
    shown: list[GoalTableRow] = []
    for _code, own in groupby(rows, key=lambda row: row.indicator):
        by_series: dict[str, list[GoalTableRow]] = {}
        for row in own:
            by_series.setdefault(row.series.id, []).append(row)
        nearest = sorted(by_series, key=lambda key: speaks_for_its_indicator(by_series[key][0]))
        kept = nearest[-_SERIES_SHOWN:]
        for key, lines in by_series.items():
            if key in kept:
                groups = [line for line in lines if not (line.own and line.whole)]
                wholes = [line for line in lines if line.own and line.whole]
                shown += [*wholes, *groups[:_GROUPS_SHOWN]]
    return shown, len(rows) - len(shown)
