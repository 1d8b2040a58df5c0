"""What buttons and commands do to the editor that was used last."""

from collections.abc import Callable

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from ui.editor import commands, tables
from ui.editor.direction import set_direction
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Direction, ListKind


class EditorActs(QFrame):
    """Works on one editor at a time; one that is only read is left alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor: PartEditor | None = None

    def _show_marks(self) -> None:
        """Show what holds at the cursor now."""
        raise NotImplementedError

    @property
    def editor(self) -> PartEditor | None:
        """The editor that the buttons work on."""
        return self._editor

    def _writable(self) -> PartEditor | None:
        editor = self._editor
        return None if editor is None or editor.isReadOnly() else editor

    def _act(self, act: Callable[[PartEditor], object]) -> None:
        """Do something to the editor, show what holds now and give the keyboard back."""
        if (editor := self._writable()) is not None:
            act(editor)
            self._show_marks()
            editor.setFocus()

    def bold(self) -> None:
        """Make the selection bold, or no longer."""
        self._act(commands.toggle_bold)

    def italic(self) -> None:
        """Make the selection italic, or no longer."""
        self._act(commands.toggle_italic)

    def underline(self) -> None:
        """Underline the selection, or no longer."""

        def act(editor: PartEditor) -> None:
            change = QTextCharFormat()
            change.setFontUnderline(not commands.marks_at(editor.textCursor()).underline)
            editor.mergeCurrentCharFormat(change)

        self._act(act)

    def superscript(self) -> None:
        """Raise the selection, or no longer."""
        self._align(QTextCharFormat.VerticalAlignment.AlignSuperScript)

    def subscript(self) -> None:
        """Lower the selection, or no longer."""
        self._align(QTextCharFormat.VerticalAlignment.AlignSubScript)

    def bullets(self) -> None:
        """Make the paragraphs a bulleted list, or no longer."""
        self._act(lambda editor: commands.toggle_list(editor.textCursor(), ListKind.BULLET))

    def numbers(self) -> None:
        """Make the paragraphs a numbered list, or no longer."""
        self._act(lambda editor: commands.toggle_list(editor.textCursor(), ListKind.NUMBER))

    def set_link(self, address: str) -> None:
        """Make the selection a link; an empty address takes the link away."""
        self._act(lambda editor: commands.set_link(editor.textCursor(), address))

    def set_style(self, style: str) -> None:
        """Give the selected paragraphs a style of `commands.STYLES`."""
        self._act(lambda editor: commands.set_style(editor.textCursor(), style))

    def run(self, direction: Direction | None) -> None:
        """Let the selected paragraphs run that way; None for the way of the whole text."""
        self._act(lambda editor: set_direction(editor.textCursor(), direction))

    def in_table(self, act: Callable[[QTextCursor], None]) -> None:
        """Do something to the table at the caret; the caret follows it."""

        def do(editor: PartEditor) -> None:
            cursor = editor.textCursor()
            act(cursor)
            editor.setTextCursor(cursor)

        self._act(do)

    def _align(self, wanted: QTextCharFormat.VerticalAlignment) -> None:
        def act(editor: PartEditor) -> None:
            normal = QTextCharFormat.VerticalAlignment.AlignNormal
            now = editor.textCursor().charFormat().verticalAlignment()
            change = QTextCharFormat()
            change.setVerticalAlignment(normal if now == wanted else wanted)
            editor.mergeCurrentCharFormat(change)

        self._act(act)

    def table_state(self) -> tables.TableState:
        """What can be done to the table at the caret."""
        editor = self._writable()
        return tables.TableState() if editor is None else tables.table_state(editor.textCursor())
