"""Marks of HTML's inline elements, and white space as a browser shows it."""

import re
from dataclasses import dataclass, replace

from vnr_app.domain.richtext import Break, Run, Runs, Text
from vnr_app.importing.html_tree import Element, declarations, web_link

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BOLD = {"bold": True, "bolder": True, "normal": False, "lighter": False}


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks in force at a place of the HTML."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    sup: bool = False
    sub: bool = False
    link: str | None = None

    def text(self, text: str) -> Text:
        """The text with these marks."""
        return Text(
            text,
            bold=self.bold,
            italic=self.italic,
            underline=self.underline,
            sup=self.sup,
            sub=self.sub,
            link=self.link,
        )


NO_MARKS = Marks()


def _styled(marks: Marks, style: str) -> Marks:
    """The marks changed by a `style` attribute, which word processors write instead of tags."""
    for name, value in declarations(style):
        if name == "font-weight" and (value in _BOLD or value.isdecimal()):
            bold = _BOLD[value] if value in _BOLD else int(value[:5]) >= 600
            marks = replace(marks, bold=bold)
        elif name == "font-style":
            marks = replace(marks, italic=value in ("italic", "oblique"))
        elif name.startswith("text-decoration") and "underline" in value:
            marks = replace(marks, underline=True)
        elif name == "vertical-align" and value in ("super", "sub"):
            marks = replace(marks, sup=value == "super", sub=value == "sub")
    return marks


def marks_of(element: Element, marks: Marks) -> Marks:
    """The marks inside an inline element."""
    match element.tag:
        case "b" | "strong":
            marks = replace(marks, bold=True)
        case "i" | "em" | "cite":
            marks = replace(marks, italic=True)
        case "u" | "ins":
            marks = replace(marks, underline=True)
        case "sup" | "sub":
            marks = replace(marks, sup=element.tag == "sup", sub=element.tag == "sub")
        case "a":
            marks = replace(marks, link=web_link(element.attributes.get("href", "")) or marks.link)
    if style := element.attributes.get("style"):
        marks = _styled(marks, style)
    return marks


def collapse(runs: list[Run]) -> Runs:
    """The runs of a block with white space as a browser shows it: one space, none at the ends."""
    collapsed: list[Run] = []
    at_start = True
    for run in runs:
        if isinstance(run, Text):
            text = _SPACE.sub(" ", run.text)
            text = text.removeprefix(" ") if at_start else text
            if text:
                collapsed.append(replace(run, text=text))
                at_start = text.endswith(" ")
            continue
        if isinstance(run, Break):
            _strip_end(collapsed)
        collapsed.append(run)
        at_start = isinstance(run, Break)
    _strip_end(collapsed)
    return tuple(collapsed)


def _strip_end(runs: list[Run]) -> None:
    """Take the space away that stands before the end of a line."""
    if runs and isinstance(last := runs[-1], Text) and last.text.endswith(" "):
        runs[-1] = replace(last, text=last.text[:-1])
        if not last.text[:-1]:
            runs.pop()
