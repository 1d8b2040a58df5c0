"""The left panel: the outline with its search, and below it the places for data and report."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.outline_filters import Filter
from ui.models.outline_model import OutlineModel
from ui.names import number
from ui.panels.outline_delegate import OutlineDelegate
from ui.widgets.basics import ElidedLabel, button, label, line, strong
from ui.widgets.filter_button import FilterButton
from vnr_app.domain.framework import Framework
from vnr_app.services.reviews import ReviewInfo
from vnr_app.services.section_states import SectionState

PLACES = ("data", "records", "checks", "report", "ministries", "history")


def _badge(place: QPushButton) -> QLabel:
    """Room for a number at the end of a button."""
    made = strong(label(size="small", tone="muted"))
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(place)
    row.setContentsMargins(10, 0, 10, 0)
    row.addStretch(1)
    row.addWidget(made)
    return made


class OutlinePanel(QFrame):
    """Tells which section or place was chosen."""

    section_chosen = Signal(str)
    place_chosen = Signal(str)

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._model = OutlineModel(framework, self)
        self._me: frozenset[str] = frozenset()
        self._build()

    def _build(self) -> None:
        self._title = ElidedLabel(size="lead")
        strong(self._title)
        self._about = ElidedLabel(size="small", tone="muted")
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setPlaceholderText(self.tr("Find a section"))
        self._search.setAccessibleName(self.tr("Find a section"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._model.filter)
        self._search.textChanged.connect(lambda _text: self._show_nothing())
        self._search.returnPressed.connect(self._open_first)
        self._filters = FilterButton()
        self._filters.changed.connect(self._narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._about)
        head.addSpacing(8)
        line_ = QHBoxLayout()
        line_.setSpacing(4)
        line_.addWidget(self._search, 1)
        line_.addWidget(self._filters)
        head.addLayout(line_)
        column.addLayout(head)
        self._nothing = label(
            self.tr("Nothing in the outline is like that."), tone="muted", wrap=True
        )
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addWidget(self._build_list(), 1)
        column.addWidget(line())
        column.addSpacing(8)
        column.addLayout(self._build_places())

    def _build_list(self) -> QListView:
        self._list = QListView()
        self._list.setProperty("panel", "side")
        self._list.setModel(self._model)
        self._list.setItemDelegate(OutlineDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(self.tr("Outline of the review"))
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        return self._list

    def _build_places(self) -> QVBoxLayout:
        names = {
            "data": (self.tr("Data"), "data"),
            "records": (self.tr("Stakeholders"), "voices"),
            "checks": (self.tr("Checks"), "checks"),
            "report": (self.tr("Report"), "report"),
            "ministries": (self.tr("Ministries"), "mail"),
            "history": (self.tr("History"), "history"),
        }
        self._places: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(False)
        column = QVBoxLayout()
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(2)
        for place in PLACES:
            name, icon = names[place]
            made = button(name, "nav", icon=icon)
            made.setCheckable(True)
            made.setAccessibleName(name)
            made.clicked.connect(lambda _checked, place=place: self.place_chosen.emit(place))
            group.addButton(made)
            column.addWidget(made)
            self._places[place] = made
        self._badges = {place: _badge(made) for place, made in self._places.items()}
        return column

    def show_review(self, info: ReviewInfo) -> None:
        """Name the review."""
        self._title.setText(info.country_name)
        about = self.tr("Review of {year}").format(year=info.year)
        self._about.setText(f"{about} · {info.marked_as}" if info.marked_as else about)

    def show_outline(self, states: tuple[SectionState, ...]) -> None:
        """Show the sections and how far they are."""
        self._model.show_outline(states)
        self._filters.show_counts({each: self._model.count(each) for each in Filter})

    def show_person(self, names: frozenset[str]) -> None:
        """Say who is at the window, for what is "mine"."""
        self._me = names
        self._narrow()

    def _narrow(self) -> None:
        self._model.narrow(self._filters.chosen, self._me)
        self._show_nothing()

    def _show_nothing(self) -> None:
        narrowed = bool(self._filters.chosen or self._search.text().strip())
        self._nothing.setVisible(narrowed and not self._model.rowCount())

    def select_section(self, key: str) -> None:
        """Mark the section that is open."""
        self._mark_place("")
        row = self._model.row_of(key)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def select_place(self, place: str) -> None:
        """Mark the place that is open; an unknown one marks none."""
        self._list.clearSelection()
        self._list.setCurrentIndex(QModelIndex())
        self._mark_place(place)

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_place(self, place: str) -> None:
        """Bring the keyboard to the place that is open."""
        if place in self._places:
            self._places[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Bring the keyboard to the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def count(self, place: str, things: int) -> None:
        """Show how many things wait in a place; none for zero."""
        made, badge = self._places[place], self._badges[place]
        badge.setText(number(things) if things else "")
        said = self.tr("{title}: {n}").format(title=made.text(), n=number(things))
        made.setAccessibleName(said if things else made.text())

    def _mark_place(self, place: str) -> None:
        for name, each in self._places.items():
            each.setChecked(name == place)

    def _choose(self, index: QModelIndex) -> None:
        state = self._model.entry(index).state
        if state is not None:
            self.section_chosen.emit(state.key)

    def _open_first(self) -> None:
        for row in range(self._model.rowCount()):
            state = self._model.entry(self._model.index(row)).state
            if state is not None:
                self.section_chosen.emit(state.key)
                return
