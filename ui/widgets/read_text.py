"""A text that is only read: it is as high as its words, and can be selected and copied."""

import math

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.editor.looks import text_font
from ui.editor.safe_document import SafeDocument
from ui.theme.colors import Colors, colors_of
from ui.widgets.diff_text import new_document, write_stretches
from vnr_app.domain.richtext_pieces import Stretch


class StretchText(QTextEdit):
    """The sentences of one side of a conflict, those that differ marked."""

    def __init__(
        self,
        name: str,
        stretches: tuple[Stretch, ...],
        side: str,
        *,
        apart: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stretches = stretches
        self._side = side
        self._apart = apart
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text: SafeDocument = new_document()
        self._text.setDefaultFont(text_font())
        self._text.setParent(self)
        self.setDocument(self._text)
        self._palette = ""
        self._write()

    def _write(self) -> None:
        colors: Colors = colors_of(self)
        if colors.name != self._palette:
            self._palette = colors.name
            self._text.clear()
            cursor = QTextCursor(self._text)
            write_stretches(cursor, self._stretches, self._side, colors, apart=self._apart)
        self._fit()

    def _fit(self) -> None:
        self._text.setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(self._text.size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the words."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Mark anew in the colours of another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, never the text."""
        event.ignore()
