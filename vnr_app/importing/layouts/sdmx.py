"""SDMX-CSV 1 and 2 with their labels, and SDMX-ML laid out as such a table: a row an observation.

ACTION is honoured: what is informed, appended, merged or replaced is planned; what is to be deleted
is told of and left to a person, for an import never takes away what it did not bring.
"""

from vnr_app.domain.annex import unguarded
from vnr_app.domain.importplan import PlannedObservation, Severity, cell_name
from vnr_app.domain.indicators import Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.i18n import _, ngettext
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, text_at, with_state
from vnr_app.importing.layouts.row_table import planned_table
from vnr_app.importing.layouts.sdmx_columns import SdmxColumns, cells_of, find_columns
from vnr_app.importing.layouts.sdmx_partial import completed_rows
from vnr_app.importing.layouts.sdmx_subjects import Subjects
from vnr_app.importing.sdmx_codes import nature_code, period_label, state_of, status_note
from vnr_app.importing.values import parse_value

LAYOUT = "sdmx"

_SHOWN_DELETES = 20
_EMPTY_STATES = (ValueState.MISSING, ValueState.SUPPRESSED, ValueState.NOT_APPLICABLE)


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet is an SDMX message or a table of SDMX concepts."""
    return find_columns(sheet) is not None


class _Reader:
    """Reads the rows of one sheet; what repeats is looked up, not made again."""

    def __init__(self, sheet: Sheet, columns: SdmxColumns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        self.collector = collector
        self.table = collector.begin_table(sheet.name)
        self.subjects = Subjects(sheet, columns, collector)
        self.unused: list[str] = []
        self.seen = 0
        self.deletes = 0
        value, period = columns.first("value"), columns.first("period")
        assert value is not None
        assert period is not None
        self._value, self._period = value, period
        of_observation = ("status", "confidentiality", "nature", "source", "footnote", "detail")
        self._said_columns = [
            *(column for role in of_observation for column in columns.at.get(role, ())),
            *(column for _name, column in columns.noted),
        ]
        self._said: dict[tuple[Cell, ...], tuple[str, str, ValueState | None, str]] = {}
        self._times: dict[tuple[Cell, ...], Period | None] = {}
        self._said_cells = cells_of([*self._said_columns, period])
        self._time_cells = cells_of([period, *columns.at.get("frequency", ())])

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan."""
        last = self.columns.header
        rows = completed_rows(
            self.sheet, self.columns, self.subjects.columns_of_key, self._said_columns
        )
        for number, row in rows:
            self.collector.step(number, _("Reading observations"))
            self._read_row(number, row)
            last = number
        self._report_deletes()
        self._add_table(last)

    def _read_row(self, number: int, row: Row) -> None:
        if len(row) > self.columns.width and any(row[self.columns.width :]):
            self._bad("csv-ragged", number, self.columns.width, row[self.columns.width])
            return
        action = self.columns.code(row, "action")[:1].upper() if "action" in self.columns.at else ""
        if action == "D":
            self._tell_delete(number, row)
            return
        raw = row[self._value]
        if action == "M" and raw == "":
            # A merge without a value leaves the value as it is.
            return
        parsed = parse_value(raw)
        if parsed.value is None:
            self._bad(parsed.problem, number, self._value, raw)
            return
        planned = self._plan(number, row, raw, parsed.value)
        if parsed.value.number is not None:
            self.seen += 1
            if not planned:
                self.unused.append(cell_name(number, self._value))

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _plan(self, number: int, row: Row, raw: Cell, value: Value) -> bool:
        period = self._period_of(row)
        if period is None:
            self._bad("not-a-period", number, self._period, row[self._period])
            return False
        series, area, dimensions = self.subjects.find(row, number)
        nature, source, state, footnote = self._said_of(row)
        return self.collector.add(
            PlannedObservation(
                series,
                self.table,
                number,
                self._value,
                area,
                dimensions,
                period,
                _with_status(value, state),
                cell_text(raw),
                nature,
                footnote,
                source,
            )
        )

    def _period_of(self, row: Row) -> Period | None:
        key = self._time_cells(row)
        if key not in self._times:
            frequency = self.columns.code(row, "frequency").upper()
            label = period_label(text_at(row, self._period), frequency)
            self._times[key] = self.collector.period(label)
        return self._times[key]

    def _said_of(self, row: Row) -> tuple[str, str, ValueState | None, str]:
        """Nature, source, state and footnote of an observation."""
        said = self._said_cells(row)
        if said not in self._said:
            status = self.columns.code(row, "status")
            state = state_of(status, self.columns.code(row, "confidentiality"))
            nature = self.columns.code(row, "nature")
            nature = nature if self.columns.own else nature_code(nature)
            sources = [text_at(row, c) for c in self.columns.at.get("source", ())]
            source = "; ".join(unguarded(text) for text in sources if text)
            self._said[said] = (nature, source, state, self._footnote(row, status))
        return self._said[said]

    def _footnote(self, row: Row, status: str) -> str:
        """Comments, and what else is said of an observation that has no place of its own."""
        if self.columns.own:
            return unguarded(text_at(row, self.columns.first("footnote")))
        names = {
            "BASE_PER": _("Base period"),
            "TIME_COVERAGE": _("Time coverage"),
            "LOWER_BOUND": _("Lower bound"),
            "UPPER_BOUND": _("Upper bound"),
            "CUST_BREAKDOWN_LB": _("Breakdown"),
        }
        parts = [text_at(row, column) for column in self.columns.at.get("footnote", ())]
        parts.append(status_note(status))
        detail = text_at(row, self.columns.first("detail"))
        if detail and detail != text_at(row, self._period):
            parts.append(f"{_('Time detail')}: {detail}")
        for concept, column in self.columns.noted:
            if text := text_at(row, column):
                parts.append(f"{names.get(concept, concept)}: {text}")
        return "; ".join(part for part in parts if part)

    def _tell_delete(self, number: int, row: Row) -> None:
        self.deletes += 1
        if self.deletes <= _SHOWN_DELETES:
            key = (self.columns.code_at(row, column) for column in self.subjects.columns_of_key)
            self.collector.problem(
                "sdmx-delete",
                _("The file asks to delete this observation. An import deletes nothing."),
                sheet=self.sheet.name,
                cell=cell_name(number, self._value),
                value=" ".join(key)[:200],
                severity=Severity.WARNING,
            )

    def _report_deletes(self) -> None:
        if self.deletes > _SHOWN_DELETES:
            self.collector.problem(
                "sdmx-delete",
                ngettext(
                    "The file asks to delete {count} observation in all.",
                    "The file asks to delete {count} observations in all.",
                    self.deletes,
                ).format(count=self.deletes),
                sheet=self.sheet.name,
                severity=Severity.WARNING,
            )

    def _add_table(self, last: int) -> None:
        self.collector.tables.append(
            planned_table(
                self.sheet.name,
                LAYOUT,
                (self.columns.header, last, self.columns.width),
                self._value,
                indicators=tuple(self.subjects.indicators),
                seen=self.seen,
                unused=self.unused,
            )
        )


def _with_status(value: Value, state: ValueState | None) -> Value:
    """A value in the state of its observation status, which also says why there is none."""
    if value.number is None and state in _EMPTY_STATES:
        return Value(None, state=state)
    return with_state(value, state)


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = find_columns(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()
