"""A report document as a Word file: the one entry point of the Word writer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vnr_app.domain import report as rp
from vnr_app.exporting.docx_context import MEASURED, Look, Writer
from vnr_app.exporting.docx_cover import cover
from vnr_app.exporting.docx_fields import contents
from vnr_app.exporting.docx_figures import key_figures
from vnr_app.exporting.docx_lists import lists_of, with_lists
from vnr_app.exporting.docx_media import add_media
from vnr_app.exporting.docx_notes import Notes, links_of, new_notes_part, notes_xml
from vnr_app.exporting.docx_outline import DEEPEST, Outline, outline_of, with_base
from vnr_app.exporting.docx_package import Replacement, write_package
from vnr_app.exporting.docx_page import Page, page_of
from vnr_app.exporting.docx_prose import prose
from vnr_app.exporting.docx_shell import prepare
from vnr_app.exporting.docx_sources import with_sources
from vnr_app.exporting.docx_tables import data_table
from vnr_app.exporting.docx_widths import table_layouts
from vnr_app.exporting.ooxml import DECLARATION, NAMESPACES, run_properties
from vnr_app.exporting.template import (
    Manifest,
    load_manifest,
    open_template,
    style_ids,
    type_size,
)
from vnr_app.i18n import _
from vnr_app.jobs import JobContext


def _band(writer: Writer, mark: str, goal: rp.GoalMark, label: str) -> str:
    """The heading of a goal on a band of its colour: number large, official title beside it."""
    look = writer.look
    edge = f'w:val="single" w:color="{look.fill}"'
    borders = (
        f'<w:pBdr><w:top {edge} w:sz="96" w:space="6"/><w:left {edge} w:sz="48" w:space="6"/>'
        f'<w:bottom {edge} w:sz="96" w:space="10"/><w:right {edge} w:sz="48" w:space="6"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
        '<w:tabs><w:tab w:val="left" w:pos="2211"/></w:tabs>'
    )
    spacing = '<w:spacing w:before="240" w:after="440"/>'
    indent = '<w:ind w:left="2211" w:right="227" w:hanging="1984"/>'
    content = (
        mark
        + writer.styled(f"{label} ", "goal-label", look.on_fill)
        + writer.styled(goal.number, "goal-number", look.on_fill)
        + "<w:r><w:tab/></w:r>"
        + writer.styled(goal.title, "goal-title", look.on_fill)
    )
    return writer.paragraph("heading-1", content, before=borders, after=spacing + indent)


def _block(writer: Writer, block: rp.Block, base: int) -> Iterator[str]:
    match block:
        case rp.Prose(document=document):
            yield from prose(writer, document, base)
            return
        case rp.DataTable():
            yield from data_table(writer, block)
            return
        case rp.KeyFigures():
            yield from key_figures(writer, block)
            return
        case rp.Heading(level=level, text=text, id=identifier):
            level = min(max(level, 2), DEEPEST)
            properties = run_properties(color=writer.look.strong if level == 2 else "")
            content = writer.mark("s", identifier) + writer.text(text, properties)
            yield writer.paragraph(writer.heading(level), content)
        case rp.SourceLine(text=text):
            yield writer.paragraph("source", writer.text(text))
    writer.after_table = False


@dataclass(slots=True)
class _Report:
    """One writing of one report."""

    report: rp.ReportDocument
    writer: Writer
    outline: Outline
    manifest: Manifest
    page: Page
    job: JobContext

    def _chapter(self, chapter: rp.Chapter) -> Iterator[str]:
        writer, page = self.writer, self.page
        color = chapter.goal.color if chapter.goal else self.manifest.accent
        size = page.text_size(landscape=chapter.landscape)
        writer.look = Look.of(color, self.manifest.ink, *size, goal=chapter.goal is not None)
        writer.after_table = False
        mark = writer.mark("s", chapter.key)
        if chapter.goal:
            yield _band(writer, mark, chapter.goal, self.report.labels.goal)
        else:
            yield writer.paragraph("heading-1", mark + writer.text(chapter.title))
        for block, base in with_base(chapter):
            yield from _block(writer, block, base)

    def _last_line(self) -> str:
        """What Word wants after a table at the end, too small to take a page of its own."""
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
        report, page, writer, rtl = self.report, self.page, self.writer, self.report.right_to_left
        yield f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
        front = "".join(cover(writer, report, page.width, page.left))
        yield self._ended(front, page.section(cover=True, rtl=rtl))
        held = contents(writer, report.labels, self.outline.entries)
        landscape = False
        for number, chapter in enumerate(report.chapters):
            self.job.progress(number, len(report.chapters), _("Writing the report"))
            self.job.check_cancelled()
            if chapter.landscape != landscape:
                held = self._ended(held, page.section(landscape=landscape, rtl=rtl))
                landscape = chapter.landscape
            for piece in self._chapter(chapter):
                yield held
                held = piece
        self.job.progress(len(report.chapters), len(report.chapters), _("Writing the report"))
        last = "" if held.endswith("</w:p>") else self._last_line()
        section = page.section(landscape=landscape, rtl=rtl)
        yield f"{held}{last}{section}</w:body></w:document>"


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
    are the pages of the bookmarks, for the contents (see `pages.write_paged_docx`).
    """
    report = with_sources(report)
    manifest = load_manifest(template)
    document = open_template(template)
    styles = style_ids(document, manifest)
    lists = lists_of(document, styles, manifest)
    outline, page = outline_of(report), page_of(document)
    sizes = {role: type_size(document, styles[role]) for role in MEASURED}
    replaced: dict[str, Replacement] = {**prepare(document, report)}
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
        words=report.labels,
        references=outline.references,
        sources=report.sources,
        media=add_media(document, report, manifest.accent),
        pages=pages or {},
        layouts=table_layouts(
            report, page.text_width, page.text_width_landscape, sizes["table-text"]
        ),
        sizes=sizes,
    )
    numbering_part = document.part.numbering_part
    replaced[str(notes_part.partname)] = lambda: notes_xml(writer.notes)
    replaced[str(numbering_part.partname)] = lambda: with_lists(numbering_part.blob, writer.lists)
    body = _Report(report, writer, outline, manifest, page, job).body()
    write_package(document.part.package, stream, str(document.part.partname), body, replaced)
