"""Commands that give the text its form."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import is_editing, on_toolbar, tr
from ui.editor.toolbar import EditorToolbar

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def format_commands(window: "MainWindow") -> tuple[Command, ...]:
    """Marks, styles, lists, links."""
    menu = tr("Format")
    tools: tuple[tuple[str, str, str, Callable[[EditorToolbar], object]], ...] = (
        ("bold", tr("Bold"), "Ctrl+B", EditorToolbar.bold),
        ("italic", tr("Italic"), "Ctrl+I", EditorToolbar.italic),
        ("underline", tr("Underline"), "Ctrl+U", EditorToolbar.underline),
        ("superscript", tr("Superscript"), "Ctrl+Shift+.", EditorToolbar.superscript),
        ("subscript", tr("Subscript"), "Ctrl+Shift+,", EditorToolbar.subscript),
        ("text", tr("Text"), "Ctrl+Alt+0", lambda bar: bar.set_style("body")),
        ("heading-1", tr("Heading 1"), "Ctrl+Alt+1", lambda bar: bar.set_style("heading-1")),
        ("heading-2", tr("Heading 2"), "Ctrl+Alt+2", lambda bar: bar.set_style("heading-2")),
        ("heading-3", tr("Heading 3"), "Ctrl+Alt+3", lambda bar: bar.set_style("heading-3")),
        ("quote", tr("Quote"), "", lambda bar: bar.set_style("quote")),
        ("box-title", tr("Box title"), "", lambda bar: bar.set_style("box-title")),
        ("box-text", tr("Box text"), "", lambda bar: bar.set_style("box-text")),
        ("caption", tr("Caption"), "", lambda bar: bar.set_style("caption")),
        ("bullets", tr("Bulleted list"), "Ctrl+Shift+8", EditorToolbar.bullets),
        ("numbers", tr("Numbered list"), "Ctrl+Shift+7", EditorToolbar.numbers),
        ("link", tr("Link…"), "Ctrl+L", lambda bar: bar.link_wanted.emit()),
    )
    return tuple(
        Command(
            f"format-{name}",
            title,
            menu,
            on_toolbar(window, act),
            shortcut,
            is_editing(window),
            separated=name in ("text", "bullets", "link"),
        )
        for name, title, shortcut, act in tools
    )
