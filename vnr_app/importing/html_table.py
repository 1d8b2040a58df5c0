"""Tables of HTML: rows, header rows, spans."""

from collections.abc import Callable
from dataclasses import replace

from vnr_app.domain.richtext import CellBlock, Runs, Table, TableCell, TableRow, Text
from vnr_app.importing.html_tree import Element

_MAX_AREA = 1_000_000
"""Places that the cells of a table may claim; beyond it, its spans are not believed."""
_TO_THE_END = 65_534  # HTML's limit, which also stands for rowspan="0"

CellReader = Callable[[Element], tuple[CellBlock, ...]]


def _elements(element: Element, *tags: str) -> list[Element]:
    return [e for e in element.children if isinstance(e, Element) and e.tag in tags]


def _rows(table: Element) -> list[tuple[list[Element], bool]]:
    """The cells of each row that has any, and whether it is a header row by its place or tags."""
    rows: list[tuple[list[Element], bool]] = []
    for part in _elements(table, "tr", "thead", "tbody", "tfoot"):
        for row in [part] if part.tag == "tr" else _elements(part, "tr"):
            cells = _elements(row, "td", "th")
            # A lone th may head the rows beside it, not the columns below.
            all_th = len(cells) > 1 and all(cell.tag == "th" for cell in cells)
            if cells:
                rows.append((cells, part.tag == "thead" or all_th))
    return rows


def _span(cell: Element, name: str, limit: int) -> int:
    text = cell.attributes.get(name, "").strip()
    if not (text.isascii() and text.isdecimal()):
        return 1
    span = int(text[:6])
    return min(span, limit) if span else (limit if name == "rowspan" else 1)


def has_cells(table: Element) -> bool:
    """Whether there is anything to make a table of."""
    return bool(_rows(table))


def table_caption(table: Element) -> Element | None:
    """The caption element of a table."""
    return next(iter(_elements(table, "caption")), None)


def read_table(table: Element, read_cell: CellReader) -> Table:
    """The table, with the blocks of each cell as `read_cell` gives them."""
    rows = _rows(table)
    spans = [
        [
            (_span(cell, "colspan", 1000), min(_span(cell, "rowspan", _TO_THE_END), len(rows) - r))
            for cell in cells
        ]
        for r, (cells, _header) in enumerate(rows)
    ]
    if sum(width * height for row in spans for width, height in row) > _MAX_AREA:
        spans = [[(1, 1)] * len(row) for row in spans]
    header_rows = 0
    while header_rows < len(rows) and rows[header_rows][1]:
        header_rows += 1
    return Table(
        header_rows=header_rows,
        rows=tuple(
            TableRow(
                tuple(
                    TableCell(blocks=read_cell(cell), col_span=width, row_span=height)
                    for cell, (width, height) in zip(cells, row_spans, strict=True)
                )
            )
            for (cells, _header), row_spans in zip(rows, spans, strict=True)
        ),
    )


def _texts(row: TableRow) -> list[Text]:
    """The runs of a row that hold a word."""
    runs = [run for cell in row.cells for block in cell.blocks for run in block.runs]
    return [run for run in runs if isinstance(run, Text) and run.text.strip()]


def _is_bold(row: TableRow) -> bool:
    texts = _texts(row)
    return bool(texts) and all(text.bold for text in texts)


def _unmarked(runs: Runs) -> Runs:
    return tuple(replace(run, bold=False) if isinstance(run, Text) else run for run in runs)


def _without_bold(row: TableRow) -> TableRow:
    return TableRow(
        tuple(
            replace(cell, blocks=tuple(replace(b, runs=_unmarked(b.runs)) for b in cell.blocks))
            for cell in row.cells
        )
    )


def plain_head(table: Table) -> Table:
    """The table with its header rows said by their number, not by bold letters.

    Where HTML names none, they are the first rows whose every word is bold, if any row is not.
    """
    bold = [_is_bold(row) for row in table.rows]
    heads = table.header_rows
    if not heads and not all(bold):
        heads = bold.index(False)
    rows = (
        _without_bold(row) if number < heads and bold[number] else row
        for number, row in enumerate(table.rows)
    )
    return replace(table, header_rows=heads, rows=tuple(rows))
