"""What captions are numbered by and references say: "Table 3.2", "Figure A.1", "Box 3.1".

A table is numbered where a caption stands directly before it or is its own, a figure where it has
a caption, a chart and a box's title always. Each chapter counts anew: a goal's after its number,
other chapters that have anything to count after a letter.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from string import ascii_uppercase

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_ops import runs_text


class Numbered(StrEnum):
    """What is counted, by the name that Word's sequence fields have for it."""

    TABLE = "Table"
    FIGURE = "Figure"
    BOX = "Box"


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one caption: "Table", "3" and 2 for "Table 3.2"."""

    kind: Numbered
    word: str
    prefix: str
    number: int

    @property
    def text(self) -> str:
        """The label as it is printed."""
        return f"{self.word} {self.prefix}.{self.number}"


@dataclass(frozen=True, slots=True)
class Caption:
    """A label with the id of the block that prints it and of the block that it names."""

    holder: str
    target: str
    label: Label


@dataclass(frozen=True, slots=True)
class _Counted:
    holder: str
    target: str
    kind: Numbered


def shows(runs: rt.Runs) -> bool:
    """Whether runs print anything."""
    for piece in runs:
        match piece:
            case rt.NoteRef() | rt.CiteRef() | rt.CrossRef():
                return True
            case rt.Text(text=text) | rt.ValueRef(text=text) if text and not text.isspace():
                return True
    return False


def is_blank(block: rt.Block) -> bool:
    """Whether a paragraph, heading or item has nothing to show."""
    return isinstance(block, rt.Paragraph | rt.Heading | rt.ListItem) and not shows(block.runs)


def shown_blocks(document: rt.Document) -> tuple[rt.Block, ...]:
    """The blocks of a text without its empty lines: room is a matter of style."""
    return tuple(block for block in document.blocks if not is_blank(block))


def _counted_in_text(document: rt.Document) -> Iterator[_Counted]:
    shown = shown_blocks(document)
    for block, following in pairwise((*shown, None)):
        match block, following:
            case rt.Paragraph(style=rt.ParagraphStyle.CAPTION), rt.Table() | rt.IndicatorTable():
                yield _Counted(block.id, following.id, Numbered.TABLE)
            case rt.Paragraph(style=rt.ParagraphStyle.BOX_TITLE), _:
                yield _Counted(block.id, block.id, Numbered.BOX)
            case rt.Chart(), _:
                yield _Counted(block.id, block.id, Numbered.FIGURE)
            case rt.Figure(caption=caption), _ if shows(caption):
                yield _Counted(block.id, block.id, Numbered.FIGURE)


def _counted(chapter: rp.Chapter) -> Iterator[_Counted]:
    for block in chapter.blocks:
        match block:
            case rp.DataTable() | rp.Dashboard() if block.caption:
                yield _Counted(block.id, block.id, Numbered.TABLE)
            case rp.Graph(id=identifier, table=values):
                yield _Counted(identifier, identifier, Numbered.FIGURE)
                if values and values.caption:
                    yield _Counted(values.id, values.id, Numbered.TABLE)
            case rp.Prose(document=document):
                yield from _counted_in_text(document)


def captions(chapters: Iterable[rp.Chapter], words: rp.Labels) -> Iterator[Caption]:
    """Every numbered caption of a report, in the order in which it is printed."""
    names = {
        Numbered.TABLE: words.table,
        Numbered.FIGURE: words.figure,
        Numbered.BOX: words.box,
    }
    letters = iter(ascii_uppercase + "".join(f"A{letter}" for letter in ascii_uppercase))
    for chapter in chapters:
        counted = list(_counted(chapter))
        if not counted:
            continue
        prefix = chapter.goal.number if chapter.goal else next(letters, "Z")
        numbers: Counter[Numbered] = Counter()
        for one in counted:
            numbers[one.kind] += 1
            label = Label(one.kind, names[one.kind], prefix, numbers[one.kind])
            yield Caption(one.holder, one.target, label)


def _titles(chapter: rp.Chapter, words: rp.Labels) -> Iterator[tuple[str, str]]:
    """The names of a chapter and of the headings in it; a goal goes by its number."""
    goal = chapter.goal
    yield chapter.key, f"{words.goal} {goal.number}" if goal else chapter.title
    for block in chapter.blocks:
        if isinstance(block, rp.Heading):
            yield block.id, block.text
        elif isinstance(block, rp.Prose):
            for inner in block.document.blocks:
                if isinstance(inner, rt.Heading):
                    yield inner.id, runs_text(inner.runs).replace("\n", " ").strip()


def labels(chapters: Iterable[rp.Chapter], words: rp.Labels) -> dict[str, str]:
    """What a reference to a block's id or a section's key says.

    The ids of numbered blocks and of their captions have their label, headings and sections their
    title. Where an id occurs twice, its first block counts.
    """
    chapters = tuple(chapters)
    found: dict[str, str] = {}
    for chapter in chapters:
        for identifier, title in _titles(chapter, words):
            if title:
                found.setdefault(identifier, title)
    for caption in captions(chapters, words):
        found.setdefault(caption.target, caption.label.text)
        found.setdefault(caption.holder, caption.label.text)
    return found
