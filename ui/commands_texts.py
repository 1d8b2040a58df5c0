"""Commands about whole texts: their language, documents that are opened into them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.actions import Command

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def document_command(window: "MainWindow", is_editing: Callable[[], bool]) -> Command:
    """Opening a document into the text that is worked on."""
    return Command(
        "open-document",
        _tr("Open a document into this text…"),
        _tr("File"),
        lambda: window.workspace and window.workspace.documents.choose(),
        "Ctrl+Alt+O",
        is_editing,
    )


def language_command(window: "MainWindow") -> Command:
    """The menu of the languages that the texts are in."""
    return Command(
        "language",
        _tr("Language of the texts…"),
        _tr("Go"),
        lambda: window.workspace and window.workspace.translations.choose(),
        "Ctrl+Alt+L",
        lambda: window.workspace is not None and window.workspace.section_page.isVisible(),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
