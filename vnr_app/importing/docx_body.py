"""The body of a Word file as blocks of the text model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from vnr_app.domain.parcels import BLOCK_MARK, SECTION_MARK, TABLE_MARK
from vnr_app.domain.richtext import (
    Block,
    Break,
    CellBlock,
    Direction,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Run,
    Runs,
    Table,
    Text,
)
from vnr_app.importing.docx_drawings import pictures_of
from vnr_app.importing.docx_inline import LineReader, State
from vnr_app.importing.docx_joining import Piece, joined
from vnr_app.importing.docx_languages import mark_language
from vnr_app.importing.docx_line import Line, without_label
from vnr_app.importing.docx_parts import WP, Story, W, WordFile, is_on, local, number
from vnr_app.importing.docx_styles import Styles
from vnr_app.importing.docx_tables import cell_paragraphs, read_rows
from vnr_app.importing.pictures import is_readable, picture_id

if TYPE_CHECKING:
    from lxml.etree import _Element

LABEL_GAP = "\u2002"
"""What our own reports put between the label of a caption and its text."""
_SOURCES = f"{SECTION_MARK}vnr_sources"
_LABELLED = (ParagraphStyle.CAPTION, ParagraphStyle.BOX_TITLE)
CONTENTS_STYLE = re.compile(r"toc [1-9]|table of figures|toc heading|contents heading")
_THROUGH = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_EMU = 635
"""English Metric Units, in which drawings are measured, in a twentieth of a point."""
_A4_TEXT = 9070
_LEAST_WIDTH = 10


@dataclass(slots=True)
class BodyReader:
    """Reads the story of a document; pictures are gathered by their id."""

    file: WordFile
    styles: Styles
    state: State = field(default_factory=State)
    images: dict[str, bytes] = field(default_factory=dict)
    _width: int = _A4_TEXT
    _in_note: bool = False
    """Notes have no notes, whatever a file says: they could name each other without end."""

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document; of a report of ours without cover, contents and sources."""
        body = self.file.document.root.find(f"{W}body")
        if body is None:
            return ()
        return tuple(joined(self._own_text(list(flat(body)))))

    def _own_text(self, elements: "list[_Element]") -> list[Piece]:
        """The pieces between the title of our own section and the list of sources."""
        marks = [_marks(element) for element in elements]
        first = next((i for i, names in enumerate(marks) if _is_section(names)), None)
        if first is not None and first:
            self.state.counts["front"] += 1
        widths = text_widths(elements)
        pieces: list[Piece] = []
        for element, names, width in list(zip(elements, marks, widths, strict=True))[first or 0 :]:
            if _SOURCES in names:
                self.state.counts["sources"] += 1
                break
            if _is_section(names) and not pieces:
                continue
            pieces += self.pieces(element, width)
        return pieces

    def pieces(self, element: "_Element", width: int) -> list[Piece]:
        """What one paragraph or table of the body is; `width` as `text_widths` has it."""
        self._width = width
        return list(self._pieces(element, self.file.document))

    def _pieces(self, element: "_Element", story: Story) -> Iterator[Piece]:
        name = local(element.tag)
        if name == "tbl":
            yield from self._table(element, story)
        elif name == "p":
            yield from self._paragraph(element, story)

    # --- Paragraphs -----------------------------------------------------------------------

    def _line(self, paragraph: "_Element", story: Story) -> Line:
        return LineReader(self.styles, story.relations, self.state, self._note).read(paragraph)

    def _note(self, kind: str, identifier: str) -> Runs:
        """The runs of a note, its paragraphs parted by breaks, without its own mark."""
        story = self.file.notes.get(kind)
        if story is None or self._in_note:
            return ()
        self._in_note, remarked = True, self.state.comments
        self.state.comments = None
        runs: list[Run] = []
        for note in story.root.iterfind(f"{W}{kind[:-1]}[@{W}id='{number(identifier)}']"):
            for paragraph in note.iter(f"{W}p"):
                line = self._line(paragraph, story)
                self._say_lost(line.drawings)
                runs.extend([Break()] if runs else [])
                runs.extend(line.runs)
        self._in_note, self.state.comments = False, remarked
        if runs and isinstance(first := runs[0], Text) and first.text[:1] in (" ", "\t", "\u00a0"):
            runs[0] = replace(first, text=first.text[1:])
        return tuple(runs)

    def _frame(self, properties: "_Element | None", line: Line) -> dict[str, Any]:
        """Direction, language and id of a block."""
        spoken, marked = line.languages(), mark_language(properties)
        language = next(iter(spoken)) if len(spoken) == 1 else ""
        if marked in spoken or not spoken:
            language = marked
        language = "" if language == self.styles.language else language
        direction: Direction | None = None
        if self.styles.right_to_left(properties):
            direction = "rtl"
        elif properties is not None and is_on(properties.find(f"{W}bidi")) is False:
            direction = "ltr"
        frame: dict[str, Any] = {"dir": direction, "lang": language or None}
        own = [name for name in line.marks if name.startswith(BLOCK_MARK)]
        if own:
            frame["id"] = own[0].removeprefix(BLOCK_MARK)
        return frame

    def _block(self, properties: "_Element | None", line: Line) -> Piece:
        """The block that a paragraph is, whatever hangs on it."""
        frame = self._frame(properties, line)
        named = "id" in frame
        style = self.styles.paragraph_style(properties)
        level = self.styles.heading_level(properties)
        if level and style is ParagraphStyle.BODY:
            return Piece(Heading(level=level, runs=tuple(line.runs), **frame), named)
        place = self.styles.list_place(properties)
        if place is not None and style is ParagraphStyle.BODY:
            item = ListItem(kind=place.kind, level=place.level, runs=tuple(line.runs), **frame)
            return Piece(item, named, count=place.count)
        runs = without_label(line, LABEL_GAP) if style in _LABELLED else tuple(line.runs)
        credit = "source" in self.styles.names(properties)
        paragraph = Paragraph(style=style, runs=runs, **frame)
        return Piece(paragraph, named, credit, sequence=line.sequence)

    def _paragraph(self, paragraph: "_Element", story: Story) -> Iterator[Piece]:
        properties = paragraph.find(f"{W}pPr")
        if any(CONTENTS_STYLE.fullmatch(name) for name in self.styles.names(properties)):
            self.state.counts["contents"] += 1
            self._line(paragraph, story)  # a field that begins here may end further on
            return
        line = self._line(paragraph, story)
        piece = self._block(properties, line)
        figures = list(self._figures(line.drawings, story))
        blank = _is_blank(piece.block)
        if not blank:
            yield piece
        for count, bare in enumerate(figures):
            own = blank and count == 0 and piece.named
            figure = replace(bare, dir=piece.block.dir, lang=piece.block.lang)
            yield Piece(replace(figure, id=piece.block.id) if own else figure, own)
        for box in line.boxes:
            for element in flat(box):
                yield from self._pieces(element, story)
        for words in line.drawn:
            yield Piece(Paragraph(runs=(Text(words),)))

    # --- Pictures -------------------------------------------------------------------------

    def _figures(self, drawings: "list[_Element]", story: Story) -> Iterator[Figure]:
        for drawing in drawings:
            for identifier, words in pictures_of(drawing):
                relation = story.relations.get(identifier)
                data = self.file.media.get(relation.target, b"") if relation else b""
                if relation is None or relation.outside or not is_readable(data):
                    self.state.counts["picture"] += 1
                    continue
                name = picture_id(data)
                self.images[name] = data
                yield Figure(image_id=name, alt_text=words, width=self._per_cent(drawing))

    def _per_cent(self, drawing: "_Element") -> int:
        extent = next(drawing.iter(f"{WP}extent"), None)
        wide = 0 if extent is None else number(extent.get("cx", ""))
        share = round(100 * wide / (self._width * _EMU)) if wide else 100
        return min(max(share, _LEAST_WIDTH), 100)

    def _say_lost(self, drawings: "list[_Element]") -> None:
        self.state.counts["picture"] += sum(len(list(pictures_of(each))) for each in drawings)

    # --- Tables ---------------------------------------------------------------------------

    def _table(self, table: "_Element", story: Story) -> Iterator[Piece]:
        below: list[Piece] = []
        rows, headings = read_rows(table, lambda cell: self._cell(cell, story, below))
        frame: dict[str, Any] = {}
        first = next(table.iter(f"{W}p"), None)
        own = [name for name in _marks(first) if name.startswith(TABLE_MARK)]
        if own:
            frame["id"] = own[0].removeprefix(TABLE_MARK)
        if is_on(table.find(f"{W}tblPr/{W}bidiVisual")):
            frame["dir"] = "rtl"
        if any(row.cells for row in rows):
            yield Piece(Table(header_rows=headings, rows=rows, **frame), bool(own))
        self.state.counts["moved"] += len(below)
        yield from below

    def _cell(self, cell: "_Element", story: Story, below: list[Piece]) -> tuple[CellBlock, ...]:
        """The paragraphs of a cell; tables in it become text, pictures go below the table."""
        blocks: list[CellBlock] = []
        for element in flat(cell):
            inner = cell_paragraphs(element) if local(element.tag) == "tbl" else (element,)
            for paragraph in inner:
                line = self._line(paragraph, story)
                blocks.append(_for_cell(self._block(paragraph.find(f"{W}pPr"), line).block))
                below += [Piece(figure) for figure in self._figures(line.drawings, story)]
                for box in line.boxes:
                    blocks += self._cell(box, story, below)
                blocks += (Paragraph(runs=(Text(words),)) for words in line.drawn)
        return tuple(blocks)


