"""Tables of figures and the row of key figures.

Widths are fixed and given in twentieths of a point; the grid is known before the first row is
written, and rows leave in portions, so that an annex of thousands of rows needs little memory.
"""

from collections.abc import Iterable, Iterator, Sequence

from vnr_app.domain.report import Cell, Column, DataTable, KeyFigure, KeyFigures, Row
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import sequence
from vnr_app.exporting.ooxml import is_plain, run, run_properties, runs_right_to_left

_PORTION = 200
_SMALL_TYPE = 7
_LETTER = 100
"""What a letter or digit of the table's type takes, in twentieths of a point."""
_MARGINS = 170
_GAP_AFTER_NUMBERS = 255
_MOST_FIGURES = 4
_LONG_VALUE = 8
_ALIGNED = {"start": "text", "end": "number", "center": "center"}
_HEADED = {"start": "table-header", "end": "table-header-number", "center": "table-header-center"}


def shared_widths(shares: Sequence[float], total: int) -> list[int]:
    """Whole widths in the proportion of the shares that sum up to `total`."""
    whole = sum(shares)
    edges = [round(total * sum(shares[: i + 1]) / whole) for i in range(len(shares))]
    return [edge - start for start, edge in zip([0, *edges], edges, strict=False)]


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


def rules(color: str, *, small: bool = False) -> str:
    """Borders above and below in a colour; narrower cells where the type is small."""
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{color}"'
    margins = (
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar>"
        if small
        else ""
    )
    return (
        f"<w:tblBorders><w:top {edge}/><w:bottom {edge}/></w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>{margins}'
    )


def _gaps(columns: tuple[Column, ...], *, small: bool) -> list[str]:
    """More room where words follow a column of numbers."""
    gap = _GAP_AFTER_NUMBERS // 2 if small else _GAP_AFTER_NUMBERS
    margin = f'<w:tcMar><w:left w:w="{gap}" w:type="dxa"/></w:tcMar>'
    before = ("start", *(column.align for column in columns))
    return [
        margin if left == "end" and column.align == "start" else ""
        for left, column in zip(before, columns, strict=False)
    ]


HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
BODY_ROW = "<w:trPr><w:cantSplit/></w:trPr>"


