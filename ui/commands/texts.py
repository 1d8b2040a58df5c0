"""Commands about whole texts: their language, documents that are opened into them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import tr

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def document_command(window: "MainWindow", is_editing: Callable[[], bool]) -> Command:
    """Opening a document into the text that is worked on."""

    def open_document() -> None:
        if window.workspace is not None:
            window.workspace.desks.documents.choose()

    return Command(
        "open-document",
        tr("Open a document into this text…"),
        tr("File"),
        open_document,
        "Ctrl+Alt+O",
        is_editing,
    )


def language_command(window: "MainWindow") -> Command:
    """The menu of the languages that the texts are in."""

    def offer_languages() -> None:
        if window.workspace is not None:
            window.workspace.desks.translations.choose()

    return Command(
        "language",
        tr("Language of the texts…"),
        tr("Go"),
        offer_languages,
        "Ctrl+Alt+L",
        lambda: window.workspace is not None and window.workspace.section_page.isVisible(),
    )
