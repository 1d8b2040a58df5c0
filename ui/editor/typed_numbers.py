"""Numbers that are typed: found when they are finished, so that they can be bound to the data."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from ui.editor.text_edit import PartEditor
from vnr_app.services.value_search import typed_number

_LOOKED_AT = 40
"""So many characters before the caret a number can have at most."""
_MAY_GO_ON = ".,٫٬'’-−/"
"""After these it is not known yet whether the number goes on."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """Digits in a text; the cursor selects them and follows them while the text changes."""

    editor: PartEditor
    cursor: QTextCursor
    text: str

    @property
    def stands(self) -> bool:
        """Whether the digits are still there, as they were typed."""
        return self.cursor.selectedText() == self.text


class TypedNumbers(QObject):
    """Watches editors and tells of each number when the character after it has been typed."""

    finished = Signal(object)
    """A `TypedNumber`."""
    edited = Signal()
    """The text has changed; a number that was told of may be another now."""

    def watch(self, editor: PartEditor) -> None:
        """Watch an editor for as long as it lives."""
        editor.edited.connect(lambda: self._look(editor))

    def _look(self, editor: PartEditor) -> None:
        self.edited.emit()
        if not editor.hasFocus() or editor.isReadOnly():
            return
        cursor = editor.textCursor()
        if cursor.hasSelection():
            return
        end = cursor.position()
        if cursor.atBlockStart() and end > 0:
            behind = cursor.block().previous().text()[-_LOOKED_AT:]
            end -= 1
        else:
            begin = max(cursor.block().position(), end - _LOOKED_AT)
            behind = _text(cursor, begin, end)
            if not behind or behind[-1].isalnum() or behind[-1] in _MAY_GO_ON:
                return
            behind, end = behind[:-1], end - 1
        if behind.endswith((".", ",")):
            behind, end = behind[:-1], end - 1
        if number := typed_number(behind):
            found = QTextCursor(cursor)
            found.setPosition(end - len(number))
            found.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            told = TypedNumber(editor, found, number)
            if told.stands:
                self.finished.emit(told)


def _text(cursor: QTextCursor, begin: int, end: int) -> str:
    copy = QTextCursor(cursor)
    copy.setPosition(begin)
    copy.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return copy.selectedText()
