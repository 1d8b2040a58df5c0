"""Commands about what goes out and comes back: the ministries, the Main Messages."""

from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import can_write, in_workspace, is_open, tr
from ui.desks import returning

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def ministry_commands(window: "MainWindow") -> tuple[Command, ...]:
    """Send and take back."""
    menu = tr("File")
    return (
        Command(
            "send-for-editing",
            tr("Send to a ministry for editing…"),
            menu,
            in_workspace(window, lambda w: w.desks.returning.ask_to_send(w.section_page.key)),
            "Ctrl+Shift+E",
            can_write(window),
        ),
        Command(
            "take-back",
            tr("Take a file back from a ministry…"),
            menu,
            in_workspace(window, lambda w: w.desks.returning.choose_file()),
            "Ctrl+Shift+B",
            can_write(window),
        ),
    )


def ministries_command(window: "MainWindow") -> Command:
    """The page of what came back and what waits of it."""
    return Command(
        "ministries",
        tr("Ministries"),
        tr("Go"),
        in_workspace(window, lambda w: w.show_place(returning.PLACE)),
        "Ctrl+Alt+B",
        is_open(window),
    )


def message_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What the Main Messages are made of."""
    menu = tr("Insert")

    def shows_messages() -> bool:
        workspace = window.workspace
        return (
            can_write(window)()
            and workspace is not None
            and workspace.section_page.messages_bar.isVisible()
        )

    return (
        Command(
            "add-message",
            tr("Message"),
            menu,
            in_workspace(window, lambda w: w.section_page.messages_bar.add_message()),
            "Ctrl+Alt+E",
            shows_messages,
            separated=True,
        ),
        Command(
            "add-action",
            tr("Action of a message"),
            menu,
            in_workspace(window, lambda w: w.section_page.messages_bar.add_action()),
            "Ctrl+Alt+A",
            shows_messages,
        ),
    )
