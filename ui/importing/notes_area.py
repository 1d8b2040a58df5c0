"""What is said and asked of a file, above what would be done with it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_SHARE = 0.33
"""The most that it takes of the height of what it stands in: the plan below is what counts."""
_GAP = 12
_CHANGES = (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
"""A layout that is not shown asks for nothing: that a note comes is said by the note itself."""


class NotesArea(QScrollArea):
    """As high as its widgets need, up to where they scroll; hidden with the last of them."""

    def __init__(self, *notes: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self._content = QWidget()
        self._content.setAutoFillBackground(False)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        for each in notes:
            self._column.addWidget(each)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._content)
        self.viewport().setAutoFillBackground(False)
        for each in (self._content, *notes):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widgets as they come, go and change their words."""
        if event.type() in _CHANGES:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words take more lines where it is narrower."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that there is need and room for."""
        holder = self.parentWidget()
        if holder is None:
            return
        self.setVisible(any(not each.isHidden() for each in self._notes))
        needed = self._column.sizeHint().height()
        if self._column.hasHeightForWidth():
            needed = self._column.totalHeightForWidth(max(self.viewport().width(), 1))
        self.setFixedHeight(max(0, min(needed, round(_SHARE * holder.height()))))
