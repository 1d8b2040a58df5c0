"""Superscripts in the rich text of a workbook: "2022" with a small 1 is no number 20221."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from vnr_app.importing.container import Container

_PART = "xl/sharedstrings.xml"
_HINT = re.compile(rb"vertAlign")


def superscript_strings(container: Container) -> dict[int, tuple[str, str]]:
    """Shared strings with superscripts by their position: (text without them, the superscripts)."""
    if not container.has(_PART):
        return {}
    content = container.read(_PART)
    if not _HINT.search(content):
        return {}
    found: dict[int, tuple[str, str]] = {}
    index = -1
    for _event, element in iterparse(BytesIO(content)):
        if _local(element.tag) != "si":
            continue
        index += 1
        if split := _split_runs(element):
            found[index] = split
        element.clear()
    return found


def inline_superscripts(content: bytes) -> tuple[str, str] | None:
    """The same for a text that stands in its cell, given as the XML of its `is` element."""
    try:
        return _split_runs(fromstring(re.sub(rb"<(/?)\w+:", rb"<\1", content)))
    except ParseError:
        return None


def _split_runs(item: Element) -> tuple[str, str] | None:
    """A text without its raised runs, and those; None when nothing is raised."""
    plain: list[str] = []
    raised: list[str] = []
    for run in item:
        if _local(run.tag) == "t":
            plain.append(run.text or "")
        elif _local(run.tag) == "r":
            text = "".join(t.text or "" for t in run if _local(t.tag) == "t")
            high = any(
                _local(mark.tag) == "vertAlign" and mark.get("val") == "superscript"
                for mark in run.iter()
            )
            (raised if high and text.strip() else plain).append(text)
    return ("".join(plain), " ".join(text.strip() for text in raised)) if raised else None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
