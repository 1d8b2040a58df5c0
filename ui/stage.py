"""The middle of the window: one page at a time, and the name of the place that is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

TEXTS = "texts"


class Stage(QStackedWidget):
    """Shows pages by the name of their place."""

    entered = Signal(str)
    """Name of the place that is shown now."""
    left = Signal(str)
    """Name of the place that was shown before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, QWidget] = {}
        self._place = ""

    @property
    def place(self) -> str:
        """Name of the place that is shown; empty before the first."""
        return self._place

    def add(self, place: str, page: QWidget) -> None:
        """Make a page known under the name of its place."""
        self._places[place] = page
        self.addWidget(page)

    def show_place(self, place: str) -> None:
        """Show the page of a place."""
        before, self._place = self._place, place
        self.setCurrentWidget(self._places[place])
        if before and before != place:
            self.left.emit(before)
        self.entered.emit(place)
