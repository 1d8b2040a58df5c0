"""The desk of responsibility: institution, person, date and length of a text."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desks.texts import TextsDesk
from ui.dialogs.assign import AssignDialog
from ui.panels.section_page import SectionPage
from ui.presenters.review import ReviewPresenter
from vnr_app.jobs import JobContext
from vnr_app.services import sections
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import PartState, SectionState


class ResponsibilityDesk(QObject):
    """Asks who is responsible and records it."""

    def __init__(
        self, session: ReviewPresenter, page: SectionPage, texts: TextsDesk, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._texts = texts
        self._window = window
        page.assign_wanted.connect(self.ask)

    def ask(self, key: str) -> None:
        """Show who is responsible for a section or part, and take it changed."""
        every: list[PartState | SectionState] = []
        for section in self._texts.states:
            every += (section, *section.parts)
        state = next((each for each in every if each.key == key), None)
        if state is None or self._session.review.read_only:
            return
        owners = [each.owner for each in every if each.owner]
        persons = [each.person for each in every if each.person]
        dialog = AssignDialog(state, owners, persons, self._window)
        dialog.accepted.connect(lambda: self._record(state, dialog))
        dialog.open()

    def _record(self, state: PartState | SectionState, dialog: AssignDialog) -> None:
        owner, person, due, words = dialog.owner, dialog.person, dialog.due, dialog.words

        def task(review: Review, _job: JobContext) -> None:
            if (owner, person, due) != (state.owner, state.person, state.due):
                sections.assign(review, state.key, owner=owner, person=person, due=due)
            if words != state.word_budget:
                sections.set_budget(review, state.key, words)

        self._session.ask(task, lambda _none: None)
