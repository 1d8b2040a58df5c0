"""Commands about files: reviews, imports, the report."""

from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.bringing import bring_in_command
from ui.commands.report import ministry_commands
from ui.commands.texts import document_command
from ui.commands.when import can_write, in_workspace, is_editing, is_open, tr

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def file_commands(window: "MainWindow") -> tuple[Command, ...]:
    """New, open, import, export, close."""
    menu = tr("File")
    opened = is_open(window)
    place = {
        name: in_workspace(window, lambda w, name=name: w.show_place(name))  # type: ignore[misc]
        for name in ("data", "report", "history")
    }
    return (
        Command("new", tr("New review…"), menu, window.openings.ask_new, "Ctrl+N"),
        Command("open", tr("Open…"), menu, window.choose_review, "Ctrl+O"),
        Command("demo", tr("Look at the demo…"), menu, window.openings.ask_demo),
        Command(
            "import",
            tr("Import spreadsheets…"),
            menu,
            in_workspace(window, lambda w: w.desks.importing.choose_files()),
            "Ctrl+Shift+I",
            can_write(window),
            separated=True,
        ),
        Command(
            "import-clipboard",
            tr("Import a table from the clipboard"),
            menu,
            in_workspace(window, lambda w: w.desks.importing.paste()),
            "Ctrl+Shift+J",
            can_write(window),
        ),
        bring_in_command(window, can_write(window)),
        document_command(window, is_editing(window)),
        Command("export", tr("Write the report…"), menu, place["report"], "Ctrl+E", opened),
        *ministry_commands(window),
        Command(
            "close",
            tr("Close the review"),
            menu,
            window.leave_review,
            "Ctrl+W",
            opened,
            separated=True,
        ),
        Command("quit", tr("Quit"), menu, window.close, "Ctrl+Q"),
    )
