"""Places inside a text: its headings, and where a block of an id stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument

from ui.editor import marks
from ui.editor.bridge_out import table_at
from ui.editor.objects import things
from vnr_app.domain.richtext import Block


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
