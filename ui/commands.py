"""Every command of the window, in the order of its menus."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QTextEdit

from ui.actions import Command
from ui.editor.toolbar import EditorToolbar
from ui.theme.colors import PALETTES

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def window_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of a window."""
    return (
        *_file_commands(window),
        *_edit_commands(window),
        *_format_commands(window),
        *_go_commands(window),
        *_view_commands(window),
    )


def _in_workspace(
    window: "MainWindow", act: Callable[["Workspace"], object]
) -> Callable[[], object]:
    """The act on the open review; nothing where none is open."""
    return lambda: act(window.workspace) if window.workspace is not None else None


def _in_text_or(
    in_text: Callable[[QTextEdit], object], elsewhere: Callable[[], object]
) -> Callable[[], object]:
    """Undo and redo belong to the text that has the keyboard, else to the review."""

    def act() -> object:
        focus = QApplication.focusWidget()
        return in_text(focus) if isinstance(focus, QTextEdit) else elsewhere()

    return act


def _file_commands(window: "MainWindow") -> tuple[Command, ...]:
    menu = _tr("File")
    is_open = _is_open(window)
    place = {
        name: _in_workspace(window, lambda w, name=name: w.show_place(name))  # type: ignore[misc]
        for name in ("data", "report", "history")
    }
    return (
        Command("new", _tr("New review…"), menu, window.new_review, "Ctrl+N"),
        Command("open", _tr("Open…"), menu, window.choose_review, "Ctrl+O"),
        Command("demo", _tr("Look at the demo…"), menu, window.choose_demo),
        Command(
            "import",
            _tr("Import spreadsheets…"),
            menu,
            _in_workspace(window, lambda w: w.choose_files()),
            "Ctrl+Shift+I",
            is_open,
            separated=True,
        ),
        Command("export", _tr("Write the report…"), menu, place["report"], "Ctrl+E", is_open),
        Command(
            "close",
            _tr("Close the review"),
            menu,
            window.leave_review,
            "Ctrl+W",
            is_open,
            separated=True,
        ),
        Command("quit", _tr("Quit"), menu, window.close, "Ctrl+Q"),
    )


def _edit_commands(window: "MainWindow") -> tuple[Command, ...]:
    menu = _tr("Edit")
    can_write = _can_write(window)
    undo = _in_text_or(QTextEdit.undo, _in_workspace(window, lambda w: w.undo()))
    redo = _in_text_or(QTextEdit.redo, _in_workspace(window, lambda w: w.redo()))
    search = _in_workspace(window, lambda w: w.outline.focus_search())
    return (
        Command("undo", _tr("Undo the last change"), menu, undo, "Ctrl+Z", can_write),
        Command("redo", _tr("Redo"), menu, redo, "Ctrl+Shift+Z", can_write),
        Command("find", _tr("Find a section"), menu, search, "Ctrl+P", _is_open(window), True),
        Command("palette", _tr("All commands…"), menu, window.show_palette, "Ctrl+K"),
    )


def _format_commands(window: "MainWindow") -> tuple[Command, ...]:
    menu = _tr("Format")
    tools: tuple[tuple[str, str, str, Callable[[EditorToolbar], object]], ...] = (
        ("bold", _tr("Bold"), "Ctrl+B", EditorToolbar.bold),
        ("italic", _tr("Italic"), "Ctrl+I", EditorToolbar.italic),
        ("underline", _tr("Underline"), "Ctrl+U", EditorToolbar.underline),
        ("superscript", _tr("Superscript"), "Ctrl+Shift+.", EditorToolbar.superscript),
        ("subscript", _tr("Subscript"), "Ctrl+Shift+,", EditorToolbar.subscript),
        ("text", _tr("Text"), "Ctrl+Alt+0", lambda bar: bar.set_style("body")),
        ("heading-1", _tr("Heading 1"), "Ctrl+Alt+1", lambda bar: bar.set_style("heading-1")),
        ("heading-2", _tr("Heading 2"), "Ctrl+Alt+2", lambda bar: bar.set_style("heading-2")),
        ("heading-3", _tr("Heading 3"), "Ctrl+Alt+3", lambda bar: bar.set_style("heading-3")),
        ("quote", _tr("Quote"), "", lambda bar: bar.set_style("quote")),
        ("box-title", _tr("Box title"), "", lambda bar: bar.set_style("box-title")),
        ("box-text", _tr("Box text"), "", lambda bar: bar.set_style("box-text")),
        ("caption", _tr("Caption"), "", lambda bar: bar.set_style("caption")),
        ("bullets", _tr("Bulleted list"), "Ctrl+Shift+8", EditorToolbar.bullets),
        ("numbers", _tr("Numbered list"), "Ctrl+Shift+7", EditorToolbar.numbers),
        ("link", _tr("Link…"), "Ctrl+L", lambda bar: bar.link_wanted.emit()),
        ("table", _tr("Insert a table"), "", EditorToolbar.table),
    )
    return tuple(
        Command(
            f"format-{name}",
            title,
            menu,
            _on_toolbar(window, act),
            shortcut,
            _is_editing(window),
            separated=name in ("text", "bullets", "link"),
        )
        for name, title, shortcut, act in tools
    )


def _go_commands(window: "MainWindow") -> tuple[Command, ...]:
    menu = _tr("Go")
    is_open = _is_open(window)
    data = _in_workspace(window, lambda w: w.show_place("data"))
    history = _in_workspace(window, lambda w: w.show_place("history"))
    goals = tuple(
        Command(
            f"goal-{number}",
            _tr("Goal {number}").format(number=number),
            "",
            _in_workspace(window, lambda w, n=number: w.show_section(f"goal-{n}")),  # type: ignore[misc]
            enabled=is_open,
        )
        for number in range(1, 18)
    )
    return (
        Command("data", _tr("Data"), menu, data, "Ctrl+D", is_open),
        Command("history", _tr("History"), menu, history, "Ctrl+H", is_open),
        Command("next-pane", _tr("Next pane"), menu, lambda: window.next_pane(1), "F6", is_open),
        Command(
            "last-pane",
            _tr("Previous pane"),
            menu,
            lambda: window.next_pane(-1),
            "Shift+F6",
            is_open,
        ),
        *goals,
    )


def _view_commands(window: "MainWindow") -> tuple[Command, ...]:
    menu = _tr("View")
    names = {
        "light": _tr("Light"),
        "dark": _tr("Dark"),
        "high-contrast": _tr("High contrast"),
    }
    return tuple(
        Command(f"colors-{name}", names[name], menu, _use_colors(window, name)) for name in PALETTES
    )


def _use_colors(window: "MainWindow", name: str) -> Callable[[], None]:
    return lambda: window.use_colors(name)


def _on_toolbar(
    window: "MainWindow", act: Callable[[EditorToolbar], object]
) -> Callable[[], object]:
    return _in_workspace(window, lambda w: act(w.section_page.toolbar))


def _is_open(window: "MainWindow") -> Callable[[], bool]:
    return lambda: window.workspace is not None


def _can_write(window: "MainWindow") -> Callable[[], bool]:
    return lambda: window.workspace is not None and not window.workspace.session.review.read_only


def _is_editing(window: "MainWindow") -> Callable[[], bool]:
    return lambda: (
        window.workspace is not None
        and window.workspace.section_page.isVisible()
        and window.workspace.section_page.toolbar.editor is not None
    )
