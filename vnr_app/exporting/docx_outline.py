"""What is known before the first line is written: headings, bookmarks, labels of captions.

A contents page stands before the headings it names, and a reference may point forward, so the
report is walked once for its names and a second time for its text.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_labels import Label, captions, labels, shown_blocks
from vnr_app.exporting.colors import readable

DEEPEST = 4
_CONTENTS_DEPTH = 2
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: level 1 or 2, "Goal 3" and its colour for goals, text, bookmark."""

    level: int
    text: str
    bookmark: str
    label: str = ""
    color: str = ""


class Bookmarks:
    """Unique names of bookmarks: reserved in a first walk, taken in the same order in a second."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._reserved: dict[tuple[str, str], deque[str]] = defaultdict(deque)
        self.targets: dict[str, str] = {}
        """The bookmark of a block or section id, its first where the id occurs twice."""

    def reserve(self, kind: str, identifier: str) -> str:
        """The name for a block, at most 40 characters.

        `kind` is "b", "s" for a section's heading, or "t" for a table of text: its mark stands in
        its first cell, beside that of the cell's own block.
        """
        stem = f"vnr_{kind}_" + re.sub(r"[^0-9A-Za-z_]", "_", identifier)
        name = stem[:_LONGEST_NAME]
        copy = 1
        while name.lower() in self._used:
            copy += 1
            ending = f"_{copy}"
            name = stem[: _LONGEST_NAME - len(ending)] + ending
        self._used.add(name.lower())
        self._reserved[kind, identifier].append(name)
        self.targets.setdefault(identifier, name)
        return name

    def take(self, kind: str, identifier: str) -> str:
        """The next name reserved for that id."""
        return self._reserved[kind, identifier].popleft()


class References:
    """The labels that captions print, in their order, and what refers to a block or section."""

    def __init__(self, report: rp.ReportDocument, bookmarks: Bookmarks) -> None:
        self.texts = labels(report.chapters, report.labels)
        self.anchors: dict[str, str] = {}
        """The bookmark around the label of a numbered block, by the ids of block and caption."""
        self._labels: dict[str, deque[Label]] = defaultdict(deque)
        for caption in captions(report.chapters, report.labels):
            self._labels[caption.holder].append(caption.label)
            name = bookmarks.targets[caption.holder]
            self.anchors.setdefault(caption.target, name)
            self.anchors.setdefault(caption.holder, name)

    def take(self, identifier: str) -> Label | None:
        """The label that the next block of that id prints, None where it prints none."""
        waiting = self._labels.get(identifier)
        return waiting.popleft() if waiting else None


@dataclass(frozen=True, slots=True)
class Outline:
    """The contents' entries, all bookmarks, all labels."""

    entries: tuple[Entry, ...]
    bookmarks: Bookmarks
    references: References


def runs_text(runs: rt.Runs) -> str:
    """The text of runs as a contents line shows it: without notes."""
    pieces = []
    for piece in runs:
        match piece:
            case rt.Text(text=text) | rt.ValueRef(text=text) | rt.CrossRef(text=text):
                pieces.append(text)
            case rt.Break():
                pieces.append(" ")
            case _:
                pass
    return "".join(pieces)


def heading_shift(document: rt.Document, base: int) -> int:
    """What to add to a document's heading levels so that its highest stands just below `base`."""
    levels = [block.level for block in shown_blocks(document) if isinstance(block, rt.Heading)]
    return base + 1 - min(levels) if levels else 0


def with_base(chapter: rp.Chapter) -> Iterator[tuple[rp.Block, int]]:
    """The blocks of a chapter, each with the level of the heading it stands under."""
    base = 1
    for block in chapter.blocks:
        yield block, base
        if isinstance(block, rp.Heading):
            base = min(block.level, DEEPEST)


def _document_entries(
    document: rt.Document, base: int, depth: int, bookmarks: Bookmarks
) -> Iterator[Entry]:
    shift = heading_shift(document, base)
    for block in shown_blocks(document):
        name = bookmarks.reserve("t" if isinstance(block, rt.Table) else "b", block.id)
        if isinstance(block, rt.Table):
            for row in block.rows:
                for cell in row.cells:
                    for inner in cell.blocks:
                        bookmarks.reserve("b", inner.id)
        elif isinstance(block, rt.Heading):
            text = runs_text(block.runs).strip()
            if text and block.level + shift <= depth:
                yield Entry(block.level + shift, text, name)


def _chapter_entries(
    chapter: rp.Chapter, labels: rp.Labels, bookmarks: Bookmarks
) -> Iterator[Entry]:
    name = bookmarks.reserve("s", chapter.key)
    if chapter.goal:
        label = f"{labels.goal} {chapter.goal.number}"
        yield Entry(1, chapter.goal.title, name, label, readable(chapter.goal.color))
    else:
        yield Entry(1, chapter.title, name)
    # The parts of a goal are alike in all goals; listed, they would fill pages of contents.
    depth = 1 if chapter.goal else _CONTENTS_DEPTH
    for block, base in with_base(chapter):
        match block:
            case rp.Heading(level=level, text=text, id=identifier):
                name = bookmarks.reserve("s", identifier)
                if level <= depth:
                    yield Entry(level, text, name)
            case rp.Prose(document=document):
                yield from _document_entries(document, base, depth, bookmarks)
            case rp.DataTable(id=identifier):
                bookmarks.reserve("b", identifier)
            case _:
                pass


def outline_of(report: rp.ReportDocument) -> Outline:
    """Walk the report for its headings and names."""
    bookmarks = Bookmarks()
    entries = tuple(
        entry
        for chapter in report.chapters
        for entry in _chapter_entries(chapter, report.labels, bookmarks)
    )
    return Outline(entries, bookmarks, References(report, bookmarks))
