"""Which stretch of a long page is seen: the caret stays in sight, a part comes to the top."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from ui.widgets.basics import scroll_area

_SETTLING_MS = 1500
"""For so long a page may still grow: its figures are read after its texts."""


class PageScroll(QObject):
    """Scrolls a page; places are given in the coordinates of a widget that stands on it."""

    def __init__(self, page: QWidget) -> None:
        area = scroll_area(page)
        super().__init__(area)
        self.area = area
        self._page = page
        self._held: Callable[[], QWidget | None] = lambda: None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._bar = self.area.verticalScrollBar()
        self._bar.rangeChanged.connect(self._stay)
        self._bar.actionTriggered.connect(self._settling.stop)

    @property
    def position(self) -> int:
        """Pixels that are above the stretch that is seen."""
        return self._bar.value()

    @position.setter
    def position(self, pixels: int) -> None:
        self._bar.setValue(pixels)

    def bring_to_top(self, widget: QWidget, place: QPoint, margin: int) -> None:
        """Show a place at the top, with some pixels of what stands above it."""
        self._bar.setValue(max(0, widget.mapTo(self._page, place).y() - margin))

    def bring_into_sight(self, widget: QWidget, place: QPoint, margin: int) -> None:
        """Scroll no further than it takes to see a place with a margin around it."""
        there = widget.mapTo(self._page, place)
        self.area.ensureVisible(there.x(), there.y(), 0, margin)

    def hold(self, wanted: Callable[[], QWidget | None]) -> None:
        """Keep a widget at the top while the page above it is still being filled."""
        self._held = wanted
        self._settling.start()
        self._stay()

    def _stay(self) -> None:
        widget = self._held() if self._settling.isActive() else None
        if widget is not None:
            self.bring_to_top(widget, QPoint(0, 0), 16)
