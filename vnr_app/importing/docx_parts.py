"""The parts of a Word file as trees: the text, its notes, styles and lists, its relations."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.importing.container import Container
from vnr_app.importing.docx_guard import LIMITS

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

# The strict form of the standard has names of its own for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP),
)
_MAIN = "word/document.xml"
IN_WORD = re.compile(r"word/[^/]+\.xml")
_KINDS = ("footnotes", "endnotes", "styles", "numbering")
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relation leads: the name of a part in lower case, or an address outside."""

    target: str
    kind: str
    outside: bool


Relations = Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text, and its relations."""

    root: "_Element"
    relations: Relations


@dataclass(frozen=True, slots=True)
class WordFile:
    """What is read of a Word file; `media` are the bytes of its pictures by part."""

    document: Story
    notes: Mapping[str, Story]
    """Footnotes and endnotes, by "footnotes" and "endnotes"."""
    styles: "_Element | None"
    numbering: "_Element | None"
    media: Mapping[str, bytes]
    xml: bytes
    """The text's part as it is written."""


def tree_of(xml: bytes) -> "_Element":
    """The root of a checked part; entities are not resolved, nothing is fetched."""
    from lxml import etree  # noqa: PLC0415 - only a Word text needs it

    for strict, usual in _STRICT:
        xml = xml.replace(strict, usual.strip("{}").encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(xml, parser)


def relations_of(container: Container, part: str) -> dict[str, Relation]:
    """The relations of a part by their ids; of the package for no part."""
    folder, name = posixpath.split(part)
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    if not container.has(place):
        return {}
    found = {}
    for element in tree_of(container.read(place)):
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = Relation(target, kind, outside)
    return found


def main_part(container: Container) -> str:
    """The name of the part that holds the document."""
    for relation in relations_of(container, "").values():
        if relation.kind == "officeDocument" and IN_WORD.fullmatch(relation.target):
            return relation.target
    return _MAIN


def read_parts(path: Path) -> WordFile:
    """Read a file that `check_docx` has let through; what is broken in it raises as it will."""
    with Container(path, LIMITS) as container:
        main = main_part(container)
        xml = container.read(main)
        relations = relations_of(container, main)
        # Where a relation is missing, Word's usual names are tried, as other readers do.
        parts = {kind: f"word/{kind}.xml" for kind in _KINDS}
        parts |= {each.kind: each.target for each in relations.values() if not each.outside}
        # Only parts in this folder have been measured before they are parsed.
        known = {
            kind: part
            for kind, part in parts.items()
            if IN_WORD.fullmatch(part) and container.has(part)
        }
        notes: dict[str, Story] = {
            kind: Story(tree_of(container.read(known[kind])), relations_of(container, known[kind]))
            for kind in ("footnotes", "endnotes")
            if kind in known
        }
        pictures = {each.target for each in relations.values() if each.kind == "image"}
        return WordFile(
            document=Story(tree_of(xml), relations),
            notes=notes,
            styles=tree_of(container.read(known["styles"])) if "styles" in known else None,
            numbering=tree_of(container.read(known["numbering"])) if "numbering" in known else None,
            media={part: container.read(part) for part in pictures if container.has(part)},
            xml=xml,
        )


def value(element: "_Element | None", default: str = "") -> str:
    """The `w:val` of an element, the default for none."""
    return default if element is None else element.get(f"{W}val", default)


def is_on(element: "_Element | None") -> bool | None:
    """What a switch such as `w:b` says; None where it is not there."""
    return None if element is None else value(element, "1").lower() not in _OFF


def number(text: str, default: int = 0) -> int:
    """A whole number as Word writes it; the default for anything else."""
    try:
        return int(text)
    except ValueError:
        return default


local = partial(re.compile(r"\{[^}]*\}").sub, "")
"""The name of an element without its namespace."""
