"""The body of a Word file taken apart: which section each block stands in, and what has no place.

The same walk reads a file that was just written, to learn how it is read, and one that came back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from vnr_app.domain.parcel_charts import ParcelChart
from vnr_app.domain.parcels import BLOCK_MARK, SECTION_MARK, TABLE_MARK, line_digest
from vnr_app.domain.richtext import Block, Figure, Paragraph, Table, Text
from vnr_app.i18n import ngettext
from vnr_app.importing.docx_joining import Piece, joined
from vnr_app.importing.returned_body import Body, Element
from vnr_app.services.returning_lines import (
    Places,
    cell_digest,
    contents_digest,
    row_digest,
    surplus,
)
from vnr_app.services.returning_records import Reason

SOURCES = f"{SECTION_MARK}vnr_sources"
_MOSTLY = 0.5
"""The share of cells that the report made, from which a table is taken for one of its own."""
_AROUND = 200
"""How many characters are told of what stood around a piece."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known of the file as it was sent.

    `heads`, `known`, `derived` and `lines` as in a manifest, `lines` None while it is being made;
    `owners` gives the key of the text by the id that a block has in the file.
    """

    heads: Mapping[str, str]
    owners: Mapping[str, str]
    known: frozenset[str]
    derived: frozenset[str]
    lines: Mapping[str, Mapping[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """Blocks without a place, with what stood before and after."""

    blocks: tuple[Block, ...]
    reason: Reason
    section: str
    before: str
    after: str
    authors: tuple[str, ...]


@dataclass(slots=True)
class Walked:
    """What a walk has found: blocks by section, in order, with the names that they have there."""

    blocks: dict[str, list[Block]] = field(default_factory=dict)
    authors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Those of tracked changes, by block."""
    strays: list[Stray] = field(default_factory=list)
    remarked: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of comments on what is no text of ours: section and words, by the comment's id."""
    headed: set[str] = field(default_factory=set)
    """The keys of the texts whose headings are in the file."""
    names: set[str] = field(default_factory=set)
    """The names of the blocks in it."""
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of blocks whose paragraphs were joined to that of a block, by its name."""
    places: dict[int, str] = field(default_factory=dict)
    """Which elements of the body, counted from 0, are a text's own, and whose."""
    made: Places = ()
    """Those that say what the report says by itself."""
    charts: list[ParcelChart] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    """The key of the section that each element stands in, "" for none."""


def block_name(mark: str) -> str:
    """The id that a block has in the file by its bookmark, "" for other bookmarks."""
    for prefix in (TABLE_MARK, BLOCK_MARK):
        if mark.startswith(prefix):
            return mark.removeprefix(prefix)
    return ""


def name_of(element: Element) -> str:
    """The id of the block that an element is, "" where it has none; a table's before its cells'."""
    names = [name for mark in element.marks if (name := block_name(mark))]
    tables = [mark for mark in element.marks if mark.startswith(TABLE_MARK)]
    if element.is_table:
        return block_name(tables[0]) if tables else ""
    return names[0] if names else ""


