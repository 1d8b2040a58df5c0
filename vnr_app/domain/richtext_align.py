"""Which block of one text is which of another: by id, by equal content, by likeness."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vnr_app.domain.richtext import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    ListItem,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)
from vnr_app.domain.richtext_ops import block_runs, plain_text, runs_text
from vnr_app.domain.sentences import split_words

_ALIKE = 0.5
"""Share of common words from which two blocks with different ids are taken for one."""
_SAME_ID_ALIKE = 0.2
"""Share of common words from which an id is trusted before all else."""
_TELLING = 12
"""A word that stands in more blocks than this tells none of them from the others."""


def content(block: Block) -> Block:
    """The block without ids: two blocks are the same to a reader where this is equal."""
    if isinstance(block, Table):
        return replace(block, id="", rows=tuple(TableRow(_cells(row)) for row in block.rows))
    return replace(block, id="")


def _cells(row: TableRow) -> tuple[TableCell, ...]:
    return tuple(
        replace(cell, blocks=tuple(replace(one, id="") for one in cell.blocks))
        for cell in row.cells
    )


def describe(block: Block) -> str:
    """A line that says what the block is about: its words, or what its data or picture are."""
    match block:
        case Chart():
            return block.title or f"◔ {len(block.series)}"
        case IndicatorTable():
            # Series are known here by their ids only, which tell nobody anything.
            return " · ".join((f"▦ {len(block.series)}", *block.periods))
        case Figure():
            return runs_text(block.caption) or block.alt_text or block.credit or block.image_id
    return plain_text(Document(blocks=(block,)))


def comparable(one: Block, other: Block) -> bool:
    """Whether one block can have become the other: texts of any style, else the same kind."""
    texts = Heading | Paragraph | ListItem
    return type(one) is type(other) or (isinstance(one, texts) and isinstance(other, texts))


class _Side:
    """The blocks of one text with what they are compared by, worked out when it is asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.free = set(range(len(blocks)))
        self._words: dict[int, Counter[str]] = {}

    def words(self, index: int) -> Counter[str]:
        """How often each word stands in a block, with the words of its notes."""
        if index not in self._words:
            block = self.blocks[index]
            notes = (run.note for run in block_runs(block) if isinstance(run, NoteRef))
            text = "\n".join((describe(block), *map(runs_text, notes)))
            self._words[index] = Counter(word.strip().lower() for word in split_words(text))
        return self._words[index]


class _Pairing:
    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.pairs: dict[int, int] = {}

    def join(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.old.free.discard(old)
        self.new.free.discard(new)

    def likeness(self, old: int, new: int) -> float:
        """The share of words that two blocks have in common: 0 to 1."""
        one, other = self.old.words(old), self.new.words(new)
        total = one.total() + other.total()
        return 2 * (one & other).total() / total if total else 0.0

    def by_id(self, alike: float) -> None:
        """Pair the blocks of one id that are comparable and share enough words."""
        ids = {self.new.blocks[index].id: index for index in sorted(self.new.free, reverse=True)}
        for o in sorted(self.old.free):
            old = self.old.blocks[o]
            n = ids.get(old.id, -1)
            if n not in self.new.free or not comparable(old, self.new.blocks[n]):
                continue
            if alike and old != self.new.blocks[n] and self.likeness(o, n) < alike:
                continue
            self.join(o, n)

    def by_content(self) -> None:
        """Pair the blocks that say the same, in order; empty ones say nothing."""
        waiting: dict[Block, list[int]] = defaultdict(list)
        for n in sorted(self.new.free, reverse=True):
            if self.new.words(n):
                waiting[content(self.new.blocks[n])].append(n)
        for o in sorted(self.old.free):
            if found := waiting.get(content(self.old.blocks[o])):
                self.join(o, found.pop())

    def by_likeness(self) -> None:
        """Pair each block with the free one most like it, if that is like enough."""
        holders: dict[str, list[int]] = defaultdict(list)
        for n in sorted(self.new.free):
            for word in self.new.words(n):
                holders[word].append(n)
        for o in sorted(self.old.free):
            common: Counter[int] = Counter()
            for word in self.old.words(o):
                if len(holders.get(word, ())) <= _TELLING:
                    common.update(holders.get(word, ()))
            best = max(
                (
                    (self.likeness(o, n), -abs(o - n), n)
                    for n, _ in common.most_common(8)
                    if n in self.new.free and comparable(self.old.blocks[o], self.new.blocks[n])
                ),
                default=(0.0, 0, 0),
            )
            if best[0] >= _ALIKE:
                self.join(o, best[2])


def pair_blocks(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Positions in `old` by the positions in `new` of what they have become.

    An id that stayed while its words went elsewhere (the upper half of a split paragraph keeps
    it, be it empty) comes after words that are the same.
    """
    pairing = _Pairing(old, new)
    pairing.by_id(_SAME_ID_ALIKE)
    if pairing.old.free and pairing.new.free:
        pairing.by_content()
        pairing.by_likeness()
        pairing.by_id(0.0)
    return dict(sorted(pairing.pairs.items()))


def in_order(pairs: Mapping[int, int]) -> dict[int, int]:
    """The most pairs that can keep their order; the others were moved."""
    olds = sorted(pairs)
    ends: list[int] = []  # of the rising sequences of each length, the lowest last position
    holders: list[int] = []
    before: dict[int, int | None] = {}
    for old in olds:
        at = bisect_left(ends, pairs[old])
        ends[at : at + 1] = [pairs[old]]
        holders[at : at + 1] = [old]
        before[old] = holders[at - 1] if at else None
    kept: dict[int, int] = {}
    last = holders[-1] if holders else None
    while last is not None:
        kept[last] = pairs[last]
        last = before[last]
    return dict(sorted(kept.items()))
