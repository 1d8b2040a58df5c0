"""What there is to see of an open review: outline, pages and side panel, each in its pane.

The widgets know neither desks nor services; what they tell is heard by the desks, which also give
the places and tabs their names.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.desks import (
    checks,
    comments,
    comparing,
    figures,
    find,
    import_log,
    imports,
    merging,
    operations,
    records,
    report,
    returning,
    versions,
)
from ui.importing.page import ImportPage
from ui.panels.checks_page import ChecksPage
from ui.panels.comments_panel import CommentsPanel
from ui.panels.compare_page import ComparePage
from ui.panels.data_page import DataPage
from ui.panels.data_panel import DataPanel
from ui.panels.export_page import ExportPage
from ui.panels.find_panel import FindPanel
from ui.panels.findings_panel import FindingsPanel
from ui.panels.history_page import HistoryPage
from ui.panels.import_log_page import ImportLogPage
from ui.panels.merge_page import MergePage
from ui.panels.outline_panel import OutlinePanel
from ui.panels.records_page import RecordsPage
from ui.panels.returned_page import ReturnedPage
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.panels.versions_panel import VersionsPanel
from ui.panels.voices_panel import VoicesPanel
from ui.panes import Panes
from ui.stage import TEXTS, Stage
from vnr_app.services.framework import load_framework
from vnr_app.services.reviews import Review


class Views(QWidget):
    """Makes the widgets and lets the keyboard go round among them."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build_writing(review)
        self._build_evidence(review)
        self._build_review(review)
        self._build_stage()
        self._build_side()
        self._panes = Panes(self.outline, self.stage, self.side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._panes)

    def _build_writing(self, review: Review) -> None:
        """The text of a section, and what helps to write it."""
        framework, read_only = load_framework(), review.read_only
        self.outline = OutlinePanel(framework)
        self.section_page = SectionPage(framework, review.info.language)
        self.comments_panel = CommentsPanel(writable=not read_only)
        self.versions_panel = VersionsPanel(read_only=read_only)
        self.find_panel = FindPanel(writable=not read_only)
        self.compare_page = ComparePage(read_only=read_only)
        self.merge_page = MergePage(read_only=read_only)

    def _build_evidence(self, review: Review) -> None:
        """Figures, what stakeholders said, and how both came in."""
        framework, language, read_only = load_framework(), review.info.language, review.read_only
        self.data_page = DataPage(framework, language, read_only=read_only)
        self.data_panel = DataPanel(language, read_only=read_only)
        self.records_page = RecordsPage(read_only=read_only)
        self.voices_panel = VoicesPanel(read_only=read_only)
        self.import_page = ImportPage(framework, language)
        self.import_log_page = ImportLogPage(read_only=read_only)

    def _build_review(self, review: Review) -> None:
        """The review as a whole: its report, its history, what is wrong with it."""
        framework = load_framework()
        self.export_page = ExportPage(framework)
        self.history_page = HistoryPage()
        self.checks_page = ChecksPage(framework)
        self.findings_panel = FindingsPanel(framework)
        self.returned_page = ReturnedPage(read_only=review.read_only)

    def _build_stage(self) -> None:
        self.stage = Stage()
        for place, page in (
            (TEXTS, self.section_page),
            (figures.PLACE, self.data_page),
            (checks.PLACE, self.checks_page),
            (imports.PLACE, self.import_page),
            (report.PLACE, self.export_page),
            (operations.PLACE, self.history_page),
            (import_log.PLACE, self.import_log_page),
            (records.PLACE, self.records_page),
            (returning.PLACE, self.returned_page),
            (comparing.PLACE, self.compare_page),
            (merging.PLACE, self.merge_page),
        ):
            self.stage.add(place, page)

    def _build_side(self) -> None:
        self.side = SidePanel()
        self.side.add("figures", "data", self.tr("Indicators"), self.data_panel)
        self.side.add(records.TAB, "voices", self.tr("Voices"), self.voices_panel)
        self.side.add(comments.TAB, "comment", self.tr("Comments"), self.comments_panel)
        self.side.add(versions.TAB, "versions", self.tr("Versions"), self.versions_panel)
        self.side.add(find.TAB, "search", self.tr("Find"), self.find_panel)
        self.side.add(checks.TAB, "checks", self.tr("Findings"), self.findings_panel)

    def toggle_side(self) -> None:
        """Show what belongs to the page, or no longer."""
        self._panes.toggle_side()

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 goes through, those that are hidden left out."""
        return tuple(each for each in (self.outline, self.stage, self.side) if each.isVisible())

    def next_pane(self, step: int) -> None:
        """Bring the keyboard to the next pane, or to the one before."""
        panes = self.panes()
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -step)
        target = panes[(at + step) % len(panes)]
        if target is self.outline:
            self.outline.focus_list()
        elif target is self.side:
            self.side.focus_tab()
        elif self.section_page.isVisible():
            self.section_page.focus_text()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.focusNextChild()

    def take_keyboard(self) -> None:
        """Where the keyboard goes when what had it is gone: to the text, or to the outline."""
        if self.section_page.isVisible():
            self.section_page.focus_text()
        else:
            self.outline.focus_list()
