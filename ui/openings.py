"""Opening reviews: the one that is open stays until the other is known to open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.new_review import NewReviewDialog
from ui.jobs import Job, Jobs
from ui.settings import Settings
from vnr_app.jobs import JobContext
from vnr_app.services import reviews
from vnr_app.services.countries import all_countries
from vnr_app.services.reviews import Review


class Openings(QObject):
    """Opens, makes and gives back reviews on the review's own thread.

    `make_room` closes the review that is open and says whether it could.
    """

    opened = Signal(object)
    """A `Review` to be shown."""

    def __init__(
        self, jobs: Jobs, settings: Settings, make_room: Callable[[], bool], window: QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._settings = settings
        self._make_room = make_room
        self._under_way: Job | None = None
        self._arriving: list[Review] = []

    def open(self, path: Path) -> None:
        """Open a review; one that another program writes opens for reading."""
        author = self._settings.name or None
        self.enter(
            lambda _job: reviews.open_review(path, snapshot_if_used=True, author=author),
            self.tr("Opening the review"),
        )

    def ask_new(self) -> None:
        """Ask for country and year, and make a review."""
        dialog = NewReviewDialog(all_countries(), self._window)
        if dialog.exec() == NewReviewDialog.DialogCode.Accepted:
            self.create(dialog.path, dialog.country, dialog.year, dialog.number, dialog.language)
        dialog.deleteLater()

    def create(self, path: Path, country: str, year: str, number: int, language: str) -> None:
        """Make a review and open it."""
        author = self._settings.name or None
        self.enter(
            lambda _job: reviews.create(
                path, country=country, year=year, number=number, language=language, author=author
            ),
            self.tr("Creating the review"),
        )

    def ask_demo(self) -> None:
        """Ask for a folder, make the demo there and open it."""
        title = self.tr("Where shall the demo lie?")
        if chosen := QFileDialog.getExistingDirectory(self._window, title):
            self.demo(Path(chosen))

    def demo(self, folder: Path) -> None:
        """Make the demo in a folder and open its review."""
        from vnr_app.services.demo import make_demo  # noqa: PLC0415 - only who asks for it waits

        author = self._settings.name or None
        self.enter(
            lambda job: reviews.open_review(make_demo(folder, job).review, author=author),
            self.tr("Making the demo"),
        )

    def enter(self, task: Callable[[JobContext], Review], title: str) -> None:
        """Run what opens a review and show what comes of it; of two the second is wanted."""
        if self._under_way is not None:
            self._jobs.cancel(self._under_way.number)

        def opened(context: JobContext) -> Review:
            context.check_cancelled()
            review = task(context)
            self._arriving.append(review)
            return review

        job = self._jobs.review(opened, lambda review: self._arrive(review, job), title=title)
        self._under_way = job

    def _arrive(self, review: Review, job: Job) -> None:
        self._arriving.remove(review)
        if job is self._under_way and self._make_room():
            self._under_way = None
            self.opened.emit(review)
        else:
            self._jobs.review(lambda _job: review.close())

    def close(self) -> None:
        """Give back what was opened and is not shown."""

        def close(_job: JobContext) -> None:
            while self._arriving:
                self._arriving.pop().close()

        self._jobs.cancel_long()
        self._jobs.wait(close)
