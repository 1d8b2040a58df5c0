"""What every part of the Word writer needs: styles, direction, names, notes, links, lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vnr_app.domain.report import Labels, Source
from vnr_app.exporting.colors import readable, text_on, tint
from vnr_app.exporting.docx_lists import Lists
from vnr_app.exporting.docx_media import Media
from vnr_app.exporting.docx_notes import Links, Notes
from vnr_app.exporting.docx_outline import Bookmarks, References
from vnr_app.exporting.docx_widths import Layout
from vnr_app.exporting.ooxml import (
    bookmark,
    directed,
    in_squares,
    paragraph,
    run,
    run_properties,
)
from vnr_app.i18n import Words

MEASURED = (
    *("contents-1", "contents-2", "list-entry", "key-value", "table-text", "term"),
    *("goal-label", "goal-number", "list-title"),
)
"""The roles whose text is measured before it is written."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a chapter, and width and height of its text in twentieths of a point."""

    fill: str
    """The goal's colour, or the template's accent."""
    on_fill: str
    """White or ink, whichever reads on `fill`."""
    strong: str
    """`fill`, dark enough for text on white."""
    light: str
    """`fill`, light enough for ink to read on it."""
    wash: str
    """`fill`, hardly there: the ground of a box."""
    ink: str
    width: int
    height: int
    goal: bool

    @classmethod
    def of(cls, color: str, ink: str, width: int, height: int, *, goal: bool) -> "Look":
        """The look that follows from one colour."""
        return cls(
            fill=color,
            on_fill=text_on(color, ink),
            strong=readable(color),
            light=tint(color, 0.16),
            wash=tint(color, 0.06),
            ink=ink,
            width=width,
            height=height,
            goal=goal,
        )


@dataclass(slots=True)
class Writer:
    """The state of one document in the making."""

    styles: Mapping[str, str]
    """Style ids by role."""
    rtl: bool
    bookmarks: Bookmarks
    notes: Notes
    lists: Lists
    links: Links
    note_links: Links
    look: Look
    language: str
    labels: Labels
    words: Words
    """The fixed texts that are made while writing, in the report's language."""
    references: References
    sources: Mapping[str, Source]
    media: Media
    pages: Mapping[str, str]
    """The page of each bookmark as it is printed there, as far as it is known."""
    layouts: Iterator[Layout]
    """The layouts of the tables of figures that are still to come."""
    sizes: Mapping[str, float]
    """The sizes of type in points by role, of the roles in `MEASURED`."""
    numbered: bool = False
    """Whether the paragraphs of the chapter are numbered."""
    after_table: bool = False
    """Whether the last block was a table: what follows keeps its distance."""
    _marks: int = field(default=0)

    def mark(self, kind: str, identifier: str, content: str = "") -> str:
        """A bookmark with the name reserved for that id."""
        self._marks += 1
        return bookmark(self._marks, self.bookmarks.take(kind, identifier), content)

    def heading(self, level: int) -> str:
        """The role of a heading: the parts of a goal are no lines of the contents."""
        return "goal-heading" if level == 2 and self.look.goal else f"heading-{level}"

    def paragraph(self, role: str, content: str, *, before: str = "", after: str = "") -> str:
        """A paragraph of a role in the report's direction."""
        return paragraph(self.styles[role], content, rtl=self.rtl, before=before, after=after)

    def text(self, text: str, properties: str = "") -> str:
        """A run in the direction of its letters; `properties` as from `run_properties`."""
        if text.isascii() and not self.rtl:
            return run(text, properties)
        text, rtl = directed(text, self.rtl)
        inside = properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
        if rtl:
            return run(text, f"<w:rPr>{inside}<w:rtl/></w:rPr>")
        if in_squares(text):
            return run(text, f'<w:rPr><w:rFonts w:hint="eastAsia"/>{inside}</w:rPr>')
        return run(text, properties)

    def styled(self, text: str, role: str, color: str) -> str:
        """A run in a character style and a colour."""
        text, rtl = directed(text, self.rtl)
        square = in_squares(text)
        properties = run_properties(style=self.styles[role], color=color, rtl=rtl, square=square)
        return run(text, properties)
