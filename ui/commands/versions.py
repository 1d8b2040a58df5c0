"""Commands about versions of texts: list, compare, name, merge."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import Command
from ui.commands.when import tr
from ui.desks import comparing, merging

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def version_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands."""

    def on(act: Callable[["Workspace"], object]) -> Callable[[], object]:
        return lambda: act(window.workspace) if window.workspace is not None else None

    def has_text() -> bool:
        return window.workspace is not None and bool(window.workspace.desks.versions.key)

    def can_write() -> bool:
        return has_text() and not (
            window.workspace is None or window.workspace.session.review.read_only
        )

    def steps() -> bool:
        return window.workspace is not None and window.workspace.stage.place in (
            comparing.PLACE,
            merging.PLACE,
        )

    go, edit = tr("Go"), tr("Edit")
    return (
        Command(
            "versions", tr("Versions"), go, on(lambda w: w.desks.versions.show()), "Ctrl+Alt+V",
            has_text, separated=True,
        ),
        Command(
            "compare-versions", tr("Compare with an earlier version"), go,
            on(lambda w: w.compare_versions()), "Ctrl+F8", has_text,
        ),
        Command(
            "next-change", tr("Next change"), go, on(lambda w: w.step_change(1)), "F8", steps
        ),
        Command(
            "previous-change", tr("Previous change"), go, on(lambda w: w.step_change(-1)),
            "Shift+F8", steps,
        ),
        Command(
            "merge-versions", tr("Merge versions that wait"), edit,
            on(lambda w: w.desks.merging.open(w.desks.versions.key)), "", can_write, separated=True,
        ),
        Command(
            "name-version", tr("Name the present version…"), edit,
            on(lambda w: w.desks.versions.ask_name()), "Ctrl+Alt+N", can_write,
        ),
    )  # fmt: skip