def flat(element: "_Element") -> "Iterator[_Element]":
    """The paragraphs and tables of a body, cell or text box, those in content controls too."""
    for child in element:
        name = local(child.tag)
        if name in ("p", "tbl"):
            yield child
        elif name in _THROUGH:
            yield from flat(child)


def _marks(element: "_Element | None") -> list[str]:
    """The names of the bookmarks in an element."""
    if element is None:
        return []
    return [
        name
        for mark in element.iter(f"{W}bookmarkStart")
        if (name := mark.get(f"{W}name", "")).startswith((TABLE_MARK, SECTION_MARK))
    ]


def _is_section(names: list[str]) -> bool:
    return any(name.startswith(SECTION_MARK) for name in names)


def text_widths(elements: "list[_Element]") -> list[int]:
    """The width of the text at each element, in twentieths of a point."""
    widths: list[int] = []
    width = _A4_TEXT
    for element in reversed(elements):
        section = element.find(f"{W}pPr/{W}sectPr")
        if not widths:
            section = next(iter(element.itersiblings(f"{W}sectPr")), section)
        width = width if section is None else _width_of(section)
        widths.append(width)
    return widths[::-1]


def _width_of(section: "_Element") -> int:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return _A4_TEXT
    sides = sum(number(margins.get(f"{W}{side}", "")) for side in ("left", "right"))
    return max(number(size.get(f"{W}w", "")) - sides, 0) or _A4_TEXT


def _is_blank(block: Block) -> bool:
    runs = block.runs if isinstance(block, Paragraph | Heading | ListItem) else ()
    return all(isinstance(r, Break) or (isinstance(r, Text) and not r.text.strip()) for r in runs)


def _for_cell(block: Block) -> CellBlock:
    """A block as a cell can hold it: a heading becomes bold."""
    if isinstance(block, Paragraph):
        return replace(block, style=ParagraphStyle.BODY)
    if isinstance(block, Heading):
        runs = tuple(replace(r, bold=True) if isinstance(r, Text) else r for r in block.runs)
        return Paragraph(id=block.id, dir=block.dir, lang=block.lang, runs=runs)
    assert isinstance(block, ListItem)
    return block
