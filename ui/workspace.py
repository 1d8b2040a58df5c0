"""The open review: its views, the desks that connect them, and the way from page to page."""

from PySide6.QtWidgets import QWidget

from ui.desks import checks, figures, import_log, records
from ui.desks.assembly import Desks
from ui.messages import Messages
from ui.panels.compare_page import ComparePage
from ui.panels.merge_page import MergePage
from ui.panels.status_line import StatusLine
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.presenters.versions import PRESENT
from ui.stage import TEXTS
from ui.views import Views
from vnr_app.services.import_log import ImportEntry
from vnr_app.services.section_states import SectionState


class Workspace(Views):
    """Shows a review from its opening to its closing."""

    def __init__(
        self,
        session: ReviewPresenter,
        messages: Messages,
        status: StatusLine,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session.review, parent)
        self.session = session
        self.desks = Desks(session, self, messages, status, self.show_place)
        self._connect()
        self.outline.show_review(session.review.info)
        self.export_page.show_review(session.review.info)
        if session.review.read_only:
            status.show_read_only()
        session.load_outline()

    def _connect(self) -> None:
        """What leads to another page."""
        self.outline.place_chosen.connect(self.show_place)
        self.stage.entered.connect(self._show_side)
        self.desks.writing.shown.connect(self._show_section)
        self.desks.checking.place_wanted.connect(self.show_place)
        self.desks.import_log.figures_wanted.connect(self._show_figures_of)
        self.export_page.checks_wanted.connect(self.show_checks)
        self.findings_panel.all_wanted.connect(self.show_checks)
        self.versions_panel.compare_wanted.connect(self.compare_versions)
        self.data_page.log_wanted.connect(lambda: self.show_place(import_log.PLACE))
        self.voices_panel.all_wanted.connect(lambda: self.show_place(records.PLACE))

    @property
    def texts(self) -> TextsPresenter:
        """The texts that are open, and their saving."""
        return self.desks.writing.presenter

    def show_section(self, key: str) -> None:
        """Open a section, or the section of a part ("goal-3/trends")."""
        self.desks.writing.show_section(key)

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
        if key := self.desks.versions.key:
            self.desks.comparing.open(key, self.desks.writing.language, version)

    def step_change(self, by: int) -> None:
        """Go to the next difference or place to decide, or to the one before."""
        page = self.stage.currentWidget()
        if isinstance(page, ComparePage | MergePage):
            page.step(by)

    def _show_section(self, state: SectionState) -> None:
        self.side.offer("figures", state.goal is not None)
        if state.goal is not None:
            self.desks.figures.load_goal(state.goal)
        self._show_side(self.stage.place)

    def _show_side(self, place: str) -> None:
        self._panes.offer_side(place == TEXTS)
        if place != TEXTS:
            self.outline.select_place(place)

    def close_review(self) -> None:
        """Keep every text and give the file back; raises when a text cannot be kept."""
        self.desks.close()
        self.session.close()
