"""The open review: outline on the left, a page in the middle, what belongs to it on the right.

Assembly only: panels and pages are made here, each desk connects those of its task.
"""

from PySide6.QtWidgets import QHBoxLayout, QWidget

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
from ui.desks.bringing import BringingDesk
from ui.desks.checks import ChecksDesk
from ui.desks.comments import CommentsDesk
from ui.desks.comparing import ComparingDesk
from ui.desks.documents import DocumentsDesk
from ui.desks.figures import FiguresDesk
from ui.desks.find import FindDesk
from ui.desks.import_log import ImportLogDesk
from ui.desks.imports import ImportDesk
from ui.desks.inserting import InsertingDesk
from ui.desks.merging import MergingDesk
from ui.desks.operations import OperationsDesk
from ui.desks.originals import OriginalsDesk
from ui.desks.records import RecordsDesk
from ui.desks.report import ReportDesk
from ui.desks.responsibility import ResponsibilityDesk
from ui.desks.returning import ReturningDesk
from ui.desks.sharing import SharingDesk
from ui.desks.spelling import SpellingDesk
from ui.desks.texts import TextsDesk
from ui.desks.translations import TranslationsDesk
from ui.desks.values import ValuesDesk
from ui.desks.versions import VersionsDesk
from ui.importing.page import ImportPage
from ui.messages import Messages
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
from ui.panels.status_line import StatusLine
from ui.panels.versions_panel import VersionsPanel
from ui.panels.voices_panel import VoicesPanel
from ui.panes import Panes
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.presenters.versions import PRESENT
from ui.stage import TEXTS, Stage
from vnr_app.services.framework import load_framework
from vnr_app.services.import_log import ImportEntry
from vnr_app.services.section_states import SectionState


