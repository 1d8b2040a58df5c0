"""The editor of one part: grows with its text and leaves scrolling to the page."""

import math

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from ui.editor import clipboard, commands, keys, marks
from ui.editor.alt_gr import types_a_letter
from ui.editor.apparatus import Apparatus, Known
from ui.editor.bridge import to_qt
from ui.editor.context_menu import context_menu
from ui.editor.direction import follow_typing
from ui.editor.grounds import paint_grounds
from ui.editor.looks import Looks, text_font
from ui.editor.objects import object_positions
from ui.editor.painters import BlockPainter, RunPainter, hover_text
from ui.editor.pasting import Pasting
from ui.editor.safe_document import SafeDocument
from ui.editor.snapshot import Snapshot
from ui.editor.spelling import Speller, add_spelling
from ui.editor.things import Things
from ui.editor.values import LivingNumbers
from ui.names import plain_tooltip
from ui.theme.colors import colors_of
from vnr_app.domain.richtext import Direction, Document, ValueRef
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import word_count
from vnr_app.services.insertions import Insertion
from vnr_app.services.living import Values
from vnr_app.services.spelling import Checker


class PartEditor(QTextEdit):
    """An editor without scroll bars over a document of the text model."""

    least_height = 56
    """Pixels that are left to be clicked into where little is written."""

    edited = Signal()
    """The person has changed the text."""
    left = Signal()
    """The keyboard has gone elsewhere."""
    entered = Signal(object)
    """The keyboard is here: the editor itself."""
    word_learned = Signal(str)
    """A word that the person wants to be taken for right from now on."""
    comment_wanted = Signal()
    """The person wants to say something about what is selected."""
    caret_moved = Signal(QRect)
    """Where the caret is now, in the editor's own coordinates."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = False
        self._base: Direction = "ltr"
        self._build_document()
        self._build_view(name)

    def _build_document(self) -> None:
        document = SafeDocument(self)
        document.setDefaultFont(text_font())
        document.setIndentWidth(24)
        # The first to hear of a change: whoever hears of it later may ask for the text.
        self._snapshot = Snapshot(document)
        self._speller = Speller(document)
        self._looks = Looks(document, lambda: colors_of(self), self._speller.mistakes)
        self._speller.judged.connect(self._looks.rehighlightBlock)
        self._palette = colors_of(self).name
        layout = document.documentLayout()
        self.living = LivingNumbers()
        self.apparatus = Apparatus(document)
        for kind, painter in ((marks.RUN_OBJECT, RunPainter), (marks.BLOCK_OBJECT, BlockPainter)):
            made = painter(lambda: colors_of(self), self.living, self.apparatus, document)
            layout.registerHandler(kind, made)
        self.setDocument(document)
        layout.documentSizeChanged.connect(self._fit)
        document.contentsChange.connect(self._changed)

    def _build_view(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.least_height)
        self.things = Things(self)
        self.pasting = Pasting(self)
        self.cursorPositionChanged.connect(self._tell_caret)

    def load(self, document: Document) -> None:
        """Show a text; it does not count as edited, and its undo history is empty."""
        self._loading = True
        document = normalise(document)
        to_qt(document, self.document())
        self._snapshot.loaded(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._loading = False
        self._fit()

    def document_now(self) -> Document:
        """The text as it is now."""
        return self._snapshot.document()

    def words(self) -> int:
        """The words as they are now, as the outline counts them."""
        return word_count(self.document_now())

    def show_values(self, values: Values | None, color: str = "") -> None:
        """Tell living numbers, tables and charts from these values; the text stays as it is."""
        self.living.show(values, color)
        self.lay_out_anew()

    def show_comments(self, comments: frozenset[str]) -> None:
        """Mark the text that carries one of these comments."""
        self._looks.show_comments(comments)

    def show_known(self, known: Known) -> None:
        """Tell citations, references and pictures from what the review knows of them."""
        self.apparatus.known = known
        self.lay_out_anew()

    def lay_out_anew(self) -> None:
        """What is painted may have another size now; this is no edit."""
        for position in object_positions(self.document()):
            self.document().markContentsDirty(position, 1)
        self.viewport().update()

    def run_from(self, direction: Direction) -> None:
        """Let paragraphs run this way that do not say otherwise."""
        self._base = direction
        option = self.document().defaultTextOption()
        rtl = direction == "rtl"
        # In a text that runs to the right each paragraph finds its own way.
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LayoutDirectionAuto
        )
        self.document().setDefaultTextOption(option)

    def insert_value(self, value: Insertion) -> None:
        """Put a figure of the data where the caret is, in the place of what is selected."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        if isinstance(value, ValueRef):
            cursor.insertText(marks.OBJECT, marks.run_object(value))
        else:
            commands.insert_object(cursor, value)
            self.setTextCursor(cursor)
        # What is typed next is ordinary text again.
        self.setCurrentCharFormat(QTextCharFormat())
        self.ensureCursorVisible()

    def replace_by_value(self, cursor: QTextCursor, value: ValueRef) -> None:
        """Put a living number in the place of what a cursor selects; the caret stays."""
        if not self.isReadOnly():
            cursor.insertText(marks.OBJECT, marks.run_object(value))

    def _changed(self, _position: int, removed: int, added: int) -> None:
        self.apparatus.notes.changed()
        if not self._loading and (removed or added):
            self.edited.emit()

    def _fit(self) -> None:
        height = math.ceil(self.document().size().height()) + 2 * self.frameWidth()
        self.setFixedHeight(max(self.least_height, height))

    def set_spelling(self, checker: Checker | None) -> None:
        """Underline the words that the checker finds wrong; none without a checker."""
        self._speller.use(checker)

    def spelling_menu(self, menu: QMenu, position: QPoint) -> None:
        """Put what can be done about the wrong word at `position` at the top of a menu."""
        found = self._speller.wrong_at(self.cursorForPosition(position))
        if found is not None and not self.isReadOnly():
            add_spelling(menu, self._speller, *found, self.word_learned.emit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is there, a wrong word first."""
        menu = context_menu(self, event.pos())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the thing under the mouse, or select the word."""
        if not self.things.edit(self.things.under(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """With Ctrl go where a reference or a link points."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.things.follow(self.things.under(place), self.things.link_at(place))

    def _tell_caret(self) -> None:
        self._speller.leave(self.textCursor().position())
        if self.hasFocus():
            self.caret_moved.emit(self.cursorRect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key means here, else what it means to Qt."""
        if keys.pressed(self, event):
            event.accept()
            return
        super().keyPressEvent(event)
        if event.text() and not self.isReadOnly():
            follow_typing(self.textCursor(), self._base)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, which never comes as a key: into a list's next level, a table's next cell, or on."""
        if not self.isReadOnly() and keys.tab(self, 1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

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
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_palette"):
            # Qt tells of a palette again and again; only another one is worth the work.
            before, self._palette = self._palette, colors_of(self).name
            if self._palette != before:
                self._looks.rehighlight()

    def event(self, event: QEvent) -> bool:
        """Say what stands behind a note or a living number, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            thing = self.things.under(self.viewport().mapFromGlobal(event.globalPos()))
            told = "" if thing is None else hover_text(thing.content, self.living, self.apparatus)
            QToolTip.showText(event.globalPos(), plain_tooltip(told), self)
            return True
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and types_a_letter(event):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of boxes and the edge of quotes, then the text."""
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        paint_grounds(painter, self.document(), event.rect(), width, colors_of(self))
        painter.end()
        super().paintEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy in our own form beside HTML and plain text."""
        return clipboard.to_mime(self.living.fresh(clipboard.selected_document(self.textCursor())))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Texts, pictures, series; other files that are dropped here are the window's."""
        return self.pasting.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what the text model knows, and nothing else."""
        self.pasting.take(source)
