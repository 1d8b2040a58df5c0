"""Footnotes, which python-docx does not know, and relations to web addresses."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vnr_app.exporting.ooxml import DECLARATION, NAMESPACES

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Notes:
    """The footnotes of the document, in the order of their marks."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def add(self, content: str) -> int:
        """Keep a note's paragraph; its number."""
        self._notes.append(content)
        return len(self._notes)

    def xml(self) -> str:
        """The notes as `w:footnote` elements."""
        return "".join(
            f'<w:footnote w:id="{number}">{content}</w:footnote>'
            for number, content in enumerate(self._notes, start=1)
        )


class Links:
    """Relations to web and mail addresses, one for each address in a part."""

    def __init__(self, relate: Callable[[str], str]) -> None:
        self._relate = relate
        self._ids: dict[str, str] = {}

    def id_of(self, address: str) -> str:
        """The relation's id."""
        if address not in self._ids:
            self._ids[address] = self._relate(address)
        return self._ids[address]


def links_of(part: "Part") -> Links:
    """The links of one part."""
    return Links(lambda url: part.relate_to(url, f"{_RELATIONS}/hyperlink", is_external=True))


def new_notes_part(document: "WordDocument") -> "Part":
    """An empty part for footnotes in place of the template's, if it has one."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only an export needs it
    from docx.opc.part import Part  # noqa: PLC0415

    kind = f"{_RELATIONS}/footnotes"
    for relation in list(document.part.rels.values()):
        if relation.reltype == kind:
            del document.part.rels[relation.rId]
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, b"", document.part.package)
    document.part.relate_to(part, kind)
    return part


def _separator(number: int, kind: str, *, rtl: bool) -> str:
    """The line above the notes, and the one above notes that go on from the page before."""
    direction = "<w:bidi/>" if rtl else ""
    spacing = f'<w:pPr>{direction}<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}">'
        f"<w:p>{spacing}<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )


def notes_xml(notes: Notes, *, rtl: bool) -> str:
    """The footnotes part."""
    separators = "".join(
        _separator(number, kind, rtl=rtl)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes.xml()}</w:footnotes>"
