"""The printed copy of a line: where its objects stand in it, and which stretches of it stayed.

A Word file shows living numbers, references and citations as plain text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from vnr_app.domain.richtext import (
    Break,
    CiteRef,
    CrossRef,
    NoteRef,
    Run,
    Runs,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_ops import runs_text, with_notes

NOTE, LINE = "\ufffc", "\n"
"""What stands for a note and for the end of a line."""
_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """An object of `own` with the stretch of the printed line that shows it."""

    run: Run
    start: int
    end: int


def plain(runs: Runs) -> str:
    """The line as one text; a note is one sign."""
    pieces = []
    for run in runs:
        match run:
            case Text(text=text) | ValueRef(text=text) | CrossRef(text=text):
                pieces.append(text.replace("\u2028", LINE))
            case NoteRef():
                pieces.append(NOTE)
            case Break():
                pieces.append(LINE)
            case CiteRef():
                pass
    return "".join(pieces)


def _values_in(runs: Runs) -> int:
    return sum(isinstance(run, ValueRef) for run in with_notes(runs))


def parted(own: Runs, said: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The texts of the line's own living numbers, and those of each of its notes."""
    line: list[str] = []
    notes: list[list[str]] = []
    waiting = list(said)
    for run in own:
        count = _values_in((run,))
        texts, waiting = waiting[:count], waiting[count:]
        if isinstance(run, NoteRef):
            notes.append(texts)
        else:
            line += texts
    return line, notes


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a run looks like in the printed line: a pattern, and whether it may be anything."""

    pattern: str
    open: bool = False


def _sign(run: Run, said: Iterator[str]) -> _Sign:
    match run:
        case ValueRef():
            text = next(said, None)
            if text is not None:
                return _Sign(f"({re.escape(plain((Text(text),)))})")
            return _Sign("(.*?)", open=True)
        case CrossRef():
            return _Sign("(.*?)", open=True)
        case CiteRef():
            return _Sign(r"((?>\[[^\]]*\])|.*?)", open=True)
    return _Sign(re.escape(plain((run,))))


def _pattern(own: Runs, said: Sequence[str]) -> str:
    """The pattern of a line; it takes the nearest place for each stretch, and never goes back.

    Going back would take a time that grows with the power of the objects where the line is another.
    """
    texts = iter(said)
    signs = [sign for run in own if (sign := _sign(run, texts)).pattern]
    stretches: list[str] = [""]
    for at, sign in enumerate(signs):
        if sign.open and at and not signs[at - 1].open:
            stretches.append("")
        follows = at + 1 < len(signs) and signs[at + 1].open
        # Of several that may be anything side by side, the last takes what there is.
        stretches[-1] += sign.pattern.replace(".*?", "") if sign.open and follows else sign.pattern
    return "".join(f"(?>{each})" for each in stretches[:-1]) + stretches[-1]


def printed_objects(own: Runs, printed: str, said: Sequence[str]) -> list[Printed] | None:
    """Where the objects stand in the printed line; None where it is not this text's."""
    found = re.fullmatch(_pattern(own, said), printed, re.DOTALL)
    if found is None:
        return None
    group = 0
    objects = []
    for run in own:
        if isinstance(run, ValueRef | CrossRef | CiteRef):
            group += 1
            objects.append(Printed(run, found.start(group), found.end(group)))
    return objects


# --- What stands where ----------------------------------------------------------------------


def _tokens(runs: Runs) -> tuple[list[str], list[str]]:
    """The words of a line and what each is compared by: a note by its text."""
    notes = iter(runs_text(run.note) for run in runs if isinstance(run, NoteRef))
    words = _TOKEN.findall(plain(runs))
    return words, [f"{NOTE}{next(notes)}" if word == NOTE else word for word in words]


def _is_slight(words: Sequence[str]) -> bool:
    """Whether words hold nothing by which a line could be recognised."""
    return not any(word[0].isalnum() or word == NOTE for word in words)


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch that is the same in the sent line and in the one that came back, in characters."""

    old: int
    new: int
    length: int

    def holds(self, each: Printed) -> bool:
        """Whether an object lies in the stretch as a whole."""
        return self.old <= each.start and each.end <= self.old + self.length

    def outside(self, start: int, end: int) -> "Iterator[Match]":
        """The parts of the stretch before and after a stretch of the sent line."""
        before = min(max(start - self.old, 0), self.length)
        after = min(max(end - self.old, 0), self.length)
        if before:
            yield replace(self, length=before)
        if after < self.length:
            yield Match(self.old + after, self.new + after, self.length - after)


def matches_of(sent: Runs, back: Runs, objects: Sequence[Printed]) -> list[Match]:
    """The stretches that stayed; spaces and marks between two changes count as changed."""
    (old_words, old_keys), (new_words, new_keys) = _tokens(sent), _tokens(back)
    steps = SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_matching_blocks()[:-1]
    old_ends, new_ends = _starts(old_words), _starts(new_words)
    found = []
    for a, b, size in steps:
        match = Match(old_ends[a], new_ends[b], old_ends[a + size] - old_ends[a])
        inner = bool(a or b) and (a + size < len(old_words) or b + size < len(new_words))
        told = any(each.start < each.end and match.holds(each) for each in objects)
        if told or not inner or not _is_slight(old_words[a : a + size]):
            found.append(match)
    return found


def without(matches: Sequence[Match], touched: Sequence[Printed]) -> list[Match]:
    """The stretches but for what lies in objects that were changed: they are taken as a whole."""
    parts = list(matches)
    for each in touched:
        parts = [part for match in parts for part in match.outside(each.start, each.end)]
    return parts


def _starts(words: Sequence[str]) -> list[int]:
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places


@dataclass(slots=True)
class Gap:
    """A stretch that changed, in the sent line and in the one that came back."""

    old: int
    old_end: int
    new: int
    new_end: int


def gaps(matches: Sequence[Match], old_length: int, new_length: int) -> Iterator[Gap]:
    """What lies between the stretches that stayed, in two lines of these lengths."""
    old = new = 0
    for match in (*matches, Match(old_length, new_length, 0)):
        if match.old > old or match.new > new:
            yield Gap(old, match.old, new, match.new)
        old, new = match.old + match.length, match.new + match.length
