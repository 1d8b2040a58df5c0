"""The page: its size and margins, the numbers of pages, as section properties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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
Numbers = Literal["none", "roman", "arabic"]
_FORMATS = {"none": "", "roman": ' w:fmt="lowerRoman"', "arabic": ' w:fmt="decimal"'}


@dataclass(frozen=True, slots=True)
class Page:
    """The template's page in twentieths of a point."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    margins: str

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

    def section(
        self,
        heads: str,
        *,
        rtl: bool,
        landscape: bool = False,
        numbers: Numbers = "none",
        anew: bool = False,
    ) -> str:
        """Section properties; its first page has the heads of a first page.

        `numbers` is how its pages are numbered, from one where they begin `anew`.
        """
        wide, high = (self.height, self.width) if landscape else (self.width, self.height)
        turned = ' w:orient="landscape"' if landscape else ""
        start = ' w:start="1"' if anew else ""
        number = f"<w:pgNumType{_FORMATS[numbers]}{start}/>" if numbers != "none" else ""
        return (
            f'<w:sectPr>{heads}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>{self.margins}{number}'
            f"<w:titlePg/>{'<w:bidi/><w:rtlGutter/>' if rtl else ''}</w:sectPr>"
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
    )
