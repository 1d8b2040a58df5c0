"""The words of two runs compared: what stayed, what was added, what was removed."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from vnr_app.domain.richtext import Break, CiteRef, CrossRef, NoteRef, Run, Runs, Text, ValueRef
from vnr_app.domain.richtext_slices import sentences
from vnr_app.domain.sentences import split_words

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on one side of a comparison."""

    text: str
    kind: Kind


Segments = tuple[Segment, ...]


class _Token(NamedTuple):
    """A word, punctuation mark or object as it is shown, and what it is compared by."""

    text: str
    key: Hashable


def _tokens(runs: Runs) -> Iterator[_Token]:
    """The words of the runs; words that are part marked, part not, stay in one."""
    text = ""
    for run in runs:
        match run:
            case Text():
                text += run.text
                continue
            case Break():
                text += "\n"
                continue
        yield from _words(text)
        text = ""
        yield from _object_tokens(run)
    yield from _words(text)


def _words(text: str) -> Iterator[_Token]:
    return (_Token(word, word.strip()) for word in split_words(text))


def _object_tokens(run: Run) -> Iterator[_Token]:
    match run:
        case NoteRef():
            yield _Token("[", "note")
            yield from _tokens(run.note)
            yield _Token("]", "end of note")
        case CiteRef():
            yield _Token(f"[{', '.join(filter(None, (run.source_id, run.locator)))}]", run)
        case ValueRef() | CrossRef():
            yield _Token(run.text, run)


def shown_text(runs: Runs) -> str:
    """The runs as a comparison shows them: notes and citations in square brackets."""
    return "".join(token.text for token in _tokens(runs))


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(token.text for token in tokens)


class _Sides:
    """Collects the segments of both sides; neighbours of one kind are joined."""

    def __init__(self) -> None:
        self.old: list[Segment] = []
        self.new: list[Segment] = []

    def put(self, old: Sequence[_Token], new: Sequence[_Token], *, same: bool) -> None:
        """Add a stretch of each side."""
        self._add(self.old, _text(old), "same" if same else "removed")
        self._add(self.new, _text(new), "same" if same else "added")

    @staticmethod
    def _add(side: list[Segment], text: str, kind: Kind) -> None:
        if not text:
            return
        if side and side[-1].kind == kind:
            side[-1] = Segment(side[-1].text + text, kind)
        else:
            side.append(Segment(text, kind))


def _compare_tokens(old: list[_Token], new: list[_Token], sides: _Sides) -> None:
    """Compare word by word; a lone short mark between two changes counts as changed."""
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new])
    steps = matcher.get_opcodes()
    for number, (step, a, a_end, b, b_end) in enumerate(steps):
        alone = len(_text(old[a:a_end]).strip()) <= 1 and 0 < number < len(steps) - 1
        sides.put(old[a:a_end], new[b:b_end], same=step == "equal" and not alone)


def compare_runs(old: Runs, new: Runs) -> tuple[Segments, Segments]:
    """The segments of both sides: first whole sentences are matched, then words between them."""
    old_parts, new_parts = (
        [list(_tokens((*one.core, *one.gap))) for one in sentences(runs)] for runs in (old, new)
    )
    old_keys, new_keys = (
        [tuple(token.key for token in part) for part in side] for side in (old_parts, new_parts)
    )
    sides = _Sides()
    for step, a, a_end, b, b_end in SequenceMatcher(
        None, old_keys, new_keys, autojunk=False
    ).get_opcodes():
        before = [token for part in old_parts[a:a_end] for token in part]
        after = [token for part in new_parts[b:b_end] for token in part]
        if step == "equal":
            sides.put(before, after, same=True)
        else:
            _compare_tokens(before, after, sides)
    return tuple(sides.old), tuple(sides.new)
