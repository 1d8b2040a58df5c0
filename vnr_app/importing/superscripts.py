"""Rich text of a workbook: the raised 1 of "2022¹" is no digit, a struck text is withdrawn."""

import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

STRINGS = "xl/sharedstrings.xml"
"""The part of a package that holds the texts of its cells."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text without its superscripts, those (joined by blanks), and whether all is struck out."""

    text: str
    marks: str
    struck: bool


def marked_strings(content: bytes) -> dict[int, MarkedText]:
    """Shared strings with superscripts or struck through, by their position.

    `content` is the well-formed XML of their part.
    """
    if b"vertAlign" not in content and b"strike" not in content:
        return {}
    found: dict[int, MarkedText] = {}
    index = -1
    for _event, element in iterparse(BytesIO(content)):
        if _local(element.tag) != "si":
            continue
        index += 1
        if split := _split_runs(element):
            found[index] = split
        element.clear()
    return found


def marked_inline(content: bytes) -> MarkedText | None:
    """The same for a text that stands in its cell, given as the XML of its `is` element."""
    try:
        return _split_runs(fromstring(re.sub(rb"<(/?)\w+:", rb"<\1", content)))
    except ParseError:
        return None


def _split_runs(item: Element) -> MarkedText | None:
    """A text taken apart; None when nothing is raised and not all of it struck out."""
    plain: list[str] = []
    raised: list[str] = []
    struck: list[bool] = []
    for run in item:
        if _local(run.tag) == "t":
            text, marks = run.text or "", set[str]()
        elif _local(run.tag) == "r":
            text = "".join(t.text or "" for t in run if _local(t.tag) == "t")
            marks = _run_marks(run)
        else:
            continue
        (raised if "raised" in marks and text.strip() else plain).append(text)
        if text.strip():
            struck.append("struck" in marks)
    all_struck = bool(struck) and all(struck)
    if not raised and not all_struck:
        return None
    return MarkedText("".join(plain), " ".join(text.strip() for text in raised), all_struck)


def _run_marks(run: Element) -> set[str]:
    marks = set()
    for mark in run.iter():
        name, value = _local(mark.tag), mark.get("val", "1")
        if name == "vertAlign" and value == "superscript":
            marks.add("raised")
        elif name == "strike" and value not in ("0", "false"):
            marks.add("struck")
    return marks


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
