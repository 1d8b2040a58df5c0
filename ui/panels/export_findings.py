"""What is unfinished in what is to be written, before it is: it informs and forbids nothing."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.names import counted
from ui.panels.findings_list import FindingsList
from ui.widgets.basics import IconLabel, button, label, strong
from vnr_app.domain.findings import Finding
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Severity
from vnr_app.services.section_states import SectionState

_HEIGHT = 280
_WIDEST = 800


class ExportFindings(QFrame):
    """A card with findings; tells which one the person wants to go to."""

    chosen = Signal(object)
    """The `Finding`."""
    all_wanted = Signal()

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._build(framework)

    def _build(self, framework: Framework) -> None:
        self._symbol = IconLabel("checks", "muted")
        self._counts = label(tone="muted", wrap=True)
        self._list = FindingsList(
            self.tr("What is unfinished"), framework, captions=True, margin=0, widest=_WIDEST
        )
        self._list.setFixedHeight(_HEIGHT)
        self._list.chosen.connect(self.chosen)
        more = button(self.tr("Show all in Checks"), "quiet", icon="checks")
        more.clicked.connect(self.all_wanted)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._counts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(strong(label(self.tr("What is unfinished"), size="lead")))
        column.addLayout(line)
        column.addWidget(self._list)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that somebody is looking."""
        self._symbol.show_icon("checks", "muted")
        self._counts.setText(self.tr("Looking through the review…"))
        self._list.hide()

    def show_findings(
        self, findings: tuple[Finding, ...], states: tuple[SectionState, ...]
    ) -> None:
        """Show what was found in these sections."""
        counts = Counter(each.severity for each in findings)
        said = [
            words
            for severity, words in (
                (Severity.ERROR, counted("{n} error", "{n} errors", counts[Severity.ERROR])),
                (
                    Severity.WARNING,
                    counted("{n} warning", "{n} warnings", counts[Severity.WARNING]),
                ),
                (Severity.NOTE, counted("{n} note", "{n} notes", counts[Severity.NOTE])),
            )
            if counts[severity]
        ]
        self._list.show_findings(findings, states)
        self._list.setVisible(bool(findings))
        if not said:
            self._symbol.show_icon("check", "success")
            self._counts.setText(
                self.tr("Nothing: every section has text, every goal has figures.")
            )
            return
        self._symbol.show_icon("info", "muted")
        freely = self.tr("None of this keeps you from writing the file.")
        self._counts.setText(f"{', '.join(said)}. {freely}")
