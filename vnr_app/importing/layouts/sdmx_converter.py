"""Workbooks for the SDMX Converter: a sheet "Parameters" says where each concept stands."""

import re
from dataclasses import dataclass
from itertools import pairwise

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.i18n import _
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows, text_at
from vnr_app.importing.layouts.draft import About, Draft
from vnr_app.importing.layouts.sdmx_series import SeriesNames, area_of
from vnr_app.importing.sdmx_codes import (
    dimension_name,
    dimensions_of,
    nature_code,
    period_label,
    state_of,
    unit_text,
)
from vnr_app.importing.values import parse_value

LAYOUT = "sdmx-converter"

_PLACES = ("FIX", "COLUMN", "ROW", "CELL", "SKIP", "MIXED", "OBS_LEVEL")
_NO_DIMENSIONS = frozenset(
    [
        "FREQ",
        "SERIES",
        "INDICATOR",
        "REF_AREA",
        "TIME_PERIOD",
        "UNIT_MEASURE",
        "UNIT_MULT",
        "NATURE",
        "OBS_STATUS",
        "SOURCE_DETAIL",
        "COMMENT_OBS",
        "COMMENT_TS",
        "TIME_DETAIL",
        "BASE_PER",
        "CONF_STATUS",
        "TIME_FORMAT",
        "DECIMALS",
        "TITLE",
        "REPORTING_TYPE",
    ]
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Where concepts stand: "FIX" with a code, "COLUMN", "ROW" or "CELL" with an address."""

    sheet: str
    concepts: dict[str, tuple[str, str]]
    first_row: int
    first_column: int
    columns: int | None


def find(sheets: list[Sheet]) -> Parameters | None:
    """The parameters of a workbook, None where no sheet holds any."""
    for sheet in sheets:
        if (found := _parameters(sheet)) is not None:
            return found
    return None


def _parameters(sheet: Sheet) -> Parameters | None:
    rows = head_rows(sheet.rows, 100)
    if not rows or [cell_text(cell).lower() for cell in rows[0][:4]] != [
        "element", "type", "postype", "position",
    ]:  # fmt: skip
        return None
    concepts = {
        text_at(row, 0).upper(): (text_at(row, 2).upper(), text_at(row, 3)) for row in rows[1:]
    }
    settings = _settings(rows)
    start = re.fullmatch(r"([A-Z]{1,3})(\d+)", settings.get("datastart", "").upper())
    if start is None or "TIME_PERIOD" not in concepts:
        return None
    count = settings.get("numcolumns", "")
    return Parameters(
        sheet.name,
        {name: place for name, place in concepts.items() if place[0] in _PLACES},
        int(start[2]) - 1,
        column_number(start[1]),
        int(count) if count.isdecimal() else None,
    )


def _settings(rows: list[Row]) -> dict[str, str]:
    """The settings beside the concepts: DataStart, NumColumns."""
    found: dict[str, str] = {}
    for row in rows:
        texts = [cell_text(cell) for cell in row[4:]]
        for name, value in pairwise(texts):
            if name.isalpha() and value:
                found.setdefault(name.lower(), value)
    return found


def column_number(letters: str) -> int:
    """The column of its letters, from 0: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read(sheet: Sheet, parameters: Parameters, collector: Collector) -> None:
    """Read a sheet of data into the plan; one without numbers in its place adds no table."""
    _Reader(sheet, parameters, collector).read()


class _Reader:
    def __init__(self, sheet: Sheet, parameters: Parameters, collector: Collector) -> None:
        self.sheet = sheet
        self.rows = list(sheet.rows)
        self.parameters = parameters
        self.collector = collector
        self.names = SeriesNames(collector, sheet.name)

    def read(self) -> None:
        start, left = self.parameters.first_row, self.parameters.first_column
        width = max((len(row) for row in self.rows), default=0)
        right = left + self.parameters.columns if self.parameters.columns else width
        draft = Draft(self.sheet, self.collector, LAYOUT, max(start - 1, 0))
        for number in range(start, len(self.rows)):
            self.collector.step(number, _("Reading rows"))
            for column in range(left, min(right, len(self.rows[number]))):
                if self.rows[number][column] != "":
                    self._read_cell(draft, number, column)
        draft.finish(text_at(self.rows[0], 0) if self.rows else "")

    def _read_cell(self, draft: Draft, row: int, column: int) -> None:
        raw = self.rows[row][column]
        parsed = parse_value(raw)
        frequency = self._code("FREQ", row, column)
        label = self._code("TIME_PERIOD", row, column)
        period = self.collector.period(period_label(label, frequency))
        if parsed.value is None or period is None:
            problem = parsed.problem or "not-a-period"
            self.collector.bad_cell(problem, self.sheet.name, row, column, raw)
            return
        about = self._about(draft, row, column)
        draft.add((row, column), raw, parsed.value, period, about)

    def _about(self, draft: Draft, row: int, column: int) -> About:
        code = self._code("SERIES", row, column)
        indicator = self._code("INDICATOR", row, column)
        title = self._code("TITLE", row, column) or self._name(row)
        found = self.names.find(code, title, indicator, "")
        draft.indicators |= dict.fromkeys(found.indicators)
        unit = unit_text(
            self._code("UNIT_MEASURE", row, column), self._code("UNIT_MULT", row, column)
        )
        series = PlannedSeries(found.code, found.name, unit, found.indicators)
        concepts = {
            dimension_name(name): self._code(name, row, column)
            for name in self.parameters.concepts
            if name not in _NO_DIMENSIONS
        }
        area = area_of(self._code("REF_AREA", row, column), "", self.collector)
        notes = (self._code("COMMENT_OBS", row, column), self._code("COMMENT_TS", row, column))
        return About(
            self.collector.series_index(series),
            area,
            dimensions_of(concepts),
            state_of(self._code("OBS_STATUS", row, column), ""),
            nature_code(self._code("NATURE", row, column)),
            "; ".join(note for note in notes if note),
            self._code("SOURCE_DETAIL", row, column),
        )

    def _name(self, row: int) -> str:
        """The text that names a row beside its codes."""
        coded = {
            column_number(position.upper())
            for kind, position in self.parameters.concepts.values()
            if kind == "COLUMN" and position.isalpha()
        }
        texts = (
            text_at(self.rows[row], c)
            for c in range(self.parameters.first_column)
            if c not in coded
        )
        return next((text for text in texts if text), "")

    def _code(self, concept: str, row: int, column: int) -> str:
        """The code of a concept for a cell, empty where the parameters name none."""
        kind, position = self.parameters.concepts.get(concept, ("SKIP", ""))
        if kind == "FIX":
            return position
        if kind == "COLUMN" and position.isalpha():
            return text_at(self.rows[row], column_number(position.upper()))
        if kind == "ROW" and position.isdecimal() and int(position) <= len(self.rows):
            return text_at(self.rows[int(position) - 1], column)
        cell = re.fullmatch(r"([A-Z]{1,3})(\d+)", position.upper())
        if kind == "CELL" and cell and int(cell[2]) <= len(self.rows):
            return text_at(self.rows[int(cell[2]) - 1], column_number(cell[1]))
        return ""
