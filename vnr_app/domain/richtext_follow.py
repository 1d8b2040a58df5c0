"""Objects in a text followed through a printed copy of it that somebody has edited.

Three forms of a line meet here: `own` is what the review holds, `sent` is how a reader of the file
found it, `back` is how it came back. What was not touched in `back` becomes the object again.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

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
from vnr_app.domain.richtext_printed import (
    LINE,
    NOTE,
    Gap,
    Match,
    Printed,
    gaps,
    matches_of,
    parted,
    plain,
    printed_objects,
    without,
)

_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_MOST_WORDS = 8
"""With more words around a number that changed with it, the sentence was written anew."""


@dataclass(frozen=True, slots=True)
class TypedOver:
    """A living number that somebody typed over: what was sent, what stands there now."""

    reference: ValueRef
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The runs of `back` with the objects of `own`, and the numbers that were typed over.

    In their place `runs` has the living number still. `lost` says that nothing could be followed:
    what was sent is not what the review's text prints.
    """

    runs: Runs
    numbers: tuple[TypedOver, ...] = ()
    lost: bool = False


# --- Putting the objects back ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Put:
    """An object in the line that came back, in place of what stands from `start` to `end`."""

    run: Run
    start: int
    end: int


def _untouched(each: Printed, matches: Sequence[Match]) -> _Put | None:
    for match in matches:
        if match.holds(each):
            start = match.new + each.start - match.old
            return _Put(each.run, start, start + each.end - each.start)
    return None


def _stretches(gap: Gap, inside: Sequence[Printed], before: str, now: str) -> list[str]:
    """What stands in place of the objects of a stretch that changed, in their order."""
    shown = [before[each.start : each.end].strip() for each in inside]
    if shown == [before[gap.old : gap.old_end].strip()]:
        return [now.strip()] if now.strip() else []
    return _FIGURE.findall(now) if len(now.split()) <= _MOST_WORDS else []


def _typed_over(
    gap: Gap, inside: Sequence[Printed], before: str, after: str
) -> Iterator[tuple[_Put, TypedOver]]:
    """The living numbers in a stretch that changed, each with what stands in its place."""
    now = after[gap.new : gap.new_end]
    end = 0
    for each, text in zip(inside, _stretches(gap, inside, before, now), strict=False):
        start = now.index(text, end)
        end = start + len(text)
        if isinstance(each.run, ValueRef):
            put = _Put(each.run, gap.new + start, gap.new + end)
            yield put, TypedOver(each.run, before[each.start : each.end], text)


def followed(own: Runs, sent: Runs, back: Runs, said: Sequence[str] = ()) -> Followed:
    """The line that came back in terms of the review's own.

    `said` are the texts that the living numbers of the line and of its notes had when it was sent,
    in their order; none where that is not known. Marks and
    comments: where the sent line and the one that came back agree, the review's own hold, with
    the comments of both; elsewhere what came back.
    """
    before, after = plain(sent), plain(back)
    said_here, said_in_notes = parted(own, said)
    objects = printed_objects(own, before, said_here)
    if objects is None:
        values = any(isinstance(run, ValueRef | CrossRef | CiteRef) for run in own)
        return Followed(back, lost=values)
    matches = matches_of(sent, back, objects)
    whole = [_untouched(each, matches) for each in objects]
    touched = [each for each, put in zip(objects, whole, strict=True) if put is None]
    matches = without(matches, touched)
    puts = [put for put in whole if put is not None]
    numbers: list[TypedOver] = []
    for gap in gaps(matches, len(before), len(after)):
        inside = [each for each in touched if each.start < gap.old_end and each.end > gap.old]
        for put, number in _typed_over(gap, inside, before, after):
            puts.append(put)
            numbers.append(number)
    notes = _notes(own, sent, back, matches, said_in_notes)
    numbers += [number for each in notes.values() for number in each.numbers]
    runs = _assembled(_Line(own, objects, before), sent, back, matches, puts, notes)
    return Followed(runs, tuple(numbers), any(each.lost for each in notes.values()))


def _notes(
    own: Runs, sent: Runs, back: Runs, matches: Sequence[Match], said: Sequence[Sequence[str]]
) -> dict[int, Followed]:
    """The notes of the line that came back, by their places in it, in terms of the review's."""
    before, after = plain(sent), plain(back)
    olds = [at for at, sign in enumerate(before) if sign == NOTE]
    own_notes = [run.note for run in own if isinstance(run, NoteRef)]
    sent_notes = [run.note for run in sent if isinstance(run, NoteRef)]
    back_notes = [run.note for run in back if isinstance(run, NoteRef)]
    same = {match.old + at: match.new + at for match in matches for at in range(match.length)}
    partner = {same[old]: number for number, old in enumerate(olds) if old in same}
    free = [number for number, old in enumerate(olds) if old not in same]
    found: dict[int, Followed] = {}
    for number, place in enumerate(at for at, sign in enumerate(after) if sign == NOTE):
        note = back_notes[number]
        old = partner.get(place, free.pop(0) if place not in partner and free else None)
        if old is None:
            found[place] = Followed(note)
        elif note == sent_notes[old]:
            found[place] = Followed(own_notes[old])
        else:
            found[place] = followed(own_notes[old], sent_notes[old], note, said[old])
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """The review's own line with the places of its objects in the printed one."""

    runs: Runs
    objects: Sequence[Printed]
    printed: str


