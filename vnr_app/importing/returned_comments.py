"""Comments of a Word file: who said what when, answering whom; their anchors made plain."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vnr_app.importing.docx_parts import W
from vnr_app.importing.returned_tracked import moment, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class FileComment:
    """A comment; `parent` is the id of the one that it answers, "" for none."""

    id: str
    author: str
    at: datetime | None
    text: str
    parent: str
    resolved: bool


def read_comments(
    comments: "_Element | None", extended: "_Element | None"
) -> tuple[FileComment, ...]:
    """The comments in order; `extended` tells which of them answer and which are settled."""
    if comments is None:
        return ()
    rows: dict[str, tuple[str, bool]] = {}
    for row in () if extended is None else extended.iter(f"{_W15}commentEx"):
        done = row.get(f"{_W15}done", "0") in ("1", "true")
        rows[row.get(f"{_W15}paraId", "")] = (row.get(f"{_W15}paraIdParent", ""), done)
    elements = list(comments.iter(f"{W}comment"))
    owners = {
        paragraph.get(f"{_W14}paraId", ""): element.get(f"{W}id", "")
        for element in elements
        for paragraph in element.iter(f"{W}p")
    }
    return tuple(_comment(element, rows, owners) for element in elements)


def _comment(
    element: "_Element", rows: dict[str, tuple[str, bool]], owners: dict[str, str]
) -> FileComment:
    paragraphs = list(element.iter(f"{W}p"))
    last = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
    parent, resolved = rows.get(last, ("", False))
    return FileComment(
        element.get(f"{W}id", ""),
        element.get(f"{W}author", ""),
        moment(element.get(f"{W}date", "")),
        "\n".join(text for paragraph in paragraphs if (text := words_of(paragraph).strip())),
        owners.get(parent, "") if parent else "",
        resolved,
    )


def tidy_anchors(root: "_Element") -> None:
    """Put anchors that stand between paragraphs into them, and give those without a range one."""
    for mark in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        if next(mark.iterancestors(f"{W}p"), None) is None:
            _into_paragraph(mark)
    begun = {mark.get(f"{W}id", "") for mark in root.iter(f"{W}commentRangeStart")}
    for reference in list(root.iter(f"{W}commentReference")):
        identifier = reference.get(f"{W}id", "")
        paragraph = next(reference.iterancestors(f"{W}p"), None)
        if identifier not in begun and paragraph is not None:
            start = reference.makeelement(f"{W}commentRangeStart", {f"{W}id": identifier})
            end = reference.makeelement(f"{W}commentRangeEnd", {f"{W}id": identifier})
            paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, start)
            paragraph.append(end)


def _into_paragraph(mark: "_Element") -> None:
    """Move an anchor to the start of the next paragraph, or to the end of the one before."""
    parent = mark.getparent()
    if parent is None:
        return
    starts = mark.tag == f"{W}commentRangeStart"
    paragraph = next(_paragraphs(mark, after=starts), None)
    if paragraph is None:
        return
    parent.remove(mark)
    if starts:
        paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, mark)
    else:
        paragraph.append(mark)


def _paragraphs(mark: "_Element", *, after: bool) -> "Iterator[_Element]":
    for sibling in mark.itersiblings(preceding=not after):
        found = list(sibling.iter(f"{W}p"))
        yield from found if after else reversed(found)
