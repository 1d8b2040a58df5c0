"""The button that says in which language the texts are shown, and offers the others."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.names import language_name
from ui.widgets.basics import IconButton


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """A language to choose, and a line on how far its texts are."""

    tag: str
    about: str


class LanguageButton(IconButton):
    """Emits the tag of the language that is chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("globe", "")
        self.setParent(parent)
        self._entries: tuple[LanguageEntry, ...] = ()
        self._language = ""
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(lambda _checked: self.open_menu())

    def show_languages(self, language: str, entries: tuple[LanguageEntry, ...]) -> None:
        """Say which language is shown, and which there are."""
        self._language, self._entries = language, entries
        name = language_name(language)
        self.setText(name)
        title = self.tr("Language of the texts: {name} (Ctrl+Alt+L)").format(name=name)
        self.setAccessibleName(title)
        self.setToolTip(title)

    def open_menu(self) -> None:
        """Offer the languages, the one that is shown first."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for entry in self._entries:
            action = menu.addAction(f"{language_name(entry.tag)} – {entry.about}")
            action.setCheckable(True)
            action.setChecked(entry.tag == self._language)
            action.triggered.connect(lambda _checked, tag=entry.tag: self._choose(tag))
            if action.isChecked():
                menu.setActiveAction(action)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = 0 if rtl else self.width() - menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(side, self.height() + 2)))

    def _choose(self, tag: str) -> None:
        if tag != self._language:
            self.chosen.emit(tag)
