"""Tidy tables in the layout of Open SDG: a row an observation, the year first, the value last."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from vnr_app.domain.annex import Figures
from vnr_app.domain.indicators import TOTAL, Observation, ValueState
from vnr_app.exporting.csv_files import Cells, by_indicator, write_rows, write_zip
from vnr_app.jobs import JobContext

_LABELS = {
    ("sex", "F"): "Female",
    ("sex", "M"): "Male",
    ("location", "U"): "Urban",
    ("location", "R"): "Rural",
}
"""Words that the readers of a site see; other groups are called as the source calls them."""
_STATUS = {
    ValueState.ESTIMATED: "E",
    ValueState.PROJECTED: "F",
    ValueState.PROVISIONAL: "P",
    ValueState.MISSING: "M",
    ValueState.SUPPRESSED: "Q",
    ValueState.NOT_APPLICABLE: "_Z",
}
"""SDMX codes of what is not simply observed; sites of Open SDG know the column as an attribute."""


def write_file(figures: Figures, stream: BinaryIO, job: JobContext) -> None:
    """Write all indicators into one table, with what an import needs in columns before the others.

    The mark at its beginning tells Excel that it is UTF-8.
    """
    tables = by_indicator(figures)
    names = _dimensions(figures.observations)
    header = ("Indicator", "Series code", "Nature", "Footnote", "Source", *_header(names))
    rows = (
        (code, *_said(each), *_row(each, names, figures))
        for code, found in tables.items()
        for each in found
    )
    write_rows(stream, header, rows, job, mark=True)


def write_files(figures: Figures, stream: BinaryIO, job: JobContext) -> None:
    """Write a .zip with a table for each indicator, as sites of Open SDG keep them."""
    tables: Mapping[str, tuple[Cells, Iterator[Cells]]] = {
        code: (_header(names), (_row(each, names, figures) for each in found))
        for code, found in by_indicator(figures).items()
        for names in (_dimensions(found),)
    }
    write_zip(stream, tables, job)


def _dimensions(found: Sequence[Observation]) -> tuple[str, ...]:
    return tuple(sorted({name for each in found for name, _code in each.dimensions}))


def _header(names: Sequence[str]) -> Cells:
    titles = (name.replace("_", " ").strip().capitalize() for name in names)
    return ("Year", *titles, "Observation status", "Units", "Series", "GeoCode", "Value")


def _said(each: Observation) -> Cells:
    """What the layout of a site has no place for."""
    return (each.series.code, each.nature, each.footnote, each.source)


def _row(each: Observation, names: Sequence[str], figures: Figures) -> Cells:
    """The headline has no group: everybody is blank, as Open SDG wants it."""
    groups = dict(each.dimensions)
    codes = ((name, groups.get(name, "")) for name in names)
    return (
        each.period.label,
        *("" if pair[1] == TOTAL else _LABELS.get(pair, pair[1]) for pair in codes),
        _STATUS.get(each.value.state, ""),
        each.series.unit,
        each.series.name or each.series.code,
        "" if each.area == figures.country else each.area,
        each.value.shown(),
    )