def _looks(line: _Line) -> list[Text | None]:
    """The marks and comments of the review's own text, by the signs of the printed line."""
    looks: list[Text | None] = []
    objects = iter(line.objects)
    for run in line.runs:
        match run:
            case Text(text=text):
                looks += [replace(run, text="")] * len(text)
            case NoteRef() | Break():
                looks.append(None)
            case _:
                each = next(objects)
                looks += [None] * (each.end - each.start)
    return looks


def _letters(runs: Runs) -> list[Text | None]:
    """The marks of each sign of a line as it was read."""
    letters: list[Text | None] = []
    for run in runs:
        if isinstance(run, Text):
            letters += [replace(run, text="")] * len(run.text)
        else:
            letters.append(None)
    return letters


@dataclass(slots=True)
class _Writing:
    """Runs that grow sign by sign; neighbours of one look are one run."""

    runs: list[Run] = field(default_factory=list)
    _look: Text | None = None
    _signs: list[str] = field(default_factory=list)

    def sign(self, look: Text, sign: str) -> None:
        """Write one sign."""
        if look is not self._look and look != self._look:
            self._finish()
            self._look = look
        self._signs.append(sign)

    def run(self, run: Run) -> None:
        """Write something that is no text."""
        self._finish()
        self.runs.append(run)

    def written(self) -> Runs:
        """All of it."""
        self._finish()
        return tuple(self.runs)

    def _finish(self) -> None:
        if self._look is not None:
            self.runs.append(replace(self._look, text="".join(self._signs)))
        self._look = None
        self._signs.clear()


def _assembled(
    line: _Line,
    sent: Runs,
    back: Runs,
    matches: Sequence[Match],
    puts: Sequence[_Put],
    notes: dict[int, Followed],
) -> Runs:
    """The line that came back, with objects and notes, marks and comments."""
    after = plain(back)
    letters = _marked_letters(line, sent, back, matches)
    ordered = deque(sorted(puts, key=lambda put: (put.start, put.end)))
    writing = _Writing()
    lost: list[str] = []
    at = 0
    while at <= len(after):
        while ordered and ordered[0].start <= at:
            put = ordered.popleft()
            writing.run(put.run)
            lost += [name for each in letters[at : put.end] if each for name in each.comments]
            at = max(at, put.end)
        if at >= len(after):
            break
        letter = letters[at]
        if letter is not None:
            writing.sign(letter, "\u2028" if after[at] == LINE else after[at])
        else:
            writing.run(NoteRef(notes[at].runs) if after[at] == NOTE else Break())
        at += 1
    return _with_comments(writing.written(), lost)


def _marked_letters(
    line: _Line, sent: Runs, back: Runs, matches: Sequence[Match]
) -> list[Text | None]:
    """The marks of each sign of the line that came back: where it stayed, the review's own."""
    looks, sent_letters, letters = _looks(line), _letters(sent), _letters(back)
    marked = cache(_marked)
    for match in matches:
        for at in range(match.length):
            own, letter = looks[match.old + at], letters[match.new + at]
            if own is not None and letter is not None:
                letters[match.new + at] = marked(own, sent_letters[match.old + at], letter)
    return letters


def _marked(own: Text, sent: Text | None, letter: Text) -> Text:
    """The marks of a sign that stayed: the review's own unless they were changed."""
    bare = replace(letter, comments=())
    kept = own if sent is not None and bare == replace(sent, comments=()) else bare
    return replace(kept, comments=tuple(dict.fromkeys((*own.comments, *letter.comments))))


def _with_comments(runs: Runs, lost: Sequence[str]) -> Runs:
    """Comments that stood on an object alone, on the text beside it: objects carry none."""
    present = {name for run in runs if isinstance(run, Text) for name in run.comments}
    missing = tuple(dict.fromkeys(name for name in lost if name not in present))
    if not missing:
        return runs
    made = list(runs)
    for at, run in enumerate(made):
        if isinstance(run, Text) and run.text.strip():
            made[at] = replace(run, comments=(*run.comments, *missing))
            break
    return tuple(made)
