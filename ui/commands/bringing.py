"""The command that brings in another copy of the review."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import tr

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def bring_in_command(window: "MainWindow", can_write: Callable[[], bool]) -> Command:
    """The command."""

    def choose() -> None:
        if window.workspace is not None:
            window.workspace.desks.bringing.choose_file()

    title = tr("Bring in another copy…")
    menu = tr("File")
    return Command("bring-in", title, menu, choose, "Ctrl+Shift+O", can_write)
