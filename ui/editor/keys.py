"""Keys that mean something else in our texts than in Qt's: new paragraphs, levels, pasting."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat

from ui.editor import commands, marks, tables

if TYPE_CHECKING:
    from ui.editor.text_edit import PartEditor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASTE_PLAIN = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_V
)


def pressed(editor: "PartEditor", event: QKeyEvent) -> bool:
    """Whether a key was one of ours, and was done; Qt does what the others mean."""
    if editor.things.pressed(event):
        return True
    if editor.isReadOnly():
        return False
    if event.key() in _ENTER:
        _break(editor, event)
        return True
    if event.keyCombination() == _PASTE_PLAIN:
        editor.pasting.take_plain()
        return True
    return False


def _break(editor: "PartEditor", event: QKeyEvent) -> None:
    """Enter begins a paragraph, with an id of its own; with any other key it breaks the line."""
    cursor = editor.textCursor()
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        cursor.insertText(marks.SEPARATOR, QTextCharFormat())
    else:
        commands.new_paragraph(cursor)
        editor.setTextCursor(cursor)


def tab(editor: "PartEditor", step: int) -> bool:
    """Into a table's next cell or a list's next level; False where there is neither."""
    cursor = editor.textCursor()
    if tables.step_cell(cursor, step):
        editor.setTextCursor(cursor)
        return True
    return commands.shift_level(cursor, step)
