"""The page: its size and margins, the numbers of pages, as section properties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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
_NARROWER, _LOWER = 0.7, 0.92
"""The part of the margins that stays on a page on its side."""
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
    other_margins: dict[str, int]
    """Those of head and foot and the gutter, by their names in the file."""

    @property
    def text_width(self) -> int:
        """Width between the margins of an upright page."""
        return self.text_size(landscape=False)[0]

    @property
    def text_width_landscape(self) -> int:
        """Width between the margins of a page on its side."""
        return self.text_size(landscape=True)[0]

    def text_size(self, *, landscape: bool) -> tuple[int, int]:
        """Width and height between the margins."""
        wide, high = (self.height, self.width) if landscape else (self.width, self.height)
        left, right, top, bottom = self._margins(landscape=landscape)
        # A negative margin is one that a high head does not push down.
        return wide - left - right, high - abs(top) - abs(bottom)

    def _margins(self, *, landscape: bool) -> tuple[int, int, int, int]:
        """Left, right, top and bottom: pages on their side are for wide tables and have less."""
        sides, ends = (_NARROWER, _LOWER) if landscape else (1.0, 1.0)
        return (
            round(self.left * sides),
            round(self.right * sides),
            round(self.top * ends),
            round(self.bottom * ends),
        )

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
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>{self._margins_xml(landscape)}{number}'
            f"<w:titlePg/>{'<w:bidi/><w:rtlGutter/>' if rtl else ''}</w:sectPr>"
        )

    def _margins_xml(self, landscape: bool) -> str:
        left, right, top, bottom = self._margins(landscape=landscape)
        own = {"top": top, "right": right, "bottom": bottom, "left": left}
        pairs = (own | self.other_margins).items()
        attributes = " ".join(f'w:{name}="{value}"' for name, value in pairs)
        return f"<w:pgMar {attributes}/>"


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
    return Page(
        width=int(size["w"]),
        height=int(size["h"]),
        left=int(margins["left"]),
        right=int(margins["right"]),
        top=int(margins["top"]),
        bottom=int(margins["bottom"]),
        other_margins={name: int(margins[name]) for name in ("header", "footer", "gutter")},
    )
