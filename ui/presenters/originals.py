"""Stored originals: copied out of the review, read by a process of its own, page by page."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.jobs import Job
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.indicators import Observation
from vnr_app.domain.stretch import Stretch
from vnr_app.errors import KnownError
from vnr_app.services import original_view
from vnr_app.services.original_view import Original, Place


class OriginalsPresenter(QObject):
    """Reads one original at a time; what was asked for before is given up."""

    found = Signal(object)
    """The `Place` of the observation that was asked for."""
    rows_read = Signal(object, object)
    """A `Place`, and the `Stretch` around it."""
    refused = Signal(object, object)
    """A `Place`, and why it cannot be shown: a `KnownError`."""
    password_wanted = Signal(object, bool)
    """A `Place` of a protected file, and whether a password was tried."""
    saved = Signal(object)
    """The `Path` to which an original was written."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._original: Original | None = None
        self._password: str | None = None
        self._wanted: Place | None = None
        self._job: Job | None = None

    def find(self, observation: Observation) -> None:
        """Ask where an observation was read."""
        self._session.ask(
            lambda review, _job: original_view.place_of(review, observation), self.found.emit
        )

    def open(self, place: Place) -> None:
        """Copy the original out of the review and read it around the place."""
        self.close()
        self._wanted = place
        self._session.ask(
            lambda review, _job: original_view.extract(review, place),
            lambda original: self._take(place, original),
            lambda error: self._refuse(place, error),
            title=self.tr("Opening “{file}”").format(file=place.file),
        )

    def _take(self, place: Place, original: Original) -> None:
        if place is not self._wanted:
            original.close()
            return
        self._original = original
        self.read(place)

    def read(self, place: Place, first_row: int | None = None) -> None:
        """Read another stretch of the original that is open: around a place, or from a row on."""
        original, password = self._original, self._password
        if original is None:
            return
        self._cancel()
        self._wanted = place
        self._job = self._session.work_out(
            lambda job: original_view.read(
                original, place, job, first_row=first_row, password=password
            ),
            lambda rows: self._show(place, rows),
            lambda error: self._refuse(place, error),
            lambda: self._tell_stopped(place),
            title=self.tr("Reading “{file}”").format(file=place.file),
        )

    def unlock(self, place: Place, password: str) -> None:
        """Read a protected original with a password."""
        self._password = password
        self.read(place)

    def _show(self, place: Place, rows: Stretch) -> None:
        if place is self._wanted:
            self.rows_read.emit(place, rows)

    def _tell_stopped(self, place: Place) -> None:
        """The person stopped the reading; one that gave way to another is not told of."""
        if self._job is not None and self._job.cancelled.is_set():
            self.refused.emit(place, KnownError("cancelled", self.tr("The reading was stopped.")))

    def _refuse(self, place: Place, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._session.jobs.failed.emit(error)
        elif place is self._wanted and error.code == "password":
            tried, self._password = self._password is not None, None
            self.password_wanted.emit(place, tried)
        elif place is self._wanted:
            self.refused.emit(place, error)

    def save(self, place: Place, target: Path) -> None:
        """Write the original to a file of its own."""
        self._session.ask(
            lambda review, _job: original_view.save_as(review, place, target),
            lambda _none: self.saved.emit(target),
            title=self.tr("Saving “{file}”").format(file=target.name),
        )

    def close(self) -> None:
        """Give up what is under way and delete the copy."""
        self._cancel()
        self._wanted = self._password = None
        if self._original is not None:
            self._original.close()
            self._original = None

    def _cancel(self) -> None:
        if self._job is not None:
            self._session.jobs.cancel(self._job.number)
            self._job = None
