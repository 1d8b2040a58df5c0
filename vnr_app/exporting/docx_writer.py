"""A report document as a Word file: the one entry point of the Word writer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from vnr_app.domain import report as rp
from vnr_app.exporting.docx_bands import band, tile
from vnr_app.exporting.docx_blocks import chapter_xml
from vnr_app.exporting.docx_contents import LIST_TITLE_HEIGHT, contents, lists
from vnr_app.exporting.docx_context import MEASURED, Look, Writer
from vnr_app.exporting.docx_cover import cover, plain_cover
from vnr_app.exporting.docx_folios import folios
from vnr_app.exporting.docx_front import terms_height
from vnr_app.exporting.docx_heads import Heads
from vnr_app.exporting.docx_lists import lists_of, with_lists
from vnr_app.exporting.docx_media import add_media
from vnr_app.exporting.docx_notes import Notes, links_of, new_notes_part, notes_xml
from vnr_app.exporting.docx_outline import Outline, outline_of
from vnr_app.exporting.docx_package import Replacement, write_package
from vnr_app.exporting.docx_page import Numbers, Page, page_of
from vnr_app.exporting.docx_shell import prepare
from vnr_app.exporting.docx_sources import with_sources
from vnr_app.exporting.docx_widths import table_layouts
from vnr_app.exporting.ooxml import DECLARATION, NAMESPACES, run_properties
from vnr_app.exporting.template import (
    Manifest,
    load_manifest,
    open_template,
    style_ids,
    type_size,
)
from vnr_app.i18n import _, words_of
from vnr_app.jobs import JobContext


@dataclass(frozen=True, slots=True)
class _Section:
    """Pages of one kind: what stands on them, and their properties."""

    pieces: Iterable[str]
    properties: str


def _first_lines(writer: Writer, report: rp.ReportDocument) -> str:
    """What a part of a report begins with in place of a cover: whose it is, of what, of when."""
    said = " \u00b7 ".join(filter(None, (report.title, report.year, report.date)))
    lines = [
        writer.paragraph("list-title", writer.text(report.country)),
        writer.paragraph("source", writer.text(said)),
    ]
    if report.marked_as:
        lines.append(writer.paragraph("source", writer.text(report.marked_as)))
    return "".join(lines)


@dataclass(slots=True)
class _Report:
    """One writing of one report."""

    report: rp.ReportDocument
    writer: Writer
    outline: Outline
    manifest: Manifest
    page: Page
    heads: Mapping[str, str]
    """The heads of the cover, of the contents and of each chapter by its place."""
    job: JobContext

    def _title(self, chapter: rp.Chapter, *, alone: bool) -> str:
        """A chapter's title; one that begins a part of a report stays on the page of its lines."""
        writer = self.writer
        mark = writer.mark("s", chapter.key)
        if chapter.goal:
            opening = band if self.manifest.bands == "filled" else tile
            return opening(writer, mark, chapter.goal, self.report.labels.goal)
        before = '<w:pageBreakBefore w:val="0"/>' if alone else ""
        return writer.paragraph("heading-1", mark + writer.text(chapter.title), before=before)

    def _chapter(self, number: int, chapter: rp.Chapter) -> Iterator[str]:
        writer, page, count = self.writer, self.page, len(self.report.chapters)
        self.job.progress(number, count, _("Writing the report"))
        self.job.check_cancelled()
        color = self.manifest.color(chapter.goal.color if chapter.goal else "")
        size = page.text_size(landscape=chapter.landscape)
        writer.look = Look.of(color, self.manifest.ink, *size, goal=chapter.goal is not None)
        writer.numbered = chapter.numbered and self.manifest.numbered_paragraphs
        writer.after_table = False
        alone = number == 0 and self.report.form != "review"
        if alone:
            yield _first_lines(writer, self.report)
        yield self._title(chapter, alone=alone)
        yield from chapter_xml(writer, chapter)

    def _chapters(self, *, front: bool) -> Iterator[_Section]:
        """The chapters before the contents, or the others; a part of a report has only others."""
        numbers: Numbers = "roman" if front else "arabic"
        whole = self.report.form == "review"
        first = True
        for number, chapter in enumerate(self.report.chapters):
            if (chapter.front and whole) is not front or chapter is self.outline.glossary:
                continue
            properties = self.page.section(
                self.heads[str(number)],
                rtl=self.report.right_to_left,
                landscape=chapter.landscape,
                numbers=numbers,
                anew=first,
            )
            yield _Section(self._chapter(number, chapter), properties)
            first = False

    def _contents(self, *, anew: bool) -> Iterator[_Section]:
        """Contents and lists; a few abbreviations stand below them where there is room."""
        size = self.page.text_size(landscape=False)
        self.writer.look = Look.of(self.manifest.accent, self.manifest.ink, *size, goal=False)
        entries = self.outline.entries
        if self.manifest.bands == "ruled":
            entries = tuple(replace(entry, color="") for entry in entries)
        below, room = lists(self.writer, self.outline)
        pieces = [contents(self.writer, entries), *below]
        glossary = self.outline.glossary
        apart = glossary is not None and self._height(glossary) > room
        if glossary and not apart:
            pieces += self._below_lists(glossary)
        # A section that ends inside a list makes LibreOffice forget the numbers of its pages.
        pieces.append(self._last_line())
        properties = self.page.section(
            self.heads["contents"], rtl=self.report.right_to_left, numbers="roman", anew=anew
        )
        yield _Section(pieces, properties)
        if glossary and apart:
            place = self.report.chapters.index(glossary)
            properties = self.page.section(
                self.heads[str(place)], rtl=self.report.right_to_left, numbers="roman"
            )
            yield _Section(self._chapter(place, glossary), properties)

    def _height(self, glossary: rp.Chapter) -> float:
        """About what a chapter of abbreviations takes of a page with its title."""
        blocks = (block for block in glossary.blocks if isinstance(block, rp.Terms))
        return LIST_TITLE_HEIGHT + sum(terms_height(self.writer, block) for block in blocks)

    def _below_lists(self, glossary: rp.Chapter) -> Iterator[str]:
        """A chapter of abbreviations with a title like those of the lists above it."""
        writer = self.writer
        title = writer.text(glossary.title, run_properties(size=writer.sizes["list-title"]))
        before = '<w:pageBreakBefore w:val="0"/><w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
        spacing = '<w:spacing w:before="440" w:after="160"/>'
        content = writer.mark("s", glossary.key) + title
        yield writer.paragraph("heading-1", content, before=before, after=spacing)
        yield from chapter_xml(writer, glossary)

    def _sections(self) -> Iterator[_Section]:
        report, page, writer, rtl = self.report, self.page, self.writer, self.report.right_to_left
        if report.form == "review":
            front = list(self._chapters(front=True))
            if self.manifest.cover == "plain":
                pieces = plain_cover(writer, report)
            else:
                pieces = cover(writer, report, page.width, page.left)
            yield _Section(pieces, page.section(self.heads["cover"], rtl=rtl))
            yield from front
            yield from self._contents(anew=not front)
        yield from self._chapters(front=False)

    def _last_line(self) -> str:
        """What Word wants after a table at an end, too small to take a page of its own."""
        height = '<w:spacing w:line="20" w:lineRule="exact"/>'
        return self.writer.paragraph("table-break", "", after=height)

    def _ended(self, piece: str, section: str) -> str:
        """The piece with a section's end in its last paragraph, a small one where it has none."""
        if not piece.endswith("</w:p>"):
            piece += self._last_line()
        at = piece.index("</w:pPr>", piece.rindex("<w:p>"))
        return piece[:at] + section + piece[at:]

    def body(self) -> Iterator[str]:
        """The document part, piece by piece."""
        yield f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
        held = properties = ""
        for section in self._sections():
            if held:
                yield self._ended(held, properties)
            held, properties = "", section.properties
            for piece in section.pieces:
                yield held
                held = piece
        count = len(self.report.chapters)
        self.job.progress(count, count, _("Writing the report"))
        last = "" if held.endswith("</w:p>") else self._last_line()
        yield f"{held}{last}{properties}</w:body></w:document>"


