"""Who signs a foreword, and what abbreviations stand for."""

from collections.abc import Iterator

from vnr_app.domain.report import Signature, Terms
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_widths import BOLD, points_of, text_width
from vnr_app.exporting.ooxml import keep_next, run_properties

_GAP = 227
"""The room between an abbreviation and its meaning, in twentieths of a point."""
_WIDEST = 0.35
"""The part of a line that abbreviations may take."""


def signature(writer: Writer, block: Signature) -> Iterator[str]:
    """The line to sign on, the name below it, office, place and date."""
    lines = [writer.paragraph("signature-name", writer.text(block.name))]
    lines += [
        writer.paragraph("signature-text", writer.text(line))
        for line in (block.office, block.place)
        if line
    ]
    yield keep_next("".join(lines[:-1])) + lines[-1]


def terms(writer: Writer, block: Terms) -> Iterator[str]:
    """Abbreviations in bold type and their meanings in a column of their own.

    Paragraphs with a hanging indent: a table would say to a reading aid that there is a grid.
    """
    widest = max((text_width(short) for short, _meaning in block.terms), default=0) * BOLD
    column = points_of(widest, writer.sizes["term"]) + _GAP
    column = min(column, round(writer.look.width * _WIDEST))
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{column}"/></w:tabs>'
    indent = f'<w:ind w:left="{column}" w:hanging="{column}"/>'
    bold = run_properties(bold=True, color=writer.look.strong)
    for short, meaning in block.terms:
        content = f"{writer.text(short, bold)}<w:r><w:tab/></w:r>{writer.text(meaning)}"
        yield writer.paragraph("term", content, before=tabs, after=indent)
