"""Running heads and feet: the template's own, with the report's words for the names in braces.

Every chapter has a copy that names it. Word keeps the name right by a field; LibreOffice before
version 24 does not know that field and shows what it last held, so each copy holds its own chapter.
"""

import re
from typing import TYPE_CHECKING

from vnr_app.domain.report import ReportDocument
from vnr_app.exporting.docx_fields import field
from vnr_app.exporting.docx_page import Page
from vnr_app.exporting.ooxml import DECLARATION, NAMESPACES, escaped
from vnr_app.exporting.template import Manifest

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part

_CHAPTER = "{chapter}"
_TAB = re.compile(r"<w:tab (?=[^>]*w:pos=)[^>]*>")
_POSITION = re.compile(r'w:pos="(\d+)"')
_ALIGNED = re.compile(r'w:val="(right|end|center)"')
_NEAR = 300
"""How far from the margin a tab may stand to count as one that belongs there."""
_DRAWING = re.compile(r"<wp:docPr\b([^>]*?)(/?)>")
_FIRST_DRAWING = 1_000_000
"""The numbers of drawings in heads begin beyond those of the text, for none may occur twice."""
_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>\{chapter\}</w:t></w:r>"
)


def _widened(xml: str, width: int, wider: int) -> str:
    """The tabs at the margin and in the middle, where they belong on a page on its side."""

    def moved(tab: re.Match[str]) -> str:
        place, aligned = _POSITION.search(tab[0]), _ALIGNED.search(tab[0])
        if place is None or aligned is None:
            return tab[0]
        shares = 2 if aligned[1] == "center" else 1
        if abs(int(place[1]) - width // shares) > _NEAR:
            return tab[0]
        return tab[0].replace(place[0], f'w:pos="{wider // shares}"')

    return _TAB.sub(moved, xml)


class Heads:
    """The heads and feet of a report, made before its body is written."""

    def __init__(
        self, document: "WordDocument", report: ReportDocument, page: Page, manifest: Manifest
    ) -> None:
        chapter_style = manifest.styles["heading-1"]
        self._document = document
        self._report = report
        self._page = page
        self._symbol = manifest.symbol
        number = re.fullmatch("heading ([1-9])", chapter_style.casefold())
        # By its number Word finds a style of its own in every language.
        self._field = f"STYLEREF {number[1]}" if number else f'STYLEREF "{chapter_style}"'
        self._made: dict[tuple[str, str, str, bool], str] = {}
        self._parts = self._taken()
        self._drawings = _FIRST_DRAWING

    def _taken(self) -> dict[tuple[str, str], "Part"]:
        """The template's parts by kind ("header", "footer") and role ("default", "first", ...)."""
        from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

        found = {}
        main = self._document.part
        section = self._document.sections[-1]._sectPr
        for kind in ("header", "footer"):
            for reference in section.iterchildren(qn(f"w:{kind}Reference")):
                role = reference.get(qn("w:type"), "default")
                found[kind, role] = main.related_parts[reference.get(qn("r:id"))]
        for relation in list(main.rels.values()):
            if relation.reltype.endswith(("/header", "/footer")):
                del main.rels[relation.rId]
        return found

    def _filled(self, xml: str, chapter: str, *, living: bool) -> str:
        """A part with the report's words; `living` where the chapter's name is a field."""
        report = self._report
        if living:
            xml = _RUN.sub(lambda run: field(self._field, chapter, look=run[1] or ""), xml)
        words = {
            _CHAPTER: chapter,
            "{country}": report.country,
            "{title}": report.title,
            "{year}": report.year,
            "{page}": report.labels.page,
            "{symbol}": self._symbol,
        }
        for name, text in words.items():
            xml = xml.replace(name, escaped(text))
        if report.right_to_left:
            xml = re.sub(r"<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>", r"<w:rPr>\1<w:rtl/></w:rPr>", xml)
            xml = re.sub(r"<w:r>(?!<w:rPr>)", "<w:r><w:rPr><w:rtl/></w:rPr>", xml)
        return xml

    def _reference(
        self, kind: str, role: str, chapter: str, *, landscape: bool, living: bool, source: str = ""
    ) -> str:
        """A reference to a head or foot, made where there is none like it; "" without one."""
        original = self._parts.get((kind, source or role))
        if original is None:
            return ""
        xml = original.blob.decode()
        key = (kind, role, chapter if _CHAPTER in xml else "", landscape)
        if key not in self._made:
            if landscape:
                page = self._page
                xml = _widened(xml, page.text_width, page.text_width_landscape)
            content = self._filled(xml, chapter, living=living)
            self._made[key] = self._add(kind, content, original)
        return f'<w:{kind}Reference w:type="{role}" r:id="{self._made[key]}"/>'

    def _drawing(self, found: re.Match[str]) -> str:
        """The properties of a drawing with a number of its own; without words it is ornament."""
        self._drawings += 1
        attributes = re.sub(r'\bid="[^"]*"', f'id="{self._drawings}"', found[1])
        described = "" if "descr=" in attributes else ' descr=""'
        return f"<wp:docPr{attributes}{described}{found[2]}>"

    def _add(self, kind: str, content: str, like: "Part") -> str:
        """A new part beside those of the template, with the pictures that the original shows."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - only an export needs it
        from docx.opc.part import Part  # noqa: PLC0415

        main = self._document.part
        name = PackURI(f"/word/{kind}{len(self._made) + 1}.xml")
        content = _DRAWING.sub(self._drawing, content)
        part = Part(name, like.content_type, content.encode(), main.package)
        for relation in like.rels.values():
            target = relation.target_ref if relation.is_external else relation.target_part
            part.rels.add_relationship(
                relation.reltype, target, relation.rId, is_external=relation.is_external
            )
        return main.relate_to(
            part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        )

    def cover(self) -> str:
        """The references of the cover: what the template keeps for a first page."""
        return "".join(
            self._reference(kind, "first", "", landscape=False, living=False)
            for kind in ("header", "footer")
        )

    def _no_head(self) -> str:
        """An empty head, where a chapter would else inherit the cover's."""
        like = self._parts.get(("header", "first"))
        if like is None:
            return ""
        key = ("header", "none", "", False)
        if key not in self._made:
            line = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'
            empty = f"{DECLARATION}<w:hdr {NAMESPACES}>{line}</w:hdr>"
            self._made[key] = self._add("header", empty, like)
        return f'<w:headerReference w:type="first" r:id="{self._made[key]}"/>'

    def chapter(self, name: str, *, landscape: bool, living: bool) -> str:
        """The references of a chapter: no head on its first page, the foot on all.

        `living` where the name is the title of the chapter, which somebody may change in Word.
        """

        def reference(kind: str, role: str, source: str = "") -> str:
            return self._reference(
                kind, role, name, landscape=landscape, living=living, source=source
            )

        return (
            self._no_head()
            + reference("header", "default")
            + reference("header", "even")
            + reference("footer", "first", source="default")
            + reference("footer", "default")
            + reference("footer", "even")
        )
