"""The styles of an .xlsx workbook, as far as they change what a cell says."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from vnr_app.importing.container import Container
from vnr_app.importing.format_codes import BUILT_IN, GENERAL, says_more

_PART = "xl/styles.xml"
MAX_INDENT = 250


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The number format of a cell, the indentation of its text, whether it is struck through."""

    format: str = GENERAL
    indent: int = 0
    struck: bool = False

    @property
    def tells(self) -> bool:
        """Whether the style says something that the value of the cell does not."""
        return self.struck or self.indent > 0 or says_more(self.format)


def read_styles(container: Container) -> tuple[CellStyle, ...]:
    """The styles by their number; `ParseError` where the part is no XML."""
    if not container.has(_PART):
        return ()
    root = fromstring(container.read(_PART))
    codes = {
        _whole(item.get("numFmtId")): item.get("formatCode", GENERAL)
        for item in root.iter()
        if _local(item) == "numFmt"
    }
    struck = [_is_struck(font) for font in _children(root, "fonts")]
    return tuple(_style(item, codes, struck) for item in _children(root, "cellXfs"))


def read_styles_or_none(container: Container) -> tuple[CellStyle, ...] | None:
    """The same, or None where they cannot be read."""
    try:
        return read_styles(container)
    except ParseError:
        return None


def _style(item: Element, codes: dict[int, str], struck: list[bool]) -> CellStyle:
    number, font = _whole(item.get("numFmtId")), _whole(item.get("fontId"))
    indents = [_whole(part.get("indent")) for part in item if _local(part) == "alignment"]
    return CellStyle(
        codes.get(number) or BUILT_IN.get(number, GENERAL),
        min(max(indents, default=0), MAX_INDENT),
        font < len(struck) and struck[font],
    )


def _children(root: Element, name: str) -> list[Element]:
    return [child for group in root if _local(group) == name for child in group]


def _is_struck(font: Element) -> bool:
    return any(
        _local(mark) == "strike" and mark.get("val", "1") not in ("0", "false") for mark in font
    )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
