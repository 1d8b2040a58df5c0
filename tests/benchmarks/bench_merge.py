"""Merges of synthetic texts, counted and timed: `python -m tests.benchmarks.bench_merge`.

Each text has eight paragraphs; two people make four edits each: sentences and paragraphs that are
added, changed, deleted, moved, split, or marked. Every word is unique, so that a word that is lost
and a sentence that nobody wrote are plain to see.
"""

import random
import statistics
import sys
import time
from dataclasses import replace
from itertools import count

from vnr_app.domain.richtext import Document, Heading, Paragraph, Text
from vnr_app.domain.richtext_diff import compare
from vnr_app.domain.richtext_merge import merge
from vnr_app.domain.richtext_ops import plain_text

DOCUMENTS = 10_000
_PARAGRAPHS = 8
_EDITS = 4
_LIMIT_MS = 300


class Writer:
    """Writes texts of words that nobody wrote before, and edits them."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self._numbers = count()

    def document(self):
        """Paragraphs of three to five sentences."""
        sizes = [self._random.randint(3, 5) for _ in range(_PARAGRAPHS)]
        return Document(blocks=tuple(self._paragraph(size) for size in sizes))

    def edited(self, document, edits=_EDITS):
        """The document as a person leaves it who makes some edits."""
        blocks = [(block, sentences_of(block)) for block in document.blocks]
        acts = (
            self._change_word,
            self._change_word,
            self._add_sentence,
            self._delete_sentence,
            self._mark,
            self._add_paragraph,
            self._delete_paragraph,
            self._move_paragraph,
            self._split_paragraph,
            self._make_heading,
        )
        for _ in range(edits):
            self._random.choice(acts)(blocks)
        return Document(
            blocks=tuple(
                block if sentences_of(block) == written else _with_text(block, " ".join(written))
                for block, written in blocks
            )
        )

    def _word(self):
        return f"w{next(self._numbers)}"

    def _sentence(self):
        return f"W{self._word()} {self._word()} {self._word()}."

    def _paragraph(self, size):
        text = " ".join(self._sentence() for _ in range(size))
        identity = f"{self._random.getrandbits(48):012x}"
        return Paragraph(id=identity, runs=(Text(text),))

    def _pick(self, blocks):
        written = self._random.choice(blocks)[1]
        return written, self._random.randrange(len(written)) if written else 0

    def _change_word(self, blocks):
        written, at = self._pick(blocks)
        if written:
            words = written[at][:-1].split()
            words[self._random.randrange(1, 3)] = self._word()
            written[at] = " ".join(words) + "."

    def _add_sentence(self, blocks):
        written, at = self._pick(blocks)
        written.insert(at + self._random.randrange(2), self._sentence())

    def _delete_sentence(self, blocks):
        written, at = self._pick(blocks)
        if written:
            del written[at]

    def _mark(self, blocks):
        at = self._random.randrange(len(blocks))
        block, written = blocks[at]
        runs = tuple(replace(run, bold=True) for run in block.runs)
        blocks[at] = (replace(block, runs=runs), written)

    def _add_paragraph(self, blocks):
        block = self._paragraph(2)
        blocks.insert(self._random.randrange(len(blocks) + 1), (block, sentences_of(block)))

    def _delete_paragraph(self, blocks):
        if len(blocks) > 1:
            del blocks[self._random.randrange(len(blocks))]

    def _move_paragraph(self, blocks):
        moved = blocks.pop(self._random.randrange(len(blocks)))
        blocks.insert(self._random.randrange(len(blocks) + 1), moved)

    def _split_paragraph(self, blocks):
        at = self._random.randrange(len(blocks))
        block, written = blocks[at]
        cut = self._random.randrange(len(written) + 1)
        lower = replace(block, id=f"{self._random.getrandbits(48):012x}")
        blocks[at : at + 1] = [(block, written[:cut]), (lower, written[cut:])]

    def _make_heading(self, blocks):
        at = self._random.randrange(len(blocks))
        block, written = blocks[at]
        blocks[at] = (Heading(id=block.id, level=2, runs=block.runs), written)


def _with_text(block, text):
    runs = (replace(block.runs[0], text=text),) if block.runs else (Text(text),)
    return replace(block, runs=runs if text else ())


def sentences_of(block):
    """The sentences of a synthetic block: what ends with a full stop."""
    return [part.strip() + "." for part in plain_text(Document(blocks=(block,))).split(".")[:-1]]


def written_in(*documents):
    """All sentences of synthetic documents."""
    return {
        one for document in documents for block in document.blocks for one in sentences_of(block)
    }


def words_of(*documents):
    """All words of synthetic documents."""
    return {word for sentence in written_in(*documents) for word in sentence[:-1].split()}


def judge(seed):
    """Whether a merge had no conflict, the words it lost, the sentences it invented.

    A word is lost that a side added, or that both sides kept, and that is neither agreed nor in a
    conflict: where both sides of all conflicts are kept, no such word may be missing.
    """
    writer = Writer(seed)
    base = writer.document()
    mine, theirs = writer.edited(base), writer.edited(base)
    merged = merge(base, mine, theirs)
    result = merged.resolved()
    old, one, other = words_of(base), words_of(mine), words_of(theirs)
    due = ((one | other) - old) | (one & other)
    written = written_in(base, mine, theirs)
    invented = set().union(
        *(
            written_in(merged.resolved([choice] * len(merged.conflicts))) - written
            for choice in ("mine", "theirs", "both")
        )
    )
    return merged.clean, due - words_of(result), invented


def long_document(words=12_000, seed=1):
    """A text of so many words, which repeat as words do."""
    chosen = random.Random(seed)
    vocabulary = [f"word{number}" for number in range(3000)]
    blocks = []
    for number in range(words // 100):
        text = " ".join(
            " ".join(chosen.choices(vocabulary, k=20)).capitalize() + "." for _ in range(5)
        )
        blocks.append(Paragraph(id=f"b{number}", runs=(Text(text),)))
    return Document(blocks=tuple(blocks))


def long_edited(document, seed=2):
    """The text with every tenth word another one."""
    chosen = random.Random(seed)

    def edited(block):
        words = block.runs[0].text.split(" ")
        for at in chosen.sample(range(len(words)), len(words) // 10):
            words[at] = "changed" + "." * words[at].endswith(".")
        return replace(block, runs=(Text(" ".join(words)),))

    return Document(blocks=tuple(map(edited, document.blocks)))


def compare_ms(old, new, rounds=5):
    """Median milliseconds of processor time of a comparison."""
    figures = []
    for _ in range(rounds):
        start = time.process_time()
        compare(old, new)
        figures.append((time.process_time() - start) * 1000)
    return statistics.median(figures)


def main():
    """Merge the synthetic texts, compare two long ones; fail where a promise is broken."""
    lost = invented = clean = 0
    start = time.process_time()
    for seed in range(DOCUMENTS):
        without_conflict, words, sentences = judge(seed)
        clean += without_conflict
        lost += len(words)
        invented += len(sentences)
    seconds = time.process_time() - start
    print(f"merge: documents {DOCUMENTS} lost {lost} invented {invented}")
    print(f"merge: clean {clean}, {seconds / DOCUMENTS * 1000:.1f} ms a document")
    document = long_document()
    spent = compare_ms(document, long_edited(document))
    print(f"compare: 12,000 words, 10 % changed: {spent:.0f} ms (limit {_LIMIT_MS})")
    if lost or invented or spent > _LIMIT_MS:
        sys.exit(1)


if __name__ == "__main__":
    main()
