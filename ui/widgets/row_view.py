"""One row of a comparison by itself: the text before and now, what differs marked."""

import math

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.editor.safe_document import SafeDocument
from ui.theme.colors import colors_of
from ui.widgets.diff_text import Names, side_document
from vnr_app.domain.richtext_diff import Row

_GAP = 24


class RowView(QWidget):
    """As high as the longer side; a side that is not there takes no room."""

    def __init__(self, row: Row, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._names = names
        self._sides: list[SafeDocument] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._make()

    def _make(self) -> None:
        colors = colors_of(self)
        made = (
            side_document(self._row, old=old, colors=colors, names=self._names)
            for old in (True, False)
        )
        self._sides = [each for each in made if each is not None]
        self._fit()

    def _fit(self) -> None:
        width = self._column_width()
        for each in self._sides:
            each.setTextWidth(width)
        height = max((each.size().height() for each in self._sides), default=0)
        self.setFixedHeight(math.ceil(height))

    def _column_width(self) -> int:
        count = max(1, len(self._sides))
        return max(80, (self.width() - _GAP * (count - 1)) // count)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words on each side."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the sides out for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Mark anew in the colours of another palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._make()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sides, the one before where reading begins."""
        painter = QPainter(self)
        sides = list(self._sides)
        if self.isRightToLeft():
            sides.reverse()
        width = self._column_width()
        for number, document in enumerate(sides):
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette = self.palette()
            painter.save()
            painter.translate(number * (width + _GAP), 0)
            document.documentLayout().draw(painter, context)
            painter.restore()
