"""Every command of the window, in the order of its menus."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from ui.actions import Command
from ui.commands_bringing import bring_in_command
from ui.commands_checks import checks_commands
from ui.commands_comments import comment_commands
from ui.commands_find import find_commands
from ui.commands_insert import insert_commands, place_command, table_commands, text_commands
from ui.commands_texts import document_command, language_command
from ui.commands_versions import version_commands
from ui.editor.toolbar import EditorToolbar
from vnr_app.paths import resources_dir

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace

TextField = QTextEdit | QPlainTextEdit | QLineEdit


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def window_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of a window."""
    return (
        *_file_commands(window),
        *_edit_commands(window),
        *find_commands(window),
        *insert_commands(window),
        *_format_commands(window),
        *text_commands(window),
        *table_commands(window),
        place_command(window),
        language_command(window),
        *_go_commands(window),
        *_view_commands(window),
        *comment_commands(window, _is_editing(window)),
        *version_commands(window),
        *checks_commands(window, _is_open(window)),
        *_help_commands(window),
    )


def _in_workspace(
    window: "MainWindow", act: Callable[["Workspace"], object]
) -> Callable[[], object]:
    """The act on the open review; nothing where none is open."""
    return lambda: act(window.workspace) if window.workspace is not None else None


def _field() -> TextField | None:
    """The text or line that has the keyboard."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, TextField) else None


def _editable_field() -> TextField | None:
    field = _field()
    return None if field is None or field.isReadOnly() else field


def _can_edit() -> bool:
    return _editable_field() is not None


def _in_field(act: Callable[[TextField], object]) -> Callable[[], object]:
    """The act on the text that has the keyboard and can be changed."""
    return lambda: act(field) if (field := _editable_field()) is not None else None


def _in_text_or(
    in_text: Callable[[TextField], object], elsewhere: Callable[[], object]
) -> Callable[[], object]:
    """Undo and redo belong to the text that has the keyboard, else to the review."""

    def act() -> object:
        field = _editable_field()
        return in_text(field) if field is not None else elsewhere()

    return act


def _can_copy() -> bool:
    return isinstance(QApplication.focusWidget(), TextField | QAbstractItemView)


def _copy() -> None:
    """Copy what is selected in a text, or what stands in the cell of a table."""
    focus = QApplication.focusWidget()
    if isinstance(focus, TextField):
        focus.copy()
    elif isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
        QGuiApplication.clipboard().setText(str(focus.currentIndex().data() or ""))


def _select_all() -> None:
    focus = QApplication.focusWidget()
    if isinstance(focus, TextField | QAbstractItemView):
        focus.selectAll()


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
            _in_workspace(window, lambda w: w.importing.choose_files()),
            "Ctrl+Shift+I",
            _can_write(window),
            separated=True,
        ),
        bring_in_command(window, _can_write(window)),
        document_command(window, _is_editing(window)),
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
    undo = _in_text_or(
        lambda field: field.undo(), _in_workspace(window, lambda w: w.operations.undo())
    )
    redo = _in_text_or(
        lambda field: field.redo(), _in_workspace(window, lambda w: w.operations.redo())
    )
    cut = _in_field(lambda field: field.cut())
    paste = _in_field(lambda field: field.paste())
    search = _in_workspace(window, lambda w: w.outline.focus_search())
    return (
        Command("undo", _tr("Undo"), menu, undo, "Ctrl+Z", lambda: _can_edit() or can_write()),
        Command(
            "redo", _tr("Redo"), menu, redo, "Ctrl+Shift+Z", lambda: _can_edit() or can_write()
        ),
        Command("cut", _tr("Cut"), menu, cut, "Ctrl+X", _can_edit, separated=True),
        Command("copy", _tr("Copy"), menu, _copy, "Ctrl+C", _can_copy),
        Command("paste", _tr("Paste"), menu, paste, "Ctrl+V", _can_edit),
        Command("select-all", _tr("Select all"), menu, _select_all, "Ctrl+A", _can_copy),
        Command(
            "insert-figure",
            _tr("Insert a figure from the data…"),
            _tr("Insert"),
            _in_workspace(window, lambda w: w.values.ask()),
            "Ctrl+Shift+D",
            _is_editing(window),
        ),
        Command(
            "bind-number",
            _tr("Bind the typed number to the data"),
            menu,
            _in_workspace(window, lambda w: w.values.bind()),
            "Ctrl+.",
            lambda: window.workspace is not None and window.workspace.values.offers,
        ),
        Command(
            "insert-value",
            _tr("Insert the chosen indicator’s latest value"),
            _tr("Insert"),
            _in_workspace(window, lambda w: w.figures.insert_chosen()),
            "Ctrl+Shift+F",
            lambda: can_write() and _shows_indicators(window),
        ),
        Command("find", _tr("Find a section"), menu, search, "Ctrl+P", _is_open(window), True),
        Command("palette", _tr("All commands…"), menu, window.show_palette, "Ctrl+K"),
        Command("about-me", _tr("About me…"), menu, window.ask_person, separated=True),
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
    side = _in_workspace(window, lambda w: w.toggle_side())
    return (
        Command("side-panel", _tr("Panel beside the page"), menu, side, "F9", _is_open(window)),
        *(
            Command(f"colors-{name}", title, menu, _use_colors(window, name), separated=at == 0)
            for at, (name, title) in enumerate(names.items())
        ),
    )


def guide_file() -> Path:
    """The user guide beside the program; not every package has it."""
    return resources_dir().parent / "docs" / "guide" / "README.md"


def _help_commands(window: "MainWindow") -> tuple[Command, ...]:
    menu = _tr("Help")
    return (
        Command(
            "guide",
            _tr("User guide"),
            menu,
            window.show_guide,
            "F1",
            lambda: guide_file().is_file(),
        ),
        Command("about", _tr("About VNR Workbench"), menu, window.show_about),
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
        and (editor := window.workspace.section_page.toolbar.editor) is not None
        and not editor.isReadOnly()
    )


def _shows_indicators(window: "MainWindow") -> bool:
    return window.workspace is not None and window.workspace.data_panel.isVisible()
