"""What all layouts share: the plan under construction and the looks of columns and periods."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from itertools import islice

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Problem,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import Dimensions, Value, ValueState
from vnr_app.domain.periods import Period, parse_period
from vnr_app.i18n import _
from vnr_app.importing.codes import CodeInText, code_in, name_key
from vnr_app.importing.context import PlanContext
from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.places import Places
from vnr_app.importing.values import fold_text
from vnr_app.jobs import JobContext

PROGRESS_EVERY = 10_000

STATUS_STATES = {
    "i": ValueState.ESTIMATED,
    "e": ValueState.ESTIMATED,
    "imputed": ValueState.ESTIMATED,
    "estimated": ValueState.ESTIMATED,
    "estimated value": ValueState.ESTIMATED,
    "f": ValueState.PROJECTED,
    "forecast value": ValueState.PROJECTED,
    "p": ValueState.PROVISIONAL,
    "provisional": ValueState.PROVISIONAL,
    "provisional value": ValueState.PROVISIONAL,
    "q": ValueState.SUPPRESSED,
    "m": ValueState.MISSING,
    "l": ValueState.MISSING,
    "o": ValueState.MISSING,
}
"""SDMX observation status, by code and by name."""

_TAIL = re.compile(
    r"(?<=\d)\s*(?:[*†‡¹²³⁴-⁹]+|(?:(?<=\d{4})|(?<=\s))\d{1,2}[/)]|\(\d{1,2}\)|[a-z][/)]"
    r"|\(?[prefb]\)?|-?ж(?:ыл\w*|\.)?|г(?:од\w*|\.г\.|г\.|\.)?"
    r"|年度?|年)?\.?$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:AY|year|год|année|año|سنة|жыл)\s*:?\s*(?=\d)", re.IGNORECASE)


class Collector:
    """Gathers series, observations and problems of a whole file, and finds keys given twice."""

    def __init__(self, file_stem: str, context: PlanContext, job: JobContext) -> None:
        self.file_stem = file_stem
        self.context = context
        self.job = job
        self.places = Places(context.country_alpha3, context.country_name, context.country_of_name)
        self.series: dict[PlannedSeries, int] = {}
        self.areas: dict[str, str] = {}
        self.tables: list[PlannedTable] = []
        self.observations: list[PlannedObservation] = []
        self.problems: list[Problem] = []
        self.reported: set[tuple[str, str]] = set()
        """Cells whose error the reader has told of already."""
        self._keys: dict[tuple[int, str, Dimensions, date, date], int] = {}
        self._sheets: list[str] = []
        self._noted: set[str] = set()
        self._positions: dict[PlannedSeries, int] = {}
        self._periods: dict[Cell, Period | None] = {}

    def begin_table(self, sheet: str) -> int:
        """Open the next table of the plan and return its position; its record comes at its end."""
        self._sheets.append(sheet)
        return len(self._sheets) - 1

    def series_index(self, series: PlannedSeries) -> int:
        """The position of a series in the plan.

        Repeated indicators count under the code by which they are stored, so that a file which
        gives one series under both codes says the same thing twice.
        """
        found = self._positions.get(series)
        if found is None:
            framework = self.context.framework
            codes = (
                framework.canonical(code) if framework.find_indicator(code) else code
                for code in series.indicators
            )
            stored = replace(series, indicators=tuple(dict.fromkeys(codes)))
            found = self.series.setdefault(stored, len(self.series))
            self._positions[series] = found
        return found

    def area(self, code: str, name: str = "") -> str:
        """Remember an area that observations name, and return its code."""
        if code == self.context.country_alpha3:
            name = self.context.country_name
        name = name or self.places.abroad.get(code, "")
        self.areas.setdefault(code, name or code)
        return code

    def problem(
        self,
        code: str,
        message: str,
        *,
        sheet: str = "",
        cell: str = "",
        value: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Tell a person about a cell, a sheet or the file."""
        self.problems.append(Problem(sheet, cell, code, value, severity, message))

    def bad_cell(self, code: str, sheet: str, row: int, column: int, raw: Cell) -> None:
        """Tell that a cell could not be read as what its column holds."""
        texts = {
            "not-a-number": _("This is no number."),
            "date-value": _("This is a date, not a number."),
            "not-a-period": _("This names no year or other period."),
            "cell-error": _("The formula of this cell has an error."),
            "no-indicator": _("This row names no indicator."),
            "csv-ragged": _(
                "This line has more fields than the header; are thousands separators unquoted?"
            ),
        }
        text = cell_text(raw)
        if (sheet, cell_name(row, column)) in self.reported:
            return
        if code == "not-a-number" and text.startswith("#"):
            code = "cell-error"
        self.problem(code, texts[code], sheet=sheet, cell=cell_name(row, column), value=text[:200])

    def period(self, cell: Cell) -> Period | None:
        """The period that a cell names."""
        if cell not in self._periods:
            text = period_text(cell)
            self._periods[cell] = parse_period(text, self.context.fiscal_month) if text else None
        return self._periods[cell]

    def add(self, observation: PlannedObservation) -> bool:
        """Plan an observation; a key given twice is reported and False returned."""
        period = observation.period
        key = (
            observation.series,
            observation.area,
            observation.dimensions,
            period.start,
            period.end,
        )
        first = self._keys.setdefault(key, len(self.observations))
        if first == len(self.observations):
            self.observations.append(observation)
            return True
        self._report_duplicate(self.observations[first], observation)
        return False

    def _report_duplicate(self, first: PlannedObservation, again: PlannedObservation) -> None:
        same = first.value == again.value
        where = cell_name(first.row, first.column)
        if first.table != again.table and self._sheets[first.table] != self._sheets[again.table]:
            where = f"{self._sheets[first.table]}!{where}"
        message = (
            _("The same observation stands in {cell} already.")
            if same
            else _("The same observation stands in {cell} with another value ({value}).")
        ).format(cell=where, value=first.value.shown() or first.raw)
        self.problem(
            "key-duplicate",
            message,
            sheet=self._sheets[again.table],
            cell=cell_name(again.row, again.column),
            value=again.raw,
            severity=Severity.WARNING if same else Severity.ERROR,
        )

    def indicators_of(self, text: str) -> tuple[str, ...]:
        """The indicator codes of a cell ("12.2.2, 8.4.2"); unusual ones are noted once each."""
        codes: list[str] = []
        for part in re.split(r"[,;]", text):
            known = self.context.framework.find_indicator(part)
            found = None if known else code_in(part, self.context.framework)
            code = known.code if known else found.indicator if found else ""
            if code and code not in codes:
                codes.append(code)
                self.note_code(code)
        return tuple(codes)

    @cached_property
    def _names(self) -> dict[str, CodeInText]:
        """The indicators by their folded title; of a title listed repeatedly the first."""
        indicators = reversed(self.context.framework.indicators)
        return {name_key(indicator.title): CodeInText(indicator.code) for indicator in indicators}

    @property
    def given(self) -> tuple[str, ...]:
        """The indicator that the person named for the file, for tables that name none."""
        code = self.context.indicator
        return (code,) if code else ()

    def named(self, text: str) -> CodeInText | None:
        """The indicator whose whole title a text is, whatever its case, blanks and hyphens."""
        return self._names.get(name_key(text)) if len(text) > 8 else None

    def note_code(self, code: str) -> None:
        """Note once that a code is retired or is none of the global framework."""
        framework = self.context.framework
        if code in self._noted or framework.find_indicator(code) is not None:
            return
        self._noted.add(code)
        if framework.is_retired(code):
            message = _("Indicator {code} is no longer part of the framework.")
            problem = "retired-indicator"
        else:
            message = _("Indicator {code} is not part of the global framework.")
            problem = "other-indicator"
        self.problem(problem, message.format(code=code), value=code, severity=Severity.NOTE)

    def step(self, row: int, message: str = "") -> None:
        """Report progress and stop when asked to; cheap enough to be called for every row."""
        if row % PROGRESS_EVERY == 0:
            self.job.check_cancelled()
            self.job.progress(row, 0, message)


def period_text(cell: Cell) -> str:
    """The label of a period without footnote marks and words for "year"; empty when none."""
    if isinstance(cell, datetime | date):
        return str(cell.year) if (cell.month, cell.day) == (1, 1) else cell_text(cell)
    if isinstance(cell, bool):
        return ""
    text = fold_text(cell_text(cell))
    if len(text) > 30 or not any(sign.isdigit() for sign in text):
        return ""
    return _HEAD.sub("", _TAIL.sub("", text)).strip()


def head_rows(rows: Iterable[Row], count: int = 30) -> list[Row]:
    """The first rows of a sheet."""
    return list(islice(rows, count))


def text_at(row: Sequence[Cell], column: int | None) -> str:
    """The text of a cell; empty when the row is shorter or there is no such column."""
    return cell_text(row[column]) if column is not None and column < len(row) else ""


def with_state(value: Value, state: ValueState | None) -> Value:
    """A value in the state that its row declares, where the cell itself declares none."""
    if state is None or value.state is not ValueState.OBSERVED:
        return value
    if state in (ValueState.MISSING, ValueState.SUPPRESSED) and value.number is not None:
        return value
    return Value(value.number, value.operator, state)
