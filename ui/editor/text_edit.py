"""The editor of one part: grows with its text and leaves scrolling to the page."""

import math

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from ui.editor import clipboard, commands, marks
from ui.editor.bridge import from_qt, to_qt
from ui.editor.looks import BlockPainter, Looks, RunPainter, describe, text_font
from ui.editor.safe_document import SafeDocument
from ui.names import plain_tooltip
from ui.theme.colors import colors_of
from vnr_app.domain.richtext import Document, ParagraphStyle, ValueRef
from vnr_app.domain.richtext_ops import word_count

_LEAST_HEIGHT = 56
_BOXES = (ParagraphStyle.BOX_TITLE.value, ParagraphStyle.BOX_TEXT.value)


class PartEditor(QTextEdit):
    """An editor without scroll bars over a document of the text model."""

    edited = Signal()
    """The person has changed the text."""
    left = Signal()
    """The keyboard has gone elsewhere."""
    entered = Signal(object)
    """The keyboard is here: the editor itself."""
    caret_moved = Signal(QRect)
    """Where the caret is now, in the editor's own coordinates."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = False
        self._build_document()
        self._build_view(name)

    def _build_document(self) -> None:
        document = SafeDocument(self)
        document.setDefaultFont(text_font())
        document.setIndentWidth(24)
        self._looks = Looks(document, lambda: colors_of(self))
        layout = document.documentLayout()
        layout.registerHandler(marks.RUN_OBJECT, RunPainter(lambda: colors_of(self), document))
        layout.registerHandler(marks.BLOCK_OBJECT, BlockPainter(lambda: colors_of(self), document))
        self.setDocument(document)
        layout.documentSizeChanged.connect(self._fit)
        document.contentsChange.connect(self._changed)

    def _build_view(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LEAST_HEIGHT)
        self.cursorPositionChanged.connect(self._tell_caret)

    def load(self, document: Document) -> None:
        """Show a text; it does not count as edited, and its undo history is empty."""
        self._loading = True
        to_qt(document, self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._loading = False
        self._fit()

    def document_now(self) -> Document:
        """The text as it is now."""
        return from_qt(self.document())

    def words(self) -> int:
        """The words as they are now, as the outline counts them."""
        return word_count(self.document_now())

    def insert_value(self, value: ValueRef) -> None:
        """Put a living number where the caret is, in the place of what is selected."""
        if self.isReadOnly():
            return
        self.textCursor().insertText(marks.OBJECT, marks.run_object(value))
        # What is typed next is ordinary text again.
        self.setCurrentCharFormat(QTextCharFormat())
        self.ensureCursorVisible()

    def _changed(self, _position: int, removed: int, added: int) -> None:
        if not self._loading and (removed or added):
            self.edited.emit()

    def _fit(self) -> None:
        height = math.ceil(self.document().size().height()) + 2 * self.frameWidth()
        self.setFixedHeight(max(_LEAST_HEIGHT, height))

    def _tell_caret(self) -> None:
        if self.hasFocus():
            self.caret_moved.emit(self.cursorRect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paragraphs get ids of their own; Tab moves list items and goes through cells."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            cursor = self.textCursor()
            commands.new_paragraph(cursor)
            self.setTextCursor(cursor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.textCursor().insertText(marks.SEPARATOR, QTextCharFormat())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._tab(
            1 if key == Qt.Key.Key_Tab else -1
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _tab(self, step: int) -> bool:
        cursor = self.textCursor()
        if commands.table_of(cursor) is not None:
            move = QTextCursor.MoveOperation
            moved = cursor.movePosition(move.NextCell if step > 0 else move.PreviousCell)
            self.setTextCursor(cursor)
            return moved
        return commands.shift_level(cursor, step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the toolbar whom it serves."""
        super().focusInEvent(event)
        self.entered.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the text may be saved."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the text anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_looks"):
            self._looks.rehighlight()

    def event(self, event: QEvent) -> bool:
        """Say what stands behind a note or a living number, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cursor = self.cursorForPosition(self.viewport().mapFromGlobal(event.globalPos()))
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
            )
            QToolTip.showText(event.globalPos(), plain_tooltip(describe(cursor.charFormat())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of boxes and the edge of quotes, then the text."""
        painter = QPainter(self.viewport())
        colors = colors_of(self)
        layout = self.document().documentLayout()
        block = self.document().begin()
        while block.isValid():
            style = block.blockFormat().property(marks.BLOCK_STYLE)
            if style in _BOXES or style == ParagraphStyle.QUOTE.value:
                area = layout.blockBoundingRect(block).toAlignedRect()
                area.setLeft(0)
                area.setRight(self.viewport().width())
                if style in _BOXES:
                    painter.fillRect(area.adjusted(0, -8, 0, 8), QColor(colors.accent_soft))
                area.setWidth(3)
                edge = colors.accent if style in _BOXES else colors.strong_border
                painter.fillRect(area.adjusted(0, -8, 0, 8), QColor(edge))
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy in our own form beside HTML and plain text."""
        return clipboard.to_mime(clipboard.selected_document(self.textCursor()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only; files that are dropped here are the window's."""
        return clipboard.can_paste(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what the text model knows, and nothing else."""
        if clipboard.can_paste(source):
            clipboard.paste(self.textCursor(), clipboard.from_mime(source))
            self.ensureCursorVisible()