def shading(color: str) -> str:
    """The ground of a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def _longest_word(text: str) -> int:
    return len(text) if " " not in text else max(map(len, text.split()), default=0)


def crowded(table: DataTable, widths: Sequence[int]) -> bool:
    """Whether some word or number is too long for its column in type of the usual size."""
    room = [(width - _MARGINS) // _LETTER for width in widths]
    rows = (row.cells for row in table.rows if not row.group)
    heads = (Cell(column.title) for column in table.columns)
    return any(
        len(cell.text) > letters and _longest_word(cell.text) > letters
        for cells in (heads, *rows)
        for cell, letters in zip(cells, room, strict=False)
    )


class _Rows:
    """The rows of one table, with what is equal in each column made once."""

    def __init__(
        self, writer: Writer, columns: tuple[Column, ...], widths: list[int], *, small: bool
    ) -> None:
        self._writer = writer
        self._widths = widths
        self._size = _SMALL_TYPE if small else 0
        self._columns = columns
        self._gaps = _gaps(columns, small=small)
        bidi = "<w:bidi/>" if writer.rtl else ""
        self._heads = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{gap}</w:tcPr><w:p><w:pPr><w:pStyle '
            f'w:val="{writer.styles["table-" + _ALIGNED[column.align]]}"/>{bidi}</w:pPr>'
            for column, width, gap in zip(columns, widths, self._gaps, strict=True)
        ]
        self._plain = run_properties(size=self._size)
        self._opening = "" if writer.rtl else f"<w:r>{self._plain}<w:t>"

    def header(self) -> str:
        """The row of headings, repeated on each page."""
        look = self._writer.look
        line = f'w:val="single" w:sz="8" w:space="0" w:color="{look.strong}"'
        cells = []
        for column, width, gap in zip(self._columns, self._widths, self._gaps, strict=True):
            content = self._writer.text(column.title, run_properties(size=self._size))
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
                f"<w:tcBorders><w:bottom {line}/></w:tcBorders>{shading(look.light)}{gap}"
                f'<w:vAlign w:val="bottom"/></w:tcPr>'
                f"{self._writer.paragraph(_HEADED[column.align], content)}</w:tc>"
            )
        return f"<w:tr>{HEADER_ROW}{''.join(cells)}</w:tr>"

    def _content(self, cell: Cell) -> str:
        text = cell.text
        marked = cell.bold or cell.italic
        # Most cells of an annex are short numbers: no function calls for them.
        if self._opening and not marked and text and text.isascii() and is_plain(text):
            return f"{self._opening}{text}</w:t></w:r>"
        rtl = runs_right_to_left(text, self._writer.rtl)
        if not (marked or rtl):
            return run(text, self._plain)
        properties = run_properties(bold=cell.bold, italic=cell.italic, size=self._size, rtl=rtl)
        return run(text, properties)

    def _group(self, row: Row) -> str:
        """A row that heads the rows below it, across the table."""
        text = row.cells[0].text if row.cells else ""
        content = self._writer.text(text, run_properties(size=self._size))
        width = sum(self._widths)
        return (
            f'<w:tr>{BODY_ROW}<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self._widths)}"/>{shading(self._writer.look.wash)}</w:tcPr>'
            f"{self._writer.paragraph('table-group', content)}</w:tc></w:tr>"
        )

    def row(self, row: Row) -> str:
        """A row of cells; missing ones are empty."""
        if row.group:
            return self._group(row)
        texts = [self._content(cell) for cell in row.cells[: len(self._heads)]]
        texts += [""] * (len(self._heads) - len(texts))
        cells = "</w:p></w:tc>".join(map(str.__add__, self._heads, texts))
        return f"<w:tr>{BODY_ROW}{cells}</w:p></w:tc></w:tr>"


def data_table(writer: Writer, table: DataTable) -> Iterator[str]:
    """A caption with its number, the table, and the notes below it."""
    writer.tables += 1
    number = sequence(writer.prefix, writer.tables, writer.look.strong)
    strong = run_properties(color=writer.look.strong)
    label = writer.text(f"{writer.table_label} ", strong) + number
    caption = writer.text(f"\u2002{table.caption}", strong)
    yield writer.paragraph("caption", writer.mark("b", table.id, label) + caption)
    widths = shared_widths([max(c.share, 0.01) for c in table.columns], writer.look.width)
    small = crowded(table, widths)
    rows = _Rows(writer, table.columns, widths, small=small)
    borders = rules(writer.look.strong, small=small)
    yield table_start(writer, "table", widths, rtl=writer.rtl, properties=borders) + rows.header()
    for start in range(0, len(table.rows), _PORTION):
        yield "".join(rows.row(row) for row in table.rows[start : start + _PORTION])
    yield "</w:tbl>"
    for note in table.notes:
        yield writer.paragraph("source", writer.text(note))
    writer.after_table = not table.notes


def _figure(writer: Writer, figure: KeyFigure, width: int) -> str:
    """One key figure with an edge in the goal's colour."""
    look = writer.look
    size = 15 if len(figure.value) > _LONG_VALUE else 0
    value = writer.text(figure.value, run_properties(color=look.strong, size=size))
    unit = run_properties(color=look.strong, size=10)
    content = (
        writer.paragraph(
            "key-value",
            value + (writer.text(f"\u00a0{figure.unit}", unit) if figure.unit else ""),
        )
        + writer.paragraph("key-label", writer.text(figure.label))
        + writer.paragraph("key-period", writer.text(figure.period))
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>'
        f'<w:left w:val="single" w:sz="24" w:space="0" w:color="{look.fill}"/></w:tcBorders>'
        '<w:tcMar><w:left w:w="170" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tcMar>'
        f"</w:tcPr>{content}</w:tc>"
    )


def key_figures(writer: Writer, block: KeyFigures) -> Iterator[str]:
    """Up to four figures side by side."""
    figures = block.figures[:_MOST_FIGURES]
    if not figures:
        return
    widths = shared_widths([1.0] * len(figures), writer.look.width)
    layout = '<w:tblLayout w:type="fixed"/>'
    start = table_start(writer, "figures", widths, rtl=writer.rtl, properties=layout)
    cells = "".join(
        _figure(writer, figure, width) for figure, width in zip(figures, widths, strict=True)
    )
    yield f"{separated(writer)}{start}<w:tr>{BODY_ROW}{cells}</w:tr></w:tbl>"
    writer.after_table = True
