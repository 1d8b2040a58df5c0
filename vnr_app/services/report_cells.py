"""The cells that tables of figures in a report are made of: values, units, names, verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vnr_app.domain.decimals import line_decimals
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.domain.progress import Status, Verdict
from vnr_app.domain.report import Cell, Row
from vnr_app.i18n import Words
from vnr_app.services.framework import IN_ENGLISH
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.progress_notes import short_note
from vnr_app.services.progress_words import (
    status_short,
    status_symbol,
    status_tone,
    target_text,
    verdict_text,
)
from vnr_app.services.report_names import series_text
from vnr_app.services.units_shown import unit_of, value_of

_UNCERTAIN = (ValueState.ESTIMATED, ValueState.PROJECTED, ValueState.PROVISIONAL)
_END_YEAR = "2030"
BASE_YEAR = 2015
"""The year from which the 2030 Agenda counts."""
GAP = "…"


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Writes cells in the language of a report."""

    language: str
    words: Words

    def value(
        self, observation: Observation | None, decimals: int, *, period: bool = False
    ) -> Cell:
        """A value in a cell, italic where it is not simply observed."""
        if observation is None:
            return Cell("")
        text = value_of(observation, self.language, decimals)
        text = text or self._gap(observation.value.state)
        if period:
            text = f"{text} ({observation.period.label})"
        return Cell(text, italic=is_uncertain(observation))

    def name(self, row: GoalTableRow) -> Cell:
        """What a line measures, and of which group."""
        return Cell(series_text(row, self.words))

    def unit(self, row: GoalTableRow) -> Cell:
        """The unit of a line."""
        return Cell(unit_of(row.series, self.words) or self.words("not stated"))

    def target(self, verdict: Verdict) -> Cell:
        """The number to be reached, with its year where that is not the Agenda's own."""
        if not verdict.target:
            return Cell("")
        text = target_text(verdict, self.language)
        if verdict.target_year not in ("", _END_YEAR):
            text = f"{text} ({verdict.target_year})"
        return Cell(text)

    def status(self, row: GoalTableRow, verdict: Verdict) -> Cell:
        """Symbol and word of a verdict; nothing for groups and areas, which nobody judges."""
        if verdict.status is Status.NOT_ASSESSED and not (row.own and row.whole):
            return Cell("")
        return Cell(verdict_text(verdict, self.words), tone=status_tone(verdict.status))

    def status_of(self, status: Status) -> Cell:
        """Symbol and short word of a status."""
        text = f"{status_symbol(status)}\u00a0{status_short(status, self.words)}"
        return Cell(text, tone=status_tone(status))

    def nature(self, observation: Observation) -> Cell:
        """The code that tells who made a value and how; nothing where that is not known."""
        return Cell(observation.nature if observation.nature in nature_name(self.words) else "")

    def _gap(self, state: ValueState) -> str:
        if state is ValueState.NOT_APPLICABLE:
            return self.words("n/a")
        return GAP


def heading_cell(code: str, title: str, remark: str = "") -> Cell:
    """Code and title of an indicator, which heads its series; a remark where it has none."""
    if remark:
        return Cell(f"{code}  {title} — {remark}")
    return Cell(f"{code}  {title}", bold=True)


def nature_name(words: Words) -> dict[str, str]:
    """What the codes of a value's nature mean, those that tell nothing left out."""
    return {
        "C": words("country data"),
        "CA": words("country data, adjusted"),
        "E": words("estimated"),
        "G": words("global monitoring data"),
        "M": words("modelled"),
        "N": words("not relevant"),
    }


def uncertain_note(rows: Iterable[Row], words: Words) -> list[str]:
    """What italics mean, for a table that has any."""
    if any(cell.italic for row in rows for cell in row.cells):
        return [words("Values in italics are estimated, modelled or provisional.")]
    return []


def status_marks(rows: Iterable[Row], words: Words) -> list[str]:
    """What lines without a status and marks behind one mean, for a table that has such."""
    lines = [row.cells for row in rows if not row.group]
    statuses = [cell.text for cells in lines for cell in cells if cell.tone]
    notes = short_note(statuses, words)
    if statuses and len(statuses) < len(lines):
        notes.append(words("Only totals are assessed, not groups or parts."))
    return notes


def english_note(rows: Iterable[Row], words: Words) -> list[str]:
    """What the mark of a title in English means, for a table that has any."""
    if any(IN_ENGLISH in cell.text for row in rows if row.group for cell in row.cells):
        return [
            words(
                "[en]: the title has no official translation that renders its present English "
                "wording."
            )
        ]
    return []


def is_uncertain(observation: Observation) -> bool:
    """Whether a value is estimated, modelled or provisional, and so printed in italics."""
    return observation.value.state in _UNCERTAIN


def numbered(row: GoalTableRow) -> tuple[Observation, ...]:
    """The values of a line that have a number."""
    return tuple(point for point in row.points if point.value.number is not None)


def baseline(row: GoalTableRow, verdict: Verdict) -> Observation | None:
    """The value that the latest is compared with; None where there is only one.

    What the verdict rests on, else the first from 2015 on, else the last before.
    """
    if verdict.baseline is not None:
        return verdict.baseline
    earlier = [point for point in numbered(row) if point.period < row.latest.period]
    since = [point for point in earlier if point.period.year >= BASE_YEAR]
    if since:
        return since[0]
    return earlier[-1] if earlier else None


def decimals(points: Sequence[Observation]) -> int:
    """The decimals of a line's values: they stand beside each other and must tell its course.

    The values since the base year say how many where there are such. Bounds do not count: they are
    printed as they are.
    """
    exact = sorted(
        (point for point in points if point.value.number and not point.value.operator),
        key=lambda point: point.period,
    )
    recent = [point for point in exact if point.period.year >= BASE_YEAR]
    shown = recent if len(recent) > 1 else exact
    return line_decimals(point.value.number or "" for point in shown)
