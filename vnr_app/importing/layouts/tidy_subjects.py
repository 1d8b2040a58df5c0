"""What the rows of a tidy table are about: their areas and what they are broken down by."""

import re

from vnr_app.domain.annex import unguarded
from vnr_app.domain.indicators import Dimensions, sort_dimensions
from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.sdmx_series import country_name, country_of_letters
from vnr_app.importing.layouts.tidy_columns import TidyColumns
from vnr_app.importing.layouts.tidy_labels import group_in
from vnr_app.importing.notes import Notes
from vnr_app.importing.words import heading_of, is_total

_LETTERS = 3
"""Letters of a country's code by which it is known under any heading."""


class Subjects:
    """Looks up areas and breakdowns, each of which many rows repeat."""

    def __init__(self, columns: TidyColumns, collector: Collector, notes: Notes) -> None:
        self._columns = columns
        self._collector = collector
        self._notes = notes
        self._dimensions: dict[tuple[str, ...], Dimensions] = {}
        self._areas: dict[tuple[str, ...], str] = {}

    def _label(self, row: Row, column: int) -> str:
        """A cell's text without the marks of footnotes."""
        return self._notes.split(unguarded(self._columns.text(row, column)))[0]

    def area_of(self, row: Row) -> str:
        """The code of the area of a row."""
        columns = self._columns
        names = [text for column in columns.names if (text := self._label(row, column))]
        code = columns.text(row, columns.at.get("area_code"))
        key = (code, *names)
        if key not in self._areas:
            places = self._collector.places
            # The total of the areas of a country is that country.
            name = next((n for n in reversed(names) if not is_total(n)), "".join(names[-1:]))
            name = name or ("" if code else self._collector.context.recipe.area)
            area = places.code(name) if name or not code else places.code(code)
            if code and area != places.alpha3 and area not in places.abroad:
                area = self._coded_area(code, name)
            self._areas[key] = self._collector.area(area, name)
        return self._areas[key]

    def _coded_area(self, code: str, name: str) -> str:
        """The area of a code whose name is that of no country, or that stands without a name."""
        heading = self._columns.keys[self._columns.at["area_code"]]
        found = None
        if not name and len(code) == _LETTERS:
            found = country_of_letters(code) if code.isupper() else None
        elif not name and re.search("country|iso|ref_area", heading):
            found = country_of_letters(code)
        if not found and code.isdigit() and re.search("country|m49|ref_area", heading):
            found = self._collector.context.area_of_m49(code.lstrip("0"))
        if found is None:
            return code
        if found != self._collector.places.alpha3:
            self._collector.places.abroad.setdefault(found, name or country_name(found))
        return found

    def dimensions_of(self, row: Row) -> Dimensions:
        """What a row is broken down by; a blank cell breaks nothing down."""
        columns = self._columns
        key = tuple(text_at(row, column) for _name, column in columns.dimensions)
        key += tuple(text_at(row, column) for column in columns.kinds.values())
        if key not in self._dimensions:
            pairs: dict[str, str] = {}
            for name, column in columns.dimensions:
                if text_at(row, column):
                    self._add_pair(pairs, name, column, row)
            self._dimensions[key] = sort_dimensions(pairs)
        return self._dimensions[key]

    def _add_pair(self, pairs: dict[str, str], name: str, column: int, row: Row) -> None:
        """Add the dimension and code of a cell, as people taught them or as they are known."""
        columns, memory = self._columns, self._collector.memory
        kind = text_at(row, columns.kinds.get(column))
        if is_total(kind):
            return
        own = (heading_of(kind) or column_key(kind)) if kind else name
        label = self._label(row, column)
        if taught := memory.code(own, label):
            pairs[own] = taught
            return
        known = bool(kind) or column not in columns.unknown
        dimension, code = group_in(own, label, known=known)
        pairs[dimension if dimension not in pairs else name] = code
