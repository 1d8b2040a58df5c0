"""Reads a paragraph of Word: its runs, and what hangs on it."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vnr_app.domain.parcels import BLOCK_MARK, SECTION_MARK
from vnr_app.domain.richtext import Break, NoteRef, Runs, Text
from vnr_app.importing.docx_drawings import BOX, PICTURES, lettering, outside_boxes
from vnr_app.importing.docx_languages import language_of
from vnr_app.importing.docx_line import Line
from vnr_app.importing.docx_parts import MC, M, R, Relation, Relations, W, local
from vnr_app.importing.docx_styles import Styles
from vnr_app.importing.docx_symbols import symbol
from vnr_app.importing.html_tree import web_link

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_THROUGH = {"ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ruby"}
_THROUGH |= {"rubyBase"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}

_FORMULAS = (f"{M}oMath", f"{M}oMathPara")

NoteReader = Callable[[str, str], Runs]
"""Kind ("footnotes") and id of a note -> its runs."""


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction so far, and whether its result has begun."""

    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class State:
    """What goes on from paragraph to paragraph, and what is counted on the way."""

    fields: list[Field] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    comments: list[str] | None = None
    """The comments that the text at hand is about; None where nobody wants to know."""


class LineReader:
    """Reads one paragraph."""

    def __init__(
        self, styles: Styles, relations: Relations, state: State, read_note: NoteReader
    ) -> None:
        self.line = Line()
        self._styles = styles
        self._relations = relations
        self._state = state
        self._read_note = read_note
        self._link: str | None = None
        self._begun: dict[str, int] = {}
        self._counted = False

    def read(self, paragraph: "_Element") -> Line:
        """The paragraph's content."""
        self._walk(paragraph)
        # A field's code ends with its paragraph; without an end it would take all that follows.
        fields = self._state.fields
        fields[:] = [each for each in fields if each.shown]
        return self.line

    def _walk(self, element: "_Element") -> None:
        for child in element:
            self._child(child, local(child.tag))

    def _child(self, child: "_Element", name: str) -> None:
        if child.tag == f"{MC}AlternateContent":
            self._walk(_chosen(child))
        elif name == "r":
            self._run(child)
        elif name == "hyperlink":
            self._linked(child, self._relations.get(child.get(f"{R}id", "")))
        elif name == "fldSimple":
            self._simple_field(child)
        elif name == "bookmarkStart":
            self._mark(child)
        elif name == "bookmarkEnd":
            self._mark_end(child)
        elif name in ("commentRangeStart", "commentRangeEnd"):
            self._comment(name, child.get(f"{W}id", ""))
        elif child.tag in _FORMULAS:
            self._formula(child)
        elif name in _THROUGH:
            self._walk(child)
        elif name in ("del", "moveFrom"):
            self._state.counts["tracked"] += 1
        if name in ("ins", "moveTo"):
            self._state.counts["tracked"] += 1

    def _formula(self, element: "_Element") -> None:
        """A formula as its letters in a row."""
        letters = "".join(each.text or "" for each in element.iter(f"{M}t"))
        self._text(letters, Text("", comments=tuple(self._state.comments or ())), None)

    def _mark(self, start: "_Element") -> None:
        name = start.get(f"{W}name", "")
        if name.startswith((BLOCK_MARK, SECTION_MARK)):
            self.line.marks.append(name)
            self._begun[start.get(f"{W}id", "")] = len(self.line.runs)
            self._counted = False

    def _mark_end(self, end: "_Element") -> None:
        start = self._begun.pop(end.get(f"{W}id", ""), None)
        if start is not None and self._counted:
            self.line.labels.append((start, len(self.line.runs)))

    def _comment(self, name: str, identifier: str) -> None:
        comments = self._state.comments
        if comments is None:
            return
        if name == "commentRangeStart":
            comments.append(identifier)
        elif identifier in comments:
            comments.remove(identifier)

    def _linked(self, element: "_Element", relation: Relation | None) -> None:
        before = self._link
        self._link = web_link(relation.target) if relation and relation.outside else None
        self._walk(element)
        self._link = before

    def _simple_field(self, element: "_Element") -> None:
        self._begin_field(element.get(f"{W}instr", ""))
        self._walk(element)
        self._state.fields.pop()

    def _begin_field(self, code: str) -> None:
        self._state.fields.append(Field(code, shown=True))
        words = code.split()
        if words[:1] == ["SEQ"] and len(words) > 1:
            self._counted, self.line.sequence = True, words[1]

    def _field_mark(self, kind: str) -> None:
        fields = self._state.fields
        if kind == "begin":
            fields.append(Field())
        elif kind == "separate" and fields:
            self._begin_field(fields.pop().code)
        elif kind == "end" and fields:
            fields.pop()

    def _field_link(self) -> str | None:
        for open_field in reversed(self._state.fields):
            if match := _LINK.search(open_field.code):
                return web_link(match[1])
        return None

    def _run(self, run: "_Element") -> None:
        properties = run.find(f"{W}rPr")
        link = self._link or self._field_link()
        letters = self._styles.letters(properties, linked=link is not None)
        if letters.hidden:
            self._state.counts["hidden"] += 1
            return
        if letters.struck:
            self._state.counts["struck"] += 1
        like = Text(
            "",
            bold=bool(letters.bold),
            italic=bool(letters.italic),
            underline=bool(letters.underline),
            sup=letters.raised == "superscript",
            sub=letters.raised == "subscript",
            link=link,
            comments=tuple(self._state.comments or ()),
        )
        for child in run:
            self._content(child, like, properties)

    def _of_field(self, child: "_Element", name: str) -> bool:
        """Whether a piece of a run is part of a field's machinery, and not of its result."""
        fields = self._state.fields
        if name == "fldChar":
            self._field_mark(child.get(f"{W}fldCharType", ""))
        elif name == "instrText" and fields:
            fields[-1].code += child.text or ""
        return name in ("fldChar", "instrText") or bool(fields and not fields[-1].shown)

    def _content(self, child: "_Element", like: Text, properties: "_Element | None") -> None:
        name = local(child.tag)
        if self._of_field(child, name):
            return
        if name == "t":
            self._text(child.text or "", like, properties)
        elif name in _CHARACTERS:
            self._text(_CHARACTERS[name], like, properties)
        elif name == "cr" or (name == "br" and child.get(f"{W}type") in (None, "textWrapping")):
            self.line.runs.append(Break())
        elif name == "sym":
            self._text(self._symbol(child), like, properties)
        elif name in _NOTES:
            self.line.runs.append(NoteRef(self._read_note(_NOTES[name], child.get(f"{W}id", ""))))
        elif name in ("drawing", "pict", "object"):
            self._drawing(child)
        elif child.tag == f"{MC}AlternateContent":
            for inner in _chosen(child):
                self._content(inner, like, properties)
        elif name in _THROUGH:
            self._walk(child)

    def _text(self, text: str, like: Text, properties: "_Element | None") -> None:
        if text:
            if text.strip():
                self.line.spoken.append((len(self.line.runs), language_of(properties, text)))
            self.line.runs.append(replace(like, text=text))

    def _symbol(self, element: "_Element") -> str:
        found = symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        if found is None:
            self._state.counts["symbol"] += 1
        return found or "\ufffd"

    def _drawing(self, element: "_Element") -> None:
        outside = list(outside_boxes(element))
        self.line.boxes += (each for each in outside if each.tag == BOX)
        self.line.drawn += filter(str.strip, map(lettering, outside))
        if any(each.tag in PICTURES for each in outside):
            self.line.drawings.append(element)


def _chosen(alternatives: "_Element") -> "_Element":
    """What a program of today shows of something that is written for several."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    chosen = fallback if choice is None else choice
    return alternatives if chosen is None else chosen
