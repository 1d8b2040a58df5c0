"""Commands about comments and the panel on the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import tr
from ui.desks import comments

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def comment_commands(window: "MainWindow", can_write: Callable[[], bool]) -> tuple[Command, ...]:
    """The commands."""

    def begin() -> None:
        if window.workspace is not None:
            window.workspace.desks.comments.begin()

    def show() -> None:
        if window.workspace is not None:
            window.workspace.side.show_tab(comments.TAB)
            window.workspace.side.focus_tab()

    return (
        Command(
            "comment", tr("Comment…"), tr("Edit"), begin, "Ctrl+Alt+M", can_write, separated=True
        ),
        Command("show-comments", tr("Comments"), tr("Go"), show, "Ctrl+Alt+K", can_write),
    )
