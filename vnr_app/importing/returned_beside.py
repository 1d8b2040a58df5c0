"""What stands beside the text of a Word file: comments, charts, headers and footers, the record."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.domain.parcel_charts import ParcelChart
from vnr_app.domain.parcels import NAMESPACE
from vnr_app.importing.container import Container
from vnr_app.importing.docx_guard import LIMITS
from vnr_app.importing.docx_parts import (
    IN_WORD,
    Relation,
    Story,
    W,
    main_part,
    relations_of,
    tree_of,
)
from vnr_app.importing.returned_charts import charts_of
from vnr_app.importing.returned_comments import FileComment, read_comments

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BYTES = 32 * 1024**2
"""Of the part that says what was sent; a whole report needs a tenth of it."""
_MOST_TAGS = 10
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_REPEATED = "STYLEREF"


@dataclass(frozen=True, slots=True)
class MarginPart:
    """A header or footer with the pictures that it can show, by their parts."""

    story: Story
    media: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read beside the text.

    `author` is who saved the file last, `manifest` the text of what was sent, "" for neither;
    `margins` and `charts` go by the relations of the document.
    """

    comments: tuple[FileComment, ...]
    author: str
    manifest: str
    margins: Mapping[str, MarginPart]
    charts: Mapping[str, ParcelChart]


def read_beside(path: Path, fits: Callable[[bytes], bool]) -> Beside:
    """Read a file that `check_docx` has let through; pictures that do not fit are left out."""
    with Container(path, LIMITS) as container:
        relations = relations_of(container, main_part(container))
        # Only parts in this folder were measured before they are parsed.
        parts = {
            identifier: each
            for identifier, each in relations.items()
            if not each.outside and IN_WORD.fullmatch(each.target) and container.has(each.target)
        }
        trees = {
            each.kind: tree_of(container.read(each.target))
            for each in parts.values()
            if each.kind in ("comments", "commentsExtended")
        }
        return Beside(
            read_comments(trees.get("comments"), trees.get("commentsExtended")),
            _last_author(container),
            _manifest(container),
            dict(_margins(container, parts, fits)),
            charts_of(container, relations),
        )


def _margins(
    container: Container, parts: Mapping[str, Relation], fits: Callable[[bytes], bool]
) -> Iterator[tuple[str, MarginPart]]:
    for identifier, part in parts.items():
        if part.kind not in ("header", "footer"):
            continue
        relations = relations_of(container, part.target)
        media = {
            each.target: data
            for each in relations.values()
            if each.kind == "image" and not each.outside and container.has(each.target)
            if fits(data := container.read(each.target))
        }
        yield identifier, MarginPart(Story(tree_of(container.read(part.target)), relations), media)


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


# --- Headers and footers ----------------------------------------------------------------------


def without_counters(root: "_Element", headings: frozenset[str]) -> None:
    """Empty the fields of a header or footer that count pages or repeat one of the headings."""
    codes: list[str] = []
    shown: list[list[_Element]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if each.tag == f"{W}instrText" and codes:
            codes[-1] += each.text or ""
        elif each.tag == f"{W}t" and shown:
            shown[-1].append(each)
        elif each.get(f"{W}fldCharType") == "begin":
            codes.append("")
            shown.append([])
        elif each.get(f"{W}fldCharType") == "end" and codes:
            _empty(codes.pop(), shown.pop(), headings)
    for simple in root.iter(f"{W}fldSimple"):
        _empty(simple.get(f"{W}instr", ""), list(simple.iter(f"{W}t")), headings)


def _empty(code: str, shown: "list[_Element]", headings: frozenset[str]) -> None:
    name = (code.split() or [""])[0].upper()
    words = " ".join("".join(each.text or "" for each in shown).split())
    if name in _COUNTED or (name == _REPEATED and words in headings):
        for each in shown:
            each.text = ""
