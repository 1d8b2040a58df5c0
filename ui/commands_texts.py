"""Commands about whole texts: their language, documents that are opened into them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.actions import Command

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def document_command(window: "MainWindow", is_editing: Callable[[], bool]) -> Command:
    """Opening a document into the text that is worked on."""

    def open_document() -> None:
        if window.workspace is not None:
            window.workspace.documents.choose()

    return Command(
        "open-document",
        _tr("Open a document into this text…"),
        _tr("File"),
        open_document,
        "Ctrl+Alt+O",
        is_editing,
    )


def language_command(window: "MainWindow") -> Command:
    """The menu of the languages that the texts are in."""

    def offer_languages() -> None:
        if window.workspace is not None:
            window.workspace.translations.choose()

    return Command(
        "language",
        _tr("Language of the texts…"),
        _tr("Go"),
        offer_languages,
        "Ctrl+Alt+L",
        lambda: window.workspace is not None and window.workspace.section_page.isVisible(),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
