"""Three-way merging of sequences: where all three agree, and what stands between.

What one side alone has changed between two points of agreement is taken from it; what both have
changed differently is a conflict, also where the changes only touch.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, Literal, TypeVar

_T = TypeVar("_T")

Origin = Literal["base", "mine", "theirs", "both"]
"""Who an agreed part is of: unchanged, changed by one side, or by both (alike, or side by side)."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of each sequence; in a `stable` one each holds one element, the same in all."""

    base: range
    mine: range
    theirs: range
    stable: bool = False


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Positions in `old` by equal positions in `new`, both rising."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in blocks for step in range(size)}


def regions(
    lengths: tuple[int, int, int], mine: Mapping[int, int], theirs: Mapping[int, int]
) -> Iterator[Region]:
    """The sequences cut at the elements of the base that both sides have kept.

    `lengths` are those of base, mine and theirs; the maps lead from positions in the base to
    positions in a side, both rising.
    """
    b = m = t = 0
    for stable in sorted(mine.keys() & theirs.keys()):
        to_m, to_t = mine[stable], theirs[stable]
        if b < stable or m < to_m or t < to_t:
            yield Region(range(b, stable), range(m, to_m), range(t, to_t))
        b, m, t = stable + 1, to_m + 1, to_t + 1
        yield Region(range(stable, b), range(to_m, m), range(to_t, t), stable=True)
    if (b, m, t) != lengths:
        yield Region(range(b, lengths[0]), range(m, lengths[1]), range(t, lengths[2]))


@dataclass(frozen=True, slots=True)
class Settled(Generic[_T]):
    """What became of a region: agreed elements, or (with no origin) both sides' own."""

    base: tuple[_T, ...]
    mine: tuple[_T, ...]
    theirs: tuple[_T, ...]
    origin: Origin | None

    @property
    def agreed(self) -> tuple[_T, ...]:
        """The elements that go into the merged sequence, where there is no conflict."""
        return self.theirs if self.origin == "theirs" else self.mine


def _origin(base: list[object], mine: list[object], theirs: list[object]) -> Origin | None:
    if mine == theirs:
        return "both"
    if mine == base:
        return "theirs"
    return "mine" if theirs == base else None


def settle(
    base: Sequence[_T],
    mine: Sequence[_T],
    theirs: Sequence[_T],
    key: Callable[[_T], object],
) -> Iterator[Settled[_T]]:
    """A region as agreed parts and at most one conflict, in order.

    The region is one side's if the other has left the base as it was. Else, what both sides have
    alike at its ends is agreed, and the same is asked of the rest.
    """
    b, m, t = ([key(one) for one in side] for side in (base, mine, theirs))
    if origin := _origin(b, m, t):
        yield Settled(tuple(base), tuple(mine), tuple(theirs), origin)
        return
    shorter = min(len(m), len(t))
    head = next((i for i in range(shorter) if m[i] != t[i]), shorter)
    left = shorter - head
    tail = next((i for i in range(left) if m[-1 - i] != t[-1 - i]), left)
    m_end, t_end = len(m) - tail, len(t) - tail
    if head:
        yield Settled((), tuple(mine[:head]), tuple(theirs[:head]), "both")
    yield Settled(
        tuple(base),
        tuple(mine[head:m_end]),
        tuple(theirs[head:t_end]),
        _origin(b, m[head:m_end], t[head:t_end]),
    )
    if tail:
        yield Settled((), tuple(mine[m_end:]), tuple(theirs[t_end:]), "both")
