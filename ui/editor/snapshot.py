"""The text of an editor as a document, read again only where it has changed since the last time."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument

from ui.editor.bridge_out import Reader, table_at
from vnr_app.domain.richtext import Block, Document, Heading, ListItem, Paragraph, Table
from vnr_app.domain.richtext_normalise import clean_block, normalise


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph or a whole table as it was read."""

    before: str
    """The id that was there to borrow when it was read."""
    blocks: tuple[Block, ...]
    after: str
    length: int
    """How many of Qt's blocks it takes."""


class Snapshot:
    """Gives what `from_qt` gives, at the price of what was edited in between."""

    def __init__(self, source: QTextDocument) -> None:
        self._source = source
        self._units: dict[int, _Unit] = {}
        """In their order, by the number that Qt gives a unit's first block while it lives."""
        self._stale: set[int] = set()
        self._blocks = 0
        self._moved = True
        """Whether there may be other units now than those that were read."""
        self._document: Document | None = None
        # Qt tells of changes only where there is a layout to be told.
        source.documentLayout()
        source.contentsChange.connect(self._forget)

    def document(self) -> Document:
        """The normalised document that the source holds now."""
        if self._document is None:
            self._document = self._read()
        return self._document

    def loaded(self, document: Document) -> None:
        """The source was filled with this normalised document: there is nothing to read."""
        units: dict[int, _Unit] = {}
        before = Reader().last_id
        at = self._source.begin()
        for block in document.blocks:
            unit = _Unit(before, (block,), _last_id(block) or before, _length(at))
            units[at.fragmentIndex()] = unit
            before = unit.after
            at = self._behind(at, unit)
        self._keep(units)
        self._document = document

    def _keep(self, units: dict[int, _Unit]) -> None:
        self._units, self._stale, self._moved = units, set(), False
        self._blocks = self._source.blockCount()

    def _read(self) -> Document:
        units = None if self._moved else self._mended()
        self._keep(self._read_in_order() if units is None else units)
        blocks = (block for unit in self._units.values() for block in unit.blocks)
        return normalise(Document(blocks=tuple(blocks)))

    def _mended(self) -> dict[int, _Unit] | None:
        """The same units, the changed ones read again; None if that changes their neighbours."""
        new: dict[int, _Unit] = {}
        number = 0
        for key, unit in self._units.items():
            if key in self._stale:
                reader = Reader()
                reader.last_id = unit.before
                new[key] = _unit(self._source.findBlockByNumber(number), reader)
                if (new[key].after, new[key].length) != (unit.after, unit.length):
                    return None
            number += unit.length
        return {**self._units, **new} if len(new) == len(self._stale) else None

    def _read_in_order(self) -> dict[int, _Unit]:
        """All units from the first to the last, those that are still good as they were."""
        reader = Reader()
        units: dict[int, _Unit] = {}
        at = self._source.begin()
        while at.isValid():
            key = at.fragmentIndex()
            unit = self._units.get(key)
            if unit is None or key in self._stale or unit.before != reader.last_id:
                unit = _unit(at, reader)
            reader.last_id = unit.after
            units[key] = unit
            at = self._behind(at, unit)
        return units

    def _behind(self, block: QTextBlock, unit: _Unit) -> QTextBlock:
        if unit.length == 1:
            return block.next()
        return self._source.findBlockByNumber(block.blockNumber() + unit.length)

    def _forget(self, position: int, _removed: int, added: int) -> None:
        """Forget what touches a change; a character more on both sides, where tables begin."""
        self._document = None
        inside = self._source.findBlock(position) == self._source.findBlock(position + added)
        # As many blocks as before and no end of a block in what is new: none has come or gone.
        self._moved = self._moved or not inside or self._source.blockCount() != self._blocks
        block = self._source.findBlock(max(0, position - 1))
        while block.isValid() and block.position() <= position + added + 1:
            table = table_at(block)
            if table is None:
                self._stale.add(block.fragmentIndex())
                block = block.next()
            else:
                self._stale.add(table.firstCursorPosition().block().fragmentIndex())
                block = self._source.findBlock(table.lastPosition() + 1)


def _length(block: QTextBlock) -> int:
    table = table_at(block)
    if table is None:
        return 1
    return table.lastCursorPosition().block().blockNumber() - block.blockNumber() + 1


def _unit(block: QTextBlock, reader: Reader) -> _Unit:
    before = reader.last_id
    table = table_at(block)
    read = tuple(reader.blocks(block) if table is None else reader.table(table))
    clean = tuple(made for each in read if (made := clean_block(each)) is not None)
    return _Unit(before, clean, reader.last_id, _length(block))


def _last_id(block: Block) -> str | None:
    """The id that a block of the model leaves to borrow; None for what is one character."""
    match block:
        case Heading() | Paragraph() | ListItem():
            return block.id
        case Table():
            return block.rows[-1].cells[-1].blocks[-1].id
    return None
