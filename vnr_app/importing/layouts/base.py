"""What all layouts share: the plan under construction and the looks of columns and periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.domain.records import PlannedRecord
from vnr_app.i18n import _
from vnr_app.importing.context import PlanContext
from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.layouts.indicator_names import IndicatorNames
from vnr_app.importing.ledger import Ledger
from vnr_app.importing.period_texts import read_period
from vnr_app.importing.places import Places
from vnr_app.importing.planned_rows import PlannedRows
from vnr_app.importing.registers import Given, Sink, Span, Subject
from vnr_app.importing.survey import unsurveyed
from vnr_app.importing.titles import PageHeads
from vnr_app.jobs import JobContext

PROGRESS_EVERY = 10_000
MOST_AREAS = 20_000
"""Areas without another name than their code that a plan lists; a file may hold a million."""

_MOST_PERIODS = 50_000
"""Different texts of periods that are remembered."""

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


class Collector(IndicatorNames):
    """Gathers series, observations and problems of a whole file, and finds keys given twice.

    With a sink the observations are handed over in batches instead of being kept in memory.
    """

    def __init__(
        self, file_stem: str, context: PlanContext, job: JobContext, sink: Sink | None = None
    ) -> None:
        super().__init__(context)
        self.file_stem = file_stem
        self.job = job
        self.places = Places(
            context.country_alpha3,
            context.country_name,
            context.country_of_name,
            self.memory.area if self.memory.has_groups else None,
        )
        self.features: set[str] = set()
        """What the form of the file is known by; see `vnr_app.importing.fingerprint`."""
        self.sheet_names: tuple[str, ...] = ()
        """The sheets of the file, by which rules made for another file find theirs."""
        self.heads = PageHeads()
        """Lines that stand above the tables of several sheets."""
        self.titled: dict[tuple[str, str], list[tuple[str, frozenset[str], frozenset[date]]]] = {}
        """Title and unit → sheet, labels and first days of the wide tables that have them."""
        self.series: dict[PlannedSeries, int] = {}
        self.areas: dict[str, str] = {}
        self.tables: list[PlannedTable] = []
        self.ledger = Ledger(sink)
        self.observations = PlannedRows(self.ledger)
        self.records: list[PlannedRecord] = []
        self.reported: set[tuple[str, str]] = set()
        """Cells that the reader has told of already, errors of formulas apart."""
        self.errors: Mapping[tuple[int, int], str] = {}
        """Cells of the present sheet (row, column) whose formula has an error: no observations."""
        self.abroad: dict[str, list[int]] = {}
        """Other countries → position of their first observation, and the number of them."""
        self.unnamed: dict[tuple[str, str], int] = {}
        """Sheet and cell of tables that name no indicator → how many of their values."""
        self._cell_texts = _cell_texts()
        self._positions: dict[PlannedSeries, int] = {}
        self.survey = unsurveyed(context)
        """What was decided for the whole file before its tables are read."""
        self._periods: dict[tuple[Cell, str], Period | None] = {}

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
            self.ledger.know_series(stored, found)
            self._positions[series] = found
        return found

    def area(self, code: str, name: str = "") -> str:
        """Remember an area that observations name, and return its code."""
        if code == self.context.country_alpha3:
            name = self.context.country_name
        name = name or self.places.abroad.get(code, "")
        if name or len(self.areas) < MOST_AREAS:
            self.areas.setdefault(code, name or code)
        return code

    def know_areas(self, codes: Iterable[str]) -> None:
        """Remember areas that observations name by their codes alone; see `area`."""
        if len(self.areas) >= MOST_AREAS:
            # The others have names.
            named = {self.context.country_alpha3, *self.places.abroad}
            codes = [code for code in codes if code in named]
        for code in codes:
            self.area(code)

    def bad_cell(self, code: str, sheet: str, row: int, column: int, raw: Cell) -> None:
        """Tell that a cell could not be read as what its column holds."""
        cell = cell_name(row, column)
        if (row, column) in self.errors or (sheet, cell) in self.reported:
            return
        text = cell_text(raw)
        if code == "not-a-number" and text.startswith("#"):
            code = "cell-error"
        self.problem(code, self._cell_texts[code], sheet=sheet, cell=cell, value=text[:200])

    def period(self, cell: Cell, number_format: str = "") -> Period | None:
        """The period that a cell names, as the recipe and the survey of the file decide."""
        key = (cell, number_format)
        if key not in self._periods:
            if len(self._periods) >= _MOST_PERIODS:
                self._periods.clear()
            self._periods[key] = read_period(cell, self.survey.rules, number_format)
        return self._periods[key]

    def add(self, observation: PlannedObservation) -> bool:
        """Plan an observation; a key given twice is reported and False returned."""
        if (observation.row, observation.column) in self.errors:
            return False
        first = self.ledger.add(observation)
        if first is not None:
            own = observation
            again = Given(own.value, own.raw, own.table, own.row, own.column)
            self.report_duplicate(first, again)
            return False
        if observation.area in self.places.abroad:
            self.abroad.setdefault(observation.area, [self.ledger.count - 1, 0])[1] += 1
        return True

    def enter(
        self,
        subject: Subject,
        span: Span,
        value: tuple[str | None, str | None, str],
        context: int,
        table: int,
        row: int,
        column: int,
        raw: str,
    ) -> bool:
        """Plan an observation by its parts, as `add` does; `value` is number, operator, state."""
        if self.errors and (row, column) in self.errors:
            return False
        number, operator, state = value
        setting = self.ledger.setting((table, column, operator, state, context))
        return self.enter_set(subject, span, setting, row, number, raw)

    def enter_set(
        self, subject: Subject, span: Span, setting: int, row: int, number: str | None, raw: str
    ) -> bool:
        """The same for a cell whose setting is registered; see `Ledger.setting`."""
        ledger = self.ledger
        if self.errors and (row, ledger.known.settings[setting][1]) in self.errors:
            return False
        first = ledger.enter(subject, span, setting, row, number, raw)
        if first is None:
            return True
        self.report_duplicate(first, ledger.given(setting, row, number, raw))
        return False

    def report_duplicate(self, position: int, again: Given) -> None:
        """Tell that a cell gives the observation at that position once more."""
        first = self.ledger.given_at(position)
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

    def step(self, row: int, message: str = "") -> None:
        """Report progress and stop when asked to; cheap enough to be called for every row."""
        if row % PROGRESS_EVERY == 0:
            self.job.check_cancelled()
            self.job.progress(row, 0, message)


def _cell_texts() -> dict[str, str]:
    """What is told of a cell that cannot be read, by code."""
    return {
        "not-a-number": _("This is no number."),
        "date-value": _("This is a date, not a number."),
        "number-range": _("This is a range, or a number beyond all bounds, and no one value."),
        "number-ambiguous": _("This can be a fraction, a date or a number with a footnote."),
        "not-a-period": _("This names no year or other period."),
        "cell-error": _("The formula of this cell has an error."),
        "no-indicator": _("This row names no indicator."),
        "csv-ragged": _(
            "This line has more fields than the header; are thousands separators unquoted?"
        ),
    }


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
