"""What is put into a text at the caret: things of one character, pictures, letters."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from ui.editor import marks
from ui.editor.commands import insert_object
from ui.editor.objects import Thing, replace, thing_at
from vnr_app.domain.richtext import Block, Run

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")

DOCUMENT_SUFFIXES = (".docx", ".md", ".markdown", ".html", ".htm", ".txt")


def picture_files(source: QMimeData) -> list[Path]:
    """The files that were dropped or copied, if all of them are pictures."""
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    pictures = all(path.suffix.lower() in PICTURE_SUFFIXES for path in paths)
    return paths if pictures else []


def document_file(source: QMimeData) -> Path | None:
    """The file that was dropped or copied, if it is one alone and a text that can be read."""
    paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    documents = [path for path in paths if path.suffix.lower() in DOCUMENT_SUFFIXES]
    return documents[0] if len(paths) == len(documents) == 1 else None


def insert_run(editor: QTextEdit, cursor: QTextCursor, run: Run) -> None:
    """Put a note, citation or reference behind what is selected; typing goes on as before."""
    before = cursor.charFormat()
    cursor.setPosition(cursor.selectionEnd())
    cursor.insertText(marks.OBJECT, marks.run_object(run))
    editor.setTextCursor(cursor)
    editor.setCurrentCharFormat(_plain(before))
    editor.ensureCursorVisible()


def insert_block(editor: QTextEdit, cursor: QTextCursor, block: Block) -> None:
    """Put a figure after the paragraph of the cursor."""
    insert_object(cursor, block)
    editor.setTextCursor(cursor)
    editor.setCurrentCharFormat(QTextCharFormat())
    editor.ensureCursorVisible()


def insert_letter(editor: QTextEdit, letter: str) -> None:
    """Put a letter in the place of what is selected, marked as what stands around it."""
    cursor = editor.textCursor()
    cursor.insertText(letter, _plain(cursor.charFormat()))
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def put(editor: QTextEdit, act: Callable[[], None]) -> bool:
    """Do something to an editor, and bring the keyboard back to it; False if it is gone by now."""
    if not isValid(editor) or editor.isReadOnly():
        return False
    act()
    editor.setFocus()
    return True


def replace_thing(editor: QTextEdit, thing: Thing, content: Run | Block) -> bool:
    """Change a thing where it stands; False if it is gone by now."""
    if not isValid(editor) or thing_at(editor.document(), thing.position) != thing:
        return False
    if content == thing.content:
        return put(editor, lambda: None)
    return put(editor, lambda: replace(editor.document(), thing, content))


def _plain(source: QTextCharFormat) -> QTextCharFormat:
    """The marks of ordinary text there; a thing's own format is not passed on."""
    return QTextCharFormat() if source.objectType() else source
