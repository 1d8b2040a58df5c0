"""Commands of editing: in the field that has the keyboard, else in the review."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from ui.actions import Command
from ui.commands.when import can_write, in_workspace, is_editing, is_open, tr

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace

TextField = QTextEdit | QPlainTextEdit | QLineEdit


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
    """Undo, redo and paste belong to the text that has the keyboard, else to the review."""

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


def _shows_indicators(window: "MainWindow") -> bool:
    return window.workspace is not None and window.workspace.data_panel.isVisible()


def _imports(window: "MainWindow") -> bool:
    return window.workspace is not None and window.workspace.desks.importing.is_shown


def _take_back(workspace: "Workspace") -> None:
    """A correction of the import that is looked at goes before an operation of the review."""
    if not workspace.desks.importing.undo():
        workspace.desks.operations.undo_from_keyboard()


def _do_again(workspace: "Workspace") -> None:
    if not workspace.desks.importing.redo():
        workspace.desks.operations.redo()


def edit_commands(window: "MainWindow") -> tuple[Command, ...]:
    """Undo, clipboard, figures, the palette."""
    menu = tr("Edit")
    writable = can_write(window)
    undo = _in_text_or(
        lambda field: field.undo(),
        in_workspace(window, _take_back),
    )
    redo = _in_text_or(
        lambda field: field.redo(),
        in_workspace(window, _do_again),
    )
    cut = _in_field(lambda field: field.cut())
    paste = _in_text_or(
        lambda field: field.paste(),
        in_workspace(window, lambda w: w.desks.importing.paste() if _imports(window) else None),
    )
    search = in_workspace(window, lambda w: w.outline.focus_search())
    return (
        Command("undo", tr("Undo"), menu, undo, "Ctrl+Z", lambda: _can_edit() or writable()),
        Command("redo", tr("Redo"), menu, redo, "Ctrl+Shift+Z", lambda: _can_edit() or writable()),
        Command("cut", tr("Cut"), menu, cut, "Ctrl+X", _can_edit, separated=True),
        Command("copy", tr("Copy"), menu, _copy, "Ctrl+C", _can_copy),
        Command(
            "paste", tr("Paste"), menu, paste, "Ctrl+V", lambda: _can_edit() or _imports(window)
        ),
        Command("select-all", tr("Select all"), menu, _select_all, "Ctrl+A", _can_copy),
        *_figure_commands(window),
        Command("find", tr("Find a section"), menu, search, "Ctrl+P", is_open(window), True),
        Command("palette", tr("All commands…"), menu, window.show_palette, "Ctrl+K"),
        Command("about-me", tr("About me…"), menu, window.ask_person, separated=True),
    )


def _figure_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What brings figures of the data into a text."""
    insert, writable = tr("Insert"), can_write(window)
    return (
        Command(
            "insert-figure",
            tr("Insert a figure from the data…"),
            insert,
            in_workspace(window, lambda w: w.desks.values.ask()),
            "Ctrl+Shift+D",
            is_editing(window),
        ),
        Command(
            "bind-number",
            tr("Bind the typed number to the data"),
            tr("Edit"),
            in_workspace(window, lambda w: w.desks.values.bind()),
            "Ctrl+.",
            lambda: window.workspace is not None and window.workspace.desks.values.offers,
        ),
        Command(
            "insert-value",
            tr("Insert the chosen indicator’s latest value"),
            insert,
            in_workspace(window, lambda w: w.desks.figures.insert_chosen()),
            "Ctrl+Shift+F",
            lambda: writable() and _shows_indicators(window),
        ),
    )
