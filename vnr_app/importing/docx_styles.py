"""What the styles and lists of a Word file say of a paragraph and of its letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vnr_app.domain.languages import without_usual_region
from vnr_app.domain.richtext import ListKind, ParagraphStyle
from vnr_app.importing.docx_parts import W, WordFile, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST_HEADING, _DEEPEST_ITEM = 4, 8
_STYLES = {
    "quote": ParagraphStyle.QUOTE,
    "intense quote": ParagraphStyle.QUOTE,
    "caption": ParagraphStyle.CAPTION,
    "box title": ParagraphStyle.BOX_TITLE,
    "box text": ParagraphStyle.BOX_TEXT,
}
_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list (?:bullet|number) ([2-5])")
_UNMARKED = {"bullet", "none"}
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where in which list an item stands; `count` names what it is counted with."""

    kind: ListKind
    level: int
    count: str


@dataclass(frozen=True, slots=True)
class Letters:
    """What a run's properties say of its letters; None where they say nothing."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    raised: str | None = None
    struck: bool | None = None
    hidden: bool | None = None


def letters_of(properties: "_Element | None") -> Letters:
    """What `w:rPr` itself says."""
    if properties is None:
        return Letters()
    found = {name: properties.find(W + name) for name in ("b", "i", "u", "strike", "vanish")}
    raised = properties.find(f"{W}vertAlign")
    # Characters in squares are not slanted for emphasis: they have dots.
    dots = properties.find(f"{W}em")
    dotted = dots is not None and value(dots) != "none"
    return Letters(
        bold=is_on(found["b"]),
        italic=True if dotted else is_on(found["i"]),
        underline=is_on(found["u"]),
        raised=None if raised is None else value(raised),
        struck=is_on(found["strike"]) or is_on(properties.find(f"{W}dstrike")),
        hidden=is_on(found["vanish"]),
    )


class Lists:
    """The lists of a file: of each, how its levels are marked and whether it counts anew."""

    def __init__(self, numbering: "_Element | None") -> None:
        self._patterns: dict[str, _Element] = {}
        self._instances: dict[str, _Element] = {}
        if numbering is None:
            return
        for pattern in numbering.iterfind(f"{W}abstractNum"):
            self._patterns[pattern.get(f"{W}abstractNumId", "")] = pattern
        for instance in numbering.iterfind(f"{W}num"):
            self._instances[instance.get(f"{W}numId", "")] = instance

    def place(self, list_id: str, level: int) -> ListPlace | None:
        """The place of an item of that list and level; None where it is in no list."""
        instance = self._instances.get(list_id)
        if instance is None:
            return None
        level = min(max(level, 0), _DEEPEST_ITEM)
        pattern_id = value(instance.find(f"{W}abstractNumId"))
        own = instance.find(f"{W}lvlOverride[@{W}ilvl='{level}']")
        form = self._form(own, level) or self._form(self._patterns.get(pattern_id), level)
        anew = own is not None and own.find(f"{W}startOverride") is not None
        kind = ListKind.BULLET if form in _UNMARKED else ListKind.NUMBER
        return ListPlace(kind, level, list_id if anew else f"pattern {pattern_id}")

    def _form(self, holder: "_Element | None", level: int) -> str:
        if holder is None:
            return ""
        return value(holder.find(f"{W}lvl[@{W}ilvl='{level}']/{W}numFmt"))


class Styles:
    """The styles of a file, asked for a paragraph at a time."""

    def __init__(self, file: WordFile) -> None:
        self._lists = Lists(file.numbering)
        self._styles: dict[str, _Element] = {}
        self._default = ""
        root = file.styles
        if root is not None:
            for style in root.iterfind(f"{W}style"):
                identifier = style.get(f"{W}styleId", "")
                self._styles[identifier] = style
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1":
                    self._default = identifier
        self.language = self._own_language(root)

    def _own_language(self, root: "_Element | None") -> str:
        """The language that the whole file is in, as far as it says so."""
        if root is None:
            return ""
        found = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        script = "bidi" if self.right_to_left(None) else "val"
        return "" if found is None else without_usual_region(found.get(W + script, ""))

    def _chain(self, identifier: str) -> Iterator["_Element"]:
        """A style and those that it builds on."""
        for _step in range(_LONGEST_CHAIN):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = value(style.find(f"{W}basedOn"))

    def _of_paragraph(self, properties: "_Element | None") -> Iterator["_Element"]:
        chosen = None if properties is None else properties.find(f"{W}pStyle")
        return self._chain(value(chosen, self._default))

    def names(self, properties: "_Element | None") -> Iterator[str]:
        """The names of a paragraph's style and of those it builds on, in lower case."""
        for style in self._of_paragraph(properties):
            yield value(style.find(f"{W}name")).casefold()

    def _found(self, properties: "_Element | None", path: str) -> Iterator["_Element"]:
        """What the paragraph says by itself, then what its styles say, the nearest first."""
        holders = [] if properties is None else [properties]
        holders += [
            each for s in self._of_paragraph(properties) if (each := s.find(f"{W}pPr")) is not None
        ]
        yield from (found for holder in holders if (found := holder.find(path)) is not None)

    def heading_level(self, properties: "_Element | None") -> int:
        """The level of a heading, 0 for what is none."""
        for name in self.names(properties):
            if name == "title":
                return 1
            if match := _HEADING.fullmatch(name):
                return min(int(match[1]), DEEPEST_HEADING)
        outline = next(self._found(properties, f"{W}outlineLvl"), None)
        level = number(value(outline), 9)
        return min(level + 1, DEEPEST_HEADING) if 0 <= level < 9 else 0

    def paragraph_style(self, properties: "_Element | None") -> ParagraphStyle:
        """Which of the named styles a paragraph has."""
        known = (_STYLES[name] for name in self.names(properties) if name in _STYLES)
        return next(known, ParagraphStyle.BODY)

    def list_place(self, properties: "_Element | None") -> ListPlace | None:
        """Where in which list a paragraph stands; None where it is in no list."""
        list_id = next(self._found(properties, f"{W}numPr/{W}numId"), None)
        if list_id is None:
            return None
        level = next(self._found(properties, f"{W}numPr/{W}ilvl"), None)
        place = self._lists.place(value(list_id), number(value(level)))
        if place is None or level is not None:
            return place
        # Each of Word's own styles for deeper lists has a list of a single level.
        deeper = (int(m[1]) for name in self.names(properties) if (m := _LIST.fullmatch(name)))
        return replace(place, level=next(deeper, 1) - 1)

    def right_to_left(self, properties: "_Element | None") -> bool:
        """Whether a paragraph runs from the right, by itself or by its style."""
        return is_on(next(self._found(properties, f"{W}bidi"), None)) is True

    def letters(self, properties: "_Element | None", *, linked: bool) -> Letters:
        """What a run and its character style say; a link's underline is no emphasis."""
        own = letters_of(properties)
        style = None if properties is None else properties.find(f"{W}rStyle")
        for each in self._chain(value(style)) if style is not None else ():
            more = letters_of(each.find(f"{W}rPr"))
            own = Letters(
                bold=more.bold if own.bold is None else own.bold,
                italic=more.italic if own.italic is None else own.italic,
                underline=more.underline if own.underline is None and not linked else own.underline,
                raised=more.raised if own.raised is None else own.raised,
                struck=own.struck,
                hidden=more.hidden if own.hidden is None else own.hidden,
            )
        return own
