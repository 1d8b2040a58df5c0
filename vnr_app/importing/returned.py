"""A Word file that comes back: its body element by element, and what hangs on it."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.domain.parcels import NAMESPACE
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.container import Container
from vnr_app.importing.docx_body import CONTENTS_STYLE, BodyReader, flat, text_widths
from vnr_app.importing.docx_guard import LIMITS, check_docx
from vnr_app.importing.docx_joining import Piece
from vnr_app.importing.docx_parts import (
    IN_WORD,
    A,
    R,
    Story,
    V,
    W,
    WordFile,
    local,
    main_part,
    read_parts,
    relations_of,
    tree_of,
)
from vnr_app.importing.docx_styles import Styles
from vnr_app.importing.pictures import picture_id
from vnr_app.importing.returned_comments import FileComment, read_comments, tidy_anchors
from vnr_app.importing.returned_tracked import AUTHORS, Tracked, settle, tracked
from vnr_app.importing.returned_words import Words, words_with

if TYPE_CHECKING:
    from lxml.etree import _Element

_COPIED = re.compile(r"_Copy_\d+$")
_MOST_BYTES = 32 * 1024**2
"""Of the part that says what was sent; a whole report needs a tenth of it."""
_MOST_TAGS = 10
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph or table of the body.

    `marks` are the bookmarks in it, `rows` its text by row and cell, that of notes in their place:
    a paragraph is one cell. `pictures` are the ids of those that it shows. `contents` says that it
    is a line of a table of contents, `heading` whether it is a heading.
    """

    marks: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_table: bool
    contents: bool
    heading: bool
    authors: tuple[str, ...]
    pictures: tuple[str, ...]
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
class ReturnedFile:
    """What is read of a file; `original` is None where nothing was tracked.

    `author` is who saved it last, as far as it says so; `manifest` the text of what was sent, ""
    where it is lost.
    """

    accepted: Body
    original: Body | None
    comments: tuple[FileComment, ...]
    tracked: tuple[Tracked, ...]
    author: str
    manifest: str


def read_own(path: Path) -> Body:
    """The body of a file that was written just now and needs no look at its safety."""
    return _body(read_parts(path), heard=False)


def read_file(path: Path) -> ReturnedFile:
    """Read a Word file safely. Raises `KnownError` as `docx_text.docx_to_text` does."""
    check_docx(path)
    try:
        return _read(path)
    except KnownError:
        raise
    # A broken file makes the reader of XML, or what looks into the tree, stumble anywhere.
    except Exception as error:
        raise KnownError(
            "damaged-file",
            _("“{file}” is a damaged Word file.").format(file=path.name),
            _("Open it in a word processor and save it again as .docx."),
        ) from error


def _read(path: Path) -> ReturnedFile:
    file = read_parts(path)
    comments, author, manifest = _beside(path)
    root = file.document.root
    _name_copies(root)
    tidy_anchors(root)
    changes = tuple(tracked(root))
    for note in file.notes.values():
        changes += tuple(tracked(note.root))
    original = None
    if changes:
        original = _body(_settled(file, accept=False), heard=False)
    return ReturnedFile(
        _body(_settled(file, accept=True), heard=True),
        original,
        comments,
        changes,
        author,
        manifest,
    )


def _name_copies(root: "_Element") -> None:
    """Give copied bookmarks their name again, to which LibreOffice adds "_Copy_1"."""
    for mark in root.iter(f"{W}bookmarkStart"):
        name = mark.get(f"{W}name", "")
        if name.startswith("vnr_"):
            mark.set(f"{W}name", _COPIED.sub("", name))


def _settled(file: WordFile, *, accept: bool) -> WordFile:
    """The file with all tracked changes accepted or rejected; the given one stays as it is."""

    def story(each: Story) -> Story:
        root = deepcopy(each.root)
        settle(root, accept=accept)
        return Story(root, each.relations)

    return WordFile(
        document=story(file.document),
        notes={kind: story(note) for kind, note in file.notes.items()},
        styles=file.styles,
        numbering=file.numbering,
        media=file.media,
        xml=file.xml,
    )


def _body(file: WordFile, *, heard: bool) -> Body:
    styles = Styles(file)
    reader = BodyReader(file, styles)
    reader.state.comments = [] if heard else None
    body = file.document.root.find(f"{W}body")
    nodes = [] if body is None else list(flat(body))
    words = words_with(file.notes)
    shown = {
        identifier: picture_id(file.media[relation.target])
        for identifier, relation in file.document.relations.items()
        if relation.target in file.media
    }
    elements = (
        _element(node, width, styles, words, shown)
        for node, width in zip(nodes, text_widths(nodes), strict=True)
    )
    return Body(reader, tuple(elements))


def _element(
    node: "_Element", width: int, styles: Styles, words: Words, shown: Mapping[str, str]
) -> Element:
    is_table = local(node.tag) == "tbl"
    properties = None if is_table else node.find(f"{W}pPr")
    marks = (mark.get(f"{W}name", "") for mark in node.iter(f"{W}bookmarkStart"))
    names = () if is_table else tuple(styles.names(properties))
    authors = dict.fromkeys(
        name for paragraph in node.iter(f"{W}p") for name in paragraph.get(AUTHORS, "").splitlines()
    )
    return Element(
        marks=tuple(mark for mark in marks if mark.startswith("vnr_")),
        rows=tuple(words.rows(node)) if is_table else ((words.line(node),),),
        is_table=is_table,
        contents=any(CONTENTS_STYLE.fullmatch(name) for name in names),
        heading=not is_table and styles.heading_level(properties) > 0,
        authors=tuple(authors),
        pictures=tuple(_pictures(node, shown)),
        node=node,
        width=width,
    )


def _pictures(node: "_Element", shown: Mapping[str, str]) -> Iterator[str]:
    """The ids of the pictures in an element; `shown` gives them by their relations."""
    for picture in node.iter(f"{A}blip", f"{V}imagedata"):
        identifier = picture.get(f"{R}embed") or picture.get(f"{R}id") or ""
        if identifier in shown:
            yield shown[identifier]


# --- What stands beside the text --------------------------------------------------------------


def _beside(path: Path) -> tuple[tuple[FileComment, ...], str, str]:
    """Comments, who saved the file last, and what was sent."""
    with Container(path, LIMITS) as container:
        found = {
            each.kind: each.target
            for each in relations_of(container, main_part(container)).values()
            # Only parts in this folder were measured before they are parsed.
            if not each.outside and IN_WORD.fullmatch(each.target) and container.has(each.target)
        }
        trees = {
            kind: tree_of(container.read(found[kind]))
            for kind in ("comments", "commentsExtended")
            if kind in found
        }
        comments = read_comments(trees.get("comments"), trees.get("commentsExtended"))
        return comments, _last_author(container), _manifest(container)


def _last_author(container: Container) -> str:
    part = "docprops/core.xml"
    if not container.has(part):
        return ""
    root = tree_of(container.read(part))
    for name in (f"{_CORE}lastModifiedBy", f"{_DC}creator"):
        if (found := root.findtext(name)) and found.strip():
            return " ".join(found.split())
    return ""


def _manifest(container: Container) -> str:
    for part in container.parts(r"customxml/item\d+\.xml"):
        if NAMESPACE.encode() not in container.head(part, 400):
            continue
        content = container.read(part)
        # It is one element with a text: nothing that could swell as a tree.
        if len(content) <= _MOST_BYTES and content.count(b"<") <= _MOST_TAGS:
            root = tree_of(content)
            if root.tag == f"{{{NAMESPACE}}}parcel":
                return root.text or ""
    return ""
