"""Tables that this program writes itself: a row an observation, everything as it is stored.

The sheet "Data" of a statistical annex, and what `vnr-app data --csv` prints. Nothing is guessed:
such a table read back says of every figure what the review says.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from vnr_app.domain.annex import DATA_REQUIRED, dimensions_of_cell, unguarded
from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import Operator, Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.i18n import _
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows, text_at
from vnr_app.importing.layouts.row_table import planned_table
from vnr_app.importing.layouts.sdmx_series import country_of_letters
from vnr_app.importing.values import parse_value

LAYOUT = "exported"
_HEAD = 10
_STATES = {each.value: each for each in ValueState}
_OPERATORS = {each.value: each for each in Operator}


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet has all the columns of such a table."""
    return _header(sheet) is not None


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each."""
    for number, row in enumerate(head_rows(sheet.rows, _HEAD)):
        at = {text: column for column, cell in enumerate(row) if (text := cell_text(cell))}
        if at.keys() >= DATA_REQUIRED:
            return number, at
    return None


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Sheet, collector: Collector) -> None:
        found = _header(sheet)
        assert found is not None  # the caller has recognised the sheet
        self.sheet, self.collector = sheet, collector
        self.header, self.at = found
        self.width = max(self.at.values()) + 1
        self.table = collector.begin_table(sheet.name)
        self.indicators: dict[str, None] = {}
        self.unused: list[str] = []
        self.seen = 0

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan."""
        last = self.header
        for number, row in enumerate(self.sheet.rows):
            if number <= self.header or not any(row):
                continue
            self.collector.step(number, _("Reading observations"))
            self._read_row(number, row)
            last = number
        self._add_table(last)

    def _text(self, row: Row, name: str) -> str:
        return unguarded(text_at(row, self.at.get(name)))

    def _read_row(self, number: int, row: Row) -> None:
        column = self.at["value"]
        value = self._value(row)
        if value is None:
            raw = row[column] if column < len(row) else ""
            self.collector.bad_cell("not-a-number", self.sheet.name, number, column, raw)
            return
        self.seen += value.number is not None
        period = self._period(row)
        if period is None:
            at = self.at["period"]
            self.collector.bad_cell("not-a-period", self.sheet.name, number, at, row[at])
        taken = period and self.collector.add(self._planned(number, row, period, value))
        if not taken and value.number is not None:
            self.unused.append(cell_name(number, column))

    def _planned(self, number: int, row: Row, period: Period, value: Value) -> PlannedObservation:
        return PlannedObservation(
            self._series(row),
            self.table,
            number,
            self.at["value"],
            self._area(row),
            dimensions_of_cell(self._text(row, "dimensions")),
            period,
            value,
            self._text(row, "value"),
            self._text(row, "nature"),
            self._text(row, "footnote"),
            self._text(row, "source"),
        )

    def _value(self, row: Row) -> Value | None:
        """The value, as precise as it was; None for what is no number."""
        state = _STATES.get(self._text(row, "state"), ValueState.OBSERVED)
        shown = text_at(row, self.at["value"])
        if not shown:
            return Value(None, state=_missing(state))
        column = self.at["value"]
        parsed = parse_value(row[column]).value
        if parsed is None or parsed.number is None:
            return None
        exact = self._text(row, "value_text")
        # A number that somebody has changed holds, not the text beside it that was forgotten.
        number = exact if _same(exact, parsed.number) else parsed.number
        operator = _OPERATORS.get(self._text(row, "operator"), parsed.operator)
        return Value(number, operator, state)

    def _period(self, row: Row) -> Period | None:
        label = self._text(row, "period")
        try:
            start, end = (date.fromisoformat(self._text(row, each)) for each in ("start", "end"))
        except ValueError:
            return self.collector.period(label)
        return Period(start, end, label) if label and start <= end else None

    def _series(self, row: Row) -> int:
        codes = (code.strip() for code in self._text(row, "indicators").split(","))
        series = PlannedSeries(
            self._text(row, "series"),
            self._text(row, "series_name"),
            self._text(row, "unit"),
            tuple(code for code in codes if code),
        )
        self.indicators |= dict.fromkeys(series.indicators)
        return self.collector.series_index(series)

    def _area(self, row: Row) -> str:
        collector = self.collector
        code = self._text(row, "area") or collector.context.country_alpha3
        name = self._text(row, "area_name")
        if code != collector.context.country_alpha3 and country_of_letters(code) == code:
            collector.places.abroad.setdefault(code, name or code)
        return collector.area(code, name)

    def _add_table(self, last: int) -> None:
        self.collector.tables.append(
            planned_table(
                self.sheet.name,
                LAYOUT,
                (self.header, last, self.width),
                self.at["value"],
                indicators=tuple(self.indicators),
                seen=self.seen,
                unused=self.unused,
            )
        )


def _missing(state: ValueState) -> ValueState:
    """The state of a cell without a number."""
    without = (ValueState.MISSING, ValueState.SUPPRESSED, ValueState.NOT_APPLICABLE)
    return state if state in without else ValueState.MISSING


def _same(text: str, number: str) -> bool:
    """Whether two texts are the same number; a cell holds no more than 16 digits of it."""
    try:
        return Decimal(text) == Decimal(number) or float(text) == float(number)
    except (InvalidOperation, ValueError):
        return False


def without_repeats(sheets: list[Sheet], collector: Collector) -> list[Sheet]:
    """The sheets of a workbook of ours that hold data; the others show the same once more."""
    own = [sheet for sheet in sheets if recognise(sheet)]
    if not own:
        return sheets
    for sheet in sheets:
        if sheet not in own:
            collector.problem(
                "repeated-sheet",
                _("The sheet shows figures of the sheet “{data}” and was not read.").format(
                    data=own[0].name
                ),
                sheet=sheet.name,
                severity=Severity.NOTE,
            )
    return own


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    _Reader(sheet, collector).read()
