"""The desk of records: what stakeholders said, beside the text of a goal and all in one table."""

from PySide6.QtCore import QObject

from ui.desks.originals import OriginalsDesk
from ui.desks.texts import TextsDesk
from ui.messages import Messages
from ui.panels.record_card import RecordCard
from ui.panels.records_page import RecordsPage
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.panels.voices_panel import VoicesPanel
from ui.presenters.review import ReviewPresenter
from ui.stage import Stage
from vnr_app.errors import KnownError
from vnr_app.services import original_view, record_links, records
from vnr_app.services.records import Record
from vnr_app.services.section_states import SectionState

PLACE = "records"
TAB = "voices"


class RecordsDesk(QObject):
    """Reads records where they are shown; links them to goals and targets."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: RecordsPage,
        panel: VoicesPanel,
        section_page: SectionPage,
        side: SidePanel,
        stage: Stage,
        texts: TextsDesk,
        originals: OriginalsDesk,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._panel = panel
        self._section_page = section_page
        self._side = side
        self._stage = stage
        self._messages = messages
        stage.entered.connect(self._enter)
        texts.shown.connect(self._show_section)
        session.records_changed.connect(self._reload)
        for card in (page.card, panel.card):
            self._serve(card, originals)

    def _serve(self, card: RecordCard, originals: OriginalsDesk) -> None:
        card.cell_wanted.connect(
            lambda record: originals.show_place(original_view.place_of_record(record))
        )
        card.link_wanted.connect(lambda record, code: self._link(card, record, code))
        card.unlink_wanted.connect(self._unlink)

    def _enter(self, place: str) -> None:
        if place == PLACE:
            self._session.ask(
                lambda review, _job: records.all_records(review), self._page.show_records
            )

    def _show_section(self, state: SectionState) -> None:
        self._side.offer(TAB, state.goal is not None)
        if state.goal is not None:
            self._load_goal(state.goal)

    def _load_goal(self, goal: str) -> None:
        self._session.ask(
            lambda review, _job: records.by_goal(review, goal),
            lambda found: self._show_goal(goal, found),
        )

    def _show_goal(self, goal: str, found: tuple[Record, ...]) -> None:
        if goal == self._section_page.goal:
            self._panel.show_records(found)
            self._side.count(TAB, len(found))

    def _reload(self) -> None:
        self._enter(self._stage.place)
        if self._section_page.goal is not None:
            self._load_goal(self._section_page.goal)

    def _link(self, card: RecordCard, record: str, code: str) -> None:
        self._session.ask(
            lambda review, _job: record_links.link(review, record, code),
            lambda _code: card.linked(),
            self._refuse,
        )

    def _unlink(self, record: str, code: str) -> None:
        self._session.ask(
            lambda review, _job: record_links.unlink(review, record, code), lambda _none: None
        )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._messages.banner.say("warning", error.message, error.hint)
        else:
            self._messages.fail(error)

    def show(self) -> None:
        """Bring the voices of the goal that is open forward."""
        self._side.show_tab(TAB)
        self._side.focus_tab()
