"""A Word file that comes back: its body element by element, and what hangs on it."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.docx_guard import check_docx
from vnr_app.importing.docx_parts import R, Story, W, WordFile, read_parts
from vnr_app.importing.returned_beside import Beside, MarginPart, read_beside, without_counters
from vnr_app.importing.returned_body import Body, body_of
from vnr_app.importing.returned_comments import tidy_anchors
from vnr_app.importing.returned_tracked import Tracked, settle, tracked

if TYPE_CHECKING:
    from lxml.etree import _Element

_COPIED = re.compile(r"_Copy_\d+$")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_START = 200
"""Bytes at the start that tell what kind of file it is."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer, its numbers of pages and repeated headings left out of the `body`.

    `texts` are those of its elements as they stand, `at` is how many elements of the file's body
    stand before the end of the pages that it is on.
    """

    body: Body
    texts: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """What is read of a file; `original` is None where nothing was tracked."""

    accepted: Body
    original: Body | None
    margins: tuple[Margin, ...]
    tracked: tuple[Tracked, ...]
    beside: Beside


def read_own(path: Path) -> tuple[Body, tuple[Margin, ...]]:
    """The body of a file that was written just now and needs no look at its safety."""
    file, beside = read_parts(path), read_beside(path, lambda _picture: True)
    body = body_of(file, beside.charts, heard=False)
    return body, tuple(_margins(file, body, beside.margins))


def read_file(path: Path, fits: Callable[[bytes], bool]) -> ReturnedFile:
    """Read a Word file safely; pictures that do not fit count as such that cannot be shown.

    Raises `KnownError` as `docx_text.docx_to_text` does.
    """
    _check_kind(path)
    check_docx(path)
    try:
        return _read(path, fits)
    except KnownError:
        raise
    # A broken file makes the reader of XML, or what looks into the tree, stumble anywhere.
    except Exception as error:
        raise KnownError(
            "damaged-file",
            _("“{file}” is a damaged Word file.").format(file=path.name),
            _("Open it in a word processor and save it again as .docx."),
        ) from error


def _check_kind(path: Path) -> None:
    """Refuse what was saved as something else than .docx, by what the first bytes say."""
    with path.open("rb") as file:
        start = file.read(_START)
    kind = ""
    if start.startswith(b"%PDF"):
        kind = _("a PDF")
    elif start.startswith(b"{\\rtf"):
        kind = _("a formatted text (RTF)")
    elif b"opendocument" in start:
        kind = _("an OpenDocument text")
    elif start.startswith(_OLE):
        kind = _("a Word document of the old kind (.doc), or protected by a password")
    if kind:
        raise KnownError(
            "not-docx",
            _("“{file}” is {kind}.").format(file=path.name, kind=kind),
            _("Save it as a Word document (.docx), or ask for that, and take it back then."),
        )


def _read(path: Path, fits: Callable[[bytes], bool]) -> ReturnedFile:
    file, beside = read_parts(path), read_beside(path, fits)
    file = replace(file, media={part: data for part, data in file.media.items() if fits(data)})
    root = file.document.root
    _name_copies(root)
    tidy_anchors(root)
    changes = tuple(tracked(root))
    for note in file.notes.values():
        changes += tuple(tracked(note.root))
    original = None
    if changes:
        original = body_of(_settled(file, accept=False), {}, heard=False)
    settled = _settled(file, accept=True)
    accepted = body_of(settled, beside.charts, heard=True)
    margins = tuple(_margins(settled, accepted, beside.margins))
    return ReturnedFile(accepted, original, margins, changes, beside)


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

    notes = {kind: story(note) for kind, note in file.notes.items()}
    return replace(file, document=story(file.document), notes=notes)


# --- Headers and footers ----------------------------------------------------------------------


def _margins(file: WordFile, body: Body, parts: Mapping[str, MarginPart]) -> Iterator[Margin]:
    """The headers and footers of each section of pages, each once."""
    headings = frozenset(" ".join(each.text.split()) for each in body.elements if each.heading)
    seen: set[str] = set()
    for at, section in _page_sections(file.document.root, body):
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            identifier = reference.get(f"{R}id", "")
            if identifier in parts and identifier not in seen:
                seen.add(identifier)
                yield _margin(file, parts[identifier], at, headings)


def _page_sections(root: "_Element", body: Body) -> "Iterator[tuple[int, _Element]]":
    """What is said of each section of pages, with how many elements stand before its end."""
    for at, element in enumerate(body.elements, start=1):
        if (section := element.node.find(f"{W}pPr/{W}sectPr")) is not None:
            yield at, section
    for section in root.iterfind(f"{W}body/{W}sectPr"):
        yield len(body.elements), section


def _margin(file: WordFile, part: MarginPart, at: int, headings: frozenset[str]) -> Margin:
    own = replace(file, document=part.story, notes={}, media=part.media)
    tracked(part.story.root)
    accepted = _settled(own, accept=True)
    whole = body_of(accepted, {}, heard=False)
    without_counters(accepted.document.root, headings)
    return Margin(body_of(accepted, {}, heard=False), tuple(e.text for e in whole.elements), at)
