"""Two texts that come from one, put together: what agrees, and what a person must decide.

Blocks are merged by what they have become, and inside a block that both sides changed, whole
sentences: no result holds a sentence that nobody wrote. Nothing that a side added is left out
unless a person leaves it out. White space between sentences, and the place of a block that both
sides moved, are no conflicts: there, mine holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from vnr_app.domain.diff3 import Region, regions, settle
from vnr_app.domain.richtext import (
    Block,
    CellBlock,
    Document,
    Table,
    TableCell,
    TableRow,
    TextBlock,
)
from vnr_app.domain.richtext_align import content, in_order, pair_blocks
from vnr_app.domain.richtext_merge_text import choose, merge_text
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.richtext_pieces import (
    Agreed,
    Choice,
    Conflict,
    Piece,
    Stretch,
    whole_conflict,
)


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge gives: its pieces in order."""

    pieces: tuple[Piece, ...]
    version: int

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What a person must decide, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def clean(self) -> bool:
        """Whether there is nothing to decide."""
        return not self.conflicts

    def resolved(self, choices: Sequence[Choice] = ()) -> Document:
        """The merged text, normalised; conflicts without a choice keep both sides."""
        return normalise(Document(self.version, _resolve(self.pieces, choices)))


def _resolve(pieces: Sequence[Piece], choices: Sequence[Choice]) -> tuple[Block, ...]:
    waiting = iter(choices)
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Agreed):
            blocks.extend(piece.blocks)
        else:
            blocks.extend(piece.chosen(next(waiting, "both")))
    return tuple(blocks)


def merge(base: Document, mine: Document, theirs: Document) -> Merge:
    """Both sides' changes since `base`; where one side changed nothing, the other as it is."""
    version = max(mine.version, theirs.version)
    if theirs in (base, mine):
        return Merge((Agreed(mine.blocks, "both" if mine == theirs else "mine"),), version)
    if mine == base:
        return Merge((Agreed(theirs.blocks, "theirs"),), version)
    return Merge(tuple(_merge_blocks(base.blocks, mine.blocks, theirs.blocks)), version)


def unmerged(base: Document, mine: Document, theirs: Document) -> Merge:
    """Both texts as one thing to decide, for want of anything better."""
    whole = whole_conflict(base.blocks, mine.blocks, theirs.blocks)
    return Merge((whole,), max(mine.version, theirs.version))


# --- One block ------------------------------------------------------------------------------


def _merge_block(base: Block, mine: Block, theirs: Block) -> Piece:
    old, one, other = content(base), content(mine), content(theirs)
    if one == other:
        return Agreed((replace(mine, id=base.id),), "base" if one == old else "both")
    if one == old:
        return Agreed((replace(theirs, id=base.id),), "theirs")
    if other == old:
        return Agreed((replace(mine, id=base.id),), "mine")
    if isinstance(base, Table) and isinstance(mine, Table) and isinstance(theirs, Table):
        return _merge_table(base, mine, theirs)
    if (
        isinstance(base, TextBlock)
        and isinstance(mine, TextBlock)
        and isinstance(theirs, TextBlock)
    ):
        return merge_text(base, mine, theirs)
    return whole_conflict((base,), (mine,), (theirs,))


def _frame(table: Table) -> Table:
    """The table without its texts: its grid, its header rows, its direction and language."""
    rows = tuple(TableRow(tuple(replace(c, blocks=()) for c in row.cells)) for row in table.rows)
    return replace(table, id="", rows=rows)


def _merge_table(base: Table, mine: Table, theirs: Table) -> Piece:
    """The table cell by cell where the grid is the same in all three."""
    frames = [_frame(table) for table in (base, mine, theirs)]
    frame = choose(*frames)
    if frame is None or any(each.rows != frame.rows for each in frames):
        return whole_conflict((base,), (mine,), (theirs,))
    merged = [
        [
            (cell, _merge_blocks(cell.blocks, m.blocks, t.blocks))
            for cell, m, t in zip(row.cells, m_row.cells, t_row.cells, strict=True)
        ]
        for row, m_row, t_row in zip(base.rows, mine.rows, theirs.rows, strict=True)
    ]

    def made(choice: Choice) -> tuple[Table]:
        rows = tuple(
            TableRow(tuple(_filled(cell, pieces, choice) for cell, pieces in row)) for row in merged
        )
        return (replace(frame, id=base.id, rows=rows),)

    conflicts = [
        piece
        for row in merged
        for _, pieces in row
        for piece in pieces
        if isinstance(piece, Conflict)
    ]
    if not conflicts:
        return Agreed(made("both"), "both")
    stretches = tuple(map(_as_stretch, conflicts))
    return Conflict((base,), made("mine"), made("theirs"), made("both"), stretches)


def _filled(cell: TableCell, pieces: Sequence[Piece], choice: Choice) -> TableCell:
    blocks = _resolve(pieces, [choice] * len(pieces))
    return replace(cell, blocks=tuple(one for one in blocks if isinstance(one, CellBlock)))


def _as_stretch(conflict: Conflict) -> Stretch:
    base, mine, theirs = (
        plain_text(Document(blocks=side))
        for side in (conflict.base, conflict.mine, conflict.theirs)
    )
    return Stretch(base, mine, theirs, differs=True)


# --- Blocks in order ------------------------------------------------------------------------


class _Held(NamedTuple):
    """A block with its position in its text and what it is compared by."""

    position: int
    block: Block
    key: Block


_Spot = tuple[Literal["mine", "theirs"], int]


