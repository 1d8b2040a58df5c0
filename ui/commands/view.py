"""Commands about the looks of the window, and help."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ui.actions import Command
from ui.commands.when import in_workspace, is_open, tr
from vnr_app.paths import resources_dir

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def view_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The side panel and the palettes."""
    menu = tr("View")
    names = {
        "light": tr("Light"),
        "dark": tr("Dark"),
        "high-contrast": tr("High contrast"),
    }
    side = in_workspace(window, lambda w: w.toggle_side())
    return (
        Command("side-panel", tr("Panel beside the page"), menu, side, "F9", is_open(window)),
        *(
            Command(f"colors-{name}", title, menu, _use_colors(window, name), separated=at == 0)
            for at, (name, title) in enumerate(names.items())
        ),
    )


def _use_colors(window: "MainWindow", name: str) -> Callable[[], None]:
    return lambda: window.use_colors(name)


def guide_file() -> Path:
    """The user guide beside the program; not every package has it."""
    return resources_dir().parent / "docs" / "guide" / "README.md"


def _show_guide() -> None:
    """Open the user guide with whatever this machine reads it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(guide_file())))


def help_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The guide, and what the program is."""
    menu = tr("Help")
    return (
        Command(
            "guide",
            tr("User guide"),
            menu,
            _show_guide,
            "F1",
            lambda: guide_file().is_file(),
        ),
        Command("about", tr("About VNR Workbench"), menu, window.show_about),
    )
