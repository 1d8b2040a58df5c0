"""One block of text that two sides changed, merged by its sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from vnr_app.domain.diff3 import Settled, matches, regions, settle
from vnr_app.domain.richtext import Runs, TextBlock
from vnr_app.domain.richtext_ops import runs_text
from vnr_app.domain.richtext_pieces import (
    CHOICES,
    Agreed,
    Choice,
    Conflict,
    Piece,
    Stretch,
    whole_conflict,
)
from vnr_app.domain.richtext_slices import Sentence, join_sentences, merge_gaps, sentences

_T = TypeVar("_T")


def choose(base: _T, mine: _T, theirs: _T) -> _T | None:
    """The value of the side that changed it; None where both did, differently."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _merge_sentences(base: Runs, mine: Runs, theirs: Runs) -> Iterator[Settled[Sentence]]:
    b, m, t = (sentences(runs) for runs in (base, mine, theirs))
    cores = [one.core for one in b]
    to_mine, to_theirs = (matches(cores, [one.core for one in side]) for side in (m, t))
    for region in regions((len(b), len(m), len(t)), to_mine, to_theirs):
        if region.stable:
            old, one, other = b[region.base[0]], m[region.mine[0]], t[region.theirs[0]]
            same = replace(one, gap=merge_gaps(old.gap, one.gap, other.gap))
            yield Settled((old,), (same,), (same,), "both")
        else:
            yield from settle(
                [b[i] for i in region.base],
                [m[i] for i in region.mine],
                [t[i] for i in region.theirs],
                lambda one: one.key,
            )


def _chosen(part: Settled[Sentence], choice: Choice) -> tuple[Sentence, ...]:
    if part.origin:
        return part.agreed
    if choice == "both":
        said = {one.core for one in part.mine}
        return (*part.mine, *(one for one in part.theirs if one.core not in said))
    return part.mine if choice == "mine" else part.theirs


def _text(parts: Iterable[Sentence]) -> str:
    return "".join(runs_text((*one.core, *one.gap)) for one in parts)


def _stretches(parts: Sequence[Settled[Sentence]]) -> Iterator[Stretch]:
    for part in parts:
        base, mine, theirs = _text(part.base), _text(part.mine), _text(part.theirs)
        if part.origin:
            mine = theirs = _text(part.agreed)
        yield Stretch(base, mine, theirs, differs=part.origin is None)


def merge_text(base: TextBlock, mine: TextBlock, theirs: TextBlock) -> Piece:
    """The block with both sides' sentences; a conflict where they changed one differently.

    Kind, style, level, direction and language are merged as a unit.
    """
    frame = choose(*(replace(block, id=base.id, runs=()) for block in (base, mine, theirs)))
    if frame is None:
        return whole_conflict((base,), (mine,), (theirs,))
    parts = list(_merge_sentences(base.runs, mine.runs, theirs.runs))
    made: dict[Choice, TextBlock] = {}
    for choice in CHOICES:
        runs = join_sentences([one for part in parts for one in _chosen(part, choice)])
        if runs is None:
            return whole_conflict((base,), (mine,), (theirs,))
        made[choice] = replace(frame, runs=runs)
    if all(part.origin for part in parts):
        return Agreed((made["both"],), "both")
    return Conflict(
        (base,), (made["mine"],), (made["theirs"],), (made["both"],), tuple(_stretches(parts))
    )
