"""The checks: everything that is wrong, missing or unfinished, section by section."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.models.findings_model import SEVERITY_ICONS
from ui.names import number
from ui.panels.findings_list import FindingsList
from ui.widgets.basics import IconLabel, button, label, strong
from ui.widgets.page_parts import page_header
from vnr_app.domain.findings import Finding
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Severity
from vnr_app.services.section_states import SectionState

_MARGIN = 20
_WIDEST = 800


class ChecksPage(QFrame):
    """Shows findings; tells which one the person wants to go to."""

    chosen = Signal(object)
    """The `Finding`."""

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._chips: dict[Severity, QPushButton] = {}
        self._findings: tuple[Finding, ...] = ()
        self._wanted = False
        """Whether the keyboard is to go to the list once it has lines."""
        self._build(framework)
        self._show_counts()

    def _build(self, framework: Framework) -> None:
        head, _row = page_header(
            self.tr("Checks"), self.tr("What to look at before the report goes out.")
        )
        self._names = {
            Severity.ERROR: self.tr("Errors"),
            Severity.WARNING: self.tr("Warnings"),
            Severity.NOTE: self.tr("Notes"),
        }
        self._list = FindingsList(
            self.tr("Findings"), framework, captions=True, margin=_MARGIN, widest=_WIDEST
        )
        self._list.chosen.connect(self.chosen)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._build_chips())
        whole.addWidget(self._build_nothing())
        whole.addWidget(self._list, 1)
        # Takes the room of the list when there is none.
        whole.addStretch(0)

    def _build_chips(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(_MARGIN + 12, 12, _MARGIN + 12, 4)
        row.setSpacing(8)
        for severity in SEVERITY_ICONS:
            chip = button("", "chip", icon=SEVERITY_ICONS[severity][0])
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.toggled.connect(self._narrow)
            row.addWidget(chip)
            self._chips[severity] = chip
        row.addStretch(1)
        return holder

    def _build_nothing(self) -> QWidget:
        self._nothing = QWidget()
        self._symbol = IconLabel("check", "success", 24)
        self._why = strong(label(size="lead"))
        self._more = label(tone="muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._why)
        words.addWidget(self._more)
        row = QHBoxLayout(self._nothing)
        row.setContentsMargins(_MARGIN + 12, 24, _MARGIN + 12, 0)
        row.setSpacing(12)
        row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._say_nothing("checks", self.tr("Looking through the review…"), "")
        return self._nothing

    def show_findings(
        self, findings: tuple[Finding, ...], states: tuple[SectionState, ...]
    ) -> None:
        """Show what was found in these sections."""
        self._findings = findings
        self._list.show_findings(findings, states)
        self._show_counts()
        self._show_or_hide()
        if self._wanted and self._chips[Severity.ERROR].hasFocus():
            self.focus_list()

    def focus_list(self) -> None:
        """Bring the keyboard here; to the list as soon as it is there."""
        self._wanted = not self._list.count
        if self._wanted:
            self._chips[Severity.ERROR].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._list.focus()

    def _narrow(self) -> None:
        shown = frozenset(each for each, chip in self._chips.items() if chip.isChecked())
        self._list.narrow(shown)
        self._show_or_hide()

    def _show_counts(self) -> None:
        counts = Counter(each.severity for each in self._findings)
        for severity, chip in self._chips.items():
            text = f"{self._names[severity]} {number(counts[severity])}"
            chip.setText(text)
            chip.setAccessibleName(text)

    def _show_or_hide(self) -> None:
        self._list.setVisible(self._list.count > 0)
        self._nothing.setVisible(self._list.count == 0)
        if self._findings:
            self._say_nothing(
                "filter", self.tr("Nothing of that kind."), self.tr("Other findings are hidden.")
            )
        else:
            self._say_nothing(
                "check",
                self.tr("All is well."),
                self.tr("Every text is written and cleared; figures, sources and references fit."),
            )

    def _say_nothing(self, icon: str, why: str, more: str) -> None:
        self._symbol.show_icon(icon, "success" if icon == "check" else "muted")
        self._why.setText(why)
        self._more.setText(more)
