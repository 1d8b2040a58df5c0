"""Who signs a foreword, and what abbreviations stand for."""

from collections.abc import Iterator

from vnr_app.domain.report import Signature, Terms
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_widths import BOLD, points_of, text_width, turned
from vnr_app.exporting.ooxml import keep_next, run_properties

_GAP = 227
"""The room between an abbreviation and its meaning, in twentieths of a point."""
_LINE_HEIGHT = 2.0
"""Of a line of abbreviations with the room around it, by the size of its type."""
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


def _column(writer: Writer, block: Terms) -> int:
    """The width of the abbreviations."""
    widest = max((text_width(short) for short, _meaning in block.terms), default=0) * BOLD
    column = points_of(widest, writer.sizes["term"]) + _GAP
    return min(column, round(writer.look.width * _WIDEST))


def terms_height(writer: Writer, block: Terms) -> float:
    """About what abbreviations take of a page's height, in twentieths of a point."""
    size = writer.sizes["term"]
    room = round((writer.look.width - _column(writer, block)) * 50 / size)
    lines = sum(len(turned(meaning, room)) for _short, meaning in block.terms)
    return lines * size * 20 * _LINE_HEIGHT


def terms(writer: Writer, block: Terms) -> Iterator[str]:
    """Abbreviations in bold type and their meanings in a column of their own.

    Paragraphs with a hanging indent: a table would say to a reading aid that there is a grid.
    """
    column = _column(writer, block)
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{column}"/></w:tabs>'
    indent = f'<w:ind w:left="{column}" w:hanging="{column}"/>'
    bold = run_properties(bold=True, color=writer.look.strong)
    for short, meaning in block.terms:
        content = f"{writer.text(short, bold)}<w:r><w:tab/></w:r>{writer.text(meaning)}"
        yield writer.paragraph("term", content, before=tabs, after=indent)
