"""The blocks of a chapter, each by the module that knows its kind."""

from collections.abc import Iterator

from vnr_app.domain import report as rp
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_dashboard import dashboard
from vnr_app.exporting.docx_figures import key_figures
from vnr_app.exporting.docx_front import signature, terms
from vnr_app.exporting.docx_illustrations import graph, side_by_side
from vnr_app.exporting.docx_outline import DEEPEST, with_partner
from vnr_app.exporting.docx_prose import prose
from vnr_app.exporting.docx_tables import data_table
from vnr_app.exporting.ooxml import run_properties


def _heading(writer: Writer, block: rp.Heading) -> str:
    level = min(max(block.level, 2), DEEPEST)
    properties = run_properties(color=writer.look.strong if level == 2 else "")
    content = writer.mark("s", block.id) + writer.text(block.text, properties)
    return writer.paragraph(writer.heading(level), content)


def chapter_xml(writer: Writer, chapter: rp.Chapter) -> Iterator[str]:
    """The blocks of a chapter; two small charts stand side by side."""
    for block, partner, base in with_partner(chapter):
        if partner and isinstance(block, rp.Graph):
            yield from side_by_side(writer, block, partner)
        else:
            yield from block_xml(writer, block, base)


def block_xml(writer: Writer, block: rp.Block, base: int) -> Iterator[str]:
    """A block that stands under a heading of level `base`, piece by piece."""
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
        case rp.Dashboard():
            yield from dashboard(writer, block)
            return
        case rp.Graph():
            yield from graph(writer, block)
            return
        case rp.Heading():
            yield _heading(writer, block)
        case rp.Signature():
            yield from signature(writer, block)
        case rp.Terms():
            yield from terms(writer, block)
        case rp.SourceLine(text=text):
            yield writer.paragraph("source", writer.text(text))
    writer.after_table = False
