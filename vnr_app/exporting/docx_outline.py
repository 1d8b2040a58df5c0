"""What is known before the first line is written: headings, bookmarks, captions.

A contents page stands before the headings it names, and a reference may point forward, so the
report is walked once for its names and a second time for its text.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartKind
from vnr_app.domain.richtext_labels import Label, Numbered, captions, labels, shown_blocks
from vnr_app.exporting.colors import readable

DEEPEST = 4
CONTENTS = "vnr-contents"
"""The id of the contents page."""
_CONTENTS_DEPTH = 2
_LONGEST_NAME = 40
_FEW_TERMS = 12
_SHORT_GROUPS = 48
"""Groups with so many letters in all still have room below a chart half as wide as the text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: level 1 or 2, "Goal 3" and its colour for goals, text, bookmark."""

    level: int
    text: str
    bookmark: str
    label: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of tables, of figures or of boxes: "Table 3.1", its caption, bookmark."""

    kind: Numbered
    label: str
    text: str
    bookmark: str


class Bookmarks:
    """Unique names of bookmarks: reserved in a first walk, taken in the same order in a second."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._reserved: dict[tuple[str, str], deque[str]] = defaultdict(deque)
        self.targets: dict[str, str] = {}
        """The bookmark of a block or section id, its first where the id occurs twice."""

    def reserve(self, kind: str, identifier: str) -> str:
        """The name for a block, at most 40 characters.

        `kind` is "b", "s" for a section's heading, "c" for the contents, or "t" for a table of
        text: its mark stands in its first cell, beside that of the cell's own block.
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
    """The entries of contents and lists, all bookmarks, all labels."""

    entries: tuple[Entry, ...]
    listed: tuple[Listed, ...]
    bookmarks: Bookmarks
    references: References
    contents: str
    """The bookmark of the contents page."""
    main: str
    """The bookmark of the first chapter whose pages have arabic numbers, "" for none."""
    glossary: rp.Chapter | None = None
    """The chapter of abbreviations where it is so short that it belongs to the lists."""


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


def with_partner(chapter: rp.Chapter) -> Iterator[tuple[rp.Block, rp.Graph | None, int]]:
    """The blocks of a chapter as `with_base` has them, with the chart that stands beside a chart.

    Of small charts that follow each other two share the width of the text.
    """
    waiting = deque(with_base(chapter))
    while waiting:
        block, base = waiting.popleft()
        partner = None
        if _is_small(block) and waiting and _is_small(waiting[0][0]):
            following, _base = waiting.popleft()
            partner = following if isinstance(following, rp.Graph) else None
        yield block, partner, base


def _is_small(block: rp.Block) -> bool:
    """Whether a block is a chart that is clear at half the width of the text."""
    if not isinstance(block, rp.Graph) or block.table:
        return False
    groups = block.data.categories
    return block.data.kind is ChartKind.LINE or sum(map(len, groups)) <= _SHORT_GROUPS


def data_tables(chapter: rp.Chapter) -> Iterator[rp.DataTable]:
    """The tables of figures of a chapter, those below its charts too, as they are printed."""
    for block in chapter.blocks:
        if isinstance(block, rp.DataTable):
            yield block
        elif isinstance(block, rp.Graph) and block.table:
            yield block.table


def _caption_of(block: rt.Block) -> str:
    match block:
        case rt.Paragraph(runs=runs) | rt.Figure(caption=runs):
            return runs_text(runs).strip()
        case rt.Chart(title=title):
            return title
        case _:
            return ""


class _Walk:
    """The first walk through a report: it reserves names and keeps what lists may show."""

    def __init__(self, report: rp.ReportDocument) -> None:
        self._report = report
        self.bookmarks = Bookmarks()
        self.captions: dict[str, deque[tuple[str, str]]] = defaultdict(deque)
        """Bookmark and caption of each block by its id, in the order of printing."""

    def _keep(self, identifier: str, caption: str, kind: str = "b") -> str:
        name = self.bookmarks.reserve(kind, identifier)
        self.captions[identifier].append((name, caption))
        return name

    def _document(self, document: rt.Document, base: int, depth: int) -> Iterator[Entry]:
        shift = heading_shift(document, base)
        for block in shown_blocks(document):
            if isinstance(block, rt.Table):
                self.bookmarks.reserve("t", block.id)
                for cell in (cell for row in block.rows for cell in row.cells):
                    for inner in cell.blocks:
                        self.bookmarks.reserve("b", inner.id)
                continue
            drawn = self._report.charts.get(block.id) if isinstance(block, rt.Chart) else None
            name = self._keep(block.id, (drawn and drawn.title) or _caption_of(block))
            if isinstance(block, rt.Heading):
                text = runs_text(block.runs).strip()
                if text and block.level + shift <= depth:
                    yield Entry(block.level + shift, text, name)

    def chapter(self, chapter: rp.Chapter) -> Iterator[Entry]:
        """The lines of the contents that a chapter gives."""
        name = self.bookmarks.reserve("s", chapter.key)
        if chapter.goal:
            label = f"{self._report.labels.goal} {chapter.goal.number}"
            title = chapter.goal.title
            yield Entry(1, title, name, label, readable(chapter.goal.color))
        else:
            yield Entry(1, chapter.title, name)
        # The parts of a goal are alike in all goals; listed, they would fill pages of contents.
        depth = 1 if chapter.goal else _CONTENTS_DEPTH
        for block, base in with_base(chapter):
            match block:
                case rp.Heading(level=level, text=text, id=identifier):
                    name = self.bookmarks.reserve("s", identifier)
                    if level <= depth:
                        yield Entry(level, text, name)
                case rp.Prose(document=document):
                    yield from self._document(document, base, depth)
                case (
                    rp.DataTable(id=identifier, caption=caption)
                    | rp.Dashboard(id=identifier, caption=caption)
                ):
                    self._keep(identifier, caption)
                case rp.Graph(id=identifier, data=data, table=values):
                    self._keep(identifier, data.title)
                    if values:
                        self._keep(values.id, values.caption)
                case _:
                    pass


def short_glossary(report: rp.ReportDocument) -> rp.Chapter | None:
    """The first chapter after the contents where it is but a few abbreviations."""
    chapter = next((each for each in report.chapters if not each.front), None)
    if chapter is None or report.form != "review":
        return None
    terms = [block.terms for block in chapter.blocks if isinstance(block, rp.Terms)]
    short = len(terms) == len(chapter.blocks) and sum(map(len, terms)) <= _FEW_TERMS
    return chapter if short else None


def outline_of(report: rp.ReportDocument) -> Outline:
    """Walk the report, its chapters in the order of printing, for its headings and names."""
    walk = _Walk(report)
    contents = walk.bookmarks.reserve("c", CONTENTS)
    entries = tuple(entry for chapter in report.chapters for entry in walk.chapter(chapter))
    listed = []
    for caption in captions(report.chapters, report.labels):
        name, text = walk.captions[caption.holder].popleft()
        listed.append(Listed(caption.label.kind, caption.label.text, text, name))
    glossary = short_glossary(report)
    main = next((c.key for c in report.chapters if not c.front and c is not glossary), "")
    return Outline(
        entries,
        tuple(listed),
        walk.bookmarks,
        References(report, walk.bookmarks),
        contents,
        walk.bookmarks.targets.get(main, ""),
        glossary,
    )
