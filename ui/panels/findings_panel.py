"""The right panel's findings: what is to be looked at in the section that is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.panels.findings_list import FindingsList
from ui.widgets.basics import button, label
from vnr_app.domain.findings import Finding
from vnr_app.domain.framework import Framework
from vnr_app.services.section_states import SectionState


class FindingsPanel(QFrame):
    """Shows findings; tells which one the person wants to go to."""

    chosen = Signal(object)
    """The `Finding`."""
    all_wanted = Signal()
    """The findings of the whole review are to be shown."""

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._build(framework)

    def _build(self, framework: Framework) -> None:
        self._list = FindingsList(
            self.tr("Findings of this section"), framework, captions=False, margin=4, widest=640
        )
        self._list.setProperty("panel", "side")
        self._list.chosen.connect(self.chosen)
        self._list.hide()
        self._empty = label(self.tr("Nothing to remark in this section."), tone="muted", wrap=True)
        self._empty.setContentsMargins(12, 4, 12, 4)
        self._all = button(self.tr("Findings of the whole review"), "quiet", icon="checks")
        self._all.clicked.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(0)

    def show_findings(self, findings: tuple[Finding, ...], state: SectionState | None) -> None:
        """Show the findings of one section."""
        self._list.show_findings(findings, () if state is None else (state,))
        self._list.setVisible(bool(findings))
        self._empty.setVisible(not findings)

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        if self._list.count:
            self._list.focus()
        else:
            self._all.setFocus(Qt.FocusReason.ShortcutFocusReason)
