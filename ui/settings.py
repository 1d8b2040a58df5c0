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
    def letters(self) -> str:
        """The special characters that were used last, the latest first."""
        return str(self._store.value("letters", ""))

    @letters.setter
    def letters(self, used: str) -> None:
        self._store.setValue("letters", used)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood, in Qt's own form; empty at the first start."""
        value = self._store.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def name(self) -> str:
        """Under what name the person's changes are recorded; empty for the account's."""
        return str(self._store.value("name", ""))

    @name.setter
    def name(self, name: str) -> None:
        self._store.setValue("name", name)

    @property
    def institution(self) -> str:
        """Where the person works."""
        return str(self._store.value("institution", ""))

    @institution.setter
    def institution(self, name: str) -> None:
        self._store.setValue("institution", name)
