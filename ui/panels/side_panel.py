"""The right panel: what belongs to the page, one tab at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.names import number
from ui.widgets.basics import IconButton, label, line, strong


class SidePanel(QFrame):
    """A row of buttons above the panels that they bring forward."""

    shown = Signal(str)
    """Name of the tab that is shown now."""
    asked = Signal(str)
    """Name of the tab that somebody wants to see, who may have closed the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._tabs: dict[str, tuple[IconButton, QLabel, str, QWidget]] = {}
        self._waiting = ""
        """Name of the tab that comes back as soon as it makes sense again."""
        self._build()

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        self._title = strong(label(size="lead"))
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(12, 8, 12, 8)
        self._bar.setSpacing(4)
        self._bar.addWidget(self._title, 1)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(line())
        column.addWidget(self._stack, 1)

    def add(self, name: str, icon: str, title: str, panel: QWidget) -> None:
        """Add a tab; `title` names it for the eye and the ear."""
        chooser = IconButton(icon, title, checkable=True)
        chooser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chooser.clicked.connect(lambda _checked: self.show_tab(name))
        badge = label(size="caption", tone="muted")
        self._group.addButton(chooser)
        self._bar.addWidget(chooser)
        self._bar.addWidget(badge)
        badge.hide()
        self._stack.addWidget(panel)
        self._tabs[name] = (chooser, badge, title, panel)
        if len(self._tabs) == 1:
            self._bring(name)

    @property
    def tab(self) -> str:
        """Name of the tab that is shown."""
        return next(
            (name for name, (*_rest, panel) in self._tabs.items() if panel is self.page), ""
        )

    @property
    def page(self) -> QWidget | None:
        """The panel that is shown."""
        return self._stack.currentWidget()

    def show_tab(self, name: str) -> None:
        """Bring a tab forward, for somebody who wants to see it."""
        self._bring(name)
        self.asked.emit(name)

    def _bring(self, name: str) -> None:
        chooser, _badge, title, panel = self._tabs[name]
        chooser.setChecked(True)
        self._waiting = ""
        self._title.setText(title)
        self._stack.setCurrentWidget(panel)
        self.shown.emit(name)

    def offer(self, name: str, offered: bool) -> None:
        """Show a tab only where it makes sense; another takes its place until it is back."""
        chooser, badge, _title, _panel = self._tabs[name]
        chooser.setVisible(offered)
        badge.setVisible(offered and bool(badge.text()))
        if offered and self._waiting == name:
            self._bring(name)
        elif not offered and self.tab == name:
            waiting = self._waiting or name
            self._bring(next((each for each in self._tabs if self._is_offered(each)), name))
            self._waiting = waiting

    def _is_offered(self, name: str) -> bool:
        return not self._tabs[name][0].isHidden()

    def count(self, name: str, things: int) -> None:
        """Show how many things wait in a tab; none for zero."""
        chooser, badge, title, _panel = self._tabs[name]
        badge.setText(number(things) if things else "")
        badge.setVisible(bool(things) and not chooser.isHidden())
        said = self.tr("{title}: {n}").format(title=title, n=number(things))
        chooser.setAccessibleName(said if things else title)

    def focus_tab(self) -> None:
        """Bring the keyboard into what is shown."""
        page = self.page
        focus = getattr(page, "focus_list", None)
        if focus is not None:
            focus()
        elif page is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.focusNextChild()
