"""Places inside a text: its headings, and where a block of an id stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument

from ui.editor import marks
from ui.editor.bridge_out import table_at
from ui.editor.objects import things
from vnr_app.domain.richtext import Block, CrossRef, ValueRef


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading and where it begins."""

    level: int
    text: str
    position: int


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def headings(document: QTextDocument) -> Iterator[HeadingPlace]:
    """The headings of a text that say anything."""
    for block in _blocks(document):
        level = block.blockFormat().headingLevel()
        text = block.text().replace(marks.OBJECT, "").strip()
        if level and text:
            yield HeadingPlace(level, text, block.position())


def position_of(document: QTextDocument, block_id: str) -> int | None:
    """Where the block of that id begins; None where it is not in this text."""
    for block in _blocks(document):
        if block.blockFormat().property(marks.BLOCK_ID) == block_id:
            return block.position()
        table = table_at(block)
        if table is not None and table.format().property(marks.BLOCK_ID) == block_id:
            return block.position()
    for thing in things(document):
        if isinstance(thing.content, Block) and thing.content.id == block_id:
            return thing.position
    return None


def stretch_of(document: QTextDocument, block_id: str, words: str) -> tuple[int, int] | None:
    """Where the living number or reference that says these words begins and ends.

    With a block's id it is looked for there; without the words the block's beginning is meant.
    """
    start = position_of(document, block_id) if block_id else None
    for thing in things(document) if words else ():
        if not isinstance(thing.content, ValueRef | CrossRef) or thing.content.text != words:
            continue
        if start is None or document.findBlock(thing.position) == document.findBlock(start):
            return thing.position, thing.position + 1
    return None if start is None else (start, start)
