"""Commands about comments and the panel on the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.actions import Command
from ui.desks import comments

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def comment_commands(window: "MainWindow", can_write: Callable[[], bool]) -> tuple[Command, ...]:
    """The commands."""

    def begin() -> None:
        if window.workspace is not None:
            window.workspace.comments.begin()

    def show() -> None:
        if window.workspace is not None:
            window.workspace.side.show_tab(comments.TAB)
            window.workspace.side.focus_tab()

    return (
        Command(
            "comment", _tr("Comment…"), _tr("Edit"), begin, "Ctrl+Alt+M", can_write, separated=True
        ),
        Command("show-comments", _tr("Comments"), _tr("Go"), show, "Ctrl+Alt+K", can_write),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
