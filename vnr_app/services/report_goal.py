"""A goal's chapter: key figures, status, parts, table of indicators, charts, sources."""

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
from vnr_app.services.group_order import simplest
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import code_text
from vnr_app.services.progress_notes import own_assessment, status_note
from vnr_app.services.progress_words import status_symbol, status_word
from vnr_app.services.report_cells import (
    CellWriter,
    baseline,
    decimals,
    english_note,
    heading_cell,
    numbered,
    status_marks,
    uncertain_note,
)
from vnr_app.services.report_charts import charts
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import table_caption, total_text
from vnr_app.services.report_ranking import best_of_each_indicator, speaks_for_its_indicator
from vnr_app.services.section_states import SectionState
from vnr_app.services.units_shown import (
    Measure,
    measure_of,
    per_cent,
    says_its_unit,
    spoken_unit,
    value_of,
)

_GROUPS_SHOWN = 6
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
            status = _status(material, goal, appraised=bool(prose))
            blocks += ([figures] if figures else []) + prose + status
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
    value = value_of(row.latest, material.language, decimals(numbered(row)))
    unit, name = spoken_unit(row.series, words), total_text(row, words)
    if says_its_unit(row.series):
        unit = ""
    elif measure_of(row.series) is Measure.SCALE:
        unit, name = "", words("{number} ({unit})").format(number=name, unit=unit)
    if unit.startswith("%"):
        value, unit = per_cent(value, material.language), unit.removeprefix("%").strip()
    return KeyFigure(value, unit, name, row.latest.period.label)


def _status(material: Material, goal: str, *, appraised: bool) -> list[Block]:
    """A line on where the goal stands; none where nothing of it could be judged.

    `appraised` where the country's own appraisal, which may rest on other grounds, stands above.
    """
    found, words = material.standings.of_goal(goal), material.words
    if not found.assessed:
        return []
    status = words("Status of the Goal: {status} ({assessed} of {count} indicators assessed).")
    if found.score is None:
        status = words(
            "Status of the Goal: too few indicators assessed ({assessed} of {count}; a third is "
            "needed)."
        )
    sentences = [
        status.format(
            status=f"{status_symbol(found.status)}\u00a0{status_word(found.status, words)}",
            assessed=found.assessed,
            count=found.of,
        ),
        words("Basis: {assessment}.").format(assessment=own_assessment(found.method, words)),
    ]
    if appraised:
        sentences.append(words("The text above is the national appraisal."))
    return [SourceLine(words.in_a_row(sentences))]


def _sources(material: Material, rows: Sequence[GoalTableRow]) -> list[Block]:
    """Where the figures of the goal come from."""
    shown, _hidden = _limit(rows)
    names = dict.fromkeys(row.source for row in shown if row.source)
    if not names:
        return []
    words = material.words
    return [SourceLine(words("Sources: {sources}.").format(sources=words("; ").join(names)))]


def goal_table(material: Material, goal: str, rows: Sequence[GoalTableRow]) -> DataTable:
    """Baseline, latest value, target and status of every series of a goal."""
    words = material.words
    shown, hidden = _limit(rows)
    body = tuple(_goal_rows(material, shown))
    notes = [status_note(material.standings.method, words), *status_marks(body, words)]
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
        notes=(words.in_a_row(notes),),
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
    places = decimals(row.points)
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

    Of each indicator the few series that are nearest to it, of a series without a total the
    simplest groups.
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
                shown += [line for line in lines if line.own and line.whole]
                shown += _parts(lines)
    return shown, len(rows) - len(shown)


def _parts(lines: Sequence[GoalTableRow]) -> list[GoalTableRow]:
    """The groups of a series, or areas where the country has none of its own, that are shown."""
    own = {line.latest.dimensions: line for line in lines if line.own and not line.whole}
    others = [line for line in lines if not line.own]
    kept = simplest(own, _GROUPS_SHOWN)
    return [own[group] for group in kept] + others[:_GROUPS_SHOWN]
