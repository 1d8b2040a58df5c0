"""The report as data, free of any file format.

`ReportDocument` is built from the review by a service and turned into files by thin writers.
All texts are final: numbers are formatted for the language, living numbers are resolved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vnr_app.domain.charts import ChartData
from vnr_app.domain.richtext import Document

Alignment = Literal["start", "end", "center"]
Tone = Literal["", "good", "fair", "poor", "unknown"]
"""How a status is coloured; its symbol and its word say the same to those who see no colour."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data table: heading, share of the width (any unit), alignment."""

    title: str
    share: float = 1.0
    align: Alignment = "start"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a data table. Provisional and estimated values are italic."""

    text: str
    italic: bool = False
    bold: bool = False
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a `group` row has one cell that spans the table and heads the rows below it."""

    cells: tuple[Cell, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of figures with a caption above and sources and notes below."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; level 2 is the first below the chapter's title."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Narrative text; `id` is the key of the section or part it came from."""

    id: str
    document: Document


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure shown large at the opening of a goal: value with unit, what it is, when."""

    value: str
    unit: str
    label: str
    period: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Up to four key figures in a row."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A small grey line: sources, legend, a remark of the editors."""

    text: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart that the report draws by itself; numbered as a figure, `data.title` its caption.

    `table` gives its values below it where that is wished.
    """

    id: str
    data: ChartData
    table: DataTable | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a foreword: name, office, place and date; a line to sign on stands above."""

    name: str
    office: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Abbreviations with what they stand for, in two columns."""

    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal's line on the dashboard: status as symbol and word, what is said, data at hand."""

    goal: "GoalMark"
    symbol: str
    status: str
    tone: Tone
    message: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All goals on one page, with a legend that names the method."""

    id: str
    caption: str
    headings: tuple[str, str, str, str]
    """Of the columns: goal, status, message, data."""
    rows: tuple[Standing, ...]
    notes: tuple[str, ...] = ()


Block = (
    Heading | Prose | DataTable | KeyFigures | SourceLine | Graph | Signature | Terms | Dashboard
)


@dataclass(frozen=True, slots=True)
class GoalMark:
    """Number, official title and colour (six hexadecimal digits) of the goal a chapter is about."""

    number: str
    title: str
    color: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, starting on a new page; `landscape` for wide annexes."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    goal: GoalMark | None = None
    landscape: bool = False
    front: bool = False
    """Whether it stands before the contents, as a foreword does."""
    numbered: bool = False
    """Whether its paragraphs are numbered where the template numbers paragraphs."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Fixed texts of the report in its language."""

    contents: str
    table: str
    goal: str
    source: str
    page: str
    contents_hint: str
    figure: str = "Figure"
    box: str = "Box"
    sources: str = "Sources"
    missing_picture: str = "This picture is missing."
    missing_chart: str = "The data of this chart are missing."
    tables_list: str = "List of tables"
    figures_list: str = "List of figures"
    boxes_list: str = "List of boxes"


@dataclass(frozen=True, slots=True)
class Image:
    """A stored picture: its bytes, their kind ("image/png"), its size in pixels."""

    data: bytes
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """A registered source: `label` is how texts cite it, `text` the full reference."""

    id: str
    label: str
    text: str
    url: str = ""


ReportForm = Literal["review", "part", "main-messages"]
"""A whole review with cover, contents and lists; a part of it; the Main Messages."""


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A whole report: cover, contents, chapters."""

    title: str
    subtitle: str
    country: str
    year: str
    date: str
    language: str
    right_to_left: bool
    labels: Labels
    chapters: tuple[Chapter, ...]
    marked_as: str = ""
    """A line on the cover for reports that are not real, e.g. the demo's invented country."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """The pictures of the figures in the texts, by image id."""
    charts: Mapping[str, ChartData] = field(default_factory=dict)
    """What the charts in the texts show, by the id of their block."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The sources that texts may cite, by id."""
    form: ReportForm = "review"
