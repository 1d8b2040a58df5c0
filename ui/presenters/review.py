"""The open review in the window: asks its services in the background, tells of its changes."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.jobs import Failed, Job, Jobs
from vnr_app.domain.sections import SectionStatus
from vnr_app.events import ChangeSet
from vnr_app.jobs import JobContext
from vnr_app.services import history, sections
from vnr_app.services.history import OperationRecord
from vnr_app.services.reviews import Review

_T = TypeVar("_T")
_REFRESH_MS = 60
_RECORDS = ("record", "organisation")


class ReviewPresenter(QObject):
    """Owns the open review; every page asks through it."""

    outline_loaded = Signal(object)
    """A tuple of `SectionState`."""
    data_changed = Signal()
    """Observations were imported or taken back."""
    records_changed = Signal()
    """Records of stakeholders were imported, taken back or linked otherwise."""
    texts_changed = Signal()
    """Texts changed otherwise than by typing: taken back or restored."""
    history_changed = Signal()
    undone = Signal(object)
    """The `OperationRecord` that was taken back."""
    redone = Signal(object)
    _published = Signal(object)

    def __init__(self, review: Review, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review = review
        self.jobs = jobs
        self._closed = False
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self.load_outline)
        self._published.connect(self._apply, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = review.publisher.subscribe(self._published.emit)

    def ask(
        self,
        question: Callable[[Review, JobContext], _T],
        done: Callable[[_T], None],
        failed: Failed | None = None,
        cancelled: Callable[[], None] = lambda: None,
        *,
        title: str = "",
    ) -> Job | None:
        """Ask a service about the review; `done` gets the answer on the window's thread.

        A review that is closed is not asked (None), and what it answered before is not told.
        """
        if self._closed:
            return None
        return self.jobs.review(
            lambda job: question(self.review, job),
            self._while_open(done),
            self._while_open(failed or self.jobs.failed.emit),
            lambda: None if self._closed else cancelled(),
            title=title,
        )

    def work_out(
        self,
        task: Callable[[JobContext], _T],
        done: Callable[[_T], None],
        failed: Failed | None = None,
        cancelled: Callable[[], None] = lambda: None,
        *,
        title: str = "",
    ) -> Job | None:
        """Run a task that needs nothing of the file; a closed review hears nothing of it.

        Saving does not wait for it.
        """
        if self._closed:
            return None
        return self.jobs.pure(
            task,
            self._while_open(done),
            self._while_open(failed or self.jobs.failed.emit),
            lambda: None if self._closed else cancelled(),
            title=title,
        )

    def _while_open(self, tell: Callable[[_T], None]) -> Callable[[_T], None]:
        return lambda told: None if self._closed else tell(told)

    def load_outline(self) -> None:
        """Read the outline anew."""
        self.ask(lambda review, _job: sections.outline(review), self.outline_loaded.emit)

    def refresh_soon(self) -> None:
        """Read the outline anew once things have settled."""
        self._refresh.start()

    def set_status(self, key: str, status: SectionStatus) -> None:
        """Say how far the work on a section has come."""
        self.ask(lambda review, _job: sections.set_status(review, key, status), lambda _none: None)

    def undo(self, operation: str | None = None) -> None:
        """Take back an operation, or the last one."""
        self.ask(lambda review, _job: history.undo(review, operation), self._tell_undone)

    def redo(self, operation: str | None = None) -> None:
        """Do an operation again, or what was taken back last."""
        self.ask(lambda review, _job: history.redo(review, operation), self._tell_redone)

    def close(self) -> None:
        """Stop listening and give the file back."""
        self.jobs.wait(lambda _job: self.review.close())
        self._closed = True
        self._refresh.stop()
        self._unsubscribe()

    def _tell_undone(self, record: OperationRecord) -> None:
        self.undone.emit(record)
        self.texts_changed.emit()

    def _tell_redone(self, record: OperationRecord) -> None:
        self.redone.emit(record)
        self.texts_changed.emit()

    def _apply(self, change: ChangeSet) -> None:
        if self._closed:
            return
        self.refresh_soon()
        self.history_changed.emit()
        if any("observation" in kind for kind in change.kinds):
            self.data_changed.emit()
        if not change.kinds.isdisjoint(_RECORDS):
            self.records_changed.emit()
