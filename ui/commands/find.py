"""Commands about finding and replacing in the texts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import tr

if TYPE_CHECKING:
    from ui.desks.find import FindDesk
    from ui.main_window import MainWindow


def find_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands."""
    menu = tr("Edit")

    def act(what: Callable[["FindDesk"], object]) -> Callable[[], object]:
        return lambda: window.workspace and what(window.workspace.desks.finding)

    def is_open() -> bool:
        return window.workspace is not None

    def can_write() -> bool:
        return window.workspace is not None and not window.workspace.session.review.read_only

    return (
        Command(
            "find-text",
            tr("Find in the texts…"),
            menu,
            act(lambda desk: desk.begin()),
            "Ctrl+F",
            is_open,
            separated=True,
        ),
        Command(
            "replace-text",
            tr("Replace in the texts…"),
            menu,
            act(lambda desk: desk.begin(replacing=True)),
            "Ctrl+R",
            can_write,
        ),
        Command("find-next", tr("Next match"), menu, act(lambda d: d.step(1)), "F3", is_open),
        Command(
            "find-previous",
            tr("Previous match"),
            menu,
            act(lambda desk: desk.step(-1)),
            "Shift+F3",
            is_open,
        ),
    )
