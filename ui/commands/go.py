"""Commands that lead to another place."""

from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import in_workspace, is_open, tr

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def go_commands(window: "MainWindow") -> tuple[Command, ...]:
    """Places, panes, goals."""
    menu = tr("Go")
    opened = is_open(window)
    data = in_workspace(window, lambda w: w.show_place("data"))
    history = in_workspace(window, lambda w: w.show_place("history"))
    next_pane = in_workspace(window, lambda w: w.next_pane(1))
    last_pane = in_workspace(window, lambda w: w.next_pane(-1))
    goals = tuple(
        Command(
            f"goal-{number}",
            tr("Goal {number}").format(number=number),
            "",
            in_workspace(window, lambda w, n=number: w.show_section(f"goal-{n}")),  # type: ignore[misc]
            enabled=opened,
        )
        for number in range(1, 18)
    )
    return (
        Command("data", tr("Data"), menu, data, "Ctrl+D", opened),
        Command("history", tr("History"), menu, history, "Ctrl+H", opened),
        Command("next-pane", tr("Next pane"), menu, next_pane, "F6", opened),
        Command(
            "last-pane",
            tr("Previous pane"),
            menu,
            last_pane,
            "Shift+F6",
            opened,
        ),
        *goals,
    )
