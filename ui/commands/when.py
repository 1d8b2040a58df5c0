"""When a command makes sense, and what it works on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.editor.toolbar import EditorToolbar

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def tr(text: str) -> str:
    """The name of a command in the interface's language."""
    return QCoreApplication.translate("Commands", text)


def in_workspace(
    window: "MainWindow", act: Callable[["Workspace"], object]
) -> Callable[[], object]:
    """The act on the open review; nothing where none is open."""
    return lambda: act(window.workspace) if window.workspace is not None else None


def on_toolbar(
    window: "MainWindow", act: Callable[[EditorToolbar], object]
) -> Callable[[], object]:
    """The act on the toolbar, which serves the text at hand."""
    return in_workspace(window, lambda w: act(w.section_page.toolbar))


def is_open(window: "MainWindow") -> Callable[[], bool]:
    """Whether a review is open."""
    return lambda: window.workspace is not None


def can_write(window: "MainWindow") -> Callable[[], bool]:
    """Whether a review is open that takes changes."""
    return lambda: window.workspace is not None and not window.workspace.session.review.read_only


def is_editing(window: "MainWindow") -> Callable[[], bool]:
    """Whether a text is at hand that takes changes."""
    return lambda: (
        window.workspace is not None
        and window.workspace.section_page.isVisible()
        and (editor := window.workspace.section_page.toolbar.editor) is not None
        and not editor.isReadOnly()
    )
