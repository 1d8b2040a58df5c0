"""The desk of spelling: a dictionary for the language of the texts, and the team's own words."""

from PySide6.QtCore import QObject

from ui.desks.texts import TextsDesk
from ui.names import language_name
from ui.panels.section_page import SectionPage
from ui.panels.status_line import StatusLine
from ui.presenters.review import ReviewPresenter
from vnr_app.services import words
from vnr_app.services.spelling import Checker, checker_for


class SpellingDesk(QObject):
    """Gives the editors a checker; keeps the words that a person wants to be right."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        writing: TextsDesk,
        status: StatusLine,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._writing = writing
        self._status = status
        self._checker: Checker | None = None
        self._learned: frozenset[str] = frozenset()
        writing.shown.connect(lambda _state: self._enter())
        session.history_changed.connect(self._ask)

    def _enter(self) -> None:
        """A section is shown: its editors are new."""
        if self._checker is not None and self._checker.language != self._writing.language:
            self._checker = None
        for editor in self._page.editors():
            editor.set_spelling(self._checker)
            editor.word_learned.connect(self._learn)
        self._ask()

    def _ask(self) -> None:
        """Read the words of one's own: another copy of the review may have brought some."""
        language = self._writing.language
        self._session.ask(
            lambda review, _job: words.learned(review, language),
            lambda learned: self._load(language, learned),
        )

    def _load(self, language: str, learned: frozenset[str]) -> None:
        present = self._checker is not None and self._checker.language == language
        if present and learned == self._learned:
            return
        # A dictionary takes its time the first time it is read.
        self._session.work_out(
            lambda _job: checker_for(language, learned),
            lambda checker: self._use(checker, learned),
        )

    def _use(self, checker: Checker, learned: frozenset[str]) -> None:
        if checker.language != self._writing.language:
            return
        self._checker, self._learned = checker, learned
        for editor in self._page.editors():
            editor.set_spelling(checker)
        name = language_name(checker.language)
        missing = self.tr("No dictionary for {language}").format(language=name)
        self._status.show_spelling("" if checker.available else missing)

    def _learn(self, word: str) -> None:
        language = self._writing.language
        if not self._session.review.read_only:
            self._session.ask(
                lambda review, _job: words.learn(review, language, word), lambda _none: None
            )
