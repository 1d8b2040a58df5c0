"""The row of key figures at the opening of a goal."""

from collections.abc import Iterator, Sequence

from vnr_app.domain.report import KeyFigure, KeyFigures
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_tables import BODY_ROW, separated, table_start
from vnr_app.exporting.docx_widths import BOLD, points_of, shared_widths, text_width
from vnr_app.exporting.ooxml import run_properties

_MOST_FIGURES = 4
_LONG_UNIT = 8
"""A longer unit stands on a line of its own below the number."""
_UNIT_SIZE = 10
_EDGE, _FAR_EDGE = 170, 113
"""The room in a cell before and after its text, in twentieths of a point."""
_SMALLEST = 9


def _beside(figure: KeyFigure) -> str:
    """A short unit, which stands beside its number."""
    return f"\u00a0{figure.unit}" if 0 < len(figure.unit) <= _LONG_UNIT else ""


def _value_size(figures: Sequence[KeyFigure], width: int, usual: float) -> float:
    """One size of type in which every number and its unit have room on a line, in points."""
    size = usual
    for figure in figures:
        unit = points_of(text_width(_beside(figure)) * BOLD, _UNIT_SIZE)
        room = width - _EDGE - _FAR_EDGE - unit
        number = points_of(text_width(figure.value) * BOLD, usual)
        if number > room:
            size = min(size, int(2 * usual * room / number) / 2)
    return max(size, _SMALLEST)


def _edges(writer: Writer, *, last: bool) -> str:
    """The edge of a cell where its lines begin.

    From right to left LibreOffice draws that only where the cell before it has the same edge.
    """
    line = f'w:val="single" w:sz="24" w:space="0" w:color="{writer.look.fill}"'
    shared = f"<w:right {line}/>" if writer.rtl and not last else ""
    return f"<w:tcBorders><w:left {line}/>{shared}</w:tcBorders>"


def _figure(writer: Writer, figure: KeyFigure, width: int, size: float, *, last: bool) -> str:
    """One key figure with an edge in the goal's colour."""
    look = writer.look
    number = figure.value.replace(" ", "\u00a0")
    value = writer.text(number, run_properties(color=look.strong, size=size))
    beside = _beside(figure)
    value += writer.text(beside, run_properties(color=look.strong, size=_UNIT_SIZE))
    lines = [writer.paragraph("key-value", value)]
    if figure.unit and not beside:
        unit = writer.text(figure.unit, run_properties(color=look.strong))
        lines.append(writer.paragraph("key-unit", unit))
    lines.append(writer.paragraph("key-label", writer.text(figure.label)))
    lines.append(writer.paragraph("key-period", writer.text(figure.period)))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_edges(writer, last=last)}'
        f'<w:tcMar><w:left w:w="{_EDGE}" w:type="dxa"/>'
        f'<w:right w:w="{_FAR_EDGE}" w:type="dxa"/></w:tcMar></w:tcPr>{"".join(lines)}</w:tc>'
    )


def key_figures(writer: Writer, block: KeyFigures) -> Iterator[str]:
    """Up to four figures side by side."""
    figures = block.figures[:_MOST_FIGURES]
    if not figures:
        return
    widths = shared_widths([1.0] * len(figures), writer.look.width)
    usual = writer.sizes["key-value"]
    size = _value_size(figures, min(widths), usual)
    layout = '<w:tblLayout w:type="fixed"/>'
    start = table_start(writer, "figures", widths, rtl=writer.rtl, properties=layout)
    chosen = size if size != usual else 0
    cells = "".join(
        _figure(writer, figure, width, chosen, last=number == len(figures))
        for number, (figure, width) in enumerate(zip(figures, widths, strict=True), start=1)
    )
    yield f"{separated(writer)}{start}<w:tr>{BODY_ROW}{cells}</w:tr></w:tbl>"
    writer.after_table = True
