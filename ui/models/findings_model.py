"""Findings as a list: a caption for each section, then what is to be looked at in it."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.names import language_name, plain_tooltip
from vnr_app.domain.findings import Finding
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Severity
from vnr_app.services.section_states import SectionState

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
SEVERITY_ICONS = {
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("warning", "warning"),
    Severity.NOTE: ("info", "muted"),
}
"""Icon, and its tone, of how grave a finding is."""

_NO_PARENT = QModelIndex()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


def severity_name(severity: Severity) -> str:
    """How grave a finding is, in a word."""
    return {
        Severity.ERROR: _tr("Error"),
        Severity.WARNING: _tr("Warning"),
        Severity.NOTE: _tr("Note"),
    }[severity]


@dataclass(frozen=True, slots=True)
class Row:
    """A caption (`finding` is None) or a finding.

    `about` says how grave it is, in which part and language; `goal` and its `color` are those of a
    caption.
    """

    title: str
    finding: Finding | None = None
    about: str = ""
    goal: str = ""
    color: str = ""

    @property
    def sentence(self) -> str:
        """The row as a screen reader says it."""
        if self.finding is None:
            return f"{self.goal}. {self.title}" if self.goal else self.title
        said = (self.about, self.finding.message, self.finding.hint)
        return " ".join(f"{each.rstrip('.')}." for each in said if each)


class FindingsModel(QAbstractListModel):
    """Findings in the order of the outline, the gravest first in each section.

    Without `captions` they are those of one section.
    """

    def __init__(
        self, framework: Framework, *, captions: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._framework = framework
        self._captions = captions
        self._findings: tuple[Finding, ...] = ()
        self._states: tuple[SectionState, ...] = ()
        self._severities = frozenset(Severity)
        self._rows: list[Row] = []

    def show_findings(
        self, findings: tuple[Finding, ...], states: tuple[SectionState, ...]
    ) -> None:
        """Show findings about these sections, or about none of them."""
        self._findings, self._states = findings, states
        self._make()

    def narrow(self, severities: frozenset[Severity]) -> None:
        """Keep the findings that are as grave as that."""
        self._severities = severities
        self._make()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Captions and findings."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence, also for screen readers; the row itself."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.sentence)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if row.finding is None else row.finding.message
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Captions cannot be chosen."""
        if self._rows[index.row()].finding is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row_of(self, finding: Finding) -> int:
        """The row of a finding, -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.finding == finding), -1)

    def first(self) -> int:
        """The first row that is no caption, -1 for none."""
        return next((at for at, row in enumerate(self._rows) if row.finding is not None), -1)

    def _make(self) -> None:
        self.beginResetModel()
        self._rows = []
        shown = [each for each in self._findings if each.severity in self._severities]
        by_section: dict[str, list[Finding]] = {}
        for each in shown:
            by_section.setdefault(each.section.partition("/")[0], []).append(each)
        order = {state.key: at for at, state in enumerate(self._states)}
        for key in sorted(by_section, key=lambda each: order.get(each, -1)):
            state = self._states[order[key]] if key in order else None
            if self._captions:
                self._rows.append(self._caption(key, state))
            self._rows += [self._row(each, state) for each in by_section[key]]
        self.endResetModel()

    def _caption(self, key: str, state: SectionState | None) -> Row:
        if state is None:
            of_review = {
                "history": _tr("History"),
                "pictures": _tr("Pictures"),
                "ministries": _tr("Ministries"),
            }
            return Row(of_review.get(key, key))
        if state.goal is None:
            return Row(state.title)
        goal = self._framework.goal(state.goal)
        return Row(goal.short, goal=state.goal, color=goal.color)

    def _row(self, finding: Finding, state: SectionState | None) -> Row:
        parts = state.parts if state is not None else ()
        title = next((each.title for each in parts if each.key == finding.section), "")
        language = language_name(finding.language) if finding.language else ""
        said = (severity_name(finding.severity), title, language)
        return Row(finding.message, finding, " · ".join(each for each in said if each))
