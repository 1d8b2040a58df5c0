"""Every command of the window, in the order of its menus."""

from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.checks import checks_commands
from ui.commands.comments import comment_commands
from ui.commands.edit import edit_commands
from ui.commands.evidence import evidence_commands
from ui.commands.file import file_commands
from ui.commands.find import find_commands
from ui.commands.format import format_commands
from ui.commands.go import go_commands
from ui.commands.insert import insert_commands, place_command, table_commands, text_commands
from ui.commands.report import message_commands, ministries_command
from ui.commands.texts import language_command
from ui.commands.versions import version_commands
from ui.commands.view import help_commands, view_commands
from ui.commands.when import is_editing, is_open

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def window_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of a window."""
    return (
        *file_commands(window),
        *edit_commands(window),
        *find_commands(window),
        *insert_commands(window),
        *message_commands(window),
        *format_commands(window),
        *text_commands(window),
        *table_commands(window),
        place_command(window),
        language_command(window),
        *go_commands(window),
        ministries_command(window),
        *view_commands(window),
        *comment_commands(window, is_editing(window)),
        *version_commands(window),
        *checks_commands(window, is_open(window)),
        *evidence_commands(window),
        *help_commands(window),
    )
