"""What the rows of an SDMX table are about: series, area, disaggregation."""

from vnr_app.domain.annex import dimensions_of_cell, unguarded
from vnr_app.domain.importplan import PlannedSeries, cell_name
from vnr_app.domain.indicators import Dimensions
from vnr_app.importing.grid import Cell, Row, Sheet
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.sdmx_columns import SdmxColumns, cells_of
from vnr_app.importing.layouts.sdmx_series import SeriesNames, area_of
from vnr_app.importing.sdmx_codes import dimensions_of, flow_code, unit_text

_OF_KEY = (
    *("flow", "series", "indicator", "title", "area", "unit", "multiplier", "reporting_type"),
    *("own_indicators", "own_unit", "own_breakdown"),
)


class Subjects:
    """Looks up what the keys of rows name; what repeats is made once."""

    def __init__(self, sheet: Sheet, columns: SdmxColumns, collector: Collector) -> None:
        self.columns = columns
        self.collector = collector
        self.names = SeriesNames(collector, sheet.name)
        self.indicators: dict[str, None] = {}
        self.columns_of_key = [
            *(column for role in _OF_KEY for column in columns.at.get(role, ())),
            *(column for _name, column in columns.dimensions),
        ]
        self._cells = cells_of(self.columns_of_key)
        self._keys: dict[tuple[Cell, ...], tuple[int, str, Dimensions]] = {}

    def find(self, row: Row, number: int) -> tuple[int, str, Dimensions]:
        """The position of the series, the area and the breakdown that a row's key names."""
        key = self._cells(row)
        if key not in self._keys:
            concepts = {
                name: self.columns.code_at(row, column) for name, column in self.columns.dimensions
            }
            reporting = self.columns.code(row, "reporting_type")
            if reporting.upper() != "N":
                # A review holds national values; only others are told apart.
                concepts["reporting_type"] = reporting
            at = self.columns.first("area")
            area = area_of(
                self.columns.code_at(row, at), self.columns.name_at(row, at), self.collector
            )
            groups = dimensions_of(concepts)
            if self.columns.own:
                groups = dimensions_of_cell(text_at(row, self.columns.first("own_breakdown")))
            self._keys[key] = (self._series_of(row, number), area, groups)
        return self._keys[key]

    def _own_series(self, row: Row) -> int:
        """The series as the review of ours said it that wrote the file."""
        codes = text_at(row, self.columns.first("own_indicators")).split(", ")
        indicators = tuple(filter(None, codes))
        self.indicators |= dict.fromkeys(indicators)
        code, title, unit = (
            unguarded(text_at(row, self.columns.first(role)))
            for role in ("series", "title", "own_unit")
        )
        return self.collector.series_index(PlannedSeries(code, title, unit, indicators))

    def _series_of(self, row: Row, number: int) -> int:
        if self.columns.own:
            return self._own_series(row)
        at = self.columns.first("series")
        at = self.columns.first("indicator") if at is None else at
        code = self.columns.code_at(row, at) if at is not None else flow_code(self._flow(row))
        title = text_at(row, self.columns.first("title")) or self.columns.name_at(row, at)
        if at is None:
            title = title or text_at(row, self.columns.first("flow_name"))
        found = self.names.find(
            code, title, self.columns.code(row, "indicator"), cell_name(number, at or 0)
        )
        self.indicators |= dict.fromkeys(found.indicators)
        unit = unit_text(
            self.columns.code(row, "unit"),
            self.columns.code(row, "multiplier"),
            self.columns.name_at(row, self.columns.first("unit")),
        )
        return self.collector.series_index(
            PlannedSeries(found.code, found.name, unit, found.indicators)
        )

    def _flow(self, row: Row) -> str:
        return text_at(row, self.columns.first("flow"))
