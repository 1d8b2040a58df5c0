"""A goal's sheet in the workbook of the annex: every indicator by year, as typed numbers."""

from collections.abc import Iterator, Sequence

from vnr_app.domain.annex import AnnexSheet, Number, SheetCell, SheetColumn, SheetRow
from vnr_app.domain.decimals import decimals_of
from vnr_app.domain.framework import official_order
from vnr_app.domain.indicators import Observation
from vnr_app.services.framework import IN_ENGLISH
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import code_text
from vnr_app.services.progress_notes import short_note
from vnr_app.services.report_annex import missing_text
from vnr_app.services.report_cells import (
    GAP,
    CellWriter,
    baseline,
    decimals,
    is_uncertain,
    nature_name,
    numbered,
)
from vnr_app.services.report_material import Material
from vnr_app.services.report_names import series_name
from vnr_app.services.units_shown import Measure, measure_of, value_of

_FROZEN = 2


def goal_sheet(material: Material, goal: str) -> AnnexSheet:
    """Every indicator of a goal, with a column for every period that any of them has."""
    words = material.words
    rows = material.rows[goal]
    labels = {point.period: point.period.label for row in rows for point in numbered(row)}
    periods = tuple(dict.fromkeys(labels[period] for period in sorted(labels)))
    body = tuple(_body(material, goal, periods))
    natures = {row.latest.nature for row in rows if row.latest.value.number is not None}
    notes = short_note((str(row.cells[-2]) for row in body if not row.group), words)
    notes += [f"{code} – {name}" for code, name in nature_name(words).items() if code in natures]
    if any(IN_ENGLISH in str(cell) for row in body if row.group for cell in row.cells):
        notes.append(
            words(
                "[en]: the title has no official translation that renders its present English "
                "wording."
            )
        )
    return AnnexSheet(
        name=words("Goal {number}").format(number=goal),
        title=material.goal_name(goal),
        columns=(
            SheetColumn(words("Indicator"), 11),
            SheetColumn(words("Series"), 56),
            SheetColumn(words("Disaggregation"), 24),
            SheetColumn(words("Unit"), 20),
            SheetColumn(words("Nature"), 8),
            SheetColumn(words("Baseline"), 11, numbers=True),
            SheetColumn(words("Baseline year"), 11),
            *(SheetColumn(label, 10, numbers=True) for label in periods),
            SheetColumn(words("Latest"), 11, numbers=True),
            SheetColumn(words("Latest year"), 11),
            SheetColumn(words("Target"), 11, numbers=True),
            SheetColumn(words("Status"), 22),
            SheetColumn(words("Source"), 44),
        ),
        rows=body,
        notes=tuple(notes),
        color=material.framework.goal(goal).color.lstrip("#"),
        frozen=_FROZEN,
    )


def _body(material: Material, goal: str, periods: Sequence[str]) -> Iterator[SheetRow]:
    by_indicator: dict[str, list[GoalTableRow]] = {}
    for row in material.rows[goal]:
        by_indicator.setdefault(row.indicator, []).append(row)
    titles = {code: own[0].indicator_title for code, own in by_indicator.items()}
    for listed in material.framework.indicators_of_goal(goal):
        titles[listed.code] = material.indicator_title(listed.code)
    for code in sorted(titles, key=official_order):
        own = by_indicator.get(code, [])
        told = [row for row in own if row.latest.value.number is not None]
        missing = "" if told else f" — {missing_text(own, material.words)}"
        shown = code_text(code, material.language)
        yield SheetRow((f"{shown}  {titles[code]}{missing}",), group=True)
        yield from (_line(material, code, row, periods) for row in told)


def _line(material: Material, code: str, row: GoalTableRow, periods: Sequence[str]) -> SheetRow:
    cells = CellWriter(material.language, material.words)
    verdict = material.standings.of(row)
    places = decimals(row.points)
    by_period = {point.period.label: point for point in row.points}
    base = baseline(row, verdict)
    shown = [base, *(by_period.get(label) for label in periods), row.latest]
    values = [_value(point, places, material.language) for point in shown]
    first = 5
    at = [first, *range(first + 2, first + 2 + len(periods)), first + 2 + len(periods)]
    return SheetRow(
        (
            code,
            series_name(row, material.words),
            row.breakdown,
            cells.unit(row).text,
            cells.nature(row.latest).text,
            values[0],
            base.period.label if base else "",
            *values[1:],
            row.latest.period.label,
            _target(verdict.target),
            cells.status(row, verdict).text,
            row.source,
        ),
        uncertain=frozenset(
            column
            for column, point in zip(at, shown, strict=True)
            if point is not None and is_uncertain(point)
        ),
    )


def _value(point: Observation | None, places: int, language: str) -> SheetCell:
    """A number; a bound, a yes or a year as text, the mark of a gap; "" without observation."""
    if point is None:
        return ""
    value = point.value
    if value.number is None:
        return point.raw.strip() or GAP
    if measure_of(point.series) in (Measure.YES_NO, Measure.YEAR):
        return value_of(point, language)
    return value.shown() if value.operator else Number(value.number, places)


def _target(number: str) -> SheetCell:
    return Number(number, decimals_of(number)) if number else ""
