"""Commands as data: menus, shortcuts and the command palette are made from one list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Something the person can do; `menu` is empty for one that only the palette offers."""

    id: str
    title: str
    menu: str
    run: Callable[[], object]
    shortcut: str = ""
    enabled: Callable[[], bool] = _always
    separated: bool = False

    def try_run(self) -> None:
        """Run the command where it makes sense now."""
        if self.enabled():
            self.run()


def build_menus(window: QMainWindow, commands: tuple[Command, ...]) -> None:
    """Fill the window's menu bar; entries that make no sense now are grey when a menu opens."""
    menus: dict[str, QMenu] = {}
    for command in commands:
        action = QAction(command.title, window)
        action.setObjectName(command.id)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        action.triggered.connect(command.try_run)
        if not command.menu:
            window.addAction(action)
            continue
        menu = menus.get(command.menu)
        if menu is None:
            menu = menus[command.menu] = window.menuBar().addMenu(command.menu)
            menu.aboutToShow.connect(lambda menu=menu: _refresh(menu, commands))
            menu.aboutToHide.connect(lambda menu=menu: _enable(menu))
        if command.separated:
            menu.addSeparator()
        menu.addAction(action)


def _refresh(menu: QMenu, commands: tuple[Command, ...]) -> None:
    enabled = {command.id: command.enabled for command in commands}
    for action in menu.actions():
        if action.objectName() in enabled:
            action.setEnabled(enabled[action.objectName()]())


def _enable(menu: QMenu) -> None:
    """A grey entry would swallow its shortcut; `try_run` decides when it is used."""
    for action in menu.actions():
        action.setEnabled(True)
