"""The commands that put things into a text, work on its tables and turn its paragraphs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from ui.actions import Command
from ui.commands.when import in_workspace, is_editing, tr
from ui.editor.context_menu import BEGINS_GROUP, table_acts
from ui.editor.tables import TableState
from vnr_app.domain.richtext import Direction

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def insert_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What can be inserted."""
    menu = tr("Insert")
    inserts = (
        ("note", tr("Note…"), "Ctrl+Alt+F"),
        ("citation", tr("Citation…"), "Ctrl+Alt+C"),
        ("reference", tr("Cross-reference…"), "Ctrl+Alt+R"),
        ("picture", tr("Picture…"), "Ctrl+Alt+P"),
        ("table", tr("Table…"), ""),
        ("letter", tr("Special character…"), "Ctrl+Alt+S"),
    )

    def act(what: str) -> Callable[[], object]:
        return in_workspace(window, lambda workspace: workspace.desks.inserting.insert(what))

    return (
        *(
            Command(
                f"insert-{what}",
                title,
                menu,
                act(what),
                keys,
                is_editing(window),
                separated=what in ("picture", "letter"),
            )
            for what, title, keys in inserts
        ),
        Command(
            "sources",
            tr("List of sources…"),
            menu,
            in_workspace(window, lambda workspace: workspace.desks.inserting.sources.show_list()),
            enabled=lambda: (
                window.workspace is not None and not window.workspace.session.review.read_only
            ),
            separated=True,
        ),
    )


def table_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What can be done to the table at the caret."""
    menu = tr("Table")

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
            in_workspace(window, _in_table(act)),
            enabled=enabled(possible),
            separated=name in BEGINS_GROUP,
        )
        for name, title, act, possible in table_acts()
    )


def _in_table(act: Callable[[QTextCursor], None]) -> Callable[["Workspace"], None]:
    return lambda workspace: workspace.section_page.toolbar.in_table(act)


def text_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The direction of paragraphs, and the way to the parts of the page."""
    menu = tr("Format")
    can = is_editing(window)

    def run(direction: Direction | None) -> Callable[[], object]:
        return in_workspace(window, lambda w: w.section_page.toolbar.run(direction))

    return (
        Command(
            "run-left",
            tr("Paragraph from left to right"),
            menu,
            run("ltr"),
            "Ctrl+Alt+Right",
            can,
            separated=True,
        ),
        Command(
            "run-right", tr("Paragraph from right to left"), menu, run("rtl"), "Ctrl+Alt+Left", can
        ),
        Command("run-as-text", tr("Paragraph runs as the text does"), menu, run(None), "", can),
    )


def place_command(window: "MainWindow") -> Command:
    """The menu of the page's parts and headings."""
    return Command(
        "places",
        tr("On this page…"),
        tr("Go"),
        in_workspace(window, lambda workspace: workspace.section_page.toolbar.open_places()),
        "Ctrl+G",
        lambda: window.workspace is not None and window.workspace.section_page.isVisible(),
    )
