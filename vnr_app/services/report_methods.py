"""The annex on how progress was assessed: the method, the data by goal, every verdict."""

from collections.abc import Iterable, Iterator

from vnr_app.domain.indicators import ValueState
from vnr_app.domain.report import Cell, Chapter, Column, DataTable, Heading, Prose, Row
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import code_text
from vnr_app.services.progress_notes import (
    method_name,
    method_notes,
    threshold_heads,
    thresholds,
)
from vnr_app.services.progress_reasons import reason_text
from vnr_app.services.progress_words import status_symbol, status_tone, status_word
from vnr_app.services.report_cells import CellWriter, decimals, status_marks
from vnr_app.services.report_material import Material

KEY = "annex-progress"
_OLD = 5
"""Years before the review after which a latest value tells little of the present."""


def methods_chapter(material: Material) -> Chapter:
    """The annex, after those that people write."""
    words = material.words
    blocks = (
        _method(material),
        _thresholds_table(material),
        Heading(2, words("Data and assessment by Goal"), f"{KEY}/goals"),
        _goals_table(material),
        Heading(2, words("Assessment by indicator"), f"{KEY}/indicators"),
        _verdicts_table(material),
    )
    return Chapter(KEY, words("Annex: how progress was assessed"), blocks)


def _method(material: Material) -> Prose:
    """The rules of the method in paragraphs."""
    words, method = material.words, material.standings.method
    texts = [
        words("Method: {method}.").format(method=method_name(method, words)),
        *method_notes(method, words),
    ]
    paragraphs = tuple(
        Paragraph(id=f"{KEY}-note-{place}", runs=(Text(text),)) for place, text in enumerate(texts)
    )
    return Prose(f"vnr-{KEY}", Document(blocks=paragraphs))


def _thresholds_table(material: Material) -> DataTable:
    """What earns each status of the method."""
    words, method = material.words, material.standings.method
    with_target, without = threshold_heads(method, words)
    return DataTable(
        id=f"{KEY}-thresholds",
        caption=words("What earns each status"),
        columns=(Column(words("Status"), 2.0), Column(with_target, 2.4), Column(without, 2.4)),
        rows=tuple(
            Row(
                (
                    Cell(
                        f"{status_symbol(status)}\u00a0{status_word(status, words, method)}",
                        tone=status_tone(status),
                    ),
                    Cell(way),
                    Cell(growth),
                )
            )
            for status, way, growth in thresholds(method, words, material.language)
        ),
    )


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
    rows = tuple(_verdicts(material))
    return DataTable(
        id=f"{KEY}-indicators",
        caption=words("Series that were assessed"),
        columns=(
            Column(words("Indicator and series"), 3.4),
            Column(words("Unit"), 1.2),
            Column(words("Status"), 1.6),
            Column(words("Basis of the assessment"), 3.4),
        ),
        rows=rows,
        notes=(
            *status_marks(rows, words),
            *age_note(material),
            words("Series that are not listed could not be assessed."),
        ),
    )


def _verdicts(material: Material) -> Iterator[Row]:
    """The series that have a verdict, under the names of their goals."""
    for goal in material.framework.goals:
        found = [_verdict(material, row) for row in _assessed(material, goal.code)]
        if found:
            yield Row((Cell(material.goal_name(goal.code), bold=True),), group=True)
            yield from found


def _assessed(material: Material, goal: str) -> list[GoalTableRow]:
    """The lines of a goal that have a verdict."""
    lines = material.headlines[goal]
    return [row for row in lines if material.standings.of(row).score is not None]


def _verdict(material: Material, row: GoalTableRow) -> Row:
    cells = CellWriter(material.language, material.words)
    verdict = material.standings.of(row)
    name = f"{code_text(row.indicator, cells.language)}  {cells.name(row).text}"
    reason = reason_text(verdict, material.words, material.language, decimals(row.points))
    return Row((Cell(name), cells.unit(row), cells.status(row, verdict), Cell(reason)))


def age_note(material: Material) -> list[str]:
    """How many verdicts rest on figures that are old by the year of the review."""
    info = material.review.info
    if not info.year.isdecimal():
        return []
    last = int(info.year) - _OLD
    years = [
        row.latest.period.year
        for goal in material.framework.goals
        for row in _assessed(material, goal.code)
    ]
    old = sum(year < last for year in years)
    if not old:
        return []
    text = material.words(
        "{old} of the {count} assessed series have no value of {year} or later: their status is "
        "not that of the present."
    )
    return [text.format(old=old, count=len(years), year=last)]
