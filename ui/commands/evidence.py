"""Commands that lead to where figures and voices come from."""

from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import in_workspace, is_open, tr
from ui.desks import figures, import_log, records
from ui.editor.objects import thing_near

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def evidence_commands(window: "MainWindow") -> tuple[Command, ...]:
    """Records, the import log, the cell of a figure."""
    menu = tr("Go")
    opened = is_open(window)

    def has_goal() -> bool:
        workspace = window.workspace
        return workspace is not None and workspace.section_page.goal is not None

    return (
        Command(
            "records",
            tr("Stakeholders"),
            menu,
            in_workspace(window, lambda w: w.show_place(records.PLACE)),
            "Ctrl+Shift+S",
            opened,
            separated=True,
        ),
        Command(
            "voices",
            tr("Voices about this goal"),
            menu,
            in_workspace(window, lambda w: w.desks.records.show()),
            "Ctrl+Alt+H",
            has_goal,
        ),
        Command(
            "import-log",
            tr("Import log"),
            menu,
            in_workspace(window, _show_log),
            "Ctrl+Shift+H",
            opened,
        ),
        Command(
            "show-cell",
            tr("Show the cell of this figure"),
            menu,
            in_workspace(window, _show_cell),
            "Ctrl+J",
            opened,
        ),
    )


def _show_log(workspace: "Workspace") -> None:
    workspace.show_place(import_log.PLACE)
    workspace.import_log_page.focus_list()


def _show_cell(workspace: "Workspace") -> None:
    """The cell of what the keyboard is on: a living number, a figure, a record, an import."""
    place = workspace.stage.place
    if place == records.PLACE:
        workspace.records_page.show_cell()
    elif place == import_log.PLACE:
        workspace.import_log_page.show_file()
    elif place == figures.PLACE:
        workspace.data_page.show_cell()
    elif not _follow_number(workspace) and (row := workspace.data_panel.chosen_row) is not None:
        workspace.desks.originals.show_cell(row.latest)


def _follow_number(workspace: "Workspace") -> bool:
    """Go to the cell of the living number at the caret; False where there is none."""
    editor = workspace.section_page.toolbar.editor
    if editor is None or not editor.isVisible() or not editor.hasFocus():
        return False
    thing = thing_near(editor.textCursor())
    return thing is not None and editor.things.follow(thing, "")
