"""Finding words in texts.

A match never reaches over a living number, a note's mark or a line break, and nothing inside a
living number, a citation or a reference is ever found: nobody wrote it there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vnr_app.domain.richtext import (
    Block,
    Break,
    Chart,
    CrossRef,
    Document,
    Figure,
    Heading,
    ListItem,
    NoteRef,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_letters import BREAK, OBJECT, Wanted, find_in

_SHOWN_BEFORE = 48
_SHOWN_AFTER = 96


@dataclass(frozen=True, slots=True)
class Match:
    """Where something was found: the block's id, and the line around it."""

    block: str
    before: str
    text: str
    after: str
    in_note: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A text that is searched as one; `shown` is what a reader sees for each object in it."""

    text: str
    shown: tuple[str, ...] = ()
    in_note: bool = False


def _stretches_of_runs(runs: Runs, *, in_note: bool = False) -> Iterator[_Stretch]:
    """The text of the runs, then those of the notes in it."""
    letters: list[str] = []
    shown: list[str] = []
    for run in runs:
        match run:
            case Text():
                letters.append(run.text)
            case Break():
                letters.append(BREAK)
            case _:
                letters.append(OBJECT)
                shown.append(run.text if isinstance(run, ValueRef | CrossRef) else "")
    yield _Stretch("".join(letters), tuple(shown), in_note)
    for run in runs:
        if isinstance(run, NoteRef):
            yield from _stretches_of_runs(run.note, in_note=True)


def searched_text(runs: Runs) -> str:
    """The text of runs as it is searched; the notes in them are texts of their own."""
    return next(_stretches_of_runs(runs)).text


def _stretches(content: Block | Run) -> Iterator[_Stretch]:
    match content:
        case Heading() | Paragraph() | ListItem():
            yield from _stretches_of_runs(content.runs)
        case NoteRef():
            yield from _stretches_of_runs(content.note, in_note=True)
        case Figure():
            yield from _stretches_of_runs(content.caption)
            yield _Stretch(content.alt_text)
            yield _Stretch(content.credit)
        case Chart():
            yield _Stretch(content.title)


def count_in(content: Block | Run, wanted: Wanted) -> int:
    """How often something is found in a block that is no table, or in a note."""
    return sum(len(find_in(each.text, wanted)) for each in _stretches(content))


def find(document: Document, wanted: Wanted) -> tuple[Match, ...]:
    """Every match in reading order; those in the notes of a block follow those in its text."""
    return tuple(match for block in document.blocks for match in _matches(block, wanted))


def _matches(block: Block, wanted: Wanted) -> Iterator[Match]:
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for inner in cell.blocks:
                    yield from _matches(inner, wanted)
        return
    for stretch in _stretches(block):
        for start, end in find_in(stretch.text, wanted):
            yield _line(block.id, stretch, start, end)


def _line(block: str, stretch: _Stretch, start: int, end: int) -> Match:
    first = max(0, start - _SHOWN_BEFORE)
    last = min(len(stretch.text), end + _SHOWN_AFTER)
    before = ("…" if first else "") + _shown(stretch, first, start)
    after = _shown(stretch, end, last) + ("…" if last < len(stretch.text) else "")
    return Match(block, before, stretch.text[start:end], after, stretch.in_note)


def _shown(stretch: _Stretch, start: int, end: int) -> str:
    """A piece of a stretch as a reader sees it in one line."""
    pieces = stretch.text[start:end].replace(BREAK, " ").split(OBJECT)
    number = stretch.text.count(OBJECT, 0, start)
    shown = pieces[0]
    for piece in pieces[1:]:
        shown += stretch.shown[number] + piece
        number += 1
    return shown
