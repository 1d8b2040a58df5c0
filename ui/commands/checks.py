"""Commands about checks and what they found."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import tr
from ui.desks import checks

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def checks_commands(window: "MainWindow", is_open: Callable[[], bool]) -> tuple[Command, ...]:
    """The commands."""

    def show_all() -> None:
        if window.workspace is not None:
            window.workspace.show_checks()

    def show_beside() -> None:
        if window.workspace is not None:
            window.workspace.side.show_tab(checks.TAB)
            window.workspace.side.focus_tab()

    def has_side() -> bool:
        return window.workspace is not None and window.workspace.side.isVisible()

    go = tr("Go")
    return (
        Command("checks", tr("Checks"), go, show_all, "Ctrl+Shift+K", is_open),
        Command(
            "findings", tr("Findings of this section"), go, show_beside, "Ctrl+Alt+G", has_side
        ),
    )
