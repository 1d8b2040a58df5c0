"""Finding words in texts, and putting others in their place.

A match never reaches over a living number, a note's mark or a line break, and nothing inside a
living number, a citation or a reference is ever found: nobody wrote it there.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vnr_app.domain.richtext import (
    Block,
    Break,
    CellBlock,
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
    TableCell,
    TableRow,
    Text,
    ValueRef,
)

OBJECT = "\ufffc"
BREAK = "\u2028"
"""What a run that is no text counts as: one character, as in the editor."""

_AS_TYPED = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "\u00a0": " ", "\u202f": " "})
"""Characters that a keyboard has no key for, and what stands for them."""
_UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\u2060")
_SHOWN_BEFORE = 48
_SHOWN_AFTER = 96

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and what counts as the same."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    ignore_accents: bool = False


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


# --- Letters --------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _fold_letter(letter: str, match_case: bool, ignore_accents: bool) -> str:
    if letter in _UNSEEN:
        return ""
    folded = unicodedata.normalize("NFD", letter.translate(_AS_TYPED))
    if not match_case:
        folded = unicodedata.normalize("NFD", folded.casefold())
    if ignore_accents:
        folded = "".join(each for each in folded if not unicodedata.combining(each))
    return folded


@lru_cache(maxsize=4096)
def _folded(text: str, match_case: bool, ignore_accents: bool) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its letters the place that it comes from."""
    if text.isascii():
        return text if match_case else text.lower(), range(len(text))
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        folded = _fold_letter(letter, match_case, ignore_accents)
        letters.append(folded)
        origins.extend([place] * len(folded))
    return "".join(letters), origins


def _is_combining(letters: str, place: int) -> bool:
    return place < len(letters) and unicodedata.combining(letters[place]) != 0


def _span(text: str, wanted: Wanted, start: int, end: int) -> Span | None:
    """The place in the text of what was found in its folded form; None for half a letter."""
    hay, origins = _folded(text, wanted.match_case, wanted.ignore_accents)
    begins_inside = start > 0 and origins[start - 1] == origins[start]
    ends_inside = end < len(hay) and origins[end] == origins[end - 1]
    if begins_inside or ends_inside or _is_combining(hay, end):
        return None
    last = origins[end - 1] + 1
    while _is_combining(text, last):
        last += 1
    return origins[start], last


def _joins(letter: str) -> bool:
    """Whether a letter belongs to the word beside it; Chinese has no spaces between words."""
    if "\u3005" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter > "\U0001ffff":
        return False
    return letter.isalnum() or letter == "_" or unicodedata.combining(letter) != 0


def _stands_alone(text: str, span: Span) -> bool:
    start, end = span
    before = start > 0 and _joins(text[start - 1]) and _joins(text[start])
    after = end < len(text) and _joins(text[end]) and _joins(text[end - 1])
    return not before and not after


def find_in(text: str, wanted: Wanted) -> tuple[Span, ...]:
    """Begin and end of each match in a text; matches do not overlap."""
    if OBJECT in wanted.text or BREAK in wanted.text:
        return ()
    needle = _folded(wanted.text, wanted.match_case, wanted.ignore_accents)[0]
    hay = _folded(text, wanted.match_case, wanted.ignore_accents)[0]
    found: list[Span] = []
    at = hay.find(needle) if needle else -1
    while at >= 0:
        span = _span(text, wanted, at, at + len(needle))
        good = span is not None and (not wanted.whole_words or _stands_alone(text, span))
        if span is not None and good:
            found.append(span)
        at = hay.find(needle, at + (len(needle) if good else 1))
    return tuple(found)


# --- Finding --------------------------------------------------------------------------------


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


# --- Replacing ------------------------------------------------------------------------------


class _Replacer:
    """Puts a text in the place of every match that it meets, and counts them."""

    def __init__(self, wanted: Wanted, replacement: str) -> None:
        self._wanted = wanted
        self._replacement = replacement
        self.made = 0

    def _spans(self, text: str) -> tuple[Span, ...]:
        found = find_in(text, self._wanted)
        self.made += len(found)
        return found

    def plain(self, text: str) -> str:
        """A text without marks."""
        for start, end in reversed(self._spans(text)):
            text = text[:start] + self._replacement + text[end:]
        return text

    def runs(self, runs: Runs) -> Runs:
        """Runs and then the notes in them; what is put in is marked as the first letter was."""
        whole = next(_stretches_of_runs(runs)).text
        pieces: list[Run] = []
        spans = self._spans(whole)
        at = 0
        for run in runs:
            if isinstance(run, Text):
                made = self._in_run(run.text, at, spans)
                pieces.append(run if made == run.text else replace(run, text=made))
                at += len(run.text)
            else:
                pieces.append(run)
                at += 1
        return tuple(
            replace(run, note=self.runs(run.note)) if isinstance(run, NoteRef) else run
            for run in pieces
        )

    def _in_run(self, text: str, offset: int, spans: Sequence[Span]) -> str:
        """What is left of a run's text that begins at `offset`, and what was put into it."""
        made: list[str] = []
        at = 0
        for start, end in spans:
            first, last = max(0, start - offset), min(len(text), end - offset)
            if last <= 0 or first >= len(text):
                continue
            made.append(text[at:first])
            if start >= offset:
                made.append(self._replacement)
            at = last
        return "".join((*made, text[at:]))

    def content(self, content: Block | Run) -> Block | Run:
        """A block that is no table, or a run."""
        match content:
            case Heading() | Paragraph() | ListItem():
                return replace(content, runs=self.runs(content.runs))
            case NoteRef():
                return NoteRef(self.runs(content.note))
            case Figure():
                return replace(
                    content,
                    caption=self.runs(content.caption),
                    alt_text=self.plain(content.alt_text),
                    credit=self.plain(content.credit),
                )
            case Chart():
                return replace(content, title=self.plain(content.title))
        return content

    def block(self, block: Block) -> Block:
        """A block; itself where nothing in it was replaced."""
        before = self.made
        made = self._table(block) if isinstance(block, Table) else self.content(block)
        assert isinstance(made, Block)
        return block if self.made == before else made

    def _table(self, table: Table) -> Table:
        rows = tuple(TableRow(tuple(map(self._cell, row.cells))) for row in table.rows)
        return replace(table, rows=rows)

    def _cell(self, cell: TableCell) -> TableCell:
        blocks: list[CellBlock] = []
        for inner in cell.blocks:
            made = self.block(inner)
            assert isinstance(made, CellBlock)
            blocks.append(made)
        return replace(cell, blocks=tuple(blocks))


def replace_all(document: Document, wanted: Wanted, replacement: str) -> tuple[Document, int]:
    """The document with every match replaced, and how many there were."""
    replacer = _Replacer(wanted, replacement)
    blocks = tuple(map(replacer.block, document.blocks))
    return replace(document, blocks=blocks), replacer.made


def replace_in(content: Block | Run, wanted: Wanted, replacement: str) -> Block | Run:
    """A note, or a block that is no table, with every match in it replaced."""
    return _Replacer(wanted, replacement).content(content)
