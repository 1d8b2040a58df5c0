"""Tables of figures.

Widths are fixed and given in twentieths of a point; the grid is known before the first row is
written, and rows leave in portions, so that an annex of thousands of rows needs little memory.
"""

from collections.abc import Iterable, Iterator

from vnr_app.domain.report import Alignment, Cell, Column, DataTable, Row
from vnr_app.exporting.colors import TONES
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import numbered
from vnr_app.exporting.docx_widths import USUAL_MARGIN, Layout
from vnr_app.exporting.ooxml import (
    are_plain,
    directed,
    in_squares,
    keep_next,
    run,
    run_properties,
)

_PORTION = 200
_ALIGNED = {"start": "text", "end": "number", "center": "center"}
_HEADED = {"start": "table-header", "end": "table-header-number", "center": "table-header-center"}


def _aligned(column: Column, *, rtl: bool) -> Alignment:
    """Numbers stand at the right of their column, which from right to left is where lines begin.

    At the end of the line "5.9 (2025)" and "31.4 (2015)" would begin below each other.
    """
    return "start" if rtl and column.align == "end" else column.align


def table_start(
    writer: Writer, role: str, widths: Iterable[int], *, rtl: bool, properties: str = ""
) -> str:
    """The opening of a table of fixed widths: style, direction and grid."""
    columns = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{writer.styles[role]}"/>'
        f"{'<w:bidiVisual/>' if rtl else ''}"
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/>{properties}'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def separated(writer: Writer) -> str:
    """What must stand before a table that follows a table, lest Word make one of them."""
    return writer.paragraph("table-break", "") if writer.after_table else ""


def rules(color: str, margin: int = USUAL_MARGIN) -> str:
    """Borders above and below in a colour; narrower cells where the type is small."""
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{color}"'
    margins = (
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        if margin != USUAL_MARGIN
        else ""
    )
    return (
        f"<w:tblBorders><w:top {edge}/><w:bottom {edge}/></w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>{margins}'
    )


def _gaps(columns: tuple[Column, ...], gap: int, *, rtl: bool) -> list[str]:
    """More room where words follow a column of numbers.

    From right to left on both sides: Word takes the left one for the one where lines begin,
    LibreOffice for the left.
    """
    other = f'<w:right w:w="{gap}" w:type="dxa"/>' if rtl else ""
    margin = f'<w:tcMar><w:left w:w="{gap}" w:type="dxa"/>{other}</w:tcMar>'
    before = ("start", *(column.align for column in columns))
    return [
        margin if left == "end" and column.align == "start" else ""
        for left, column in zip(before, columns, strict=False)
    ]


HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
BODY_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_END = "</w:p></w:tc>"
_NO_CELL = Cell("")
_OPENING = 4
"""So many rows at the foot of a page are a beginning; fewer stand on the next one."""


