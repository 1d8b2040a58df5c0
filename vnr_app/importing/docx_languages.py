"""The languages that the letters of a Word file name."""

import re
from typing import TYPE_CHECKING

from vnr_app.domain.languages import without_usual_region
from vnr_app.importing.docx_parts import W, is_on, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")


def language_of(properties: "_Element | None", text: str) -> str:
    """The language that a run names for its letters, "" for none."""
    found = None if properties is None else properties.find(f"{W}lang")
    if found is None:
        return ""
    tags = {local(str(name)): str(tag) for name, tag in found.attrib.items()}
    script = "val"
    if properties is not None and is_on(properties.find(f"{W}rtl")):
        script = "bidi"
    elif _EAST_ASIAN.search(text):
        script = "eastAsia"
    only = next(iter(tags.values())) if len(tags) == 1 else ""
    return without_usual_region(tags.get(script, only))


def mark_language(properties: "_Element | None") -> str:
    """The language of a paragraph's own mark, where it names one alone."""
    inner = None if properties is None else properties.find(f"{W}rPr")
    found = None if inner is None else inner.find(f"{W}lang")
    if found is None or len(found.attrib) != 1:
        return ""
    return without_usual_region(str(next(iter(found.attrib.values()))))