class _Placed(NamedTuple):
    """A piece, and the spots in the two sides that it stands for: a moved piece may follow them."""

    piece: Piece
    spots: frozenset[_Spot]


class _Weave:
    """Merges three sequences of blocks: first those in order, then those that were moved."""

    def __init__(
        self, base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
    ) -> None:
        self._base, self._mine, self._theirs = (
            [_Held(position, block, content(block)) for position, block in enumerate(side)]
            for side in (base, mine, theirs)
        )
        self._to_mine, self._to_theirs = pair_blocks(base, mine), pair_blocks(base, theirs)
        self._moved_mine = self._to_mine.keys() - in_order(self._to_mine).keys()
        theirs_moved = self._to_theirs.keys() - in_order(self._to_theirs).keys()
        self._moved_theirs = theirs_moved - self._moved_mine
        self._moved = self._moved_mine | self._moved_theirs
        self._placed: list[_Placed] = []

    def pieces(self) -> list[Piece]:
        """The merged pieces, one a block or a conflict."""
        to_mine, to_theirs = (
            {old: new for old, new in pairs.items() if old not in self._moved}
            for pairs in (self._to_mine, self._to_theirs)
        )
        lengths = (len(self._base), len(self._mine), len(self._theirs))
        for region in regions(lengths, to_mine, to_theirs):
            if region.stable:
                at, m, t = region.base[0], region.mine[0], region.theirs[0]
                piece = self._merged(at)
                self._placed.append(_Placed(piece, frozenset({("mine", m), ("theirs", t)})))
            else:
                self._placed.extend(self._unstable(region))
        for old in sorted(self._moved_mine, key=self._to_mine.__getitem__):
            self._insert(self._merged(old), ("mine", self._to_mine[old]))
        for old in sorted(self._moved_theirs, key=self._to_theirs.__getitem__):
            self._insert(self._merged(old), ("theirs", self._to_theirs[old]))
        return [placed.piece for placed in self._placed]

    def _merged(self, old: int) -> Piece:
        """What became of a block of the base that at least one side holds and changed or moved."""
        base, m, t = self._base[old].block, self._to_mine.get(old), self._to_theirs.get(old)
        if m is None or t is None:
            mine = () if m is None else (self._mine[m].block,)
            theirs = () if t is None else (self._theirs[t].block,)
            return whole_conflict((base,), mine, theirs)
        return _merge_block(base, self._mine[m].block, self._theirs[t].block)

    def _unstable(self, region: Region) -> Iterator[_Placed]:
        """The blocks between two that both sides kept: added ones, deleted ones."""
        gone_mine = {self._to_mine.get(old) for old in self._moved}
        gone_theirs = {self._to_theirs.get(old) for old in self._moved}
        base = [self._base[i] for i in region.base if i not in self._moved]
        mine = [self._mine[i] for i in region.mine if i not in gone_mine]
        theirs = [self._theirs[i] for i in region.theirs if i not in gone_theirs]
        kept_mine, kept_theirs = set(self._to_mine.values()), set(self._to_theirs.values())
        if all(one.position in kept_mine for one in mine) and all(
            one.position in kept_theirs for one in theirs
        ):
            yield from self._only_deleted(base)
            return
        for part in settle(base, mine, theirs, lambda one: one.key):
            if part.origin is None:
                sides = (
                    [one.block for one in side] for side in (part.base, part.mine, part.theirs)
                )
                yield _Placed(whole_conflict(*sides), _spots(part.mine, part.theirs))
                continue
            for number, one in enumerate(part.agreed):
                m = part.mine[number : number + 1] if part.origin != "theirs" else ()
                t = part.theirs[number : number + 1] if part.origin != "mine" else ()
                yield _Placed(Agreed((one.block,), part.origin), _spots(m, t))

    def _only_deleted(self, base: Sequence[_Held]) -> Iterator[_Placed]:
        """What is left of blocks that at least one side deleted: those that the other changed."""
        for old in base:
            m, t = self._to_mine.get(old.position), self._to_theirs.get(old.position)
            if m is not None and self._mine[m].key != old.key:
                yield _Placed(self._merged(old.position), frozenset({("mine", m)}))
            elif t is not None and self._theirs[t].key != old.key:
                yield _Placed(self._merged(old.position), frozenset({("theirs", t)}))

    def _insert(self, piece: Piece, spot: _Spot) -> None:
        """Put a moved piece after the one that it follows in the text of the side that moved it."""
        side, position = spot
        places = {at: index for index, placed in enumerate(self._placed) for at in placed.spots}
        before = next((p for p in range(position - 1, -1, -1) if (side, p) in places), None)
        index = 0 if before is None else places[side, before] + 1
        self._placed.insert(index, _Placed(piece, frozenset({spot})))


def _spots(mine: Iterable[_Held], theirs: Iterable[_Held]) -> frozenset[_Spot]:
    m: set[_Spot] = {("mine", one.position) for one in mine}
    return frozenset(m | {("theirs", one.position) for one in theirs})


def _merge_blocks(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> list[Piece]:
    """The pieces of three sequences of blocks; agreed neighbours of one origin in one piece."""
    joined: list[Piece] = []
    for piece in _Weave(base, mine, theirs).pieces():
        last = joined[-1] if joined else None
        if isinstance(piece, Agreed) and isinstance(last, Agreed) and piece.origin == last.origin:
            joined[-1] = Agreed(last.blocks + piece.blocks, last.origin)
        else:
            joined.append(piece)
    return joined
