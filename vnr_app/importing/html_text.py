"""HTML to the text model: the one way in for Markdown, Word and web texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vnr_app.domain.richtext import (
    Block,
    Break,
    CellBlock,
    Direction,
    Document,
    Figure,
    Heading,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Run,
    Runs,
    Text,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.i18n import _, ngettext
from vnr_app.importing.html_notes import find_notes, is_back_link
from vnr_app.importing.html_office import Leavings, tidy
from vnr_app.importing.html_pictures import figure_of, join_caption, take_out
from vnr_app.importing.html_runs import NO_MARKS, Marks, collapse, marks_of
from vnr_app.importing.html_table import has_cells, plain_head, read_table, table_caption
from vnr_app.importing.html_tree import PICTURE, Element, embedded_count, parse_html

_HEADINGS = {f"h{level}": min(level, 4) for level in range(1, 7)}
_BLOCKS = {
    *("p", "pre", "blockquote", "div", "section", "article", "header", "footer", "main", "aside"),
    *("nav", "figure", "figcaption", "address", "center", "ul", "ol", "li", "dl", "dt", "dd", "hr"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
_STYLES = {"blockquote": "quote", "figcaption": "caption", "caption": "caption"}
_KINDS = {"ul": ListKind.BULLET, "ol": ListKind.NUMBER}
_STRUCK = {"s", "strike", "del"}
_PAGE_DIRECTION = re.compile(r"<(?:html|body)\b[^>]*\bdir\s*=\s*[\"']?(rtl|ltr)", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class TextImport:
    """A text that was read, sentences on what of the file it does not hold, and its pictures.

    `images` has the bytes of the pictures that its figures show, by their `image_id`.
    """

    document: Document
    dropped: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is in force at a place of the HTML; `item` is the list item that it stands in."""

    marks: Marks = NO_MARKS
    style: ParagraphStyle = ParagraphStyle.BODY
    heading: int = 0
    kind: ListKind = ListKind.BULLET
    level: int = -1
    item: Element | None = None
    dir: Direction | None = None
    lang: str | None = None
    preformatted: bool = False


def _inside(element: Element, place: _Place) -> _Place:
    """The place inside a block element."""
    tag, attributes = element.tag, element.attributes
    direction = attributes.get("dir", "").lower()
    if direction == "rtl":
        place = replace(place, dir="rtl")
    elif direction == "ltr":
        place = replace(place, dir="ltr")
    if _LANGUAGE.fullmatch(attributes.get("lang", "")):
        place = replace(place, lang=attributes["lang"])
    if tag in _HEADINGS:
        return replace(place, heading=_HEADINGS[tag])
    if tag in ("ul", "ol"):
        return replace(place, kind=_KINDS[tag], level=place.level + 1)
    if tag == "li":
        kind = _KINDS.get(attributes.get("kind", ""), place.kind)
        level = int(attributes.get("level", max(place.level, 0)))
        return replace(place, item=element, kind=kind, level=level)
    style = _STYLES.get(tag) or (attributes.get("class", "") if tag == "p" else "")
    if style in tuple(ParagraphStyle):
        place = replace(place, style=ParagraphStyle(style))
    marks = marks_of(element, place.marks)
    return replace(place, marks=marks, preformatted=place.preformatted or tag == "pre")


