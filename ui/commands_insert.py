"""The commands that put things into a text, work on its tables and turn its paragraphs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor

from ui.actions import Command
from ui.editor.context_menu import BEGINS_GROUP, table_acts
from ui.editor.tables import TableState
from vnr_app.domain.richtext import Direction

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def _in_workspace(window: "MainWindow", act: Callable[["Workspace"], None]) -> Callable[[], None]:
    """The act on the open review; nothing where none is open."""
    return lambda: act(window.workspace) if window.workspace is not None else None


def _can_insert(window: "MainWindow") -> Callable[[], bool]:
    def can() -> bool:
        workspace = window.workspace
        if workspace is None or not workspace.section_page.isVisible():
            return False
        editor = workspace.section_page.toolbar.editor
        return editor is not None and not editor.isReadOnly()

    return can


def insert_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What can be inserted."""
    menu = _tr("Insert")
    inserts = (
        ("note", _tr("Note…"), "Ctrl+Alt+F"),
        ("citation", _tr("Citation…"), "Ctrl+Alt+C"),
        ("reference", _tr("Cross-reference…"), "Ctrl+Alt+R"),
        ("picture", _tr("Picture…"), "Ctrl+Alt+P"),
        ("table", _tr("Table…"), ""),
        ("letter", _tr("Special character…"), "Ctrl+Alt+S"),
    )

    def act(what: str) -> Callable[[], object]:
        return _in_workspace(window, lambda workspace: workspace.inserting.insert(what))

    return (
        *(
            Command(
                f"insert-{what}",
                title,
                menu,
                act(what),
                keys,
                _can_insert(window),
                separated=what in ("picture", "letter"),
            )
            for what, title, keys in inserts
        ),
        Command(
            "sources",
            _tr("List of sources…"),
            menu,
            _in_workspace(window, lambda workspace: workspace.inserting.sources.show_list()),
            enabled=lambda: (
                window.workspace is not None and not window.workspace.session.review.read_only
            ),
            separated=True,
        ),
    )


def table_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What can be done to the table at the caret."""
    menu = _tr("Table")

    def enabled(possible: Callable[[TableState], bool]) -> Callable[[], bool]:
        return lambda: (
            window.workspace is not None
            and window.workspace.section_page.isVisible()
            and possible(window.workspace.section_page.toolbar.table_state())
        )

    return tuple(
        Command(
            f"table-{name}",
            title,
            menu,
            _in_workspace(window, _in_table(act)),
            enabled=enabled(possible),
            separated=name in BEGINS_GROUP,
        )
        for name, title, act, possible in table_acts()
    )


def _in_table(act: Callable[[QTextCursor], None]) -> Callable[["Workspace"], None]:
    return lambda workspace: workspace.section_page.toolbar.in_table(act)


def text_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The direction of paragraphs, and the way to the parts of the page."""
    menu = _tr("Format")
    can = _can_insert(window)

    def run(direction: Direction | None) -> Callable[[], object]:
        return _in_workspace(window, lambda w: w.section_page.toolbar.run(direction))

    return (
        Command(
            "run-left",
            _tr("Paragraph from left to right"),
            menu,
            run("ltr"),
            "Ctrl+Alt+Right",
            can,
            separated=True,
        ),
        Command(
            "run-right", _tr("Paragraph from right to left"), menu, run("rtl"), "Ctrl+Alt+Left", can
        ),
        Command("run-as-text", _tr("Paragraph runs as the text does"), menu, run(None), "", can),
    )


def place_command(window: "MainWindow") -> Command:
    """The menu of the page's parts and headings."""
    return Command(
        "places",
        _tr("On this page…"),
        _tr("Go"),
        _in_workspace(window, lambda workspace: workspace.section_page.toolbar.open_places()),
        "Ctrl+G",
        lambda: window.workspace is not None and window.workspace.section_page.isVisible(),
    )
