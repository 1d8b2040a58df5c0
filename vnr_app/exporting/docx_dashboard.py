"""All goals on one page: a tile in the goal's colour, its status, a message, the data at hand."""

from collections.abc import Iterator

from vnr_app.domain.report import Dashboard, Standing
from vnr_app.exporting.colors import TONES, text_on
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import numbered
from vnr_app.exporting.docx_tables import (
    BODY_ROW,
    HEADER_ROW,
    closing_notes,
    rules,
    shading,
    table_start,
)
from vnr_app.exporting.docx_widths import (
    BOLD,
    USUAL_MARGIN,
    points_of,
    text_width,
    turned,
    word_width,
)
from vnr_app.exporting.ooxml import keep_next, run_properties

_TILE = 480
_GOAL, _STATUS, _COVERAGE = 0.18, 0.17, 0.1
"""The parts of the line that title, status and data take at most."""
_ELSEWHERE = 2600
"""What title, caption and header row take of a page's height."""
_LINE_HEIGHT, _ARABIC_LINE_HEIGHT = 1.45, 1.75
_ROW_ROOM = 90
_NOTE_SIZE = 8
_STEP, _SMALLEST = 0.5, 6.5


def _widths(writer: Writer, block: Dashboard, size: float) -> list[int]:
    """Tile, title, status, message, data: the message takes what is left."""
    total = writer.look.width

    def column(texts: list[str], heading: str, part: float) -> int:
        least = points_of(word_width([*texts, heading]) * BOLD, size)
        most = points_of(max(map(text_width, texts), default=0) * BOLD, size)
        return max(min(most, round(total * part)), least) + 2 * USUAL_MARGIN

    goal, status, _message, data = block.headings
    title = column([row.goal.title for row in block.rows], goal, _GOAL)
    state = column([f"{row.symbol}\u00a0{row.status}" for row in block.rows], status, _STATUS)
    coverage = column([row.coverage for row in block.rows], data, _COVERAGE)
    return [_TILE, title, state, total - _TILE - title - state - coverage, coverage]


def _lines(text: str, width: int, size: float) -> int:
    return len(turned(text, round((width - 2 * USUAL_MARGIN) * 50 / size)))


def _height(writer: Writer, block: Dashboard, widths: list[int], size: float) -> float:
    """About the height of rows and notes in twentieths of a point."""
    line = 20 * (_ARABIC_LINE_HEIGHT if writer.rtl else _LINE_HEIGHT)
    height = 0.0
    for row in block.rows:
        texts = (row.goal.title, f"{row.symbol} {row.status}", row.message, row.coverage)
        cells = zip(texts, widths[1:], strict=True)
        height += max(_lines(text, width, size) for text, width in cells) * size * line + _ROW_ROOM
    for note in block.notes:
        height += _lines(note, sum(widths), _NOTE_SIZE) * _NOTE_SIZE * line + 2 * _ROW_ROOM
    return height


def _layout(writer: Writer, block: Dashboard) -> tuple[list[int], float]:
    """Widths, and the largest size of type in which all goals stand on one page."""
    size = writer.sizes["table-text"]
    while True:
        widths = _widths(writer, block, size)
        if (
            _height(writer, block, widths, size) <= writer.look.height - _ELSEWHERE
            or size - _STEP < _SMALLEST
        ):
            return widths, size
        size -= _STEP


def _cell(width: int, content: str, ground: str = "", span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = shading(ground) if ground else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _header(writer: Writer, block: Dashboard, widths: list[int], size: float) -> str:
    look = run_properties(size=size)
    spans = (widths[0] + widths[1], *widths[2:])
    cells = "".join(
        _cell(
            width,
            writer.paragraph("table-header", writer.text(heading, look)),
            writer.look.light,
            span=2 if number == 0 else 1,
        )
        for number, (heading, width) in enumerate(zip(block.headings, spans, strict=True))
    )
    return f"<w:tr>{HEADER_ROW}{cells}</w:tr>"


def _row(writer: Writer, row: Standing, widths: list[int], size: float) -> str:
    goal = row.goal
    word, ground = TONES.get(row.tone, (writer.look.ink, ""))
    tile = run_properties(bold=True, color=text_on(goal.color, writer.look.ink), size=size + 2)
    plain = run_properties(size=size)
    state = run_properties(bold=True, color=word, size=size)
    status = writer.text(f"{row.symbol}\u00a0{row.status}".strip("\u00a0"), state)
    cells = (
        _cell(
            widths[0],
            writer.paragraph("table-center", writer.text(goal.number, tile)),
            goal.color,
        ),
        _cell(
            widths[1],
            writer.paragraph(
                "table-text", writer.text(goal.title, run_properties(bold=True, size=size))
            ),
        ),
        _cell(widths[2], writer.paragraph("table-text", status), ground),
        _cell(widths[3], writer.paragraph("table-text", writer.text(row.message, plain))),
        _cell(widths[4], writer.paragraph("table-text", writer.text(row.coverage, plain))),
    )
    return f"<w:tr>{BODY_ROW}{''.join(cells)}</w:tr>"


def dashboard(writer: Writer, block: Dashboard) -> Iterator[str]:
    """The dashboard as one table."""
    strong = writer.look.strong
    caption = writer.text(block.caption, run_properties(color=strong))
    mark = numbered(writer, block.id, strong)
    if block.caption:
        yield writer.paragraph("caption", mark + caption)
        mark = ""
    widths, size = _layout(writer, block)
    rows = [keep_next(_row(writer, row, widths, size)) for row in block.rows]
    table = (
        table_start(writer, "table", widths, rtl=writer.rtl, properties=rules(strong))
        + _header(writer, block, widths, size)
        + "".join(rows)
        + (closing_notes(writer, widths, block.notes) if block.notes else "")
        + "</w:tbl>"
    )
    yield table.replace("</w:pPr>", f"</w:pPr>{mark}", 1) if mark else table
    writer.after_table = True
