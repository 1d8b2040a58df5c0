"""All desks of an open review, made in the order in which they need each other."""

from collections.abc import Callable

from ui.desks import figures
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
from ui.messages import Messages
from ui.panels.status_line import StatusLine
from ui.presenters.review import ReviewPresenter
from ui.views import Views


class Desks:
    """Gives each desk its widgets and the desks that it works with.

    `show_place` brings a page forward; the desks live as long as `views`.
    """

    def __init__(
        self,
        session: ReviewPresenter,
        views: Views,
        messages: Messages,
        status: StatusLine,
        show_place: Callable[[str], None],
    ) -> None:
        self._session = session
        self._views = views
        self._messages = messages
        self._status = status
        self._show_place = show_place
        self._build_writing()
        self._build_evidence()
        self._build_sharing()
        self._build_versions()
        self._build_texts()
        self._build_exchange()
        self._connect()

    def _build_writing(self) -> None:
        """The section that is open, and what is put into its texts."""
        session, views, messages = self._session, self._views, self._messages
        page, stage, status = views.section_page, views.stage, self._status
        self.writing = TextsDesk(session, page, views.outline, stage, status, messages, views)
        self.figures = FiguresDesk(
            session, page, views.data_page, views.data_panel, stage, messages, views
        )
        self.values = ValuesDesk(
            session, page, views.data_panel, messages, lambda: self.writing.language, views
        )
        self.inserting = InsertingDesk(session, page, self.writing, status, messages, views)

    def _build_evidence(self) -> None:
        """What comes in and where it came from; taking back what was done."""
        session, views, messages = self._session, self._views, self._messages
        stage, texts = views.stage, self.writing.presenter
        self.operations = OperationsDesk(session, views.history_page, texts, stage, messages, views)
        self.importing = ImportDesk(
            session,
            views.import_page,
            texts,
            stage,
            messages,
            undo=self.operations.undo,
            finished=lambda: self._show_place(figures.PLACE),
            parent=views,
        )
        self.originals = OriginalsDesk(session, messages, views)
        self.import_log = ImportLogDesk(
            session, views.import_log_page, self.operations, self.originals, stage, views
        )
        self.records = RecordsDesk(
            session,
            views.records_page,
            views.voices_panel,
            views.section_page,
            views.side,
            stage,
            self.writing,
            self.originals,
            messages,
            views,
        )

    def _build_sharing(self) -> None:
        """The report, and the people who work on the review."""
        session, views, messages = self._session, self._views, self._messages
        page, texts = views.section_page, self.writing.presenter
        self.reporting = ReportDesk(session, views.export_page, texts, views.stage, messages, views)
        self.comments = CommentsDesk(
            session, page, views.comments_panel, views.side, self.writing, messages
        )
        self.responsibility = ResponsibilityDesk(session, page, self.writing, views)
        self.sharing = SharingDesk(session, messages, views)

    def _build_versions(self) -> None:
        """The versions of the texts: listed, compared, merged."""
        session, views, messages = self._session, self._views, self._messages
        stage, undo = views.stage, self.operations.undo
        self.versions = VersionsDesk(
            session,
            views.section_page,
            views.versions_panel,
            views.history_page.named,
            views.side,
            stage,
            self.writing,
            messages,
            undo,
            views,
        )
        self.comparing = ComparingDesk(
            session, views.compare_page, stage, self.writing, messages, undo, views
        )
        self.merging = MergingDesk(
            session,
            views.merge_page,
            views.section_page,
            stage,
            self.writing,
            messages,
            undo=undo,
            known=lambda: self.inserting.known,
            parent=views,
        )

    def _build_texts(self) -> None:
        """The words of the texts: found, translated, read from documents, spelled."""
        session, views, messages = self._session, self._views, self._messages
        page, status = views.section_page, self._status
        self.finding = FindDesk(
            session,
            page,
            views.find_panel,
            views.side,
            views.stage,
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
            status,
            views,
        )
        self.documents = DocumentsDesk(session, page, self.writing, messages, views)
        self.spelling = SpellingDesk(session, page, self.writing, status, views)

    def _build_exchange(self) -> None:
        """What is wrong with the review; copies of it and parts of it that come back."""
        session, views, messages = self._session, self._views, self._messages
        self.checking = ChecksDesk(
            session,
            views.checks_page,
            views.findings_panel,
            views.section_page,
            views.outline,
            views.side,
            views.stage,
            self.writing,
            views,
        )
        self.bringing = BringingDesk(
            session,
            views.section_page,
            self.writing,
            messages,
            undo=self.operations.undo,
            parent=views,
        )
        self.returning = ReturningDesk(
            session,
            views.returned_page,
            views.outline,
            self.writing,
            views.stage,
            messages,
            undo=self.operations.undo,
            merge=self.merging.open,
            parent=views,
        )

    def _connect(self) -> None:
        """What one desk's widgets ask of another desk."""
        views = self._views
        self.writing.shown.connect(lambda _state: self.values.serve())
        self.writing.states_loaded.connect(views.export_page.show_outline)
        views.section_page.messages_bar.figure_wanted.connect(self.values.ask)
        views.export_page.findings.chosen.connect(self.checking.go_to)
        views.versions_panel.merge_wanted.connect(lambda: self.merging.open(self.versions.key))
        views.history_page.named.compare_wanted.connect(self.comparing.open)
        views.compare_page.restore_wanted.connect(self.versions.restore)
        for cells in (views.data_page, views.data_panel, views.section_page, self.values):
            cells.cell_wanted.connect(self.originals.show_cell)
        for empty in (
            views.data_page,
            views.data_panel,
            views.import_log_page,
            views.records_page,
            views.voices_panel,
        ):
            empty.import_wanted.connect(self.importing.choose_files)

    def close(self) -> None:
        """Keep every text and let go of files; raises when a text cannot be kept."""
        self.writing.presenter.close()
        self.comments.close()
        self.originals.close()
        self.sharing.close()
