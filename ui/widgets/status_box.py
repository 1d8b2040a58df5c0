"""Choosing how far a text has come."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.names import status_name
from ui.panels.outline_delegate import status_color
from ui.theme.colors import colors_of
from ui.theme.icons import tinted_icon
from vnr_app.domain.sections import SectionStatus


class StatusBox(QComboBox):
    """Chooses how far a text has come; symbol and word."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(name)
        for status in SectionStatus:
            self.addItem(status_name(status), status.value)
        self._tint()

    def _tint(self) -> None:
        colors = colors_of(self)
        for at, status in enumerate(SectionStatus):
            color = status_color(colors, status)
            self.setItemIcon(at, tinted_icon(f"status-{status.value}", color, color))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the symbols anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    @property
    def status(self) -> SectionStatus:
        """The status that is shown."""
        return SectionStatus(self.currentData())

    def show_status(self, status: SectionStatus) -> None:
        """Show a status without telling anybody."""
        self.setCurrentIndex(self.findData(status.value))
