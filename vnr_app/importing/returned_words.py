"""The words of paragraphs and tables that come back, by which a report knows its own lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnr_app.importing.docx_body import LABEL_GAP
from vnr_app.importing.docx_drawings import lettering
from vnr_app.importing.docx_parts import MC, A, M, Story, V, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_HYPHENS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Words:
    """Tells the words of elements, those of their notes in the notes' places.

    `notes` are the words of the notes by kind ("footnote") and id.
    """

    notes: Mapping[tuple[str, str], str]

    def of(self, element: "_Element") -> str:
        """The letters in an element; of what is there for several programs, once."""
        return "".join(map(self._letters, _shown(element)))

    def _letters(self, each: "_Element") -> str:
        tag = str(each.tag)
        if tag in _NOTES:
            return self.notes.get((_NOTES[tag], each.get(f"{W}id", "")), "")
        return _HYPHENS.get(tag) or lettering(each) or each.text or ""

    def line(self, paragraph: "_Element") -> str:
        """The words of a paragraph without the number of a caption, which programs count anew."""
        words = self.of(paragraph)
        return words.partition(LABEL_GAP)[2] or words if _is_counted(paragraph) else words

    def rows(self, table: "_Element") -> Iterator[tuple[str, ...]]:
        """The words of a table by row and cell."""
        for row in _flat_rows(table):
            yield tuple(map(self._cell, row.iter(f"{W}tc")))

    def _cell(self, cell: "_Element") -> str:
        """The words of a cell; figures that stand side by side have their captions in cells."""
        if not _is_counted(cell):
            return self.of(cell)
        lines = (p for p in cell.iter(f"{W}p") if next(p.iterancestors(f"{W}p"), None) is None)
        return "".join(map(self.line, lines))


def words_with(notes: Mapping[str, Story]) -> Words:
    """What tells the words of a file with these notes, by "footnotes" and "endnotes"."""
    bare = Words({})
    return Words(
        {
            (kind[:-1], note.get(f"{W}id", "")): bare.of(note)
            for kind, story in notes.items()
            for note in story.root.iter(f"{W}{kind[:-1]}")
        }
    )


def _is_counted(element: "_Element") -> bool:
    """Whether there is a number in it that programs count anew, as captions have."""
    return any("SEQ " in (code.text or "") for code in element.iter(f"{W}instrText"))


def _shown(element: "_Element") -> "Iterator[_Element]":
    found = element.iter(f"{W}t", f"{M}t", f"{A}p", f"{V}textpath", *_HYPHENS, *_NOTES)
    if next(element.iter(f"{MC}Fallback"), None) is None:
        return found
    return (each for each in found if next(each.iterancestors(f"{MC}Fallback"), None) is None)


def _flat_rows(table: "_Element") -> "Iterator[_Element]":
    """The rows of a table, those in content controls too; not those of tables inside of it."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is table:
            yield row
