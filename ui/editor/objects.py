"""The things in a text that one character stands for: found, replaced, taken out, numbered."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from ui.editor import marks
from vnr_app.domain.richtext import Block, NoteRef, Paragraph, Run

_OBJECT_BYTES = marks.OBJECT.encode("utf-16-le")
_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True)
class Thing:
    """A run or block that stands as one character, and where."""

    position: int
    content: Run | Block


def thing_at(document: QTextDocument, position: int) -> Thing | None:
    """The thing whose character begins at a position."""
    if document.characterAt(position) != marks.OBJECT:
        return None
    # No cursor is asked: it would lay the text out, and this is asked while that is being done.
    at = document.findBlock(position).begin()
    while not at.atEnd():
        if at.fragment().contains(position):
            content = _content(at.fragment().charFormat())
            return None if content is None else Thing(position, content)
        at += 1
    return None


def thing_near(cursor: QTextCursor) -> Thing | None:
    """The thing that is selected alone, else the one after the caret, else the one before it."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if end - start > 1:
        return None
    if cursor.hasSelection():
        return thing_at(document, start)
    return thing_at(document, start) or (thing_at(document, start - 1) if start else None)


def selected_thing(cursor: QTextCursor) -> Thing | None:
    """The thing that is all the selection holds."""
    return thing_near(cursor) if cursor.hasSelection() else None


def replace(document: QTextDocument, thing: Thing, content: Run | Block) -> None:
    """Put another content in the place of a thing, as one step."""
    _over(document, thing.position).insertText(marks.OBJECT, _format(content))


def remove(document: QTextDocument, thing: Thing) -> None:
    """Take a thing out, with its line where it is a block."""
    cursor = _over(document, thing.position)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if isinstance(thing.content, Block) and cursor.block().length() == 1:
        cursor.deleteChar()
    cursor.endEditBlock()


def _over(document: QTextDocument, position: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + 1, _KEEP)
    return cursor


def _format(content: Run | Block) -> QTextCharFormat:
    return marks.run_object(content) if isinstance(content, Run) else marks.block_object(content)


def _content(shape: QTextCharFormat) -> Run | Block | None:
    found = marks.content_of(shape)
    if isinstance(found, Paragraph):
        return found.runs[0]
    return found


def things(document: QTextDocument) -> Iterator[Thing]:
    """Every thing of a text in reading order, found without walking through its paragraphs."""
    for position in object_positions(document):
        if (thing := thing_at(document, position)) is not None:
            yield thing


def object_positions(document: QTextDocument) -> Iterator[int]:
    """Where the characters stand that stand for something, in Qt's positions."""
    # Qt counts in units of UTF-16, Python in characters.
    units = document.toRawText().encode("utf-16-le", "surrogatepass")
    at = units.find(_OBJECT_BYTES)
    while at >= 0:
        if at % 2 == 0:
            yield at // 2
        at = units.find(_OBJECT_BYTES, at + 1 + (at % 2 == 0))


class NoteNumbers(QObject):
    """The number of each note of a text, counted from its beginning when it is asked for."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._revision = -1
        self._numbers: dict[int, int] = {}
        self._laid_out = 0
        """How many notes there were when their lines were laid out."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_out)

    def number(self, position: int) -> int:
        """The number of the note at a position."""
        if self._revision != self._document.revision():
            notes = (each for each in things(self._document) if isinstance(each.content, NoteRef))
            self._numbers = {each.position: number for number, each in enumerate(notes, 1)}
            self._revision = self._document.revision()
        return self._numbers.get(position, 0)

    def changed(self) -> None:
        """The text has changed: a note more or less gives others another number."""
        self._soon.start()

    def _lay_out(self) -> None:
        self.number(0)
        if len(self._numbers) != self._laid_out:
            for position in self._numbers:
                self._document.markContentsDirty(position, 1)
        self._laid_out = len(self._numbers)
