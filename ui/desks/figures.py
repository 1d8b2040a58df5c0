"""The desk of figures: the goal's indicators beside the text, all of them on the data page."""

from PySide6.QtCore import QObject

from ui.messages import Messages
from ui.panels.data_page import DataPage
from ui.panels.data_panel import DataPanel
from ui.panels.section_page import SectionPage
from ui.presenters.figures import FiguresPresenter, Rows
from ui.presenters.review import ReviewPresenter
from ui.stage import Stage
from vnr_app.domain.richtext import ValueRef
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.living import breakdown_key
from vnr_app.services.units_shown import value_of

PLACE = "data"


class FiguresDesk(QObject):
    """Loads figures where they are shown, and puts them into the text."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        data_page: DataPage,
        panel: DataPanel,
        stage: Stage,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._figures = FiguresPresenter(session, self)
        self._session = session
        self._page = page
        self._data_page = data_page
        self._panel = panel
        self._stage = stage
        self._messages = messages
        self._connect()

    def _connect(self) -> None:
        self._session.data_changed.connect(self._reload)
        self._stage.entered.connect(self._enter)
        self._figures.goal_loaded.connect(self._show_goal_rows)
        self._figures.all_loaded.connect(self._data_page.show_rows)
        self._panel.insert_wanted.connect(self.insert)

    def load_goal(self, goal: str) -> None:
        """Read the figures of a goal."""
        self._figures.load_goal(goal)

    def _enter(self, place: str) -> None:
        if place == PLACE:
            self._figures.load_all()

    def _reload(self) -> None:
        if self._page.goal is not None:
            self._figures.load_goal(self._page.goal)
        self._enter(self._stage.place)

    def _show_goal_rows(self, goal: str, rows: Rows, covered: tuple[int, int]) -> None:
        if goal == self._page.goal:
            self._page.show_rows(goal, rows)
            self._panel.show_rows(rows, covered)

    def insert(self, row: GoalTableRow) -> None:
        """Put the latest value of a row into the text as a living number."""
        latest = row.latest
        shown = value_of(latest, self._session.review.info.language)
        if not shown or not row.own:
            self._messages.banner.say(
                "info", self.tr("This indicator has no value of the country to insert.")
            )
            return
        value = ValueRef(
            series=latest.series.id,
            period=latest.period.label,
            breakdown=breakdown_key(latest),
            text=shown,
        )
        if not self._page.insert_value(value):
            self._messages.banner.say(
                "info", self.tr("Click into a text first; the value is inserted at the cursor.")
            )

    def insert_chosen(self) -> None:
        """Put in the value of the card that is chosen; bring the keyboard to the cards if none."""
        row = self._panel.chosen_row
        if row is None:
            self._panel.focus_list()
        else:
            self.insert(row)
