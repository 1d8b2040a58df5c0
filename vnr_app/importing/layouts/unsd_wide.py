"""Older downloads of the UN Global SDG Database: the columns of the database, years across.

The first generation (2016 to 2017) has a column "FN" with the numbers of footnotes behind each
year, and the footnotes below the table.
"""

import re
from dataclasses import dataclass, field, replace

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.indicators import Dimensions, sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import column_key, series_code
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows, text_at
from vnr_app.importing.layouts.draft import About, Draft
from vnr_app.importing.layouts.sdmx_series import area_of
from vnr_app.importing.layouts.tidy_labels import group_in, state_in
from vnr_app.importing.layouts.unsd_columns import code_of, declared, value_of
from vnr_app.importing.words import heading_of

LAYOUT = "unsd-wide"
SOURCE = "UN Global SDG Database"

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROLES = {
    "indicator": ("indicator", "indicatorref"),
    "code": ("seriescode",),
    "name": ("seriesdescription",),
    "area": ("geoareacode", "countryorareacode"),
    "area_name": ("geoareaname", "countryorareaname"),
    "unit": ("units", "unit"),
    "multiplier": ("unitmultiplier",),
    "nature": ("nature", "sourcetype"),
    "status": ("observationstatus", "valuetype"),
    "source": ("source",),
    "footnote": ("footnote",),
    "reporting": ("reportingtype",),
    "": (
        "goal", "target", "indicatordescription", "ldc", "lldc", "sids", "frequency",
        "timedetail", "timecoverage", "geoinfourl", "upperbound", "lowerbound", "baseperiod",
    ),
}  # fmt: skip
_ROLE = {key: role for role, keys in _ROLES.items() for key in keys}


@dataclass(slots=True)
class _Columns:
    header: int
    at: dict[str, int] = field(default_factory=dict)
    years: dict[int, str] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    """Columns of years → the column of their footnotes' numbers."""
    dimensions: list[tuple[str, int]] = field(default_factory=list)


def recognise(sheet: Sheet) -> bool:
    """Whether a sheet has the columns of the database and years across."""
    return _find(sheet) is not None


def _find(sheet: Sheet) -> _Columns | None:
    for number, row in enumerate(head_rows(sheet.rows)):
        texts = [cell_text(cell) for cell in row]
        keys = [re.sub(r"[^a-z0-9]", "", text.lower()) for text in texts]
        if "seriescode" not in keys or not {"geoareacode", "countryorareacode"} & set(keys):
            continue
        columns = _Columns(number)
        for column, (text, key) in enumerate(zip(texts, keys, strict=True)):
            if _YEAR.fullmatch(text):
                columns.years[column] = text
            elif key in ("fn", "footnotes") and column - 1 in columns.years:
                columns.marks[column - 1] = column
            elif key in _ROLE:
                columns.at.setdefault(_ROLE[key], column)
            elif key:
                name = heading_of(column_key(text).replace("_", " "))
                columns.dimensions.append((name or column_key(text), column))
        return columns if columns.years else None
    return None


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = _find(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()


class _Reader:
    def __init__(self, sheet: Sheet, columns: _Columns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        self.collector = collector
        self.draft = Draft(sheet, collector, LAYOUT, columns.header)
        self.notes: dict[str, str] = {}

    def read(self) -> None:
        self._keep_notes()
        for number, row in enumerate(self.sheet.rows):
            if number > self.columns.header and self._is_data(row):
                self.collector.step(number, _("Reading rows"))
                self._read_row(number, row)
        self.draft.finish(notes=tuple(self.notes.values()))

    def _text(self, row: Row, role: str) -> str:
        return text_at(row, self.columns.at.get(role))

    def _is_data(self, row: Row) -> bool:
        return bool(self._text(row, "code") and self._text(row, "area"))

    def _keep_notes(self) -> None:
        """Keep the footnotes, which stand below the table behind their numbers."""
        for number, row in enumerate(self.sheet.rows):
            if number <= self.columns.header or self._is_data(row):
                continue
            texts = [text for cell in row if (text := cell_text(cell))]
            if len(texts) == 2 and texts[0].isdigit():
                self.notes[texts[0]] = texts[1]

    def _read_row(self, number: int, row: Row) -> None:
        about = self._about(row)
        if about.area != self.collector.places.alpha3:
            name = self._text(row, "area_name")
            self.collector.places.abroad.setdefault(about.area, name or about.area)
        nature, status = self._text(row, "nature"), self._text(row, "status")
        indicators = self._indicators(row)
        for column, year in self.columns.years.items():
            raw = row[column] if column < len(row) else ""
            if raw == "":
                continue
            parsed = value_of(raw, nature, status)
            period = self.collector.period(year)
            if parsed.value is None or period is None:
                self._bad(parsed.problem or "not-a-period", number, column, raw)
                continue
            marks = text_at(row, self.columns.marks.get(column))
            self.draft.add((number, column), raw, parsed.value, period, self._noted(about, marks))
            self.draft.unnamed += not indicators

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _noted(self, about: About, marks: str) -> About:
        """What an observation is about with the footnotes that its marks ("1,2") refer to."""
        notes = [self.notes.get(mark, mark) for mark in re.findall(r"\w+", marks)]
        if not notes:
            return about
        return replace(about, footnote="; ".join(filter(None, (about.footnote, *notes))))

    def _about(self, row: Row) -> About:
        """Series, area, breakdown and remarks of a row."""
        indicators = self._indicators(row)
        self.draft.indicators |= dict.fromkeys(indicators)
        unit, multiple = self._text(row, "unit"), self._text(row, "multiplier")
        if multiple and multiple.lower() not in ("units", "unit"):
            unit = f"{unit} ({multiple.lower()})".strip()
        code, name = series_code(self._text(row, "code")), self._text(row, "name")
        series = self.collector.series_index(PlannedSeries(code, name, unit, indicators))
        area = area_of(self._text(row, "area"), self._text(row, "area_name"), self.collector)
        nature, status = self._text(row, "nature"), self._text(row, "status")
        return About(
            series,
            area,
            self._dimensions(row),
            declared(nature, status) or state_in(status),
            nature,
            self._text(row, "footnote"),
            self._text(row, "source") or SOURCE,
        )

    def _indicators(self, row: Row) -> tuple[str, ...]:
        return (
            self.collector.indicators_of(self._text(row, "indicator"))
            or self.collector.of_series(series_code(self._text(row, "code")))
            or self.collector.given
        )

    def _dimensions(self, row: Row) -> Dimensions:
        pairs = {}
        for name, column in self.columns.dimensions:
            if text := text_at(row, column):
                code = code_of(name, text)
                pairs[name] = code if code != text else group_in(name, text, known=True)[1]
        reporting = self._text(row, "reporting")
        if reporting not in ("", "G"):
            pairs["reporting_type"] = reporting
        return sort_dimensions(pairs)
