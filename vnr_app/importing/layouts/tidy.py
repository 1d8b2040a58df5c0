"""Tidy tables: one row an observation, with columns for period, breakdowns and value."""

import re
from dataclasses import dataclass, field

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Region,
    cell_name,
)
from vnr_app.domain.indicators import Dimensions, ValueState, sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import code_in, column_key, is_series_code, slug
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import (
    STATUS_STATES,
    Collector,
    head_rows,
    text_at,
    with_state,
)
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.values import choose_decimal_mark, parse_value, vote_decimal_mark
from vnr_app.importing.words import canonical_code, heading_of

LAYOUT = "tidy"

_MULTIPLES = {"3": "thousands", "6": "millions", "9": "billions", "-2": "hundredths"}
_CODED = re.compile(r"^([A-Z][A-Z0-9_]*): ")


@dataclass(slots=True)
class _Columns:
    """Where the columns with a known part stand; everything else is a breakdown."""

    header: int
    width: int
    at: dict[str, int] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    dimensions: list[tuple[str, int]] = field(default_factory=list)
    coded: bool = False
    """Whether cells read "code: label", as SDMX-CSV writes with both."""


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet has a column of periods and a column of values."""
    return _find_columns(sheet) is not None


def _find_columns(sheet: Sheet) -> _Columns | None:
    rows = head_rows(sheet.rows)
    for number, row in enumerate(rows):
        texts = [cell_text(cell) for cell in row]
        coded = any(_CODED.match(text) for text in texts)
        keys = [column_key(_CODED.sub(r"\1 ", t).split(" ")[0] if coded else t) for t in texts]
        roles = [role_of(key) for key in keys]
        if roles.count("period") == 0 or roles.count("value") != 1 or len(rows) < 2:
            continue
        width = max(i for i, key in enumerate(keys) if key) + 1
        columns = _Columns(number, width, coded=coded)
        for column, (key, role) in enumerate(zip(keys, roles, strict=True)):
            _place(columns, column, key, role)
        _settle_codes(columns, rows[number + 1 :])
        return columns
    return None


def _place(columns: _Columns, column: int, key: str, role: str | None) -> None:
    if not key or role == "":
        return
    if role == "area_name":
        columns.names.append(column)
    elif role is not None and role not in columns.at:
        columns.at[role] = column
    else:
        taken = {name for name, _column in columns.dimensions}
        heading = heading_of(key.replace("_", " "))
        name = heading if heading and heading != "area" and heading not in taken else key
        columns.dimensions.append((name, column))


def _settle_codes(columns: _Columns, body: list[Row]) -> None:
    """A column headed "indicator" may hold names; then it names the series."""
    at = columns.at
    if "indicator" in at and "series" not in at:
        texts = [text for row in body if (text := text_at(row, at["indicator"]))]
        if texts and not any(re.search(r"\d", text[:24]) for text in texts):
            at["series"] = at.pop("indicator")


class _Reader:
    """Reads the rows of one sheet, looking up what repeats."""

    def __init__(self, sheet: Sheet, columns: _Columns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        self.collector = collector
        self.table = collector.begin_table(sheet.name)
        self.fallback = self._indicator_of_names()
        self.unused: list[str] = []
        self.seen = 0
        self.indicators: dict[str, None] = {}
        self.unnamed = 0
        self._series: dict[tuple[str, ...], int | None] = {}
        self._dimensions: dict[tuple[str, ...], Dimensions] = {}
        self._areas: dict[tuple[str, ...], str] = {}
        column = columns.at["value"]
        votes = vote_decimal_mark(
            row[column]
            for number, row in enumerate(sheet.rows)
            if number > columns.header and column < len(row)
        )
        self.mark = choose_decimal_mark(votes)

    def _indicator_of_names(self) -> tuple[str, ...]:
        """The indicator that the sheet's or the file's name carries."""
        framework = self.collector.context.framework
        for name in (self.sheet.name, self.collector.file_stem):
            if found := code_in(name, framework):
                self.collector.note_code(found.indicator)
                return (found.indicator,)
        return ()

    def text(self, row: Row, column: int | None) -> str:
        """A cell's text, of "code: label" the code."""
        text = text_at(row, column)
        return text.split(": ", 1)[0] if self.columns.coded else text

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan."""
        header = last = self.columns.header
        for number, row in enumerate(self.sheet.rows):
            if number <= header or not any(row):
                continue
            self.collector.step(number, _("Reading rows"))
            self._read_row(number, row)
            last = number
        if self.unnamed:
            self.collector.problem(
                "no-indicator",
                _(
                    "{count} rows name no indicator; neither do the sheet's and the file's name."
                ).format(count=self.unnamed),
                sheet=self.sheet.name,
            )
        self._add_table(last)

    def _read_row(self, number: int, row: Row) -> None:
        columns, at = self.columns, self.columns.at
        if len(row) > columns.width and self.sheet.name == "" and any(row[columns.width :]):
            self._bad("csv-ragged", number, columns.width, row[columns.width])
            return
        raw: Cell = row[at["value"]] if at["value"] < len(row) else ""
        parsed = parse_value(raw, self.mark)
        if parsed.value is None:
            self._bad(parsed.problem, number, at["value"], raw)
            return
        has_number = parsed.value.number is not None
        self.seen += has_number
        if not (self._plan(number, row, raw, parsed.flag) or not has_number):
            self.unused.append(cell_name(number, at["value"]))

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _plan(self, number: int, row: Row, raw: Cell, flag: str) -> bool:
        """Plan the observation of a row whose value could be read; whether it was planned."""
        at = self.columns.at
        label = self.text(row, at["period"]) if self.columns.coded else ""
        cell: Cell = label or (row[at["period"]] if at["period"] < len(row) else "")
        period = self.collector.period(cell)
        if period is None:
            self._bad("not-a-period", number, at["period"], cell)
            return False
        series = self._series_of(row)
        if series is None:
            self.unnamed += 1
            return False
        value = parse_value(raw, self.mark).value
        assert value is not None
        notes = (text_at(row, at.get("footnote")), "" if flag == "()" else flag)
        observation = PlannedObservation(
            series,
            self.table,
            number,
            at["value"],
            self._area_of(row),
            self._dimensions_of(row),
            period,
            with_state(value, self._state(row)),
            cell_text(raw),
            self.text(row, at.get("nature")),
            "; ".join(note for note in notes if note),
            text_at(row, at.get("source")),
        )
        return self.collector.add(observation)

    def _state(self, row: Row) -> ValueState | None:
        return STATUS_STATES.get(self.text(row, self.columns.at.get("status")).lower())

    def _series_of(self, row: Row) -> int | None:
        at = self.columns.at
        roles = ("indicator", "series", "series_code", "unit", "multiplier")
        key = tuple(text_at(row, at.get(role)) for role in roles)
        if key not in self._series:
            self._series[key] = self._new_series(*key)
        return self._series[key]

    def _new_series(
        self, indicator: str, name: str, code: str, unit: str, multiplier: str
    ) -> int | None:
        indicators = self.collector.indicators_of(indicator) or self.fallback
        if not indicators and (found := code_in(name, self.collector.context.framework)):
            indicators = (found.indicator,)
        if not indicators:
            return None
        self.indicators |= dict.fromkeys(indicators)
        own, _sep, label = name.partition(": ") if self.columns.coded else (name, "", "")
        if not code and is_series_code(own):
            code, name = own, label or own
        if not code:
            code = f"{indicators[0]}-{slug(name)}" if name else indicators[0]
        unit = unit.partition(": ")[0] if self.columns.coded else unit
        multiple = _MULTIPLES.get(multiplier, multiplier if multiplier.isalpha() else "")
        if multiple and multiple.lower() not in ("units", "unit", "one", "ones"):
            unit = f"{unit} ({multiple.lower()})".strip()
        return self.collector.series_index(PlannedSeries(code, name, unit, indicators))

    def _area_of(self, row: Row) -> str:
        names = [text for column in self.columns.names if (text := self.text(row, column))]
        code = self.text(row, self.columns.at.get("area_code"))
        key = (code, *names)
        if key not in self._areas:
            places = self.collector.places
            name = names[-1] if names else ""
            area = places.code(name) if name or not code else places.code(code)
            if code and area != places.alpha3:
                area = code
            self._areas[key] = self.collector.area(area, name)
        return self._areas[key]

    def _dimensions_of(self, row: Row) -> Dimensions:
        key = tuple(self.text(row, column) for _name, column in self.columns.dimensions)
        if key not in self._dimensions:
            self._dimensions[key] = sort_dimensions(
                {
                    name: canonical_code(name, text)
                    for (name, _column), text in zip(self.columns.dimensions, key, strict=True)
                    if text
                }
            )
        return self._dimensions[key]

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
                roles=(
                    ("header", Region(header, 0, header, width - 1)),
                    ("label", Region(header + 1, 0, last, width - 1)),
                    ("number", Region(header + 1, value, last, value)),
                ),
                numbers_seen=self.seen,
                numbers_unused=tuple(self.unused),
            )
        )


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = _find_columns(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()
