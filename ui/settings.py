"""What the window remembers between two starts."""

from PySide6.QtCore import QByteArray, QSettings

_ORGANISATION = "VNR Workbench"


class Settings:
    """The user's choices, kept by Qt where the system keeps such things."""

    def __init__(self) -> None:
        self._store = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, _ORGANISATION, "window"
        )

    @property
    def palette(self) -> str:
        """Name of the chosen palette, or "system"."""
        return str(self._store.value("palette", "system"))

    @palette.setter
    def palette(self, name: str) -> None:
        self._store.setValue("palette", name)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood, in Qt's own form; empty at the first start."""
        value = self._store.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)
