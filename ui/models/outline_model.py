"""The outline as a list: a caption for each group, then its sections."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.models.outline_filters import Filter, matching
from ui.names import counted, plain_tooltip, responsible_text, status_name, words_text
from vnr_app.domain.framework import Framework
from vnr_app.domain.sections import SectionKind
from vnr_app.services.section_states import PartState, SectionState

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a caption (`state` is None), a section, or a part of one that a filter lets through.

    `color` is that of the goal.
    """

    title: str
    state: SectionState | PartState | None = None
    color: str = ""

    @property
    def goal(self) -> str | None:
        """The goal that a section is about."""
        return self.state.goal if isinstance(self.state, SectionState) else None

    @property
    def facts(self) -> str:
        """Status, words, and what waits for somebody, in one line."""
        state = self.state
        if state is None:
            return ""
        facts = [status_name(state.status)]
        if state.waiting:
            facts.append(counted("{n} to merge", "{n} to merge", state.waiting))
        if state.comments:
            facts.append(counted("{n} comment", "{n} comments", state.comments))
        if state.words or state.word_budget is not None:
            facts.append(words_text(state.words, state.word_budget))
        return " · ".join(facts)

    @property
    def sentence(self) -> str:
        """The row as a screen reader says it."""
        if self.state is None:
            return self.title
        goal = f"{self.goal}. " if self.goal else ""
        said = ", ".join(each for each in (self.facts, responsible_text(self.state)) if each)
        return f"{goal}{self.title}, {said}"


class OutlineModel(QAbstractListModel):
    """Captions and sections in the order of the report; `filter` keeps what has a text in it."""

    def __init__(self, framework: Framework, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._framework = framework
        self._states: tuple[SectionState, ...] = ()
        self._wanted = ""
        self._filters: frozenset[Filter] = frozenset()
        self._me: frozenset[str] = frozenset()
        self._entries: list[Entry] = []

    def show_outline(self, states: tuple[SectionState, ...]) -> None:
        """Show these sections; rows keep their place when only their state has changed."""
        before = [entry.state.key for entry in self._entries if entry.state is not None]
        self._states = states
        entries = self._made()
        if self._entries and before == [e.state.key for e in entries if e.state is not None]:
            self._entries = entries
            if self._entries:
                self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))
            return
        self._reset()

    def filter(self, text: str) -> None:
        """Keep the sections whose number or title contains the text."""
        self._wanted = text.strip().casefold()
        self._reset()

    def narrow(self, filters: frozenset[Filter], me: frozenset[str]) -> None:
        """Keep the texts that pass every filter; `me` are the names that are "mine"."""
        self._filters, self._me = filters, frozenset(name.casefold() for name in me if name)
        self._reset()

    def count(self, wanted: Filter) -> int:
        """How many texts a filter alone lets through."""
        return sum(len(matching(each, frozenset({wanted}), self._me)) for each in self._states)

    def _reset(self) -> None:
        self.beginResetModel()
        self._entries = self._made()
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a section, -1 where it is not shown."""
        for row, entry in enumerate(self._entries):
            if entry.state is not None and entry.state.key == key:
                return row
        return -1

    def entry(self, index: Index) -> Entry:
        """The row at an index."""
        return self._entries[index.row()]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Captions and sections."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, the sentence for screen readers, the row itself."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, _TOOLTIP):
            return plain_tooltip(entry.sentence) if role == _TOOLTIP else entry.sentence
        return entry if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Captions cannot be chosen."""
        if self._entries[index.row()].state is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _made(self) -> list[Entry]:
        entries: list[Entry] = []
        group = ""
        seen_goals = False
        for state in self._states:
            entry = self._entry_of(state)
            if self._wanted and self._wanted not in f"{state.goal or ''} {entry.title}".casefold():
                continue
            found = matching(state, self._filters, self._me) if self._filters else (state,)
            seen_goals = seen_goals or state.goal is not None
            if not found:
                continue
            caption = self._caption(state.kind, seen_goals)
            if caption != group:
                entries.append(Entry(caption))
                group = caption
            entries.append(entry)
            entries += [Entry(part.title, part) for part in found if isinstance(part, PartState)]
        return entries

    def _entry_of(self, state: SectionState) -> Entry:
        if state.goal is None:
            return Entry(state.title, state)
        goal = self._framework.goal(state.goal)
        return Entry(goal.short, state, goal.color)

    def _caption(self, kind: SectionKind, after_goals: bool) -> str:
        match kind:
            case SectionKind.GOAL:
                return self.tr("Goals")
            case SectionKind.ANNEX:
                return self.tr("Annexes")
            case SectionKind.MAIN_MESSAGES:
                return self.tr("Main Messages")
        return self.tr("Closing chapters") if after_goals else self.tr("Opening chapters")
