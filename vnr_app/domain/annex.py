"""The figures of a review for files of tables, free of any file format."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from vnr_app.domain.indicators import Dimensions, Observation, sort_dimensions

DATA_COLUMNS = (
    "indicators",
    "series",
    "series_name",
    "unit",
    "area",
    "area_name",
    "dimensions",
    "period",
    "start",
    "end",
    "operator",
    "value",
    "value_text",
    "state",
    "nature",
    "footnote",
    "source",
)
"""The columns of a table from which an import takes every figure as it is stored."""
DATA_REQUIRED = frozenset(DATA_COLUMNS) - {"area_name", "value_text", "nature", "footnote"}
"""Those without which a table is none of ours."""
_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "＝")
_RESERVED = {"%": "%25", ";": "%3B", "=": "%3D"}


def dimensions_cell(dimensions: Dimensions) -> str:
    """A disaggregation in one cell: "age=15-49;sex=F"; signs of its own in names are escaped."""
    return ";".join("=".join(map(_escaped, pair)) for pair in dimensions)


def dimensions_of_cell(text: str) -> Dimensions:
    """The disaggregation of such a cell; what is no pair is left out."""
    pairs = (part.partition("=") for part in text.split(";"))
    return sort_dimensions({unquote(n.strip()): unquote(c.strip()) for n, sign, c in pairs if sign})


def guarded(text: str) -> str:
    """A text for a file of comma-separated values that no spreadsheet runs as a formula.

    An apostrophe before it says that it is text; numbers keep their sign.
    """
    return f"'{text}" if text.startswith(_FORMULA_MARKS) and not _is_number(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA_MARKS) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _escaped(text: str) -> str:
    return "".join(_RESERVED.get(sign, sign) for sign in text)


@dataclass(frozen=True, slots=True)
class Figures:
    """Observations with what other programs need to read them.

    `indicators` names the indicators of a series by its id, in all places that they have; `areas`
    names areas by code, `m49` gives the codes of the United Nations of those that have one.
    """

    country: str
    observations: tuple[Observation, ...]
    indicators: Mapping[str, tuple[str, ...]]
    areas: Mapping[str, str]
    m49: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table cell: its exact decimal text, and how many decimals a reader needs."""

    exact: str
    decimals: int


SheetCell = Number | str


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: heading, width in characters, whether it holds numbers."""

    title: str
    width: int
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of cells; a `group` row has one cell and heads those below it.

    `uncertain` names the columns (from 0) whose values are provisional or estimated.
    """

    cells: tuple[SheetCell, ...]
    group: bool = False
    uncertain: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """A sheet: the name of its tab, a heading, a table, notes below; `color` of its goal."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
    color: str = ""
    frozen: int = 0
    """Columns that stay in sight when one scrolls sideways."""


@dataclass(frozen=True, slots=True)
class Annex:
    """The statistical annex: what it is, a sheet a goal, and every figure in a row of its own."""

    title: str
    country: str
    year: str
    language: str
    right_to_left: bool
    about_name: str
    about: tuple[tuple[str, str], ...]
    """Headings with their texts; a heading may be empty."""
    goals: tuple[AnnexSheet, ...]
    data: AnnexSheet
    page: str
    """The foot of its pages, with the places {number} and {count}."""
