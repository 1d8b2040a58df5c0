"""Collecting garbage on the window's own thread.

Python collects wherever it happens to run. On the review's thread that would destroy what belongs
to the window, while the window waits for the lock that Qt takes to destroy it: both stand still.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Collector(QObject):
    """Does by a timer what Python's own collecting would do by chance."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        """The oldest generation whose time has come, by Python's own thresholds."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [at for at, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
