"""The row of key figures at the opening of a goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vnr_app.domain.report import KeyFigure, KeyFigures
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_tables import BODY_ROW, separated, table_start
from vnr_app.exporting.docx_widths import (
    BOLD,
    points_of,
    shared_widths,
    text_width,
    turned,
    word_width,
)
from vnr_app.exporting.ooxml import run_properties

_MOST_FIGURES = 4
_UNIT_SIZE, _SHORT_UNIT = 10, 8
_EDGE, _FAR_EDGE = 170, 113
"""The room in a cell before and after its text, in twentieths of a point."""
_SMALLEST = 9
_LABEL_SIZES = (9, 8.5, 8)
"""The sizes of type that labels may have, the first that of the style."""
_MOST_LINES = 5
"""Labels of more lines have half the text's width instead of a quarter."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What the figures of a row have in common: sizes of type, and where units stand."""

    width: int
    value: float
    """0 for that of the style; so `label`."""
    label: float
    below: bool
    """Whether long units have a line of their own, below the labels."""


def _beside(figure: KeyFigure, *, below: bool) -> str:
    """A unit that stands beside its number: any short one does."""
    if not figure.unit or (below and len(figure.unit) > _SHORT_UNIT):
        return ""
    return f"\u00a0{figure.unit}"


def _room(width: int) -> int:
    return width - _EDGE - _FAR_EDGE


def _number_width(figure: KeyFigure, size: float, *, below: bool) -> int:
    unit = points_of(text_width(_beside(figure, below=below)) * BOLD, _UNIT_SIZE)
    return points_of(text_width(figure.value) * BOLD, size) + unit


def _value_size(figures: Sequence[KeyFigure], width: int, usual: float, *, below: bool) -> float:
    """One size of type in which every number has room on a line with its unit, in points."""
    size = usual
    while size > _SMALLEST and any(
        _number_width(figure, size, below=below) > _room(width) for figure in figures
    ):
        size -= 0.5
    return size


def _label_size(figures: Sequence[KeyFigure], width: int) -> float:
    """The size of type in which no word breaks and no label has too many lines, 0 for none."""
    for size in _LABEL_SIZES:
        room = round(_room(width) * 50 / size)
        if all(
            word_width([figure.label]) <= room and len(turned(figure.label, room)) <= _MOST_LINES
            for figure in figures
        ):
            return size
    return 0


def _rows(figures: Sequence[KeyFigure]) -> list[Sequence[KeyFigure]]:
    """The figures in one row, or in two where labels would be too long."""
    return [figures[:2], figures[2:]] if len(figures) > 2 else [figures]


def _edges(writer: Writer, *, last: bool) -> str:
    """The edge of a cell where its lines begin.

    From right to left LibreOffice draws that only where the cell before it has the same edge.
    """
    line = f'w:val="single" w:sz="24" w:space="0" w:color="{writer.look.fill}"'
    shared = f"<w:right {line}/>" if writer.rtl and not last else ""
    return f"<w:tcBorders><w:left {line}/>{shared}</w:tcBorders>"


def _figure(writer: Writer, figure: KeyFigure, row: _Row, *, last: bool) -> str:
    """One key figure with an edge in the goal's colour."""
    look = writer.look
    number = figure.value.replace(" ", "\u00a0")
    value = writer.text(number, run_properties(color=look.strong, size=row.value))
    beside = _beside(figure, below=row.below)
    value += writer.text(beside, run_properties(color=look.strong, size=_UNIT_SIZE))
    lines = [writer.paragraph("key-value", value)]
    label = writer.text(figure.label, run_properties(size=row.label))
    lines.append(writer.paragraph("key-label", label))
    if figure.unit and not beside:
        unit = writer.text(figure.unit, run_properties(color=look.strong))
        lines.append(writer.paragraph("key-unit", unit))
    lines.append(writer.paragraph("key-period", writer.text(figure.period)))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{row.width}" w:type="dxa"/>{_edges(writer, last=last)}'
        f'<w:tcMar><w:left w:w="{_EDGE}" w:type="dxa"/>'
        f'<w:right w:w="{_FAR_EDGE}" w:type="dxa"/></w:tcMar></w:tcPr>{"".join(lines)}</w:tc>'
    )


def _row(writer: Writer, figures: Sequence[KeyFigure], columns: int) -> str:
    """A table of one row; `columns` is how many it has room for."""
    widths = shared_widths([1.0] * columns, writer.look.width)[: len(figures)]
    width, usual = min(widths), writer.sizes["key-value"]
    below = any(_number_width(each, usual, below=False) > _room(width) for each in figures)
    below = below and any(len(figure.unit) > _SHORT_UNIT for figure in figures)
    size = _value_size(figures, width, usual, below=below)
    label = _label_size(figures, width) or _LABEL_SIZES[-1]
    layout = '<w:tblLayout w:type="fixed"/>'
    start = table_start(writer, "figures", widths, rtl=writer.rtl, properties=layout)
    chosen = _Row(
        width, size if size != usual else 0, label if label != _LABEL_SIZES[0] else 0, below
    )
    cells = "".join(
        _figure(writer, figure, replace(chosen, width=own), last=number == len(figures))
        for number, (figure, own) in enumerate(zip(figures, widths, strict=True), start=1)
    )
    return f"{start}<w:tr>{BODY_ROW}{cells}</w:tr></w:tbl>"


def key_figures(writer: Writer, block: KeyFigures) -> Iterator[str]:
    """Up to four figures side by side, in two rows where their labels are long."""
    figures = block.figures[:_MOST_FIGURES]
    if not figures:
        return
    quarter = writer.look.width // len(figures)
    rows = [figures] if _label_size(figures, quarter) else _rows(figures)
    columns = max(map(len, rows))
    for row in rows:
        yield separated(writer) + _row(writer, row, columns)
        writer.after_table = True