def shading(color: str) -> str:
    """The ground of a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def kept_rows(count: int, *, followed: bool = False) -> set[int]:
    """The rows that stay with the next one, so that neither end of a table stands alone.

    The first rows and the last two keep together, these also with what follows where it must.
    """
    kept = {*range(_OPENING - 1), count - 2} & set(range(count - 1))
    return kept | {count - 1} if followed and count else kept


class _Rows:
    """The rows of one table, with what is equal in each column made once."""

    def __init__(
        self, writer: Writer, columns: tuple[Column, ...], layout: Layout, kept: set[int]
    ) -> None:
        self._writer = writer
        self._widths = layout.widths
        self._size = layout.size
        self._columns = columns
        self._kept = kept
        self._aligned = [_aligned(column, rtl=writer.rtl) for column in columns]
        self._gaps = _gaps(columns, layout.gap, rtl=writer.rtl)
        bidi = "<w:bidi/>" if writer.rtl else ""
        self._heads = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{gap}</w:tcPr><w:p><w:pPr><w:pStyle '
            f'w:val="{writer.styles["table-" + _ALIGNED[aligned]]}"/>{bidi}</w:pPr>'
            for aligned, width, gap in zip(self._aligned, layout.widths, self._gaps, strict=True)
        ]
        self._plain = run_properties(size=self._size)
        opening = f"<w:r>{self._plain}<w:t>"
        self._filled = [] if writer.rtl else [head + opening for head in self._heads]
        cells = "".join(
            f"{filled.replace('%', '%%')}%s</w:t></w:r>{_END}" for filled in self._filled
        )
        self._full_row = f"<w:tr>{BODY_ROW}{cells}</w:tr>"
        self._full_row_kept = keep_next(self._full_row)

    def header(self) -> str:
        """The row of headings, repeated on each page."""
        look = self._writer.look
        line = f'w:val="single" w:sz="8" w:space="0" w:color="{look.strong}"'
        cells = []
        parts = zip(self._columns, self._aligned, self._widths, self._gaps, strict=True)
        for column, aligned, width, gap in parts:
            content = self._writer.text(column.title, self._plain)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
                f"<w:tcBorders><w:bottom {line}/></w:tcBorders>{shading(look.light)}{gap}"
                f'<w:vAlign w:val="bottom"/></w:tcPr>'
                f"{self._writer.paragraph(_HEADED[aligned], content)}</w:tc>"
            )
        return f"<w:tr>{HEADER_ROW}{''.join(cells)}</w:tr>"

    def _content(self, cell: Cell) -> str:
        text, rtl = directed(cell.text, self._writer.rtl)
        marked = cell.bold or cell.italic or cell.tone
        square = in_squares(text)
        if not (marked or rtl or square):
            return run(text, self._plain)
        properties = run_properties(
            bold=cell.bold or bool(cell.tone),
            italic=cell.italic,
            color=TONES[cell.tone][0] if cell.tone else "",
            size=self._size,
            rtl=rtl,
            square=square,
        )
        return run(text, properties)

    def _group(self, row: Row) -> str:
        """A row across the table: it heads the rows below it, or says that there are none."""
        cell = row.cells[0] if row.cells else Cell("")
        role, ground = "table-group-quiet", ""
        if cell.bold:
            role, ground = "table-group", shading(self._writer.look.wash)
        content = self._writer.text(cell.text, self._plain)
        return (
            f'<w:tr>{BODY_ROW}<w:tc><w:tcPr><w:tcW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self._widths)}"/>{ground}</w:tcPr>'
            f"{self._writer.paragraph(role, content)}</w:tc></w:tr>"
        )

    def _row(self, row: Row, *, kept: bool) -> str:
        """A row of cells; missing ones are empty. One that is `kept` stays with the next."""
        if row.group:
            group = self._group(row)
            return keep_next(group) if kept else group
        cells = row.cells
        if len(cells) != len(self._heads):
            cells = (*cells, *(_NO_CELL,) * len(self._heads))[: len(self._heads)]
        texts = [cell.text for cell in cells if not (cell.bold or cell.italic or cell.tone)]
        # Most cells of an annex are short numbers: no function calls for them.
        if self._filled and len(texts) == len(cells) and are_plain(texts):
            if all(texts):
                return (self._full_row_kept if kept else self._full_row) % tuple(texts)
            written = [
                f"{filled}{text}</w:t></w:r>{_END}" if text else f"{head}{_END}"
                for head, filled, text in zip(self._heads, self._filled, texts, strict=True)
            ]
        else:
            pairs = zip(self._heads, cells, strict=True)
            written = [f"{head}{self._content(cell)}{_END}" for head, cell in pairs]
        line = "".join(written)
        return f"<w:tr>{BODY_ROW}{keep_next(line) if kept else line}</w:tr>"

    def portions(self, rows: tuple[Row, ...]) -> Iterator[str]:
        """The rows in portions, with those that must not part from the next one marked."""
        for start in range(0, len(rows), _PORTION):
            portion = enumerate(rows[start : start + _PORTION], start=start)
            lines = [self._row(row, kept=number in self._kept) for number, row in portion]
            yield "".join(lines)


def closing_notes(writer: Writer, widths: list[int], notes: tuple[str, ...]) -> str:
    """The notes below the closing rule: a last row, for LibreOffice keeps rows together only.

    A paragraph after the table would at times stand alone on the next page.
    """
    line = f'w:val="single" w:sz="8" w:space="0" w:color="{writer.look.strong}"'
    content = "".join(writer.paragraph("source", writer.text(note)) for note in notes)
    return (
        f'<w:tr>{BODY_ROW}<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/>'
        f'<w:tcBorders><w:top {line}/><w:bottom w:val="nil"/></w:tcBorders>'
        f"</w:tcPr>{content}</w:tc></w:tr>"
    )


def data_table(writer: Writer, table: DataTable) -> Iterator[str]:
    """A caption with its number, the table, and the notes below it."""
    strong = writer.look.strong
    mark = numbered(writer, table.id, strong)
    if table.caption:
        caption = writer.text(table.caption, run_properties(color=strong))
        yield writer.paragraph("caption", mark + caption)
        mark = ""
    else:
        yield separated(writer)
    layout = next(writer.layouts)
    kept = kept_rows(len(table.rows), followed=bool(table.notes))
    rows = _Rows(writer, table.columns, layout, kept)
    borders = rules(writer.look.strong, layout.margin)
    start = table_start(writer, "table", layout.widths, rtl=writer.rtl, properties=borders)
    header = rows.header()
    yield start + (header.replace("</w:pPr>", f"</w:pPr>{mark}", 1) if mark else header)
    yield from rows.portions(table.rows)
    notes = closing_notes(writer, layout.widths, table.notes) if table.notes else ""
    yield f"{notes}</w:tbl>"
    writer.after_table = True
