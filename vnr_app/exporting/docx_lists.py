"""Numbered and marked lists, in the form that the template's list styles give them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vnr_app.exporting.template import Manifest, invalid_template
from vnr_app.i18n import _

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element


class Lists:
    """Numbered lists: each counts from one, through an instance of the template's numbering."""

    def __init__(self, bullet: int, number: int, first_free: int) -> None:
        self.bullet = bullet
        self._pattern = number
        self._first = first_free
        self._count = 0

    def restart(self) -> int:
        """The id of a new numbered list."""
        self._count += 1
        return self._first + self._count - 1

    def xml(self) -> str:
        """The instances as `w:num` elements."""
        levels = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            for level in range(9)
        )
        return "".join(
            f'<w:num w:numId="{self._first + i}"><w:abstractNumId w:val="{self._pattern}"/>'
            f"{levels}</w:num>"
            for i in range(self._count)
        )


def _number_of(styles: "_Element", style_id: str) -> str:
    """The numbering instance of a list style, empty where it has none."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    for style in styles.iterchildren(qn("w:style")):
        if style.get(qn("w:styleId")) == style_id:
            number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            return "" if number is None else number.get(qn("w:val"), "")
    return ""


def lists_of(document: "WordDocument", styles: Mapping[str, str], manifest: Manifest) -> Lists:
    """The lists of the template; `KnownError` where a list style is without a list."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    numbers = {
        role: _number_of(document.styles.element, styles[role]) for role in ("bullet", "number")
    }
    patterns: dict[str, str] = {}
    if any(numbers.values()):
        for instance in document.part.numbering_part.element.iterchildren(qn("w:num")):
            pattern = instance.find(qn("w:abstractNumId"))
            patterns[instance.get(qn("w:numId"), "")] = pattern.get(qn("w:val"), "")
    for role, number in numbers.items():
        if number not in patterns:
            reason = _("its style “{name}” has no list").format(name=manifest.styles[role])
            raise invalid_template(manifest.file, reason)
    first_free = max(int(number) for number in patterns) + 1
    return Lists(int(numbers["bullet"]), int(patterns[numbers["number"]]), first_free)


def with_lists(numbering: bytes, lists: Lists) -> str:
    """The numbering part with the instances that the text used."""
    xml = numbering.decode()
    at = xml.rfind("<w:numIdMacAtCleanup")
    at = xml.rindex("</w:numbering>") if at < 0 else at
    return xml[:at] + lists.xml() + xml[at:]
