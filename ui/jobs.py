"""Background work: one queue for all that touches the review, another for everything else.

Tasks are plain functions of a `JobContext`; their results come back on the window's thread.
"""

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from vnr_app.errors import CancelledError
from vnr_app.jobs import JobContext

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

Failed = Callable[[Exception], None]


@dataclass(slots=True)
class Job:
    """A task on its way; `title` is empty for work too small to be shown."""

    number: int
    title: str
    cancelled: Event
    done: Callable[[Any], None]
    failed: Failed | None
    told_cancelled: Callable[[], None]


class Jobs(QObject):
    """Runs tasks and brings their outcomes home, in order, to the window's thread."""

    started = Signal(object)
    progressed = Signal(int, int, int, str)
    """Number of the job, steps done, steps in all (0: unknown), message."""
    finished = Signal(int)
    failed = Signal(object)
    """An exception that its caller did not want to handle."""
    _landed = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[int, Job] = {}
        self._review = ThreadPoolExecutor(1, thread_name_prefix="review")
        # Two: a rescue copy must not wait for a report that is being written.
        self._pure = ThreadPoolExecutor(2, thread_name_prefix="pure")
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def review(
        self,
        task: Callable[[JobContext], _T],
        done: Callable[[_T], None] = lambda _result: None,
        failed: Failed | None = None,
        cancelled: Callable[[], None] = lambda: None,
        *,
        title: str = "",
    ) -> Job:
        """Run a task that touches the review, after those that were asked for before it."""
        return self._submit(self._review, task, done, failed, cancelled, title)

    def pure(
        self,
        task: Callable[[JobContext], _T],
        done: Callable[[_T], None] = lambda _result: None,
        failed: Failed | None = None,
        cancelled: Callable[[], None] = lambda: None,
        *,
        title: str = "",
    ) -> Job:
        """Run a task that touches no review."""
        return self._submit(self._pure, task, done, failed, cancelled, title)

    def wait(self, task: Callable[[JobContext], _T]) -> _T:
        """Run a task that touches the review and wait for it; only for closing."""
        return self._review.submit(task, JobContext()).result()

    def cancel(self, number: int) -> None:
        """Ask a job to stop at its next safe point."""
        if job := self._running.get(number):
            job.cancelled.set()

    def cancel_long(self) -> None:
        """Ask everything that is long enough to bear a title to stop."""
        for job in self._running.values():
            if job.title:
                job.cancelled.set()

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Finish what is queued, drop its outcomes, end the threads."""
        for job in self._running.values():
            job.cancelled.set()
        self._running.clear()
        self._review.shutdown(wait=True)
        self._pure.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        task: Callable[[JobContext], _T],
        done: Callable[[_T], None],
        failed: Failed | None,
        cancelled: Callable[[], None],
        title: str,
    ) -> Job:
        job = Job(next(self._numbers), title, Event(), done, failed, cancelled)
        self._running[job.number] = job
        context = JobContext(
            listener=lambda at, total, text: self.progressed.emit(job.number, at, total, text),
            cancelled=job.cancelled,
        )
        self.started.emit(job)
        future = pool.submit(task, context)
        future.add_done_callback(lambda each: self._leave(job.number, each))
        return job

    def _leave(self, number: int, future: "Future[Any]") -> None:
        """On the worker's thread: send the outcome home."""
        if future.cancelled():
            return
        error = future.exception()
        self._landed.emit(number, None if error else future.result(), error)

    def _land(self, number: int, result: object, error: Exception | None) -> None:
        job = self._running.pop(number, None)
        if job is None:
            return
        self.finished.emit(number)
        if error is None:
            job.done(result)
        elif isinstance(error, CancelledError):
            _log.info("cancelled: %s", job.title)
            job.told_cancelled()
        elif job.failed is not None:
            job.failed(error)
        else:
            self.failed.emit(error)
