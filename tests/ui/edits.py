"""Edits of a person, drawn by hypothesis: anything that can happen to the text of an editor."""

from hypothesis import strategies as st
from PySide6.QtGui import QTextCharFormat, QTextCursor

from tests.strategies import documents, texts
from ui.editor import clipboard, commands, tables
from vnr_app.domain.richtext import ListKind, ValueRef

KEEP = QTextCursor.MoveMode.KeepAnchor
VALUE = ValueRef("series", "2022", text="27.2")


def _bold(editor, cursor):
    change = QTextCharFormat()
    change.setFontWeight(700)
    cursor.mergeCharFormat(change)


def _paste_back(editor, cursor):
    """Copy the selection and paste it where the text ends."""
    data = clipboard.to_mime(clipboard.selected_document(cursor))
    cursor.movePosition(QTextCursor.MoveOperation.End)
    clipboard.paste(cursor, clipboard.from_mime(data).document)


_EDITS = {
    "new paragraph": lambda _e, c: commands.new_paragraph(c),
    "line break": lambda _e, c: c.insertText("\u2028", QTextCharFormat()),
    "delete": lambda _e, c: c.removeSelectedText() if c.hasSelection() else c.deleteChar(),
    "backspace": lambda _e, c: c.deletePreviousChar(),
    "plain block": lambda _e, c: c.insertBlock(),
    "bold": _bold,
    "link": lambda _e, c: commands.set_link(c, "https://example.org"),
    "value": lambda e, _c: e.insert_value(VALUE),
    "bullets": lambda _e, c: commands.toggle_list(c, ListKind.BULLET),
    "numbers": lambda _e, c: commands.toggle_list(c, ListKind.NUMBER),
    "in": lambda _e, c: commands.shift_level(c, 1),
    "out": lambda _e, c: commands.shift_level(c, -1),
    "table": lambda _e, c: commands.insert_new_table(c, 2, 3),
    "merge": lambda _e, c: tables.merge_cells(c),
    "split": lambda _e, c: tables.split_cell(c),
    "add row": lambda _e, c: tables.insert_row(c, below=False),
    "add column": lambda _e, c: tables.insert_column(c, after=False),
    "remove rows": lambda _e, c: tables.delete_rows(c),
    "remove columns": lambda _e, c: tables.delete_columns(c),
    "paste back": _paste_back,
    "undo": lambda e, _c: e.document().undo(),
    "redo": lambda e, _c: e.document().redo(),
}

_styles = st.sampled_from(commands.STYLES).map(
    lambda style: (style, lambda _e, c: commands.set_style(c, style))
)
_typing = texts().map(lambda text: (f"type {text!r}", lambda _e, c: c.insertText(text)))
_pastes = documents().map(lambda d: (f"paste {d!r}", lambda _e, c: clipboard.paste(c, d)))
_place = st.integers(0, 10_000)


def edits():
    """An edit: its name for the report, what it does, where the selection begins and ends."""
    what = st.one_of(st.sampled_from(sorted(_EDITS.items())), _styles, _typing, _pastes)
    return st.tuples(what, _place, st.none() | _place)


def perform(editor, edit):
    """Do an edit at its place; the places are taken modulo the length of the text."""
    (_name, act), start, end = edit
    length = editor.document().characterCount()
    cursor = editor.textCursor()
    cursor.setPosition(start % length)
    if end is not None:
        cursor.setPosition(end % length, KEEP)
    editor.setTextCursor(cursor)
    act(editor, cursor)
