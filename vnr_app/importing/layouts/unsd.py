"""Downloads of the UN Global SDG Database: one row an observation, recognised by its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Region,
    Severity,
    cell_name,
)
from vnr_app.domain.indicators import TOTAL, Dimensions, Value, ValueState, sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import (
    STATUS_STATES,
    Collector,
    head_rows,
    with_state,
)
from vnr_app.importing.values import Parsed, parse_value

LAYOUT = "unsd"
SOURCE = "UN Global SDG Database"

_REQUIRED = frozenset(("seriescode", "geoareacode", "timeperiod", "value"))
_KNOWN = _REQUIRED | {
    "goal",
    "target",
    "indicator",
    "seriesdescription",
    "geoareaname",
    "timedetail",
    "timecoverage",
    "upperbound",
    "lowerbound",
    "baseperiod",
    "source",
    "geoinfourl",
    "footnote",
    "nature",
    "reportingtype",
    "units",
    "observationstatus",
}
_NOTED = ("baseperiod", "timecoverage", "lowerbound", "upperbound")
_CODES = {
    "sex": {"FEMALE": "F", "MALE": "M", "BOTHSEX": TOTAL},
    "location": {"URBAN": "U", "RURAL": "R", "ALLAREA": TOTAL},
    "age": {"ALLAGE": TOTAL},
}
_TOTALS = frozenset(("TOTAL", "ALL", "_T", "ALLDOMAINS"))
_NATURE_STATES = {"E": ValueState.ESTIMATED, "M": ValueState.ESTIMATED}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the known columns stand, and the dimensions with their columns."""

    header: int
    width: int
    at: dict[str, int]
    dimensions: tuple[tuple[str, int], ...]


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet has the columns of the database."""
    return _find_columns(sheet) is not None


def _find_columns(sheet: Sheet) -> _Columns | None:
    for number, row in enumerate(head_rows(sheet.rows)):
        keys = [re.sub(r"[^a-z0-9]", "", cell_text(cell).lower()) for cell in row]
        if not _REQUIRED.issubset(keys):
            continue
        at: dict[str, int] = {}
        dimensions = []
        for column, key in enumerate(keys):
            if key in _KNOWN:
                at.setdefault(key, column)
            elif key:
                dimensions.append((column_key(cell_text(row[column])), column))
        width = max(i for i, key in enumerate(keys) if key) + 1
        return _Columns(number, width, at, tuple(dimensions))
    return None


@lru_cache(maxsize=100_000)
def _value(raw: Cell, nature: str, status: str) -> Parsed:
    """A value in the state that its text, its nature and its observation status give it."""
    if raw in ("N", "NV"):
        state = ValueState.NOT_APPLICABLE if raw == "N" else ValueState.MISSING
        return Parsed(Value(None, state=state))
    parsed = parse_value(raw)
    if parsed.value is None or parsed.value.number is None:
        return parsed
    declared = STATUS_STATES.get(status.lower()) or _NATURE_STATES.get(nature)
    return Parsed(with_state(parsed.value, declared), parsed.flag)


def _code(dimension: str, text: str) -> str:
    if text in _TOTALS:
        return TOTAL
    return _CODES.get(dimension, {}).get(text, text)


class _Reader:
    """Reads the rows of one sheet; everything that repeats is looked up, not made again.

    A million rows pass here: rows are cut to the header's width plus one blank cell, at which
    columns that the file lacks point.
    """

    def __init__(self, sheet: Sheet, columns: _Columns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        self.collector = collector
        self.table = collector.begin_table(sheet.name)
        self.unused: list[str] = []
        self.seen = 0
        self.indicators: dict[str, None] = {}
        self._series: dict[tuple[Cell, ...], int] = {}
        self._dimensions: dict[tuple[Cell, ...], Dimensions] = {}
        self._areas: dict[Cell, str] = {}
        self._footnotes: dict[tuple[Cell, ...], str] = {}
        self._names_one: bool | None = None
        self._others: dict[str, list[int]] = {}
        column = dict.fromkeys(_KNOWN, columns.width) | columns.at
        self._value = column["value"]
        self._period = column["timeperiod"]
        self._area = column["geoareacode"]
        self._area_name = column["geoareaname"]
        self._series_name = column["seriesdescription"]
        self._attributes = itemgetter(
            column["nature"], column["observationstatus"], column["source"]
        )
        self._series_cells = itemgetter(column["seriescode"], column["units"], column["indicator"])
        self._dimension_cells = itemgetter(
            column["reportingtype"], columns.width, *(c for _name, c in columns.dimensions)
        )
        self._note_cells = itemgetter(
            self._period, column["footnote"], column["timedetail"], *(column[k] for k in _NOTED)
        )

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan."""
        last = self.columns.header
        for number, row in enumerate(self.sheet.rows):
            if number <= self.columns.header or not any(row):
                continue
            self.collector.step(number, _("Reading rows"))
            self._read_row(number, row)
            last = number
        self._report_others()
        self._add_table(last)

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _read_row(self, number: int, row: Row) -> None:
        width = self.columns.width
        if len(row) > width and any(row[width:]):
            self._bad("csv-ragged", number, width, row[width])
            return
        cells = [*row[:width], *[""] * (width + 1 - min(len(row), width))]
        raw = cells[self._value]
        nature, status, source = map(cell_text, self._attributes(cells))
        parsed = _value(raw, nature, status)
        if parsed.value is None:
            self._bad(parsed.problem, number, self._value, raw)
            return
        period = self.collector.period(cells[self._period])
        if period is None:
            self._bad("not-a-period", number, self._period, cells[self._period])
        planned = period is not None and self.collector.add(
            PlannedObservation(
                self._series_of(cells, number),
                self.table,
                number,
                self._value,
                self._area_of(cells, number),
                self._dimensions_of(cells),
                period,
                parsed.value,
                cell_text(raw),
                nature,
                self._footnote(cells),
                source or SOURCE,
            )
        )
        if parsed.value.number is not None:
            self.seen += 1
            if not planned:
                self.unused.append(cell_name(number, self._value))

    def _series_of(self, cells: Row, number: int) -> int:
        key = self._series_cells(cells)
        if key not in self._series:
            code, unit, indicator = map(cell_text, key)
            indicators = self.collector.indicators_of(indicator)
            if not indicators and not self._names_indicator():
                indicators = self.collector.given
            self.indicators |= dict.fromkeys(indicators)
            if not indicators:
                self.collector.problem(
                    "no-indicator",
                    _("The rows of series {code} name no indicator.").format(code=code),
                    sheet=self.sheet.name,
                    cell=cell_name(number, self.columns.at["seriescode"]),
                    value=code,
                    severity=Severity.WARNING,
                )
            name = cell_text(cells[self._series_name])
            series = PlannedSeries(code, name, unit, indicators)
            self._series[key] = self.collector.series_index(series)
        return self._series[key]

    def _names_indicator(self) -> bool:
        """Whether any row of the sheet names an indicator."""
        if self._names_one is None:
            column = self.columns.at.get("indicator")
            body = islice(self.sheet.rows, self.columns.header + 1, None)
            self._names_one = column is not None and any(
                column < len(row) and row[column] not in ("", None) for row in body
            )
        return self._names_one

    def _area_of(self, cells: Row, number: int) -> str:
        cell = cells[self._area]
        if cell not in self._areas:
            self._areas[cell] = self._new_area(cell_text(cell), cell_text(cells[self._area_name]))
        code = self._areas[cell]
        if code != self.collector.context.country_alpha3:
            rows = self._others.setdefault(code, [0, number])
            rows[0] += 1
        return code

    def _new_area(self, m49: str, name: str) -> str:
        context = self.collector.context
        plain = m49.lstrip("0") or m49
        # A user-assigned country has no number of its own: its name or its letters tell it.
        unnumbered = not context.m49 and self.collector.places.is_country(name or m49)
        own = plain == context.m49 or unnumbered
        code = context.country_alpha3 if own else context.area_of_m49(plain) or m49
        return self.collector.area(code, name)

    def _dimensions_of(self, cells: Row) -> Dimensions:
        key = self._dimension_cells(cells)
        if key not in self._dimensions:
            reporting, _blank, *texts = map(cell_text, key)
            pairs = {
                name: _code(name, text)
                for (name, _column), text in zip(self.columns.dimensions, texts, strict=True)
            }
            if reporting not in ("", "G"):
                pairs["reporting_type"] = reporting
            self._dimensions[key] = sort_dimensions(pairs)
        return self._dimensions[key]

    def _footnote(self, cells: Row) -> str:
        """The footnote of a row with what else it says that has no place of its own."""
        key = self._note_cells(cells)
        if key not in self._footnotes:
            period, footnote, detail, *noted = map(cell_text, key)
            parts = [footnote]
            if detail and detail != period:
                parts.append(f"{_('Time detail')}: {detail}")
            parts += [f"{name}: {text}" for name, text in zip(_NOTED, noted, strict=True) if text]
            self._footnotes[key] = "; ".join(part for part in parts if part)
        return self._footnotes[key]

    def _report_others(self) -> None:
        for code, (count, first) in self._others.items():
            self.collector.problem(
                "other-area",
                _("{count} observations are about {area}, not about the review's country.").format(
                    count=count, area=self.collector.areas[code]
                ),
                sheet=self.sheet.name,
                cell=cell_name(first, self._area),
                value=code,
                severity=Severity.WARNING,
            )

    def _add_table(self, last: int) -> None:
        header, width = self.columns.header, self.columns.width
        value = self.columns.at["value"]
        self.collector.tables.append(
            PlannedTable(
                sheet=self.sheet.name,
                region=Region(header, 0, last, width - 1),
                layout=LAYOUT,
                header_rows=(header,),
                indicators=tuple(self.indicators),
                title="",
                unit="",
                notes=(),
                roles=_roles(header, last, width, (value,)),
                numbers_seen=self.seen,
                numbers_unused=tuple(self.unused),
            )
        )


def _roles(
    header: int, last: int, width: int, numbers: Sequence[int]
) -> tuple[tuple[str, Region], ...]:
    roles = [
        ("header", Region(header, 0, header, width - 1)),
        ("label", Region(header + 1, 0, last, width - 1)),
    ]
    return (*roles, *(("number", Region(header + 1, c, last, c)) for c in numbers))


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = _find_columns(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()
