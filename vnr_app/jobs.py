"""Long work as plain functions: `task(ctx) -> T`, the same in the window, a command and a test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from vnr_app.errors import CancelledError

ProgressListener = Callable[[int, int, str], None]


def _ignore(done: int, total: int, message: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a long task needs from outside: somewhere to report to and a way to be stopped."""

    listener: ProgressListener = _ignore
    cancelled: Event = field(default_factory=Event)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Report `done` of `total` steps (total 0: unknown)."""
        self.listener(done, total, message)

    def check_cancelled(self) -> None:
        """Raise `CancelledError` if the person has asked to stop."""
        if self.cancelled.is_set():
            raise CancelledError
