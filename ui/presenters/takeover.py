"""Two people and one review: who asks for it is heard, who waits for it is told."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.services import takeover
from vnr_app.services.takeover import Answer, Request

POLL_MS = 2000
QUIET_SECONDS = 60.0
DEAD_SECONDS = 20.0


class HandOverPolicy:
    """Hand over after a minute in which there was neither an answer nor a key.

    Whoever asked and does not wait any more, because of a crash, gets nothing.
    """

    def __init__(self, renewed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._renewed = renewed
        self._renewed_at = self._quiet_since = clock()

    def typed(self) -> None:
        """The person is at work: the minute begins anew."""
        self._quiet_since = self._clock()

    def seen(self, renewed: int) -> None:
        """The request lies there still; it is alive if it was renewed."""
        if renewed != self._renewed:
            self._renewed, self._renewed_at = renewed, self._clock()

    @property
    def dead(self) -> bool:
        """Whether nobody waits any more."""
        return self._clock() - self._renewed_at >= DEAD_SECONDS

    @property
    def due(self) -> bool:
        """Whether the review is handed over without an answer."""
        return not self.dead and self._clock() - self._quiet_since >= QUIET_SECONDS


class OwnerPresenter(QObject):
    """Looks for a request beside the review that is open here for writing."""

    asked = Signal(object)
    """A `Request` that has no answer yet."""
    withdrawn = Signal()
    due = Signal(object)
    """A `Request` that nobody answered; it is told again until the review is handed over."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._request: Request | None = None
        self._policy: HandOverPolicy | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        if not session.review.read_only:
            self._timer.start()

    def typed(self) -> None:
        """The person has typed something."""
        if self._policy is not None:
            self._policy.typed()

    def keep(self) -> None:
        """Keep the review and tell who asked."""
        request, review = self._request, self._session.review
        self._forget()
        if request is not None:
            self._session.jobs.pure(lambda _job: takeover.refuse(review, request))

    def stop(self) -> None:
        """The review is about to be closed."""
        self._timer.stop()
        self._forget()

    def _look(self) -> None:
        review = self._session.review
        self._session.jobs.pure(lambda _job: takeover.pending_request(review), self._hear)

    def _hear(self, found: Request | None) -> None:
        if not self._timer.isActive():
            return
        if found is None:
            if self._request is not None:
                self._forget()
                self.withdrawn.emit()
        elif self._request is None or found.id != self._request.id:
            self._request, self._policy = found, HandOverPolicy(found.renewed)
            self.asked.emit(found)
        elif self._policy is not None:
            self._follow(found, self._policy)

    def _follow(self, found: Request, policy: HandOverPolicy) -> None:
        policy.seen(found.renewed)
        if policy.dead:
            path = self._session.review.info.path
            self._session.jobs.pure(lambda _job: takeover.withdraw(path, found))
            self._forget()
            self.withdrawn.emit()
        elif policy.due:
            policy.typed()
            self.due.emit(found)

    def _forget(self) -> None:
        self._request = self._policy = None


class AskerPresenter(QObject):
    """Asks for the review that another person writes, and waits for the answer."""

    waiting = Signal()
    refused = Signal()
    free = Signal()
    """The review can be opened for writing now."""
    lost = Signal()
    """Somebody else was quicker."""
    failed = Signal(object)

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = session.review.info.path
        self._name = session.review.author
        self._jobs = session.jobs
        self._request: Request | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)

    def ask(self) -> None:
        """Put a request beside the review."""
        path, name = self._path, self._name
        self._jobs.pure(lambda _job: takeover.ask_for(path, name), self._wait, self.failed.emit)

    def withdraw(self) -> None:
        """Ask no longer."""
        self._timer.stop()
        path, request, self._request = self._path, self._request, None
        if request is not None:
            self._jobs.pure(lambda _job: takeover.withdraw(path, request))

    def _wait(self, request: Request) -> None:
        self._request = request
        self._timer.start()
        self.waiting.emit()

    def _look(self) -> None:
        path, request = self._path, self._request
        if request is not None:
            self._jobs.pure(lambda _job: takeover.answer(path, request), self._hear)

    def _hear(self, answer: Answer) -> None:
        if self._request is None or answer is Answer.WAITING:
            return
        if answer is Answer.REFUSED:
            self.withdraw()
            self.refused.emit()
            return
        # A request that is free to be followed goes with the opening, a lost one is gone.
        self._timer.stop()
        self._request = None
        (self.free if answer is Answer.FREE else self.lost).emit()
