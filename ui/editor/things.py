"""What mouse and keys do with the things in a text: notes, references, pictures, links."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.editor.objects import Thing, selected_thing, thing_at, thing_near
from vnr_app.domain.richtext import Block, CiteRef, CrossRef, Figure, NoteRef, ValueRef
from vnr_app.domain.richtext_ops import count_words

_COUNT_MS = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENED = (NoteRef, CiteRef, CrossRef, Figure)
_CONTROL = Qt.KeyboardModifier.ControlModifier


def can_edit(thing: Thing | None) -> bool:
    """Whether there is a dialog for a thing."""
    return thing is not None and isinstance(thing.content, _OPENED)


class Things(QObject):
    """Belongs to one editor and tells what the person wants to do with what stands in it."""

    edit_wanted = Signal(object)
    """A `Thing` that shall be changed."""
    target_wanted = Signal(str)
    """Id of the block or key of the section that a reference points to."""
    cell_wanted = Signal(object)
    """The `ValueRef` of which the cell shall be shown that it was read from."""
    address_wanted = Signal(str)
    """Address of a link that shall be opened."""
    counted = Signal(int, int)
    """Words and characters of the selection; zeros for none."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count.timeout.connect(self._tell_count)
        editor.selectionChanged.connect(self._count.start)

    def under(self, point: QPoint) -> Thing | None:
        """The thing under a point of the viewport."""
        editor = self._editor
        after = editor.cursorForPosition(point).position()
        for position in (after, after - 1):
            thing = thing_at(editor.document(), position) if position >= 0 else None
            if thing is not None and self._covers(thing, point):
                return thing
        return None

    def _covers(self, thing: Thing, point: QPoint) -> bool:
        if isinstance(thing.content, Block):
            return True
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(thing.position)
        start = self._editor.cursorRect(cursor)
        cursor.setPosition(thing.position + 1)
        end = self._editor.cursorRect(cursor)
        if start.top() != end.top():
            return start.top() <= point.y() <= start.bottom()
        left, right = sorted((start.left(), end.left()))
        return left <= point.x() <= right

    def link_at(self, point: QPoint) -> str:
        """The address of the link under a point of the viewport."""
        return self._editor.anchorAt(point)

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for a thing: F2 beside it, Enter when it alone is selected."""
        cursor = self._editor.textCursor()
        if event.key() == Qt.Key.Key_F2:
            return self.edit(thing_near(cursor))
        if event.key() not in _ENTER:
            return False
        if event.modifiers() & _CONTROL:
            return self.follow(thing_near(cursor), cursor.charFormat().anchorHref())
        thing = selected_thing(cursor)
        return self.follow(thing, "") or self.edit(thing)

    def edit(self, thing: Thing | None) -> bool:
        """Ask for the dialog of a thing; False where it has none."""
        if thing is None or not can_edit(thing) or self._editor.isReadOnly():
            return False
        self.edit_wanted.emit(thing)
        return True

    def follow(self, thing: Thing | None, address: str) -> bool:
        """Go where a reference, a living number or a link points; False where nothing does."""
        if thing is not None and isinstance(thing.content, CrossRef):
            self.target_wanted.emit(thing.content.block)
            return True
        if thing is not None and isinstance(thing.content, ValueRef):
            self.cell_wanted.emit(thing.content)
            return True
        if address:
            self.address_wanted.emit(address)
        return bool(address)

    def select(self, thing: Thing) -> None:
        """Select a thing and nothing else."""
        cursor = self._editor.textCursor()
        cursor.setPosition(thing.position)
        cursor.setPosition(thing.position + 1, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)

    def _tell_count(self) -> None:
        # What stands for a thing is no character that anybody typed.
        text = self._editor.textCursor().selection().toPlainText().replace("\ufffc", "")
        self.counted.emit(count_words(text), len(text.replace("\n", "")))
