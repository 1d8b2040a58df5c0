"""The body of a Word file that comes back, or one of its headers and footers, by its elements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vnr_app.domain.parcel_charts import ParcelChart
from vnr_app.importing.docx_body import CONTENTS_STYLE, BodyReader, flat, text_widths
from vnr_app.importing.docx_joining import Piece
from vnr_app.importing.docx_parts import WP, A, R, Story, V, W, WordFile, local
from vnr_app.importing.docx_styles import Styles
from vnr_app.importing.pictures import picture_id
from vnr_app.importing.returned_charts import shown_charts
from vnr_app.importing.returned_tracked import AUTHORS
from vnr_app.importing.returned_words import Words, words_with

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph or table of the body.

    `marks` are the bookmarks in it, `rows` its text by row and cell, that of notes in their place:
    a paragraph is one cell. `pictures` are the ids of those that it shows, `charts` its charts.
    `contents` says that it is a line of a table of contents, `heading` whether it is a heading.
    """

    marks: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_table: bool
    contents: bool
    heading: bool
    authors: tuple[str, ...]
    pictures: tuple[str, ...]
    charts: tuple[ParcelChart, ...]
    node: "_Element"
    width: int

    @property
    def pictured(self) -> bool:
        """Whether it shows a picture."""
        return next(self.node.iter(f"{A}blip", f"{V}imagedata"), None) is not None

    @property
    def comments(self) -> tuple[str, ...]:
        """The ids of the comments that begin in it."""
        return tuple(m.get(f"{W}id", "") for m in self.node.iter(f"{W}commentRangeStart"))

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(cell for row in self.rows for cell in row)


@dataclass(slots=True)
class Body:
    """The body of a file in one of its states; elements must be read or skipped in order."""

    reader: BodyReader
    elements: tuple[Element, ...]

    def read(self, element: Element) -> list[Piece]:
        """The blocks that an element is; text that comments are about carries their ids."""
        style = element.node.find(f"{W}pPr/{W}pStyle")
        if element.contents and style is not None:
            # The reader passes over lines of contents, but this one is to be read.
            style.set(f"{W}val", "")
        return self.reader.pieces(element.node, element.width)

    def skip(self, element: Element) -> None:
        """Pass over an element; comments that begin or end in it do so all the same."""
        comments = self.reader.state.comments
        if comments is None:
            return
        comments.extend(element.comments)
        for mark in element.node.iter(f"{W}commentRangeEnd"):
            if mark.get(f"{W}id", "") in comments:
                comments.remove(mark.get(f"{W}id", ""))


@dataclass(frozen=True, slots=True)
class _Look:
    """What is needed to look at an element; `shown` are pictures and `charts` by relation."""

    styles: Styles
    words: Words
    shown: Mapping[str, str]
    charts: Mapping[str, ParcelChart]

    def at(self, node: "_Element", width: int) -> Element:
        is_table = local(node.tag) == "tbl"
        properties = None if is_table else node.find(f"{W}pPr")
        marks = (mark.get(f"{W}name", "") for mark in node.iter(f"{W}bookmarkStart"))
        names = () if is_table else tuple(self.styles.names(properties))
        authors = dict.fromkeys(
            name
            for paragraph in node.iter(f"{W}p")
            for name in paragraph.get(AUTHORS, "").splitlines()
        )
        return Element(
            marks=tuple(mark for mark in marks if mark.startswith("vnr_")),
            rows=tuple(self.words.rows(node)) if is_table else ((self.words.line(node),),),
            is_table=is_table,
            contents=any(CONTENTS_STYLE.fullmatch(name) for name in names),
            heading=not is_table and self.styles.heading_level(properties) > 0,
            authors=tuple(authors),
            pictures=tuple(self._pictures(node)),
            charts=tuple(self._charts(node)),
            node=node,
            width=width,
        )

    def _pictures(self, node: "_Element") -> Iterator[str]:
        for picture in node.iter(f"{A}blip", f"{V}imagedata"):
            identifier = picture.get(f"{R}embed") or picture.get(f"{R}id") or ""
            # One that is linked, or missing, is none that the report has made.
            yield self.shown.get(identifier, identifier)

    def _charts(self, node: "_Element") -> Iterator[ParcelChart]:
        for chart, identifier in shown_charts(node):
            if identifier in self.charts:
                frame = next(chart.iterancestors(f"{WP}inline", f"{WP}anchor"), None)
                about = None if frame is None else frame.find(f"{WP}docPr")
                name = "" if about is None else about.get("descr") or about.get("name") or ""
                yield replace(self.charts[identifier], name=" ".join(name.split()))


def body_of(file: WordFile, charts: Mapping[str, ParcelChart], *, heard: bool) -> Body:
    """The body of a file, of a header where that is its document; `heard`: with its comments."""
    styles = Styles(file)
    reader = BodyReader(file, styles)
    reader.state.comments = [] if heard else None
    nodes = body_nodes(file.document)
    shown = {
        identifier: picture_id(file.media[relation.target])
        for identifier, relation in file.document.relations.items()
        if relation.target in file.media
    }
    look = _Look(styles, words_with(file.notes), shown, charts)
    widths = text_widths(nodes)
    elements = tuple(look.at(node, width) for node, width in zip(nodes, widths, strict=True))
    return Body(reader, elements)


def body_nodes(story: Story) -> "list[_Element]":
    """The paragraphs and tables of a document, header or footer."""
    body = story.root.find(f"{W}body")
    return list(flat(story.root if body is None else body))
