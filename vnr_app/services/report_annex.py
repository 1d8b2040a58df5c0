"""The statistical annex: every indicator of a goal by year, as value, gap or not applicable."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from vnr_app.domain.framework import Framework, official_order
from vnr_app.domain.indicators import ValueState
from vnr_app.domain.report import Block, Cell, Column, DataTable, Heading, Row, SourceLine
from vnr_app.i18n import Words
from vnr_app.services.annex_years import annex_years, is_shifted
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import code_text
from vnr_app.services.report_cells import (
    GAP,
    CellWriter,
    decimals,
    english_note,
    heading_cell,
    nature_name,
    numbered,
    status_marks,
    uncertain_note,
)
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import annex_caption, english_names_note

KEY = "annex-statistics"
_LINES = 60
_INDENT = "\u2003"

_Filled = tuple[Column, Callable[[GoalTableRow], Cell]]
"""A column with what it says of a line."""


def annex_blocks(material: Material) -> list[Block]:
    """The tables of each goal, every indicator in them."""
    rows = (row for of_goal in material.rows.values() for row in of_goal)
    blocks: list[Block] = [SourceLine(note) for note in english_names_note(rows, material.words)]
    for goal in material.framework.goals:
        blocks += [
            Heading(2, material.goal_name(goal.code), f"{KEY}/goal-{goal.code}"),
            *annex_tables(material, goal.code),
        ]
    return blocks


def annex_tables(material: Material, goal: str) -> list[DataTable]:
    """Every indicator of a goal with its series by year, and those without data.

    A column for every year in which a line has a number. Years that have no room beside those
    since the base year stand in further tables, of the lines that have a value then; these have
    no caption, so that the numbers of tables do not hang on the data.
    """
    lines, hidden = _limit_lines(material.rows[goal])
    told = [row for row in lines if numbered(row)]
    recent, *earlier = annex_years([point for row in told for point in row.points])
    tables = [_main_table(material, goal, lines, recent, hidden)]
    tables += [_earlier_table(material, goal, told, years) for years in earlier]
    return tables


def _main_table(
    material: Material,
    goal: str,
    lines: Sequence[GoalTableRow],
    years: Sequence[int],
    hidden: int,
) -> DataTable:
    words = material.words
    shown = [row for row in lines if _has_value_in(row, years)]
    source_column, source_note = _sources(shown, words)
    columns = [*_columns(material, shown, years), *source_column]
    body = tuple(_body(material, goal, lines, columns, years))
    notes = list(_notes(shown, body, words))
    if hidden:
        notes.append(
            words.plural(
                "One further disaggregated series is available from the statistical office.",
                "{count} further disaggregated series are available from the statistical office.",
                hidden,
            ).format(count=hidden)
        )
    return DataTable(
        id=f"annex-goal-{goal}",
        caption=annex_caption(goal, material.short_goal(goal), words),
        columns=tuple(column for column, _cell in columns),
        rows=body,
        notes=(*source_note, *_in_one(notes, words)),
    )


def _earlier_table(
    material: Material, goal: str, told: Iterable[GoalTableRow], years: Sequence[int]
) -> DataTable:
    words = material.words
    shown = [row for row in told if _has_value_in(row, years)]
    source_column, source_note = _sources(shown, words)
    columns = [*_named(material), *_by_year(material, years), *source_column]
    title = words("Goal {number}, earlier years: {first} to {last}").format(
        number=goal, first=years[0], last=years[-1]
    )
    body = (Row((Cell(title, bold=True),), group=True), *_told(material, shown, columns))
    return DataTable(
        id=f"annex-goal-{goal}-{years[0]}",
        caption="",
        columns=tuple(column for column, _cell in columns),
        rows=body,
        notes=(*source_note, *_in_one(_cell_notes(body, words), words)),
    )


def _has_value_in(row: GoalTableRow, years: Iterable[int]) -> bool:
    return not {point.period.year for point in numbered(row)}.isdisjoint(years)


def _sources(shown: Iterable[GoalTableRow], words: Words) -> tuple[list[_Filled], tuple[str, ...]]:
    """A column with the sources; a line below the table instead where all lines have one source."""
    sources = {row.source for row in shown}
    if len(sources) == 1:
        return [], (words("Source: {sources}").format(sources=sources.pop()),)
    return [(Column(words("Source"), 1.6), lambda row: Cell(row.source))], ()


def _columns(
    material: Material, shown: Sequence[GoalTableRow], years: Iterable[int]
) -> list[_Filled]:
    """The columns but for the sources, without those that would be empty."""
    words, of = material.words, material.standings.of
    cells = CellWriter(material.language, words)
    nature = Column(words("Nature"), 0.7, "center")
    target, status = Column(words("Target"), 0.9, "end"), Column(words("Status"), 1.3)
    columns: list[_Filled] = [
        (nature, lambda row: cells.nature(row.latest)),
        *_by_year(material, years),
        (target, lambda row: cells.target(of(row))),
        (status, lambda row: cells.status(row, of(row))),
    ]
    filled = [each for each in columns if any(each[1](row).text for row in shown)]
    return [*_named(material), *filled]


def _named(material: Material) -> list[_Filled]:
    words = material.words
    cells = CellWriter(material.language, words)
    return [
        (Column(words("Series and disaggregation"), 5.2), partial(_name, material)),
        (Column(words("Unit"), 1.9), cells.unit),
    ]


def _name(material: Material, row: GoalTableRow) -> Cell:
    """The name of a line; with its periods where these are no years but only begin in them."""
    name = CellWriter(material.language, material.words).name(row).text
    if not is_shifted(row):
        return Cell(name)
    labels = dict.fromkeys(point.period.label for point in (row.points[0], row.latest))
    return Cell(f"{name} ({'–'.join(labels)})")


def _by_year(material: Material, years: Iterable[int]) -> Iterator[_Filled]:
    for year in years:
        yield Column(str(year), 0.9, "end"), partial(_value_of_year, material, year)


def _value_of_year(material: Material, year: int, row: GoalTableRow) -> Cell:
    """What a line has for periods that begin in a year; other ones than years are named."""
    cells = CellWriter(material.language, material.words)
    places, named = decimals(row.points), not is_shifted(row)
    found = [
        cells.value(point, places, period=named and not point.period.is_calendar_year)
        for point in row.points
        if point.period.year == year
    ]
    text = material.words("; ").join(cell.text for cell in found)
    return Cell(text, italic=any(cell.italic for cell in found))


def _body(
    material: Material,
    goal: str,
    lines: Sequence[GoalTableRow],
    columns: Sequence[_Filled],
    years: Sequence[int],
) -> Iterator[Row]:
    """Every indicator with its lines; one that a target of the same goal shares has them once."""
    by_indicator = _by_indicator(lines)
    titles = {code: own[0].indicator_title for code, own in by_indicator.items()}
    for listed in material.framework.indicators_of_goal(goal):
        titles[listed.code] = material.indicator_title(listed.code)
    first: dict[str, str] = {}
    for code in sorted(titles, key=official_order):
        own = by_indicator.get(code, [])
        told = [row for row in own if numbered(row)]
        shown = [row for row in told if _has_value_in(row, years)]
        remark = ""
        before = first.setdefault(_stored(material.framework, code), code)
        if not told:
            remark = missing_text(own, material.words)
        elif before != code:
            remark, shown = material.words("see {code}").format(code=before), []
        elif not shown:
            remark = material.words("see the earlier years below")
        printed = code_text(code, material.language)
        yield Row((heading_cell(printed, titles[code], remark),), group=True)
        yield from _lines(shown, columns)


def _told(
    material: Material, lines: Sequence[GoalTableRow], columns: Sequence[_Filled]
) -> Iterator[Row]:
    """The indicators that have lines, each once."""
    seen: set[str] = set()
    for code, own in _by_indicator(lines).items():
        key = _stored(material.framework, code)
        if key not in seen:
            seen.add(key)
            shown = code_text(code, material.language)
            yield Row((heading_cell(shown, own[0].indicator_title),), group=True)
            yield from _lines(own, columns)


def _stored(framework: Framework, code: str) -> str:
    """The code that an indicator shares with those that repeat it."""
    found = framework.find_indicator(code)
    return framework.canonical(found.code) if found else code


def _by_indicator(lines: Iterable[GoalTableRow]) -> dict[str, list[GoalTableRow]]:
    found: dict[str, list[GoalTableRow]] = {}
    for row in lines:
        found.setdefault(row.indicator, []).append(row)
    return found


def _lines(lines: Iterable[GoalTableRow], columns: Sequence[_Filled]) -> Iterator[Row]:
    """The lines of an indicator; the groups of a series under its first line, without its name."""
    before = ""
    for row in lines:
        first, *others = (cell(row) for _column, cell in columns)
        if row.series.id == before and row.breakdown:
            first = Cell(f"{_INDENT}{row.breakdown}")
        before = row.series.id
        yield Row((first, *others))


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


def _notes(told: Iterable[GoalTableRow], body: Sequence[Row], words: Words) -> Iterator[str]:
    natures = sorted({row.latest.nature for row in told} & nature_name(words).keys())
    if natures:
        legend = words("; ").join(f"{code} – {nature_name(words)[code]}" for code in natures)
        yield words("Nature of the latest value: {legend}.").format(legend=legend)
    yield from status_marks(body, words)
    yield from _cell_notes(body, words)
    yield from english_note(body, words)


def _in_one(notes: Iterable[str], words: Words) -> tuple[str, ...]:
    """The notes as one paragraph: short lines below each table would cost many a page."""
    text = words.in_a_row(notes)
    return (text,) if text else ()


def _cell_notes(body: Sequence[Row], words: Words) -> Iterator[str]:
    yield from uncertain_note(body, words)
    if any(cell.text in ("", GAP) for row in body for cell in row.cells):
        yield words("An empty cell has no value; “…” is a gap that the source itself shows.")


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
