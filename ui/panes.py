"""The three panes of an open review, and what gives way where there is no room for all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.panels.side_panel import SidePanel

_ROOM_FOR_ALL = 1180
"""Pixels of width from which on outline, page and side panel stand beside each other."""
_LEAST = 240
_USUAL = (288, 832, 320)


class Panes(QSplitter):
    """Outline, page, side panel. In a narrow window the side panel takes the outline's place."""

    def __init__(self, outline: QWidget, stage: QWidget, side: SidePanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._outline, self._side = outline, side
        self._offered = False
        self._wanted = True
        self._wanted_in_narrow = False
        self._build(outline, stage, side)
        side.asked.connect(lambda _tab: self.open_side())

    def _build(self, *panes: QWidget) -> None:
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for at, each in enumerate(panes):
            each.setMinimumWidth(_LEAST)
            self.addWidget(each)
            self.setStretchFactor(at, int(at == 1))
        self.setSizes(list(_USUAL))
        self._side.hide()

    def offer_side(self, offered: bool) -> None:
        """Say whether there is anything for the side panel now."""
        self._offered = offered
        self._arrange()

    def open_side(self) -> None:
        """Show the side panel: something in it is asked for."""
        self._wish(True)

    def toggle_side(self) -> None:
        """Show the side panel, or no longer."""
        self._wish(self._side.isHidden())

    def _wish(self, wanted: bool) -> None:
        if self._narrow:
            self._wanted_in_narrow = wanted
        else:
            self._wanted = wanted
        self._arrange()

    @property
    def _narrow(self) -> bool:
        return self.width() < _ROOM_FOR_ALL

    def _arrange(self) -> None:
        wanted = self._wanted_in_narrow if self._narrow else self._wanted
        shown = self._offered and wanted
        self._side.setVisible(shown)
        self._outline.setVisible(not (shown and self._narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, or come back."""
        super().resizeEvent(event)
        self._arrange()
