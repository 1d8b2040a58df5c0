"""The form of the Main Messages: a message as a heading, its actions lettered below it."""

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.editor.commands import list_of, new_paragraph, set_style, shift_level, table_of, toggle_list
from vnr_app.domain.richtext import ListKind


def add_message(editor: QTextEdit, invitation: str) -> None:
    """A heading at the end of the text, selected to be written over, and a first action."""
    cursor = QTextCursor(editor.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.beginEditBlock()
    if cursor.block().length() > 1 or list_of(cursor.block()) is not None:
        _begin(cursor)
    set_style(cursor, "heading-2")
    first = cursor.position()
    cursor.insertText(invitation)
    last = cursor.position()
    new_paragraph(cursor)
    _letter(cursor)
    cursor.endEditBlock()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def add_action(editor: QTextEdit) -> None:
    """A lettered line behind the actions of the message at the caret; an empty one is taken."""
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    cursor.clearSelection()
    table = table_of(cursor)
    if table is not None:
        cursor.setPosition(table.lastPosition() + 1)
    while _is_item(cursor.block().next()):
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    is_item, is_empty = _is_item(cursor.block()), cursor.block().length() == 1
    if not is_empty:
        new_paragraph(cursor)
    if not is_item:
        _letter(cursor)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)


def _is_item(block: QTextBlock) -> bool:
    return block.isValid() and list_of(block) is not None


def _begin(cursor: QTextCursor) -> None:
    """An empty paragraph behind the text, whatever stands at its end."""
    cursor.insertBlock()
    current = list_of(cursor.block())
    if current is not None:
        current.remove(cursor.block())


def _letter(cursor: QTextCursor) -> None:
    """Make an empty paragraph the item of a list that is counted by letters."""
    toggle_list(cursor, ListKind.NUMBER)
    shift_level(cursor, 1)
