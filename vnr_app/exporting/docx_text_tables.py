"""Tables of text: spans laid out on a grid, widths after the length of what stands in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_tables import place_cells
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_outline import runs_text
from vnr_app.exporting.docx_tables import (
    BODY_ROW,
    HEADER_ROW,
    kept_rows,
    rules,
    separated,
    shading,
    table_start,
)
from vnr_app.exporting.docx_widths import (
    BOLD,
    USUAL_MARGIN,
    Bounds,
    fitted_widths,
    points_of,
    text_width,
    word_width,
)
from vnr_app.exporting.ooxml import keep_next

CellContent = Callable[[Writer, rt.TableCell, str, str], str]
"""Writer, cell, role of its paragraphs and what opens the first of them -> paragraphs."""

_SHORTEST, _LONGEST = 3000, 26000
"""Bounds of a column's share, in thousandths of an em."""
_NO_CELL = rt.TableCell()


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell's place in a row of the grid; `merge` is "", "restart" or "continue"."""

    cell: rt.TableCell
    column: int
    span: int
    merge: str = ""


def grid_of(table: rt.Table) -> list[list[Slot]]:
    """Each row's slots from the first column to the last, without gap or overlap."""
    placed = place_cells(table.rows)
    width = max((one.column + one.cell.col_span for one in placed), default=0)
    lines: list[dict[int, Slot]] = [{} for _ in table.rows]
    covered: list[set[int]] = [set() for _ in table.rows]
    for one in placed:
        span, height = one.cell.col_span, one.cell.row_span
        for row in range(one.row, one.row + height):
            merge = "" if height == 1 else "restart" if row == one.row else "continue"
            cell = one.cell if row == one.row else _NO_CELL
            lines[row][one.column] = Slot(cell, one.column, span, merge)
            covered[row].update(range(one.column, one.column + span))
    for line, taken in zip(lines, covered, strict=True):
        line.update({c: Slot(_NO_CELL, c, 1) for c in range(width) if c not in taken})
    return [[line[column] for column in sorted(line)] for line in lines]


def _widths(grid: list[list[Slot]], header_rows: int, total: int, size: float) -> list[int]:
    """Widths after the longest text in each column, but never too narrow for its longest word."""
    count = grid[0][-1].column + grid[0][-1].span
    words, lines = [0.0] * count, [0.0] * count
    for number, slots in enumerate(grid):
        bold = BOLD if number < header_rows else 1
        for slot in slots:
            if slot.span == 1:
                texts = [runs_text(block.runs) for block in slot.cell.blocks]
                line = max(map(text_width, texts), default=0)
                words[slot.column] = max(words[slot.column], word_width(texts) * bold)
                lines[slot.column] = max(lines[slot.column], line * bold)
    columns = [
        Bounds(
            least=points_of(word, size) + 2 * USUAL_MARGIN,
            most=points_of(max(word, line), size) + 2 * USUAL_MARGIN,
            share=min(max(line, _SHORTEST), _LONGEST),
        )
        for word, line in zip(words, lines, strict=True)
    ]
    return fitted_widths(columns, total)


def _cell_properties(slot: Slot, widths: list[int], ground: str) -> str:
    span = f'<w:gridSpan w:val="{slot.span}"/>' if slot.span > 1 else ""
    merge = f'<w:vMerge w:val="{slot.merge}"/>' if slot.merge else ""
    width = sum(widths[slot.column : slot.column + slot.span])
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{ground}</w:tcPr>'


def text_table(writer: Writer, table: rt.Table, cell_content: CellContent) -> Iterator[str]:
    """A table with its header rows repeated and its merged cells merged."""
    grid = grid_of(table)
    if not grid or not grid[0]:
        return
    lead = writer.mark("t", table.id)
    yield separated(writer)
    writer.after_table = False
    widths = _widths(grid, table.header_rows, writer.look.width, writer.sizes["table-text"])
    kept = {table.header_rows + row for row in kept_rows(len(grid) - table.header_rows)}
    rtl = writer.rtl if table.dir is None else table.dir == "rtl"
    yield table_start(writer, "table", widths, rtl=rtl, properties=rules(writer.look.strong))
    for number, slots in enumerate(grid):
        head = number < table.header_rows
        role = "table-header" if head else "table-text"
        ground = shading(writer.look.light) if head else ""
        cells = []
        for slot in slots:
            content = cell_content(writer, slot.cell, role, lead)
            lead = ""
            cells.append(f"<w:tc>{_cell_properties(slot, widths, ground)}{content}</w:tc>")
        row = "".join(cells)
        if number in kept:
            row = keep_next(row)
        yield f"<w:tr>{HEADER_ROW if head else BODY_ROW}{row}</w:tr>"
    yield "</w:tbl>"
    writer.after_table = True
