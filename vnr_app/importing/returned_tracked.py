"""Tracked changes of a Word file: who made them, and the tree with all accepted or all rejected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vnr_app.importing.docx_parts import M, W, local

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHORS = "vnr-authors"
"""An attribute of paragraphs while the tree is in our hands: who changed them, a line each."""
_KINDS = {"ins": "insert", "del": "delete", "moveFrom": "move-from", "moveTo": "move-to"}
_ADDED, _REMOVED = ("ins", "moveTo"), ("del", "moveFrom")
_PROPERTIES = {"rPr", "pPr", "trPr", "tcPr", "tblPr", "sectPr", "numPr", "tblGrid", "tblPrEx"}
_FORMER = ("rPrChange", "pPrChange", "trPrChange", "tcPrChange", "tblPrChange", "sectPrChange")

_OBJECTS = (
    *(W + name for name in ("drawing", "pict", "object", "sym")),
    *(W + name for name in ("footnoteReference", "endnoteReference")),
    f"{M}oMath",
)
"""What a paragraph can hold beside words."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change; `marks` are the bookmarks of the paragraph that it stands in."""

    kind: str
    author: str
    at: datetime | None
    text: str
    marks: tuple[str, ...]


def moment(text: str) -> datetime | None:
    """A time as Word writes it, in UTC where it names no zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def words_of(element: "_Element") -> str:
    """The letters in an element, deleted ones too."""
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))


def tracked(root: "_Element") -> list[Tracked]:
    """The tracked changes in order; every paragraph is told who changed something in it."""
    found: list[Tracked] = []
    for element in root.iter(*(W + name for name in (*_KINDS, *_FORMER, "cellIns", "cellDel"))):
        author = element.get(f"{W}author", "")
        paragraphs = _touched(element)
        for paragraph in paragraphs:
            names = paragraph.get(AUTHORS, "").splitlines()
            if author and author not in names:
                paragraph.set(AUTHORS, "\n".join((*names, author)))
        kind, text = _KINDS.get(local(element.tag), ""), words_of(element)
        if kind and text:
            marks = [
                mark.get(f"{W}name", "")
                for paragraph in paragraphs[:1]
                for mark in paragraph.iter(f"{W}bookmarkStart")
            ]
            when = moment(element.get(f"{W}date", ""))
            found.append(Tracked(kind, author, when, text, tuple(marks)))
    return found


def _touched(element: "_Element") -> "list[_Element]":
    """The paragraphs that a change stands in, or those of the row or cell that it is about."""
    holder = next(element.iterancestors(f"{W}p", f"{W}tc", f"{W}tr"), None)
    if holder is None:
        return list(element.iter(f"{W}p"))
    return [holder] if holder.tag == f"{W}p" else list(holder.iter(f"{W}p"))


def settle(root: "_Element", *, accept: bool) -> None:
    """Accept all tracked changes in the tree, or reject them."""
    kept, gone = (_ADDED, _REMOVED) if accept else (_REMOVED, _ADDED)
    _remove_rows(root, "del" if accept else "ins")
    _former(root, accept=accept)
    for element in list(root.iter(*(W + name for name in gone))):
        if _is_content(element) and element.getparent() is not None:
            _cut(element)
    for element in list(root.iter(*(W + name for name in kept))):
        if _is_content(element):
            _unwrap(element)
    for text in list(root.iter(f"{W}delText", f"{W}delInstrText")):
        text.tag = f"{W}t" if text.tag == f"{W}delText" else f"{W}instrText"
    # From the last to the first, so that several joined paragraphs end up in one.
    for paragraph in reversed(list(root.iter(f"{W}p"))):
        if any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in gone):
            _join_next(paragraph)


def _is_content(element: "_Element") -> bool:
    """Whether a change holds text, and is not the mark of a paragraph or row."""
    parent = element.getparent()
    return parent is None or local(parent.tag) not in _PROPERTIES


def _cut(element: "_Element") -> None:
    """Take an element out of its parent; what stands behind it stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: "_Element") -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def _remove_rows(root: "_Element", name: str) -> None:
    for mark in list(root.iter(f"{W}{name}", f"{W}cell{name.capitalize()}")):
        properties = mark.getparent()
        holder = None if properties is None else properties.getparent()
        if properties is not None and holder is not None and _is_row_mark(properties):
            _cut(holder)


def _is_row_mark(properties: "_Element") -> bool:
    return local(properties.tag) in ("trPr", "tcPr")


def _former(root: "_Element", *, accept: bool) -> None:
    """Drop the record of former properties, or put them back."""
    for change in list(root.iter(*(W + name for name in _FORMER))):
        properties = change.getparent()
        if properties is None:
            continue
        properties.remove(change)
        before = next(iter(change), None)
        if accept or before is None:
            continue
        mark = properties.find(f"{W}rPr") if properties.tag == f"{W}pPr" else None
        section = properties.find(f"{W}sectPr")
        properties[:] = [*before, *(each for each in (mark, section) if each is not None)]


def _following(paragraph: "_Element") -> "Iterator[_Element]":
    return (each for each in paragraph.itersiblings() if local(each.tag) in ("p", "tbl"))


def _join_next(paragraph: "_Element") -> None:
    """Let the next paragraph take what is left of one whose mark is gone."""
    following = next(_following(paragraph), None)
    parent = paragraph.getparent()
    if parent is None or following is None or following.tag != f"{W}p":
        return
    if words_of(paragraph) or next(paragraph.iter(*_OBJECTS), None) is not None:
        content = [each for each in paragraph if each.tag != f"{W}pPr"]
        start = 1 if following.find(f"{W}pPr") is not None else 0
        following[start:start] = content
    names = dict.fromkeys(
        name for each in (paragraph, following) for name in each.get(AUTHORS, "").splitlines()
    )
    if names:
        following.set(AUTHORS, "\n".join(names))
    if paragraph.find(f"{W}pPr/{W}sectPr") is None:
        parent.remove(paragraph)
