"""Downloads of the World Bank: years across (API and DataBank), or a row a year (DataBank)."""

import re
from dataclasses import dataclass, field

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.i18n import _
from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows, text_at
from vnr_app.importing.layouts.draft import About, Draft
from vnr_app.importing.units import unit_in_title
from vnr_app.importing.values import parse_value

LAYOUT = "world-bank"

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*\[YR\d{4}\])?")
_SERIES = re.compile(r"(.+?)\s*\[([A-Z]{2,3}(?:\.[A-Z0-9_]+){1,6})\]")
_CODE = re.compile(r"[A-Z]{2,3}(?:\.[A-Z0-9_]+){1,6}")
_NAMES = ("indicator_name", "series_name")
_CODES = ("indicator_code", "series_code")


@dataclass(slots=True)
class _Columns:
    """The columns by their key; years across, or series across with a column of years."""

    header: int
    at: dict[str, int]
    years: dict[int, str] = field(default_factory=dict)
    series: dict[int, tuple[str, str]] = field(default_factory=dict)

    def first(self, *keys: str) -> int | None:
        return next((self.at[key] for key in keys if key in self.at), None)


def recognise(sheet: Sheet) -> bool:
    """Whether a sheet has the columns of a World Bank download."""
    return _find(sheet) is not None


def _find(sheet: Sheet) -> _Columns | None:
    for number, row in enumerate(head_rows(sheet.rows)):
        texts = [cell_text(cell) for cell in row]
        keys = {column_key(text): column for column, text in enumerate(texts) if text}
        if not {"country_name", "country_code"} <= keys.keys():
            continue
        columns = _Columns(number, keys)
        for column, text in enumerate(texts):
            if match := _YEAR.fullmatch(text):
                columns.years[column] = match[1]
            elif match := _SERIES.fullmatch(text):
                columns.series[column] = (match[1], match[2])
        coded = columns.first(*_CODES)
        across = bool(columns.years) and coded is not None and _has_codes(sheet, number, coded)
        down = bool(columns.series) and columns.first("time", "year") is not None
        return columns if across or down else None
    return None


def _has_codes(sheet: Sheet, header: int, column: int) -> bool:
    """Whether a column holds codes of the World Bank, "SI.POV.NAHC"."""
    rows = head_rows(sheet.rows, header + 30)[header + 1 :]
    return any(_CODE.fullmatch(text_at(row, column)) for row in rows)


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = _find(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()


class _Reader:
    def __init__(self, sheet: Sheet, columns: _Columns, collector: Collector) -> None:
        self.columns = columns
        self.collector = collector
        self.sheet = sheet
        self.draft = Draft(sheet, collector, LAYOUT, columns.header)
        self.notes: list[str] = []
        self.source = ""
        self._series: dict[tuple[str, str], int] = {}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def read(self) -> None:
        for number, row in enumerate(self.sheet.rows):
            if number < self.columns.header:
                self._keep_preamble(row)
            elif number > self.columns.header:
                self.collector.step(number, _("Reading rows"))
                self._read_row(number, row)
        self.draft.finish(notes=tuple(self.notes))

    def _keep_preamble(self, row: Row) -> None:
        texts = [text for cell in row if (text := cell_text(cell))]
        if texts:
            self.notes.append(": ".join(texts))
            if column_key(texts[0]) == "data_source" and len(texts) > 1:
                self.source = texts[1]

    def _read_row(self, number: int, row: Row) -> None:
        code, name = (text_at(row, self.columns.at[k]) for k in ("country_code", "country_name"))
        if not code:
            if texts := [text for cell in row if (text := cell_text(cell))]:
                self.notes.append(" ".join(texts))
            return
        if self.columns.years:
            named = text_at(row, self.columns.first(*_NAMES))
            series = (named, text_at(row, self.columns.first(*_CODES)))
            for column, year in self.columns.years.items():
                self._read_cell(number, column, row, series, year, code, name)
            return
        year = text_at(row, self.columns.first("time", "year"))
        for column, series in self.columns.series.items():
            self._read_cell(number, column, row, series, year, code, name)

    def _read_cell(
        self,
        number: int,
        column: int,
        row: Row,
        series: tuple[str, str],
        year: str,
        code: str,
        name: str,
    ) -> None:
        raw = row[column] if column < len(row) else ""
        if raw in ("", ".."):
            return
        parsed = parse_value(raw)
        match = _YEAR.fullmatch(year)
        period = self.collector.period(match[1]) if match else None
        if parsed.value is None or period is None:
            problem = parsed.problem or "not-a-period"
            self.collector.bad_cell(problem, self.sheet.name, number, column, raw)
            return
        places = self.collector.places
        area = places.code(code)
        if area not in (places.alpha3, *places.abroad):
            area = places.code(name) if places.code(name) in places.abroad else code
            # The other rows are of groups of countries.
            places.abroad.setdefault(area, name)
        about = About(self._series_of(*series), self.collector.area(area, name), source=self.source)
        self.draft.add((number, column), raw, parsed.value, period, about)
        self.draft.unnamed += not self._indicators(series[0], series[1])

    def _series_of(self, name: str, code: str) -> int:
        if (name, code) not in self._series:
            indicators = self._indicators(name, code)
            self.draft.indicators |= dict.fromkeys(indicators)
            planned = PlannedSeries(code, name, unit_in_title(name), indicators)
            self._series[name, code] = self.collector.series_index(planned)
        return self._series[name, code]

    def _indicators(self, name: str, code: str) -> tuple[str, ...]:
        if (name, code) not in self._known:
            self._known[name, code] = self._new_indicators(name, code)
        return self._known[name, code]

    def _new_indicators(self, name: str, code: str) -> tuple[str, ...]:
        """What people taught for a series, its title, the person's choice, the likeliest name."""
        if taught := self.collector.memory.code("indicator", code):
            return (taught,)
        if found := self.collector.named(name):
            return (found.indicator,)
        return self.collector.given or self.collector.guessed_of(name)
