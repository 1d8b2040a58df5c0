"""Finding and replacing in an open editor: where the matches stand, how they are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui.editor import marks, objects
from ui.editor.objects import Thing, thing_at
from ui.theme.colors import colors_of
from vnr_app.domain.richtext_find import count_in
from vnr_app.domain.richtext_letters import Wanted, find_in
from vnr_app.domain.richtext_replace import replace_in

_MOST_SHOWN = 1000
_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True)
class Spot:
    """A match in Qt's positions; of one inside a note or figure, the character it stands in."""

    start: int
    end: int
    thing: Thing | None = None

    def selects(self, cursor: QTextCursor) -> bool:
        """Whether the cursor selects just this."""
        return (cursor.selectionStart(), cursor.selectionEnd()) == (self.start, self.end)


def spots(document: QTextDocument, wanted: Wanted) -> tuple[Spot, ...]:
    """Every match of a text in reading order; those in a paragraph's notes follow it."""
    return tuple(_spots(document, wanted))


def first_spots(document: QTextDocument, wanted: Wanted) -> tuple[Spot, ...]:
    """As many matches as are shown at once."""
    return tuple(islice(_spots(document, wanted), _MOST_SHOWN))


def _spots(document: QTextDocument, wanted: Wanted) -> Iterator[Spot]:
    block = document.begin()
    while block.isValid():
        text, at = block.text(), block.position()
        for start, end in find_in(text, wanted):
            yield Spot(at + _units(text, start), at + _units(text, end))
        if marks.OBJECT in text:
            for place, letter in enumerate(text):
                if letter == marks.OBJECT:
                    yield from _inside(thing_at(document, at + _units(text, place)), wanted)
        block = block.next()


def _inside(thing: Thing | None, wanted: Wanted) -> list[Spot]:
    if thing is None:
        return []
    return [Spot(thing.position, thing.position + 1, thing)] * count_in(thing.content, wanted)


def _units(text: str, place: int) -> int:
    """A place in a text in halves of UTF-16, as Qt counts."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def ahead(found: Sequence[Spot], cursor: QTextCursor, step: int) -> Spot | None:
    """The next match from a cursor on, or the one before it; None where there is no more."""
    at = next((place for place, spot in enumerate(found) if spot.selects(cursor)), None)
    if at is not None:
        # Several matches in one note are one place to go to.
        rest = found[at + 1 :] if step > 0 else found[:at][::-1]
        return next((spot for spot in rest if not spot.selects(cursor)), None)
    if step > 0:
        return next((spot for spot in found if spot.start >= cursor.selectionEnd()), None)
    return next((spot for spot in reversed(found) if spot.end <= cursor.selectionStart()), None)


def show(editor: QTextEdit, found: Sequence[Spot]) -> None:
    """Lay a ground under the matches; none for an empty sequence."""
    ground = QTextCharFormat()
    ground.setBackground(QColor(colors_of(editor).found))
    shown: list[QTextEdit.ExtraSelection] = []
    for spot in found:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor_of(editor, spot)
        selection.format = ground
        shown.append(selection)
    editor.setExtraSelections(shown)


def cursor_of(editor: QTextEdit, spot: Spot) -> QTextCursor:
    """A cursor that selects a match."""
    made = QTextCursor(editor.document())
    made.setPosition(spot.start)
    made.setPosition(spot.end, _KEEP)
    return made


def replace(editor: QTextEdit, spot: Spot, wanted: Wanted, replacement: str) -> None:
    """Put a text in the place of a match, marked as its first letter was; one step of undo.

    In a note or figure it takes the place of all matches.
    """
    if spot.thing is not None:
        made = replace_in(spot.thing.content, wanted, replacement)
        objects.replace(editor.document(), spot.thing, made)
        return
    first = QTextCursor(editor.document())
    first.setPosition(spot.start + 1)
    cursor = cursor_of(editor, spot)
    cursor.insertText(replacement, first.charFormat())
    editor.setTextCursor(cursor)
