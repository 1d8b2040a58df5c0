"""Blocks that belong together: figures with caption and credit, lists that count anew."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from vnr_app.domain.richtext import (
    Block,
    Figure,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
)


@dataclass(slots=True)
class Piece:
    """A block with what its neighbours need to know of it."""

    block: Block
    named: bool = False
    """Whether it had a bookmark of ours."""
    credit: bool = False
    """Whether its style is that of sources and credits."""
    count: str = ""
    """What a numbered item is counted with."""
    sequence: str = ""
    """What a caption is counted among."""


def joined(pieces: list[Piece]) -> Iterator[Block]:
    """The blocks: figures with their captions and credits, lists that count anew kept apart."""
    waiting = deque(pieces)
    counts = _Counts()
    while waiting:
        piece = waiting.popleft()
        block = piece.block
        if isinstance(block, Figure):
            if waiting and not piece.named and _is_caption(*islice(waiting, 2)):
                block = _captioned(block, waiting.popleft())
            if waiting and waiting[0].credit:
                block = _credited(block, waiting.popleft())
        if counts.begin_anew(piece):
            yield Paragraph()
        yield block


def _captioned(figure: Figure, caption: Piece) -> Figure:
    runs = caption.block.runs if isinstance(caption.block, Paragraph) else ()
    return replace(figure, id=caption.block.id if caption.named else figure.id, caption=runs)


def _credited(figure: Figure, credit: Piece) -> Figure:
    runs = credit.block.runs if isinstance(credit.block, Paragraph) else ()
    return replace(figure, credit="".join(run.text for run in runs if isinstance(run, Text)))


class _Counts:
    """What the numbered items of the list at hand are counted with, by level."""

    def __init__(self) -> None:
        self._of_level: dict[int, str] = {}

    def begin_anew(self, piece: Piece) -> bool:
        """Whether an item is not counted on from the one before it on its level."""
        item = piece.block
        if not isinstance(item, ListItem):
            self._of_level.clear()
            return False
        kept = {level: count for level, count in self._of_level.items() if level <= item.level}
        before = kept.get(item.level)
        if item.kind is ListKind.NUMBER:
            kept[item.level] = piece.count
        elif item.level == 0:
            kept.clear()
        self._of_level = kept
        return item.kind is ListKind.NUMBER and before not in (None, piece.count)


def _is_caption(piece: Piece, following: Piece | None = None) -> bool:
    """Whether a paragraph below a picture is its caption, not that of the table that follows."""
    if not isinstance(piece.block, Paragraph) or piece.block.style is not ParagraphStyle.CAPTION:
        return False
    above_table = following is not None and isinstance(following.block, Table)
    return piece.sequence == "Figure" or not (above_table or piece.sequence == "Table")
