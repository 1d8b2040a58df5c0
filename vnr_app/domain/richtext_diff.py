"""Two texts compared for reading them side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from vnr_app.domain.diff3 import regions
from vnr_app.domain.richtext import (
    Block,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Runs,
    Table,
    Text,
)
from vnr_app.domain.richtext_align import content, describe, in_order, pair_blocks
from vnr_app.domain.richtext_diff_codes import what_changed
from vnr_app.domain.richtext_diff_tables import CellPair, compare_tables
from vnr_app.domain.richtext_ops import count_words
from vnr_app.domain.richtext_words import Segments, compare_runs

RowKind = Literal["same", "changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Row:
    """A block on both sides of the comparison.

    `what` says what changed: of a text "words", "spacing", "marks", "comments", "notes", "values",
    "citations", "references", "kind", "style", "level", "direction", "language"; of a table
    "cells", "grid", "header", "direction", "language"; of another block the names of its fields.
    A moved row stands where the block is now; what else changed of it is in `what`. A table has
    `cells` by rows in place of segments.
    """

    kind: RowKind
    old: Block | None
    new: Block | None
    old_segments: Segments = ()
    new_segments: Segments = ()
    what: tuple[str, ...] = ()
    cells: tuple[tuple[CellPair, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of two texts, from top to bottom, and how many words came and went."""

    rows: tuple[Row, ...]
    words_added: int
    words_removed: int

    @property
    def same(self) -> bool:
        """Whether the texts say the same in the same form."""
        return all(row.kind == "same" for row in self.rows)


def compare(old: Document, new: Document) -> Comparison:
    """The texts block by block: paired by id, by equal words, by likeness."""
    rows = tuple(_rows(old.blocks, new.blocks))
    sides = [(row.old_segments, row.new_segments) for row in rows]
    sides += [
        (cell.old_segments, cell.new_segments)
        for row in rows
        for line in row.cells
        for cell in line
    ]
    removed = sum(_count(old_side) for old_side, _ in sides)
    added = sum(_count(new_side) for _, new_side in sides)
    return Comparison(rows, words_added=added, words_removed=removed)


def _count(segments: Segments) -> int:
    return sum(count_words(one.text) for one in segments if one.kind != "same")


def _rows(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Row]:
    """The rows in the order of `new`; what was removed stands before what came in its place."""
    pairs = pair_blocks(old, new)
    partner = {n: old[o] for o, n in pairs.items()}
    kept = in_order(pairs)
    for region in regions((len(old), len(new), len(new)), kept, kept):
        yield from (_row(old[o], None) for o in region.base if o not in pairs)
        for n in region.mine:
            yield _row(partner.get(n), new[n], moved=n in partner and not region.stable)


def _row(old: Block | None, new: Block | None, *, moved: bool = False) -> Row:
    what: tuple[str, ...] = ()
    if old is None or new is None:
        kind: RowKind = "added" if old is None else "removed"
    else:
        if content(old) != content(new):
            what = what_changed(old, new)
        kind = "moved" if moved else "changed" if what else "same"
    if isinstance(old, Table) or isinstance(new, Table):
        tables = (one if isinstance(one, Table) else None for one in (old, new))
        return Row(kind, old, new, what=what, cells=compare_tables(*tables))
    return Row(kind, old, new, *compare_runs(_shown(old), _shown(new)), what=what)


def _shown(block: Block | None) -> Runs:
    """What a comparison shows of a block: its words, or a line about it."""
    match block:
        case None:
            return ()
        case Heading() | Paragraph() | ListItem():
            return block.runs
        case Figure() if block.caption:
            return block.caption
    return (Text(describe(block)),)
