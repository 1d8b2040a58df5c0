"""The one toolbar for all editors of a page."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from ui.editor import commands, marks
from ui.editor.text_edit import PartEditor
from ui.widgets.basics import IconButton
from vnr_app.domain.richtext import ListKind


class EditorToolbar(QFrame):
    """Buttons for the editor that was used last; they show what holds at its cursor."""

    link_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor: PartEditor | None = None
        self._build()
        self._show_marks()

    def _build(self) -> None:
        self._style = QComboBox()
        self._style.setAccessibleName(self.tr("Paragraph style"))
        self._style.setProperty("role", "quiet")
        self._style.setMinimumWidth(136)
        for key, name in zip(commands.STYLES, self._style_names(), strict=True):
            self._style.addItem(name, key)
        self._style.activated.connect(lambda _at: self._set_style())
        self._buttons = {
            "bold": self._button("bold", self.tr("Bold (Ctrl+B)"), self.bold),
            "italic": self._button("italic", self.tr("Italic (Ctrl+I)"), self.italic),
            "underline": self._button("underline", self.tr("Underline (Ctrl+U)"), self.underline),
            "sup": self._button("superscript", self.tr("Superscript"), self.superscript),
            "sub": self._button("subscript", self.tr("Subscript"), self.subscript),
            "bullets": self._button("list-bullet", self.tr("Bulleted list"), self.bullets),
            "numbers": self._button("list-number", self.tr("Numbered list"), self.numbers),
            "link": self._button("link", self.tr("Link (Ctrl+L)"), self.link_wanted.emit),
        }
        self._table = self._button("table", self.tr("Insert a table"), self.table, checkable=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(2)
        row.addWidget(self._style)
        row.addSpacing(8)
        for each in self._buttons.values():
            row.addWidget(each)
        row.addWidget(self._table)
        row.addStretch()

    def _style_names(self) -> tuple[str, ...]:
        return (
            self.tr("Text"),
            self.tr("Heading 1"),
            self.tr("Heading 2"),
            self.tr("Heading 3"),
            self.tr("Quote"),
            self.tr("Box title"),
            self.tr("Box text"),
            self.tr("Caption"),
        )

    def _button(
        self, icon: str, name: str, act: Callable[[], object], *, checkable: bool = True
    ) -> IconButton:
        made = IconButton(icon, name, checkable=checkable)
        made.clicked.connect(lambda _checked: act())
        return made

    def serve(self, editor: PartEditor | None) -> None:
        """Work on this editor from now on."""
        if self._editor is editor:
            return
        if self._editor is not None:
            self._editor.cursorPositionChanged.disconnect(self._show_marks)
            self._editor.currentCharFormatChanged.disconnect(self._show_marks)
        self._editor = editor
        if editor is not None:
            editor.cursorPositionChanged.connect(self._show_marks)
            editor.currentCharFormatChanged.connect(self._show_marks)
        self._show_marks()

    @property
    def editor(self) -> PartEditor | None:
        """The editor that the buttons work on."""
        return self._editor

    def _writable(self) -> PartEditor | None:
        editor = self._editor
        return None if editor is None or editor.isReadOnly() else editor

    def bold(self) -> None:
        """Make the selection bold, or no longer."""
        if (editor := self._writable()) is not None:
            on = commands.marks_at(editor.textCursor()).bold
            change = QTextCharFormat()
            change.setFontWeight(400 if on else marks.BOLD_FROM)
            self._merge(change)

    def italic(self) -> None:
        """Make the selection italic, or no longer."""
        if (editor := self._writable()) is not None:
            change = QTextCharFormat()
            change.setFontItalic(not commands.marks_at(editor.textCursor()).italic)
            self._merge(change)

    def underline(self) -> None:
        """Underline the selection, or no longer."""
        if (editor := self._writable()) is not None:
            change = QTextCharFormat()
            change.setFontUnderline(not commands.marks_at(editor.textCursor()).underline)
            self._merge(change)

    def superscript(self) -> None:
        """Raise the selection, or no longer."""
        self._align(QTextCharFormat.VerticalAlignment.AlignSuperScript)

    def subscript(self) -> None:
        """Lower the selection, or no longer."""
        self._align(QTextCharFormat.VerticalAlignment.AlignSubScript)

    def bullets(self) -> None:
        """Make the paragraphs a bulleted list, or no longer."""
        self._toggle_list(ListKind.BULLET)

    def numbers(self) -> None:
        """Make the paragraphs a numbered list, or no longer."""
        self._toggle_list(ListKind.NUMBER)

    def table(self) -> None:
        """Insert an empty table of three columns after the paragraph."""
        if (editor := self._writable()) is not None:
            commands.insert_new_table(editor.textCursor(), rows=3, columns=3)
            editor.setFocus()

    def set_link(self, address: str) -> None:
        """Make the selection a link; an empty address takes the link away."""
        if (editor := self._writable()) is not None:
            commands.set_link(editor.textCursor(), address)
            editor.setFocus()

    def set_style(self, style: str) -> None:
        """Give the selected paragraphs a style of `commands.STYLES`."""
        if (editor := self._writable()) is not None:
            commands.set_style(editor.textCursor(), style)
            self._show_marks()
            editor.setFocus()

    def _set_style(self) -> None:
        self.set_style(str(self._style.currentData()))

    def _align(self, wanted: QTextCharFormat.VerticalAlignment) -> None:
        if (editor := self._writable()) is not None:
            normal = QTextCharFormat.VerticalAlignment.AlignNormal
            now = editor.textCursor().charFormat().verticalAlignment()
            change = QTextCharFormat()
            change.setVerticalAlignment(normal if now == wanted else wanted)
            self._merge(change)

    def _toggle_list(self, kind: ListKind) -> None:
        if (editor := self._writable()) is not None:
            commands.toggle_list(editor.textCursor(), kind)
            self._show_marks()
            editor.setFocus()

    def _merge(self, change: QTextCharFormat) -> None:
        if (editor := self._writable()) is not None:
            editor.mergeCurrentCharFormat(change)
            self._show_marks()
            editor.setFocus()

    def _show_marks(self) -> None:
        usable = self._editor is not None and not self._editor.isReadOnly()
        for each in (self._style, self._table, *self._buttons.values()):
            each.setEnabled(usable)
        if self._editor is None:
            return
        now = commands.marks_at(self._editor.textCursor())
        self._style.setCurrentIndex(max(0, self._style.findData(now.style)))
        for name, each in self._buttons.items():
            each.setChecked(bool(getattr(now, name)))
