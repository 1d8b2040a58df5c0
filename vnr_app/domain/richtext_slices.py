"""Runs cut into sentences and put together again; formats, notes and numbers stay in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vnr_app.domain.richtext import Break, Run, Runs, Text
from vnr_app.domain.sentences import OBJECT, ends_hard, sentence_bounds


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's runs, and those of the white space between it and the next."""

    core: Runs
    gap: Runs = ()

    @property
    def key(self) -> tuple[Runs, int]:
        """What two sentences are compared by: line breaks after them count, spaces do not."""
        return self.core, _breaks(self.gap)


def _breaks(runs: Runs) -> int:
    return sum(isinstance(run, Break) for run in runs)


def flat_text(runs: Runs) -> str:
    """The text with one character for a break, and one for anything that is not text."""
    parts: list[str] = []
    for run in runs:
        match run:
            case Text():
                parts.append(run.text)
            case Break():
                parts.append("\n")
            case _:
                parts.append(OBJECT)
    return "".join(parts)


def _pieces(runs: Runs, cuts: Sequence[int]) -> Iterator[Runs]:
    """The runs between each two cuts; the cuts count the characters of `flat_text`."""
    waiting = list(reversed(runs))
    position = 0
    for cut in cuts[1:]:
        piece: list[Run] = []
        while position < cut:
            run = waiting.pop()
            if not isinstance(run, Text):
                piece.append(run)
                position += 1
                continue
            head, tail = run.text[: cut - position], run.text[cut - position :]
            if head:
                piece.append(replace(run, text=head) if tail else run)
                position += len(head)
            if tail:
                waiting.append(replace(run, text=tail))
        yield tuple(piece)


def sentences(runs: Runs) -> tuple[Sentence, ...]:
    """The sentences of a block; together they hold each of its characters and objects."""
    bounds = sentence_bounds(flat_text(runs))
    pieces = _pieces(runs, [0, *(cut for _, words_end, end in bounds for cut in (words_end, end))])
    return tuple(Sentence(core, gap) for core, gap in zip(pieces, pieces, strict=True))


def join_runs(parts: Sequence[Runs]) -> Runs:
    """The runs of all parts, equally marked neighbours in one."""
    joined: list[Run] = []
    for run in (run for part in parts for run in part):
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and replace(last, text=run.text) == run:
            joined[-1] = replace(run, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def join_sentences(parts: Sequence[Sentence]) -> Runs | None:
    """The runs of the sentences, a space between two where there is none.

    None where the parts, read together, would be other sentences than these: a title without a
    full stop, say, that would run into the sentence after it.
    """
    spaced = [
        replace(one, gap=(Text(" "),))
        if not one.gap and not ends_hard(flat_text(one.core))
        else one
        for one in parts[:-1]
    ]
    runs = join_runs([half for one in (*spaced, *parts[-1:]) for half in (one.core, one.gap)])
    return runs if [one.core for one in sentences(runs)] == [one.core for one in parts] else None


def merge_gaps(base: Runs, mine: Runs, theirs: Runs) -> Runs:
    """The white space after a sentence that all three have; a line break wins over a space."""
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    return max(mine, theirs, key=lambda gap: (_breaks(gap), len(flat_text(gap))))
