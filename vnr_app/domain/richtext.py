"""The text model: a document of blocks and runs, free of any editor or file format.

Styles are names of meaning; fonts and colours do not exist here. Numbers, notes, citations and
cross-references are runs of their own, so that no text layer can lose them. The functions over
documents are in `richtext_ops`, the stored form in `richtext_json`.
"""

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

VERSION = 1
"""Version of the model; a stored document with a higher one is refused."""

Direction = Literal["ltr", "rtl"]


class ParagraphStyle(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    QUOTE = "quote"
    BOX_TITLE = "box-title"
    BOX_TEXT = "box-text"
    CAPTION = "caption"


class ListKind(StrEnum):
    """Whether a list is marked or numbered."""

    BULLET = "bullet"
    NUMBER = "number"


class ValueForm(StrEnum):
    """How much of an observation a living number says; a `ValueRef.format` is one of these."""

    NUMBER = ""
    WITH_UNIT = "unit"
    WITH_PERIOD = "period"
    SENTENCE = "sentence"


def new_block_id() -> str:
    """A random id for a block: twelve hexadecimal digits, fit for a Word bookmark."""
    return secrets.token_hex(6)


# --- Runs -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of equally marked text; `comments` are the ids of comments anchored on it."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    sup: bool = False
    sub: bool = False
    link: str | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote's mark; the note's own text travels with it."""

    note: "tuple[Run, ...]"


@dataclass(frozen=True, slots=True)
class CiteRef:
    """A citation of a registered source, e.g. at the locator "p. 12"."""

    source_id: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class ValueRef:
    """A living number: an observation of a series, rendered when it is shown or exported.

    `period` is a period's label, `breakdown` the key of the disaggregation (empty: the total),
    `format` a `ValueForm`, `text` what was last rendered.
    """

    series: str
    period: str
    breakdown: str = ""
    format: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CrossRef:
    """A reference to a block by its id, or to a section by its key; `text` was last rendered."""

    block: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a block."""


Run = Text | NoteRef | CiteRef | ValueRef | CrossRef | Break
Runs = tuple[Run, ...]


# --- Blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class _Block:
    """What every block has: a stable id, its direction and language (BCP 47) where set."""

    id: str = field(default_factory=new_block_id)
    dir: Direction | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(_Block):
    """A heading inside a section; level 1 to 4."""

    level: int = 1
    runs: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(_Block):
    """A paragraph of one of the named styles."""

    style: ParagraphStyle = ParagraphStyle.BODY
    runs: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(_Block):
    """An item of a list; level 0 (outermost) to 8."""

    kind: ListKind = ListKind.BULLET
    level: int = 0
    runs: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell: paragraphs and list items only, spanning columns and rows as in HTML."""

    blocks: tuple[Paragraph | ListItem, ...] = ()
    col_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells that begin in a row, from the reading side."""

    cells: tuple[TableCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(_Block):
    """A table of text; the first `header_rows` rows are headings."""

    header_rows: int = 0
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(_Block):
    """A stored image with its caption, its description for those who cannot see it, its credit.

    `image_id` is the SHA-256 of the image's bytes; `width` is a share of the text's width, 10 to
    100 per cent.
    """

    image_id: str
    caption: Runs = ()
    alt_text: str = ""
    credit: str = ""
    width: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable(_Block):
    """A table drawn from the review's data: series ids by period labels (none: all periods)."""

    series: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(_Block):
    """A chart drawn from the review's data; `kind` names the form, e.g. "line" or "bar"."""

    series: tuple[str, ...] = ()
    kind: str = "line"
    title: str = ""


TextBlock = Heading | Paragraph | ListItem
CellBlock = Paragraph | ListItem
Block = Heading | Paragraph | ListItem | Table | Figure | IndicatorTable | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A text: its blocks in order, and the version of the model they are written in."""

    version: int = VERSION
    blocks: tuple[Block, ...] = ()
