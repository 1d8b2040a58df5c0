"""The annex on how progress was assessed: the method, the data by goal, every verdict."""

from collections.abc import Iterable, Iterator

from vnr_app.domain.indicators import ValueState
from vnr_app.domain.report import Cell, Chapter, Column, DataTable, Heading, Prose, Row
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import code_text
from vnr_app.services.progress_words import method_note, reason_text
from vnr_app.services.report_cells import CellWriter
from vnr_app.services.report_material import Material

KEY = "annex-progress"


def methods_chapter(material: Material) -> Chapter:
    """The annex, after those that people write."""
    words = material.words
    note = Paragraph(id=f"{KEY}-note", runs=(Text(method_note(material.standings.method, words)),))
    blocks = (
        Prose(f"vnr-{KEY}", Document(blocks=(note,))),
        Heading(2, words("Data and assessment by Goal"), f"{KEY}/goals"),
        _goals_table(material),
        Heading(2, words("Assessment by indicator"), f"{KEY}/indicators"),
        _verdicts_table(material),
    )
    return Chapter(KEY, words("Annex: how progress was assessed"), blocks)


def _goals_table(material: Material) -> DataTable:
    words = material.words
    cells = CellWriter(material.language, words)
    counts = {goal.code: _counts(material, goal.code) for goal in material.framework.goals}
    rows = [
        Row(
            (
                Cell(material.goal_name(goal)),
                *(Cell(str(count)) for count in counts[goal]),
                cells.status_of(material.standings.of_goal(goal).status),
            )
        )
        for goal in counts
    ]
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    total = (words("All Goals"), *map(str, sums), "")
    rows.append(Row(tuple(Cell(text, bold=True) for text in total)))
    return DataTable(
        id=f"{KEY}-goals",
        caption=words("Global indicators with data, without data and assessed"),
        columns=(
            Column(words("Goal"), 3.4),
            Column(words("Indicators"), 1.0, "end"),
            Column(words("With data"), 1.0, "end"),
            Column(words("No data"), 1.0, "end"),
            Column(words("Not applicable"), 1.1, "end"),
            Column(words("Assessed"), 1.0, "end"),
            Column(words("Status of the Goal"), 3.0),
        ),
        rows=tuple(rows),
    )


def _counts(material: Material, goal: str) -> tuple[int, int, int, int, int]:
    """Indicators of a goal: all, with data, without, not applicable, assessed."""
    codes = [each.code for each in material.framework.indicators_of_goal(goal)]
    own: dict[str, list[GoalTableRow]] = {}
    for row in material.rows[goal]:
        if row.own:
            own.setdefault(row.indicator, []).append(row)
    known = sum(any(_has_number(row) for row in own.get(code, ())) for code in codes)
    outside = sum(_is_outside(own.get(code, ())) for code in codes)
    assessed = material.standings.of_goal(goal).assessed
    return len(codes), known, len(codes) - known - outside, outside, assessed


def _has_number(row: GoalTableRow) -> bool:
    return row.latest.value.number is not None


def _is_outside(rows: Iterable[GoalTableRow]) -> bool:
    """Whether a source says that the indicator does not apply to the country."""
    states = {point.value.state for row in rows for point in row.points}
    return states == {ValueState.NOT_APPLICABLE}


def _verdicts_table(material: Material) -> DataTable:
    words = material.words
    return DataTable(
        id=f"{KEY}-indicators",
        caption=words("Series that were assessed"),
        columns=(
            Column(words("Indicator and series"), 3.4),
            Column(words("Status"), 1.6),
            Column(words("How it came about"), 3.4),
        ),
        rows=tuple(_verdicts(material)),
        notes=(words("Series that are not listed could not be assessed."),),
    )


def _verdicts(material: Material) -> Iterator[Row]:
    """The series that have a verdict, under the names of their goals."""
    for goal in material.framework.goals:
        found = [_verdict(material, row) for row in material.headlines[goal.code]]
        shown = [row for row in found if row is not None]
        if shown:
            yield Row((Cell(material.goal_name(goal.code), bold=True),), group=True)
            yield from shown


def _verdict(material: Material, row: GoalTableRow) -> Row | None:
    cells = CellWriter(material.language, material.words)
    verdict = material.standings.of(row)
    if verdict.score is None:
        return None
    name = f"{code_text(row.indicator, cells.language)}  {cells.name(row).text}"
    reason = reason_text(verdict, material.words, material.language)
    return Row((Cell(name), cells.status_of(verdict.status), Cell(reason)))
