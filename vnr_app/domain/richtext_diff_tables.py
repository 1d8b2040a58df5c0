"""Two tables compared cell by cell; rows and columns may have come and gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from vnr_app.domain.diff3 import regions
from vnr_app.domain.richtext import Break, Paragraph, Run, Runs, Table, TableCell, TableRow
from vnr_app.domain.richtext_align import content, in_order, pair_blocks
from vnr_app.domain.richtext_words import Segments, compare_runs


@dataclass(frozen=True, slots=True)
class CellPair:
    """A table's cell on both sides; a side without the cell has no segments."""

    kind: Literal["same", "changed", "added", "removed"]
    old_segments: Segments
    new_segments: Segments


def compare_tables(old: Table | None, new: Table | None) -> tuple[tuple[CellPair, ...], ...]:
    """The cells of both tables by rows; a row that was moved is removed and added."""
    before, after = (table.rows if table else () for table in (old, new))
    return tuple(
        tuple(_cell_pair(one, other) for one, other in _paired_cells(row, new_row))
        for row, new_row in _paired_rows(before, after)
    )


def _runs(cell: TableCell) -> Runs:
    """All text of a cell, its blocks on lines of their own."""
    runs: list[Run] = []
    for number, block in enumerate(cell.blocks):
        runs.extend((Break(), *block.runs) if number else block.runs)
    return tuple(runs)


def _row_block(row: TableRow, identity: str) -> Paragraph:
    """The row as a paragraph, so that rows are paired as blocks are."""
    runs = (run for cell in row.cells for run in (*_runs(cell), Break()))
    return Paragraph(id=identity, runs=tuple(runs))


def _paired_rows(
    old: Sequence[TableRow], new: Sequence[TableRow]
) -> Iterator[tuple[TableRow | None, TableRow | None]]:
    pairs = in_order(
        pair_blocks(
            [_row_block(row, f"old {number}") for number, row in enumerate(old)],
            [_row_block(row, f"new {number}") for number, row in enumerate(new)],
        )
    )
    for region in regions((len(old), len(new), len(new)), pairs, pairs):
        before, after = [old[i] for i in region.base], [new[i] for i in region.mine]
        if len(before) == len(after):
            yield from zip(before, after, strict=True)
        else:
            yield from ((row, None) for row in before)
            yield from ((None, row) for row in after)


def _paired_cells(
    old: TableRow | None, new: TableRow | None
) -> Iterator[tuple[TableCell | None, TableCell | None]]:
    before, after = (row.cells if row else () for row in (old, new))
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    old_keys, new_keys = ([_runs(cell) for cell in cells] for cells in (before, after))
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        yield from zip_longest(before[a:a_end], after[b:b_end])


def _cell_pair(old: TableCell | None, new: TableCell | None) -> CellPair:
    segments = compare_runs(_runs(old) if old else (), _runs(new) if new else ())
    if old is None or new is None:
        return CellPair("added" if old is None else "removed", *segments)
    same = [content(one) for one in old.blocks] == [content(one) for one in new.blocks]
    return CellPair("same" if same else "changed", *segments)
