r"""Eurostat's tables: a first column "freq,unit,geo\TIME_PERIOD" of codes, periods across."""

import re

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.indicators import Value, ValueState, sort_dimensions
from vnr_app.domain.periods import Period
from vnr_app.i18n import _
from vnr_app.importing.codes import code_in
from vnr_app.importing.grid import Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows, text_at
from vnr_app.importing.layouts.draft import About, Draft
from vnr_app.importing.layouts.sdmx_series import country_name, country_of_letters
from vnr_app.importing.layouts.tidy_labels import group_in
from vnr_app.importing.sdmx_codes import period_label, unit_text
from vnr_app.importing.values import parse_value

LAYOUT = "eurostat"

_HEAD = re.compile(r"[\w,]+\\\s*(?:TIME_PERIOD|TIME)", re.IGNORECASE)
_CELL = re.compile(r"(?P<value>:|[-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*(?P<flags>[a-z]*)")
_OWN_CODES = {"EL": "GRC", "UK": "GBR"}
"""Countries that Eurostat does not call by their ISO code."""

_STATES = {
    "c": ValueState.SUPPRESSED,
    "z": ValueState.NOT_APPLICABLE,
    "e": ValueState.ESTIMATED,
    "f": ValueState.PROJECTED,
    "p": ValueState.PROVISIONAL,
    "s": ValueState.ESTIMATED,
}
_FLAGS = {
    "b": "break in time series",
    "d": "definition differs",
    "n": "not significant",
    "r": "revised",
    "u": "low reliability",
}


def recognise(sheet: Sheet) -> bool:
    """Whether the first cell is the head of a Eurostat table."""
    rows = head_rows(sheet.rows, 1)
    return bool(rows) and _HEAD.fullmatch(text_at(rows[0], 0)) is not None


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    _Reader(sheet, collector).read()


class _Reader:
    def __init__(self, sheet: Sheet, collector: Collector) -> None:
        self.sheet = sheet
        self.collector = collector
        self.draft = Draft(sheet, collector, LAYOUT, 0)
        head = head_rows(sheet.rows, 1)[0]
        self.names = text_at(head, 0).partition("\\")[0].lower().split(",")
        self.frequency = self.names.index("freq") if "freq" in self.names else None
        self.labels = {c: cell_text(cell) for c, cell in enumerate(head) if c and cell != ""}
        framework = collector.context.framework
        found = code_in(collector.file_stem, framework)
        self.indicators = (found.indicator,) if found else collector.given
        self._periods: dict[tuple[str, str], Period | None] = {}

    def read(self) -> None:
        self.draft.indicators |= dict.fromkeys(self.indicators)
        for number, row in enumerate(self.sheet.rows):
            if not number or not text_at(row, 0):
                continue
            self.collector.step(number, _("Reading rows"))
            codes = text_at(row, 0).split(",")
            if len(codes) != len(self.names):
                continue
            key = dict(zip(self.names, codes, strict=True))
            about = self._about(key)
            for column, label in self.labels.items():
                self._read_cell(number, column, text_at(row, column), label, key, about)
        self.draft.finish(self.collector.file_stem)

    def _about(self, key: dict[str, str]) -> About:
        """The series, the area and the breakdown that the codes of a row name."""
        stem = self.collector.file_stem
        unit = key.get("unit", "")
        # Tables give several measures of one thing, which their units tell apart.
        code = f"{stem}-{unit}" if unit else stem
        series = PlannedSeries(code, stem, unit_text(unit), self.indicators)
        pairs = {
            name: group_in(name, code, known=True)[1]
            for name, code in key.items()
            if name not in ("freq", "unit", "geo")
        }
        geo = key.get("geo", "")
        area = self._area(geo)
        index = self.collector.series_index(series)
        return About(
            index,
            self.collector.area(area, geo if area == geo else country_name(area)),
            sort_dimensions(pairs),
        )

    def _area(self, geo: str) -> str:
        """The alpha-3 code of a country; parts of the review's country keep Eurostat's code."""
        places = self.collector.places
        alpha3 = _OWN_CODES.get(geo) or country_of_letters(geo) or ""
        whole = _OWN_CODES.get(geo[:2]) or country_of_letters(geo[:2])
        area = places.code(alpha3) if alpha3 else geo
        if area != places.alpha3 and (alpha3 or whole != places.alpha3):
            places.abroad.setdefault(area, country_name(alpha3) if alpha3 else geo)
        return area

    def _read_cell(
        self, number: int, column: int, text: str, label: str, key: dict[str, str], about: About
    ) -> None:
        match = _CELL.fullmatch(text)
        period = self._period(label, key.get("freq", ""))
        if text in ("", ":"):
            return
        parsed = parse_value(match["value"]) if match else None
        if match is None or parsed is None or parsed.value is None or period is None:
            problem = "not-a-number" if period else "not-a-period"
            self.collector.bad_cell(problem, self.sheet.name, number, column, text)
            return
        flags = match["flags"]
        notes = "; ".join(_FLAGS[flag] for flag in flags if flag in _FLAGS)
        state = next((_STATES[flag] for flag in flags if flag in _STATES), None)
        value = parsed.value
        if value.number is None and state is not None:
            value = Value(None, state=state)
        own = About(about.series, about.area, about.dimensions, state, footnote=notes)
        self.draft.add((number, column), text, value, period, own)
        self.draft.unnamed += not self.indicators

    def _period(self, label: str, frequency: str) -> Period | None:
        if (label, frequency) not in self._periods:
            found = self.collector.period(period_label(label, frequency))
            self._periods[label, frequency] = found
        return self._periods[label, frequency]