@dataclass(slots=True)
class _Walk:
    body: Body
    sent: Sent
    found: Walked = field(default_factory=Walked)
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    place: str = ""
    section: str = ""
    reason: Reason = Reason.FRONT
    surplus: frozenset[int] = frozenset()

    def run(self) -> Walked:
        elements = self.body.elements
        headed = self.found.headed
        self.found.made = tuple(self._made())
        if self.sent.lines is not None:
            marks = {mark for each in elements for mark in each.marks}
            self.surplus = surplus(self.found.made, marks | {""}, self.sent.lines)
        headed |= {self.sent.heads[mark] for each in elements for mark in self._heads(each)}
        headings = {contents_digest(each) for each in elements if each.heading}
        for at, element in enumerate(elements):
            if element.contents:
                known = self.sent.known | headings
                self._derived(at, element, known=contents_digest(element) in known)
            elif SOURCES in element.marks:
                self.place, self.reason = "", Reason.BELOW
                self._derived(at, element, known=self._is_known(element))
            elif heads := self._heads(element):
                # Of headings that were joined, the last is the one that the text below it had.
                self._head(at, element, heads[-1])
            else:
                self._text(at, element, headed)
            self.found.sections.append(self.section)
            self.found.charts += (replace(each, section=self.section) for each in element.charts)
        for key, pieces in self.pieces.items():
            self.found.blocks[key] = list(joined(pieces))
        return self.found

    def _made(self) -> Iterator[tuple[int, str, Element]]:
        """What says the same as the report by itself, with the bookmark of its section."""
        mark = ""
        for at, element in enumerate(self.body.elements):
            if SOURCES in element.marks:
                mark = SOURCES
            elif heads := self._heads(element):
                mark = heads[-1]
            elif self._may_be_made(element):
                yield at, mark, element

    def _may_be_made(self, element: Element) -> bool:
        own = element.contents or name_of(element) in self.sent.owners
        return not own and bool(element.text.strip()) and self._is_known(element)

    def _heads(self, element: Element) -> list[str]:
        return [mark for mark in element.marks if mark in self.sent.heads]

    def _head(self, at: int, element: Element, mark: str) -> None:
        """The heading of a section: what follows belongs there."""
        self.place, self.reason = self.sent.heads[mark], Reason.TITLE
        self.section = self.place or self.section
        self._derived(at, element, known=self._is_known(element))
        self.reason = Reason.DERIVED

    def _is_known(self, element: Element) -> bool:
        known = self.sent.known
        rows = all(row_digest(element, row) in known for row in element.rows)
        return rows and self._shows_known(element)

    def _shows_known(self, element: Element) -> bool:
        """Whether the report has made all pictures of an element."""
        return all(line_digest(picture) in self.sent.known for picture in element.pictures)

    def _text(self, at: int, element: Element, headed: set[str]) -> None:
        name = name_of(element)
        home = self.sent.owners.get(name)
        if home is not None and home not in headed and self.reason is not Reason.BELOW:
            # Its own heading is gone from the file, so the order of the blocks must tell.
            self.place = self.section = home
        if not element.text.strip():
            self._blank(at, element)
        elif home is None and at not in self.surplus and self._is_made(element):
            self._derived(at, element, known=self._is_known(element))
        elif home is None and name in self.sent.derived:
            self._derived(at, element, known=False)
        elif self.place:
            self._placed(at, element)
        else:
            self._stray(at, element)

    def _blank(self, at: int, element: Element) -> None:
        """An element without words: a picture, an empty table, or nothing at all."""
        if self.place and (element.pictured or name_of(element)):
            self._placed(at, element)
        else:
            self._derived(at, element, known=self._shows_known(element))

    def _is_made(self, element: Element) -> bool:
        """Whether the report made an element by itself, edited or not."""
        return self._is_known(element) or self._is_table_of_data(element)

    def _is_table_of_data(self, element: Element) -> bool:
        """Whether the report made a table, which somebody has edited since."""
        if not element.is_table:
            return False
        cells = [cell for row in element.rows for cell in row if cell.strip()]
        known = sum(cell_digest(cell) in self.sent.known for cell in cells)
        return bool(cells) and known >= _MOSTLY * len(cells)

    def _placed(self, at: int, element: Element) -> None:
        self.found.places[at] = self.place
        for comment in element.comments:
            self.found.remarked[comment] = (self.place, element.text[:_AROUND])
        if not element.is_table:
            names = [name for mark in element.marks if (name := block_name(mark))]
            self.found.joined |= {name: tuple(names[1:]) for name in names[:1] if names[1:]}
        pieces = self._read(at, element)
        self.pieces.setdefault(self.place, []).extend(pieces)
        for piece in pieces:
            self.found.names.add(piece.block.id)
            if element.authors:
                self.found.authors[piece.block.id] = element.authors

    def _derived(self, at: int, element: Element, *, known: bool) -> None:
        """Something that the report made: passed over, unless somebody has written in it."""
        if not known and (element.text.strip() or element.pictures):
            self._stray(at, element)
            return
        self.body.skip(element)
        for comment in element.comments:
            self.found.remarked[comment] = (self.section, element.text[:_AROUND])

    def _stray(self, at: int, element: Element) -> None:
        blocks = [piece.block for piece in self._read(at, element)]
        if element.is_table and at not in self.surplus:
            blocks = [_changed_rows(block, element, self.sent.known) for block in blocks]
        blocks = [block for block in blocks if not self._is_known_picture(block)]
        if blocks:
            self._lay_by(at, element, tuple(blocks), self.reason)

    def _read(self, at: int, element: Element) -> list[Piece]:
        """The blocks of an element; pictures that cannot be read are told."""
        counts = self.body.reader.state.counts
        before = counts["picture"]
        pieces = self.body.read(element)
        if count := counts["picture"] - before:
            said = ngettext(
                "{count} picture that cannot be shown stands here in the file.",
                "{count} pictures that cannot be shown stand here in the file.",
                count,
            ).format(count=count)
            self._lay_by(at, element, (Paragraph(runs=(Text(said),)),), Reason.PICTURE)
        return pieces

    def _lay_by(self, at: int, element: Element, blocks: tuple[Block, ...], reason: Reason) -> None:
        around = self._neighbour(at, -1), self._neighbour(at, 1)
        self.found.strays.append(Stray(blocks, reason, self.section, *around, element.authors))

    def _is_known_picture(self, block: Block) -> bool:
        return isinstance(block, Figure) and line_digest(block.image_id) in self.sent.known

    def _neighbour(self, at: int, step: int) -> str:
        """The words before or after an element."""
        at += step
        while 0 <= at < len(self.body.elements):
            words = " ".join(self.body.elements[at].text.split())
            if words:
                return words[-_AROUND:] if step < 0 else words[:_AROUND]
            at += step
        return ""


def _changed_rows(block: Block, element: Element, known: frozenset[str]) -> Block:
    """Of a table of data the heading and the rows that the report has not made so."""
    if not isinstance(block, Table) or len(block.rows) != len(element.rows):
        return block
    rows = tuple(
        row
        for number, (row, words) in enumerate(zip(block.rows, element.rows, strict=True))
        if number < block.header_rows or row_digest(element, words) not in known
    )
    return Table(id=block.id, rows=rows, header_rows=block.header_rows)


def walk(body: Body, sent: Sent) -> Walked:
    """Take a body apart."""
    return _Walk(body, sent).run()
