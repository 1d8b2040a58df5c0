"""The page: its size, margins, head and foot, as section properties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnr_app.exporting.ooxml import escaped

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_A4 = {"w": "11906", "h": "16838"}
_MARGINS = {
    "top": "1418",
    "right": "1418",
    "bottom": "1418",
    "left": "1418",
    "header": "709",
    "footer": "709",
    "gutter": "0",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The template's page in twentieths of a point, and its head and foot."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    margins: str
    references: str
    first_references: str

    @property
    def text_width(self) -> int:
        """Width between the margins of an upright page."""
        return self.width - self.left - self.right

    @property
    def text_width_landscape(self) -> int:
        """Width between the margins of a page on its side."""
        return self.height - self.left - self.right

    def text_size(self, *, landscape: bool) -> tuple[int, int]:
        """Width and height between the margins."""
        if landscape:
            return self.text_width_landscape, self.width - self.top - self.bottom
        return self.text_width, self.height - self.top - self.bottom

    def section(self, *, landscape: bool = False, cover: bool = False, rtl: bool = False) -> str:
        """Section properties; the cover has only what the template keeps for a first page."""
        wide, high = (self.height, self.width) if landscape else (self.width, self.height)
        turned = ' w:orient="landscape"' if landscape else ""
        references = self.first_references if cover else self.references
        first = "<w:titlePg/>" if cover else ""
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>{self.margins}'
            f"{first}{'<w:bidi/>' if rtl else ''}</w:sectPr>"
        )


def _numbers(element: "_Element | None", names: Mapping[str, str]) -> dict[str, str]:
    """Attributes of a page's size or margins, with what A4 has where they are missing."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    if element is None:
        return dict(names)
    return {name: element.get(qn(f"w:{name}"), usual) for name, usual in names.items()}


def page_of(document: "WordDocument") -> Page:
    """The page of the template's last section."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    element = document.sections[-1]._sectPr
    references = {"default": "", "first": "", "even": ""}
    for kind in ("header", "footer"):
        for reference in element.iterchildren(qn(f"w:{kind}Reference")):
            role = reference.get(qn("w:type"), "default")
            relation = escaped(reference.get(qn("r:id"), ""))
            references[role] += f'<w:{kind}Reference w:type="{role}" r:id="{relation}"/>'
    size = _numbers(element.find(qn("w:pgSz")), _A4)
    margins = _numbers(element.find(qn("w:pgMar")), _MARGINS)
    attributes = " ".join(f'w:{name}="{escaped(value)}"' for name, value in margins.items())
    return Page(
        width=int(size["w"]),
        height=int(size["h"]),
        left=int(margins["left"]),
        right=int(margins["right"]),
        top=abs(int(margins["top"])),
        bottom=abs(int(margins["bottom"])),
        margins=f"<w:pgMar {attributes}/>",
        references=references["default"],
        first_references=references["first"],
    )
