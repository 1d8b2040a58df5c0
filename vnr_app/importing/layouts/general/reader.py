"""Reads every block of a sheet into the plan."""

from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.general.block_reader import BlockReader
from vnr_app.importing.layouts.general.blocks import Block
from vnr_app.importing.layouts.general.cells import Looks
from vnr_app.importing.layouts.general.decided import Decided, decide, views
from vnr_app.importing.layouts.general.headers import Header, find_header
from vnr_app.importing.layouts.general.naming import add_notes, captions_of, read_texts
from vnr_app.importing.layouts.general.runs import find_blocks
from vnr_app.importing.notes import is_note


def read(sheet: Sheet, collector: Collector) -> None:
    """Read all blocks of numbers of a sheet into the plan; a sheet without any adds no table.

    Where people drew the rectangles of the tables, or the workbook declares them, each is read by
    itself.
    """
    rows, decided = decide(sheet, collector)
    for view in views(sheet, rows, collector):
        _read_view(sheet, view, decided, collector)


def _read_view(sheet: Sheet, rows: list[Row], decided: Decided, collector: Collector) -> None:
    looks = Looks(rows, collector)
    looks.settle(decided.headers, decided.values)
    blocks = find_blocks(rows, looks)
    top, before = 0, None
    seen: set[object] = set()
    for position, block in enumerate(blocks):
        header = _header(sheet, rows, looks, blocks, position, top)
        block.captions = captions_of(rows, top, min([*block.header, block.first]))
        texts = read_texts(sheet, rows, looks, block, collector, before)
        following = [b for b in blocks[position + 1 :] if not b.beside]
        bottom = following[0].first if following else len(rows)
        if not following:
            last = max(b.last for b in blocks)
            add_notes(texts, sheet, rows, list(range(last + 1, bottom)))
        texts.decide(decided, collector)
        BlockReader(sheet, rows, looks, block, header, texts, decided, collector, seen).read()
        before = texts
        if not (position + 1 < len(blocks) and blocks[position + 1].beside):
            top = max(b.last for b in blocks[: position + 1]) + 1


def _header(
    sheet: Sheet, rows: list[Row], looks: Looks, blocks: list[Block], position: int, top: int
) -> Header:
    """The header of a block; one without any goes on under the header of the block above."""
    block = blocks[position]
    header = find_header(sheet, rows, looks, block, top)
    if not header.levels and position and not block.beside:
        above = blocks[position - 1]
        between = [cell_text(cell) for row in rows[above.last + 1 : block.first] for cell in row]
        if not any(map(is_note, between)) and (above.left, above.zone) == (block.left, block.zone):
            header = find_header(sheet, rows, looks, above, 0)
    return header