class _Converter:
    """Walks the tree and collects blocks; in a cell or a note there are no tables or headings.

    Pictures stand after the block that they were found in, those of a table below it.
    """

    def __init__(
        self, notes: dict[int, Element], images: Mapping[str, bytes], *, flat: bool = False
    ) -> None:
        self.blocks: list[Block] = []
        self.figures: list[Figure] = []
        self._images = images
        self._notes = notes
        self._bodies = {id(body) for body in notes.values()}
        self._flat = flat
        self._runs: list[Run] = []
        self._begun: set[int] = set()
        self._last_item: Element | None = None

    def convert(self, element: Element, place: _Place) -> None:
        """Collect the blocks of an element's content."""
        self._walk(element, place)
        self._flush(place)

    def _walk(self, element: Element, place: _Place) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._add_text(child, place)
            else:
                self._element(child, place)

    def _add_text(self, text: str, place: _Place) -> None:
        if place.marks.link is not None:
            # Other programs underline every link.
            place = replace(place, marks=replace(place.marks, underline=False))
        if place.preformatted:
            # A browser keeps these spaces; a no-break space is what survives the collapsing.
            text = text.replace("  ", " \u00a0")
            for number, line in enumerate(text.split("\n")):
                self._runs.extend([Break()] if number else [])
                self._runs.append(place.marks.text(line))
        else:
            self._runs.append(place.marks.text(text))

    def _element(self, element: Element, place: _Place) -> None:
        if id(element) in self._bodies:
            return
        if id(element) in self._notes:
            self._runs.append(NoteRef(self._note(self._notes[id(element)])))
        elif element.tag == "br":
            self._runs.append(Break())
        elif element.attributes.get(PICTURE) in self._images:
            self.figures.append(replace(figure_of(element), dir=place.dir, lang=place.lang))
        elif element.tag == "table" and not self._flat and has_cells(element):
            self._flush(place)
            self._table(element, _inside(element, place))
        elif element.tag in _BLOCKS or element.tag in _HEADINGS:
            self._flush(place)
            inner = _inside(element, place)
            self._walk(element, inner)
            self._flush(inner)
            if element.tag == "figcaption":
                join_caption(self.blocks)
        elif not (self._flat and is_back_link(element)):
            self._walk(element, replace(place, marks=marks_of(element, place.marks)))

    def _note(self, body: Element) -> Runs:
        """The text of a note in one piece, its paragraphs parted by breaks."""
        runs: list[Run] = []
        for block in self._flat_blocks(body, _Place()):
            runs.extend([Break()] if runs else [])
            runs.extend(block.runs)
        return tuple(runs)

    def _flat_blocks(self, element: Element, place: _Place) -> tuple[CellBlock, ...]:
        notes = {} if id(element) in self._bodies else self._notes
        inner = _Converter(notes, self._images, flat=True)
        inner.convert(element, place)
        self.figures += inner.figures
        return tuple(b for b in inner.blocks if isinstance(b, Paragraph | ListItem))

    def _table(self, element: Element, place: _Place) -> None:
        caption = table_caption(element)
        if caption is not None:
            self._walk(caption, place)
            self._flush(replace(place, item=None, style=ParagraphStyle.CAPTION))
        cell_place = _Place(dir=place.dir, lang=place.lang)
        table = read_table(element, lambda cell: self._flat_blocks(cell, _inside(cell, cell_place)))
        self.blocks.append(replace(plain_head(table), dir=place.dir, lang=place.lang))
        self._place_figures()

    def _place_figures(self) -> None:
        if not self._flat:
            self.blocks += self.figures
            self.figures = []

    def _flush(self, place: _Place) -> None:
        """Make a block of what was collected, if it holds anything."""
        self._flush_runs(place)
        self._place_figures()

    def _flush_runs(self, place: _Place) -> None:
        runs = collapse(self._runs)
        self._runs = []
        while runs and isinstance(runs[-1], Break):
            runs = runs[:-1]
        if all(isinstance(run, Text) and not run.text.strip(" \t\n\u00a0") for run in runs):
            return
        last = self.blocks[-1] if self.blocks else None
        if place.item is not None and id(place.item) not in self._begun:
            self._begun.add(id(place.item))
            self._last_item = place.item
            level = min(place.level, 8)
            self.blocks.append(
                ListItem(kind=place.kind, level=level, runs=runs, dir=place.dir, lang=place.lang)
            )
        elif place.item is not None and self._last_item is place.item and type(last) is ListItem:
            # A further paragraph of the item: a block of its own would end the list.
            self.blocks[-1] = replace(last, runs=(*last.runs, Break(), *runs))
        elif place.heading and not self._flat:
            self.blocks.append(
                Heading(level=place.heading, runs=runs, dir=place.dir, lang=place.lang)
            )
        else:
            if place.heading:
                runs = tuple(replace(r, bold=True) if isinstance(r, Text) else r for r in runs)
            self.blocks.append(
                Paragraph(style=place.style, runs=runs, dir=place.dir, lang=place.lang)
            )


def _left_out(left: Leavings, lost_links: int) -> list[str]:
    """Sentences on what a word processor or a browser shows and the text will not hold."""
    sentences: list[str] = []
    if lost_links:
        sentence = ngettext(
            "{count} link was taken away: it does not lead to the web or to a mailbox.",
            "{count} links were taken away: they do not lead to the web or to a mailbox.",
            lost_links,
        )
        sentences.append(sentence.format(count=lost_links))
    if left.comments:
        sentence = ngettext(
            "{count} comment was left out.", "{count} comments were left out.", left.comments
        )
        sentences.append(sentence.format(count=left.comments))
    if left.tracked:
        sentences.append(_("Tracked changes were read as if they were accepted."))
    if left.hidden:
        sentences.append(_("Hidden text was left out."))
    return sentences


def _dropped(root: Element, html: str, images: Mapping[str, bytes]) -> tuple[str, ...]:
    """Sentences on what the text model does not take over."""
    tags = [element.tag for element in root.walk()]
    kept = sum(element.attributes.get(PICTURE) in images for element in root.walk())
    pictures, embedded = tags.count("img") - kept, embedded_count(html)
    sentences: list[str] = []
    if pictures:
        sentence = ngettext(
            "{count} picture was left out.", "{count} pictures were left out.", pictures
        )
        sentences.append(sentence.format(count=pictures))
    if embedded:
        sentence = ngettext(
            "{count} embedded object was left out.",
            "{count} embedded objects were left out.",
            embedded,
        )
        sentences.append(sentence.format(count=embedded))
    struck = any("line-through" in e.attributes.get("style", "") for e in root.walk())
    if struck or _STRUCK.intersection(tags):
        sentences.append(_("Struck-through text is no longer struck through."))
    return tuple(sentences)


def html_to_text(html: str, name: str, *, pictures: bool = False) -> TextImport:
    """The text of a piece of HTML or a page, normalised.

    Headings, paragraphs, lists, tables, bold, italic, underline, super- and subscript, footnotes
    and links to the web are kept, all else is stripped. `pictures` keeps those whose
    bytes stand in the HTML itself. `name` is what a `KnownError` for HTML that is too long or
    nested too deeply speaks of.
    """
    html, images = take_out(html) if pictures else (html, {})
    root, lost_links = parse_html(html, name)
    left = tidy(root, html)
    place = _Place()
    if match := _PAGE_DIRECTION.search(html):
        place = replace(place, dir="rtl" if match[1].lower() == "rtl" else "ltr")
    converter = _Converter(find_notes(root), images)
    converter.convert(root, place)
    document = normalise(Document(blocks=tuple(converter.blocks)))
    sentences = (*_dropped(root, html, images), *_left_out(left, lost_links))
    shown = {block.image_id for block in document.blocks if isinstance(block, Figure)}
    return TextImport(document, sentences, {name: images[name] for name in shown})
