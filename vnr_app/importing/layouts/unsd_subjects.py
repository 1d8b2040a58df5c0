"""What the rows of the UN Global SDG Database are about: series, area, disaggregation."""

from itertools import islice
from operator import itemgetter

from vnr_app.domain.importplan import PlannedSeries, Severity, cell_name
from vnr_app.domain.indicators import Dimensions, sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import series_code
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.homoglyphs import is_disguised
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.unsd_columns import KNOWN, UnsdColumns, code_of
from vnr_app.importing.registers import Subject


class Subjects:
    """Looks up what the cells of rows name; everything that repeats is made once.

    Rows are padded: they have one blank cell more than the header, at which columns that the file
    lacks point.
    """

    def __init__(self, sheet: Sheet, columns: UnsdColumns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        self.collector = collector
        self.indicators: dict[str, None] = {}
        self._series: dict[tuple[Cell, ...], int] = {}
        self._areas: dict[Cell, str] = {}
        self._dimensions: dict[tuple[Cell, ...], Dimensions] = {}
        self._names_one: bool | None = None
        column = dict.fromkeys(KNOWN, columns.width) | columns.at
        self._area = column["geoareacode"]
        self._area_name = column["geoareaname"]
        self._series_name = column["seriesdescription"]
        self._series_cells = itemgetter(column["seriescode"], column["units"], column["indicator"])
        dimensions = (at for _name, at in columns.dimensions)
        self._dimension_cells = itemgetter(column["reportingtype"], columns.width, *dimensions)

    def find(self, cells: Row, number: int) -> tuple[Subject, str]:
        """What a row is about, and its area."""
        series, area = self._series_of(cells, number), self._area_of(cells)
        return self.collector.ledger.subject(series, area, self._dimensions_of(cells)), area

    def _series_of(self, cells: Row, number: int) -> int:
        key = self._series_cells(cells)
        if key not in self._series:
            printed, unit, indicator = map(cell_text, key)
            code = series_code(printed)
            if is_disguised(printed):
                self.collector.problem(
                    "code-homoglyph",
                    _("“{code}” has letters of another script; it was read as {latin}.").format(
                        code=printed, latin=code
                    ),
                    sheet=self.sheet.name,
                    cell=cell_name(number, self.columns.at["seriescode"]),
                    value=printed,
                    severity=Severity.WARNING,
                )
            indicators = self.collector.indicators_of(indicator) or self.collector.of_series(code)
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

    def _area_of(self, cells: Row) -> str:
        cell = cells[self._area]
        if cell not in self._areas:
            self._areas[cell] = self._new_area(cell_text(cell), cell_text(cells[self._area_name]))
        return self._areas[cell]

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
        found = self._dimensions.get(key)
        if found is None:
            found = self._dimensions[key] = self._new_dimensions(*key)
        return found

    def _new_dimensions(self, reporting: Cell, _blank: Cell, *cells: Cell) -> Dimensions:
        pairs = {
            name: code_of(name, text)
            for (name, _column), cell in zip(self.columns.dimensions, cells, strict=True)
            if (text := cell_text(cell))
        }
        if (kind := cell_text(reporting)) not in ("", "G"):
            pairs["reporting_type"] = kind
        return sort_dimensions(pairs)
