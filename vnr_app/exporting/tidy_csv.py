"""Tidy tables in the layout of Open SDG: a row an observation, the year first, the value last."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from vnr_app.domain.annex import Figures
from vnr_app.domain.indicators import TOTAL, Observation
from vnr_app.exporting.csv_files import Cells, by_indicator, write_rows, write_zip
from vnr_app.jobs import JobContext

_LABELS = {
    ("sex", "F"): "Female",
    ("sex", "M"): "Male",
    ("location", "U"): "Urban",
    ("location", "R"): "Rural",
}
"""Words that the readers of a site see; other groups are called as the source calls them."""
_ATTRIBUTES = ("Units", "Series")


def write_file(figures: Figures, stream: BinaryIO, job: JobContext) -> None:
    """Write all indicators into one table, with a column for the indicator before the others.

    The mark at its beginning tells Excel that it is UTF-8.
    """
    tables = by_indicator(figures)
    names = _dimensions(figures.observations)
    header = ("Indicator", *_header(names))
    rows = ((code, *row) for code, found in tables.items() for row in _rows(found, names, figures))
    write_rows(stream, header, rows, job, mark=True)


def write_files(figures: Figures, stream: BinaryIO, job: JobContext) -> None:
    """Write a .zip with a table for each indicator, as sites of Open SDG keep them."""
    tables: Mapping[str, tuple[Cells, Iterator[Cells]]] = {
        code: (_header(names), _rows(found, names, figures))
        for code, found in by_indicator(figures).items()
        for names in (_dimensions(found),)
    }
    write_zip(stream, tables, job)


def _dimensions(found: Sequence[Observation]) -> tuple[str, ...]:
    return tuple(sorted({name for each in found for name, _code in each.dimensions}))


def _header(names: Sequence[str]) -> Cells:
    titles = (name.replace("_", " ").strip().capitalize() for name in names)
    return ("Year", *titles, *_ATTRIBUTES, "GeoCode", "Value")


def _rows(found: Sequence[Observation], names: Sequence[str], figures: Figures) -> Iterator[Cells]:
    """The headline has no group: everybody is blank, as Open SDG wants it."""
    for each in found:
        groups = dict(each.dimensions)
        codes = ((name, groups.get(name, "")) for name in names)
        yield (
            each.period.label,
            *("" if pair[1] == TOTAL else _LABELS.get(pair, pair[1]) for pair in codes),
            each.series.unit,
            each.series.name or each.series.code,
            "" if each.area == figures.country else each.area,
            each.value.shown(),
        )
