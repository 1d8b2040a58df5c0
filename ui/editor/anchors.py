"""Words of a text found again after the text was loaded anew: cursors do not live so long."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

_UNIT = "utf-16-le"
"""As Qt counts: two bytes a place."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words as the document has them, and where they stood; None where nobody knows."""

    words: str
    at: int | None = None


def anchor_of(selection: QTextCursor) -> Anchor:
    """Where a selection stands now."""
    start, end = selection.selectionStart(), selection.selectionEnd()
    raw = _raw(selection.document())
    return Anchor(raw[2 * start : 2 * end].decode(_UNIT, "surrogatepass"), start)


def find(document: QTextDocument, anchor: Anchor) -> QTextCursor | None:
    """Select the words nearest to where they stood; where that is unknown, the only ones."""
    starts = _starts(_raw(document), anchor.words.encode(_UNIT, "surrogatepass"))
    if not starts or (anchor.at is None and len(starts) > 1):
        return None
    near = anchor.at or 0
    start = min(starts, key=lambda each: abs(each - near))
    found = QTextCursor(document)
    found.setPosition(start)
    length = len(anchor.words.encode(_UNIT, "surrogatepass")) // 2
    found.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return found


def _raw(document: QTextDocument) -> bytes:
    return document.toRawText().encode(_UNIT, "surrogatepass")


def _starts(raw: bytes, words: bytes) -> list[int]:
    found: list[int] = []
    at = raw.find(words) if words else -1
    while at >= 0:
        if at % 2 == 0:
            found.append(at // 2)
        at = raw.find(words, at + 1)
    return found