class Workspace(QWidget):
    """Assembles panels and desks of one review."""

    def __init__(
        self,
        session: ReviewPresenter,
        messages: Messages,
        status: StatusLine,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._messages = messages
        self._status = status
        self._build_pages()
        self._build_side()
        self._build_layout()
        self._build_desks()
        self._connect()
        self._start()

    def _build_pages(self) -> None:
        framework, language = load_framework(), self.session.review.info.language
        self.outline = OutlinePanel(framework)
        self.section_page = SectionPage(framework, language)
        self.data_page = DataPage(framework, language, read_only=self.session.review.read_only)
        self.import_page = ImportPage(framework, language)
        self.export_page = ExportPage(framework)
        self.history_page = HistoryPage()
        self.stage = Stage()
        self.stage.add(TEXTS, self.section_page)
        self.checks_page = ChecksPage(framework)
        self.stage.add(figures.PLACE, self.data_page)
        self.stage.add(checks.PLACE, self.checks_page)
        self.stage.add(imports.PLACE, self.import_page)
        self.stage.add(report.PLACE, self.export_page)
        self.stage.add(operations.PLACE, self.history_page)
        read_only = self.session.review.read_only
        self.import_log_page = ImportLogPage(read_only=read_only)
        self.records_page = RecordsPage(read_only=read_only)
        self.stage.add(import_log.PLACE, self.import_log_page)
        self.stage.add(records.PLACE, self.records_page)
        self.returned_page = ReturnedPage(read_only=read_only)
        self.stage.add(returning.PLACE, self.returned_page)
        self.compare_page = ComparePage(read_only=read_only)
        self.merge_page = MergePage(read_only=read_only)
        self.stage.add(comparing.PLACE, self.compare_page)
        self.stage.add(merging.PLACE, self.merge_page)

    def _build_side(self) -> None:
        review = self.session.review
        self.data_panel = DataPanel(review.info.language, read_only=review.read_only)
        self.side = SidePanel()
        self.side.add("figures", "data", self.tr("Indicators"), self.data_panel)
        self.voices_panel = VoicesPanel(read_only=review.read_only)
        self.side.add(records.TAB, "voices", self.tr("Voices"), self.voices_panel)
        self.comments_panel = CommentsPanel(writable=not review.read_only)
        self.side.add(comments.TAB, "comment", self.tr("Comments"), self.comments_panel)
        self.versions_panel = VersionsPanel(read_only=review.read_only)
        self.side.add(versions.TAB, "versions", self.tr("Versions"), self.versions_panel)
        self.find_panel = FindPanel(writable=not review.read_only)
        self.side.add(find.TAB, "search", self.tr("Find"), self.find_panel)
        self.findings_panel = FindingsPanel(load_framework())
        self.side.add(checks.TAB, "checks", self.tr("Findings"), self.findings_panel)

    def _build_layout(self) -> None:
        self._panes = Panes(self.outline, self.stage, self.side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._panes)

    def _build_desks(self) -> None:
        session, stage, messages = self.session, self.stage, self._messages
        self.writing = TextsDesk(
            session, self.section_page, self.outline, stage, self._status, messages, self
        )
        texts = self.writing.presenter
        self.figures = FiguresDesk(
            session, self.section_page, self.data_page, self.data_panel, stage, messages, self
        )
        self.values = ValuesDesk(
            session,
            self.section_page,
            self.data_panel,
            messages,
            lambda: self.writing.language,
            self,
        )
        self.inserting = InsertingDesk(
            session, self.section_page, self.writing, self._status, messages, self
        )
        self.operations = OperationsDesk(session, self.history_page, texts, stage, messages, self)
        self.importing = ImportDesk(
            session,
            self.import_page,
            texts,
            stage,
            messages,
            undo=self.operations.undo,
            finished=lambda: self.show_place(figures.PLACE),
            parent=self,
        )
        self._build_evidence_desks()
        self.reporting = ReportDesk(session, self.export_page, texts, stage, messages, self)
        self.comments = CommentsDesk(
            session, self.section_page, self.comments_panel, self.side, self.writing, messages
        )
        self.responsibility = ResponsibilityDesk(session, self.section_page, self.writing, self)
        self.sharing = SharingDesk(session, messages, self)
        self._build_version_desks()
        self._build_text_desks()
        self._build_review_desks()
        self._build_returning_desk()

    def _build_evidence_desks(self) -> None:
        session, stage, messages = self.session, self.stage, self._messages
        self.originals = OriginalsDesk(session, messages, self)
        self.import_log = ImportLogDesk(
            session, self.import_log_page, self.operations, self.originals, stage, self
        )
        self.records = RecordsDesk(
            session,
            self.records_page,
            self.voices_panel,
            self.section_page,
            self.side,
            stage,
            self.writing,
            self.originals,
            messages,
            self,
        )
        for each in (self.data_page, self.data_panel, self.section_page, self.values):
            each.cell_wanted.connect(self.originals.show_cell)

    def _build_text_desks(self) -> None:
        session, page, messages = self.session, self.section_page, self._messages
        self.finding = FindDesk(
            session,
            page,
            self.find_panel,
            self.side,
            self.stage,
            self.writing,
            messages,
            self.operations.undo,
        )
        self.translations = TranslationsDesk(
            session,
            page,
            self.writing,
            self.values.presenter,
            lambda: self.inserting.known,
            self._status,
            self,
        )
        self.documents = DocumentsDesk(session, page, self.writing, messages, self)
        self.spelling = SpellingDesk(session, page, self.writing, self._status, self)

    def _build_review_desks(self) -> None:
        session, page = self.session, self.section_page
        self.checking = ChecksDesk(
            session,
            self.checks_page,
            self.findings_panel,
            page,
            self.outline,
            self.side,
            self.stage,
            self.writing,
            self,
        )
        self.bringing = BringingDesk(
            session, page, self.writing, self._messages, undo=self.operations.undo, parent=self
        )

    def _build_returning_desk(self) -> None:
        self.returning = ReturningDesk(
            self.session,
            self.returned_page,
            self.outline,
            self.writing,
            self.stage,
            self._messages,
            undo=self.operations.undo,
            merge=self.merging.open,
            parent=self,
        )

    def _build_version_desks(self) -> None:
        session, stage, messages = self.session, self.stage, self._messages
        undo = self.operations.undo
        self.versions = VersionsDesk(
            session,
            self.section_page,
            self.versions_panel,
            self.history_page.named,
            self.side,
            stage,
            self.writing,
            messages,
            undo,
            self,
        )
        self.comparing = ComparingDesk(
            session, self.compare_page, stage, self.writing, messages, undo, self
        )
        self.merging = MergingDesk(
            session,
            self.merge_page,
            self.section_page,
            stage,
            self.writing,
            messages,
            undo=undo,
            known=lambda: self.inserting.known,
            parent=self,
        )

    def _connect(self) -> None:
        self.outline.place_chosen.connect(self.show_place)
        self.stage.entered.connect(self._show_side)
        self.writing.shown.connect(self._show_section)
        self.writing.shown.connect(lambda _state: self.values.serve())
        self.writing.states_loaded.connect(self.export_page.show_outline)
        self.section_page.messages_bar.figure_wanted.connect(self.values.ask)
        self.export_page.checks_wanted.connect(self.show_checks)
        self.export_page.findings.chosen.connect(self.checking.go_to)
        self.findings_panel.all_wanted.connect(self.show_checks)
        self.checking.history_wanted.connect(lambda: self.show_place(operations.PLACE))
        self.versions_panel.compare_wanted.connect(self.compare_versions)
        self.versions_panel.merge_wanted.connect(lambda: self.merging.open(self.versions.key))
        self.history_page.named.compare_wanted.connect(self.comparing.open)
        self.compare_page.restore_wanted.connect(self.versions.restore)
        for each in (
            self.data_page,
            self.data_panel,
            self.import_log_page,
            self.records_page,
            self.voices_panel,
        ):
            each.import_wanted.connect(self.importing.choose_files)
        self.data_page.log_wanted.connect(lambda: self.show_place(import_log.PLACE))
        self.import_log.figures_wanted.connect(self._show_figures_of)
        self.voices_panel.all_wanted.connect(lambda: self.show_place(records.PLACE))

    def _start(self) -> None:
        review = self.session.review
        self.outline.show_review(review.info)
        self.export_page.show_review(review.info)
        if review.read_only:
            self._status.show_read_only()
        self.session.load_outline()

    @property
    def texts(self) -> TextsPresenter:
        """The texts that are open, and their saving."""
        return self.writing.presenter

    def show_section(self, key: str) -> None:
        """Open a section, or the section of a part ("goal-3/trends")."""
        self.writing.show_section(key)

    def show_place(self, place: str) -> None:
        """Open data, report or history."""
        self.texts.turn_away()
        self.stage.show_place(place)
        self.outline.focus_place(place)

    def _show_figures_of(self, entry: ImportEntry) -> None:
        self.data_page.show_import(entry.operation, entry.file)
        self.show_place(figures.PLACE)

    def show_checks(self) -> None:
        """Show what was found in the whole review."""
        self.show_place(checks.PLACE)
        self.checks_page.focus_list()

    def compare_versions(self, version: str = PRESENT) -> None:
        """Show a version of the text at hand beside the present one, or beside the one before."""
        if key := self.versions.key:
            self.comparing.open(key, self.writing.language, version)

    def step_change(self, by: int) -> None:
        """Go to the next difference or place to decide, or to the one before."""
        page = self.stage.currentWidget()
        if isinstance(page, ComparePage | MergePage):
            page.step(by)

    def _show_section(self, state: SectionState) -> None:
        self.side.offer("figures", state.goal is not None)
        if state.goal is not None:
            self.figures.load_goal(state.goal)
        self._show_side(self.stage.place)

    def _show_side(self, place: str) -> None:
        self._panes.offer_side(place == TEXTS)
        if place != TEXTS:
            self.outline.select_place(place)

    def toggle_side(self) -> None:
        """Show what belongs to the page, or no longer."""
        self._panes.toggle_side()

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 goes through, those that are hidden left out."""
        return tuple(each for each in (self.outline, self.stage, self.side) if each.isVisible())

    def close_review(self) -> None:
        """Keep every text and give the file back; raises when a text cannot be kept."""
        self.texts.close()
        self.comments.close()
        self.originals.close()
        self.sharing.close()
        self.session.close()
