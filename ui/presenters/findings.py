"""What is wrong, missing or unfinished, looked for again whenever something has changed."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.domain.findings import Finding
from vnr_app.services import checks, checks_reading


class FindingsPresenter(QObject):
    """Asks for findings, one time after the other.

    Only the reading is done on the review's queue: saving does not wait for the rest.
    """

    loaded = Signal(object)
    """A tuple of `Finding`, the gravest first."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.load)
        self._of_file: tuple[Finding, ...] | None = None
        self._asking = False
        self._again = False

    def load_soon(self, wait_ms: int) -> None:
        """Look once things have settled; a shorter wait that runs already stays."""
        left = self._timer.remainingTime()
        if left < 0 or left > wait_ms:
            self._timer.start(wait_ms)

    def load(self) -> None:
        """Look now."""
        self._timer.stop()
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._session.ask(lambda review, _job: checks_reading.read(review), self._look, self._fail)

    def check_file(self) -> None:
        """Look whether the file was tampered with, once: while it is open nobody else writes it."""
        if self._of_file is None:
            self._of_file = ()
            self._session.ask(
                lambda review, _job: checks.of_file(review),
                self._keep,
                title=self.tr("Checking the history"),
            )

    def _keep(self, found: tuple[Finding, ...]) -> None:
        self._of_file = found
        if found:
            self.load()

    def _look(self, contents: checks_reading.Contents) -> None:
        self._session.work_out(
            lambda job: checks.found_in(contents, job), self._tell, self._fail, self._forget
        )

    def _tell(self, found: tuple[Finding, ...]) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self.load()
            return
        every = (*(self._of_file or ()), *found)
        self.loaded.emit(tuple(sorted(every, key=lambda each: each.rank)))

    def _forget(self) -> None:
        self._asking = self._again = False

    def _fail(self, error: Exception) -> None:
        self._forget()
        self._session.jobs.failed.emit(error)
