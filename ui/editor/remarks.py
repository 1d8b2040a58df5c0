"""Comments in the text: the stretches that carry them."""

import json
from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from ui.editor import marks

_SENTENCE_ENDS = ".!?。！？؟۔…"


def ids_of(char: QTextCharFormat) -> tuple[str, ...]:
    """The comments that a character carries."""
    stored = char.property(marks.COMMENTS)
    return tuple(json.loads(str(stored))) if stored else ()


def _fragments(document: QTextDocument, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The equally marked stretches between two places."""
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        position = block.begin()
        while not position.atEnd():
            fragment = position.fragment()
            first = max(start, fragment.position())
            last = min(end, fragment.position() + fragment.length())
            if first < last:
                yield first, last
            position += 1
        block = block.next()


def add(selection: QTextCursor, comment: str) -> None:
    """Let the selected text carry a comment, besides those that it carries; one step of undo."""
    document = selection.document()
    stretches = list(_fragments(document, selection.selectionStart(), selection.selectionEnd()))
    selection.beginEditBlock()
    for start, end in stretches:
        at = QTextCursor(document)
        at.setPosition(start + 1)
        carried = ids_of(at.charFormat())
        at.setPosition(start)
        at.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        change = QTextCharFormat()
        change.setProperty(marks.COMMENTS, json.dumps((*carried, comment)))
        at.mergeCharFormat(change)
    selection.endEditBlock()


def stretches(document: QTextDocument) -> dict[str, tuple[int, int]]:
    """Begin and end of what carries a comment, by its id, in the order of the text."""
    found: dict[str, tuple[int, int]] = {}
    at = QTextCursor(document)
    for start, end in _fragments(document, 0, document.characterCount()):
        at.setPosition(start + 1)
        for comment in ids_of(at.charFormat()):
            first, _last = found.get(comment, (start, end))
            found[comment] = (first, end)
    return found


def at_caret(cursor: QTextCursor) -> tuple[str, ...]:
    """The comments on the text before or behind the caret."""
    before = ids_of(cursor.charFormat())
    after = QTextCursor(cursor)
    after.clearSelection()
    if not after.atBlockEnd():
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return tuple(dict.fromkeys((*before, *ids_of(after.charFormat()))))
    return before


def sentence_at(cursor: QTextCursor) -> QTextCursor:
    """What is selected, or else the sentence that the caret stands in."""
    chosen = QTextCursor(cursor)
    if chosen.hasSelection():
        return chosen
    block = cursor.block()
    text, at = block.text(), cursor.positionInBlock()
    start = max((text.rfind(end, 0, max(0, at - 1)) for end in _SENTENCE_ENDS), default=-1) + 1
    ends = [place for end in _SENTENCE_ENDS if (place := text.find(end, max(0, at - 1))) >= 0]
    end = min(ends, default=len(text) - 1) + 1
    while start < end and text[start].isspace():
        start += 1
    chosen.setPosition(block.position() + start)
    chosen.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    return chosen
