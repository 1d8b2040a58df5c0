"""When unsaved text has to be written: a policy without timers, and so easy to test."""

import time
from collections.abc import Callable

IDLE_SECONDS = 1.0
LONGEST_SECONDS = 2.0
RETRY_SECONDS = 5.0


class AutosavePolicy:
    """Save after a second of rest, at the latest two seconds after the first unsaved key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: float | None = None
        self._last = 0.0
        self._not_before = 0.0

    @property
    def dirty(self) -> bool:
        """Whether there is text that no save has taken."""
        return self._first is not None

    @property
    def failing(self) -> bool:
        """Whether the last save did not succeed."""
        return self._not_before > 0

    def typed(self) -> None:
        """The text has changed."""
        self._last = self._clock()
        if self._first is None:
            self._first = self._last

    def due_in(self) -> float | None:
        """Seconds until the text has to be saved; 0 for now, None when there is nothing to save."""
        if self._first is None:
            return None
        due = min(self._last + IDLE_SECONDS, self._first + LONGEST_SECONDS)
        return max(0.0, max(due, self._not_before) - self._clock())

    def taken(self) -> None:
        """A save has taken the text as it is now."""
        self._first = None

    def failed(self) -> None:
        """The save did not succeed: the text is unsaved still, and is tried again after a while."""
        self._not_before = self._clock() + RETRY_SECONDS
        self.typed()

    def succeeded(self) -> None:
        """The disk takes texts again."""
        self._not_before = 0.0