def _heads_of(heads: Heads, report: rp.ReportDocument) -> dict[str, str]:
    """The heads of the cover, of the contents, and of each chapter by its place."""
    named = {
        "cover": heads.cover(),
        "contents": heads.chapter(report.labels.contents, landscape=False, living=False),
    }
    for number, chapter in enumerate(report.chapters):
        goal = chapter.goal
        name = f"{report.labels.goal} {goal.number}" if goal else chapter.title
        named[str(number)] = heads.chapter(name, landscape=chapter.landscape, living=goal is None)
    return named


def write_docx(
    report: rp.ReportDocument,
    template: Path,
    stream: BinaryIO,
    job: JobContext,
    *,
    pages: Mapping[str, int] | None = None,
) -> None:
    """Write the report as a Word file in the template's dress to an open, seekable stream.

    Raises `KnownError` where the template cannot be used and `CancelledError` when stopped; the
    stream then holds nothing of use. The same report and template give the same bytes. `pages`
    are the pages of the bookmarks counted from the cover, for the contents (see
    `pages.write_paged_docx`).
    """
    report = with_sources(report)
    manifest = load_manifest(template)
    document = open_template(template)
    styles = style_ids(document, manifest)
    lists = lists_of(document, styles, manifest)
    outline, page = outline_of(report), page_of(document)
    sizes = {role: type_size(document, styles[role]) for role in MEASURED}
    heads = Heads(document, report, page, manifest)
    prepare(document, report)
    replaced: dict[str, Replacement] = {}
    notes_part = new_notes_part(document)
    writer = Writer(
        styles=styles,
        rtl=report.right_to_left,
        bookmarks=outline.bookmarks,
        notes=Notes(),
        lists=lists,
        links=links_of(document.part),
        note_links=links_of(notes_part),
        look=Look.of(manifest.accent, manifest.ink, *page.text_size(landscape=False), goal=False),
        language=report.language,
        labels=report.labels,
        words=words_of(report.language),
        references=outline.references,
        sources=report.sources,
        media=add_media(document, report, manifest),
        pages=folios(pages or {}, outline),
        layouts=table_layouts(
            report, page.text_width, page.text_width_landscape, sizes["table-text"]
        ),
        sizes=sizes,
    )
    numbering_part = document.part.numbering_part
    replaced[str(notes_part.partname)] = lambda: notes_xml(writer.notes, rtl=writer.rtl)
    replaced[str(numbering_part.partname)] = lambda: with_lists(numbering_part.blob, writer.lists)
    named = _heads_of(heads, report)
    body = _Report(report, writer, outline, manifest, page, named, job).body()
    write_package(document.part.package, stream, str(document.part.partname), body, replaced)
