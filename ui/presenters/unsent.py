"""Comments that are begun and not in the review: kept until it has taken them."""

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import unsent
from vnr_app.services.reviews import Review
from vnr_app.services.unsent import Unsent

_KEEP_MS = 1000
_T = TypeVar("_T")
_log = logging.getLogger(__name__)

Place = tuple[str, str]
"""Key of a section and language."""


def place_of(words: Unsent) -> Place:
    """Where words are written."""
    return words.section.partition("/")[0], words.language


class UnsentPresenter(QObject):
    """Knows what waits for its section and what is on its way; saves it beside the program."""

    loaded = Signal()
    not_kept = Signal(str)
    """Why what is begun cannot be saved."""

    def __init__(
        self,
        session: ReviewPresenter,
        written: Callable[[], tuple[Unsent, ...]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._written = written
        """Gives what is in the fields now."""
        self._waiting: dict[Place, tuple[Unsent, ...]] = {}
        self._sending: dict[object, Unsent] = {}
        self._is_loaded = False
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self._save)

    def load(self) -> None:
        """Read what was begun when the review was closed."""
        review = self._session.review.info.id

        def take(found: tuple[Unsent, ...]) -> None:
            self._take(found)
            self.loaded.emit()

        self._session.work_out(lambda _job: unsent.load(review), take)

    def _take(self, found: tuple[Unsent, ...]) -> None:
        if not self._is_loaded:
            self._is_loaded = True
            for each in found:
                self.put_by(each)

    def put_by(self, words: Unsent) -> None:
        """Keep words until their section is shown and has room for them."""
        place = place_of(words)
        self._waiting[place] = (*self._waiting.get(place, ()), words)

    def pick_up(self, place: Place) -> tuple[Unsent, ...]:
        """What waits for a section, which has it from now on."""
        return self._waiting.pop(place, ())

    def save_soon(self) -> None:
        """The words have changed."""
        self._timer.start()

    def send(
        self,
        words: Unsent,
        act: Callable[[Review], _T],
        done: Callable[[_T], None],
        failed: Callable[[Unsent, Exception], None],
    ) -> None:
        """Bring words into the review; they are kept here until it has taken them.

        `failed` gets them back.
        """
        number = object()
        self._sending[number] = words

        def run(review: Review, _job: JobContext) -> _T:
            result = act(review)
            # On the review's thread, so that closing knows what has arrived.
            del self._sending[number]
            return result

        def give_back(error: Exception) -> None:
            del self._sending[number]
            failed(words, error)
            self.save_soon()

        self._session.ask(run, done, give_back)
        self.save_soon()

    def _every(self) -> tuple[Unsent, ...]:
        waiting = (each for found in self._waiting.values() for each in found)
        return (*waiting, *self._sending.copy().values(), *self._written())

    def _save(self) -> None:
        if not self._is_loaded:
            self.save_soon()  # what was kept before would be written over
            return
        review, every = self._session.review.info.id, self._every()
        self._session.ask(
            lambda _review, _job: unsent.save(review, every), lambda _none: None, self._tell
        )

    def close(self) -> None:
        """Keep what is begun, before the window goes or the file is given back."""
        self._timer.stop()
        review = self._session.review.info.id
        if not self._is_loaded:
            self._take(unsent.load(review))  # what was kept before must not be written over
        # What is on its way arrives or fails first.
        self._session.jobs.wait(lambda _job: None)
        try:
            unsent.save(review, self._every())
        except (KnownError, OSError) as error:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        reason = error.sentence() if isinstance(error, KnownError) else str(error)
        _log.warning("unsent comments cannot be kept: %s", reason)
        self.not_kept.emit(reason)
