"""Reading a file beside the review's own queue, then comparing it with the review."""

from PySide6.QtCore import QObject, Signal

from ui.presenters.import_queue import Reading
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.importplan import ImportPlan
from vnr_app.jobs import JobContext
from vnr_app.services import imports, national, recipe_matching, synonyms
from vnr_app.services.import_files import Bundle
from vnr_app.services.imports import ImportPreview
from vnr_app.services.recipe_matching import Match
from vnr_app.services.reviews import Review
from vnr_app.services.staged import staged

_Known = tuple[dict[tuple[str, str], str], dict[str, str]]
"""What the team has taught: its synonyms, and the titles of its own indicators."""


class ImportReader(QObject):
    """Reads one file at a time; of one that was given up nothing is told any more."""

    progressed = Signal(int, int, str)
    """Steps done and in all (0: unknown), and what is done."""
    unpacked = Signal(object, object)
    """The `Reading` of a folder or packed file, and the `Bundle` of its files."""
    done = Signal(object, object, object)
    """A `Reading`, the recipe `Match` of its file or None, and its `ImportPreview`."""
    failed = Signal(object, object)
    """A `Reading`, and why the file cannot be read."""
    cancelled = Signal(object)
    """A `Reading` that the person has stopped."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._now: Reading | None = None
        session.jobs.progressed.connect(self._progress)

    def begin(self, reading: Reading) -> None:
        """Read a file, or unpack what holds several."""
        self._now = reading
        if reading.packed:
            self._unpack(reading)
        else:
            self._read(reading)

    def stop(self) -> None:
        """Give up what is read."""
        now, self._now = self._now, None
        if now is not None and now.job is not None:
            self._session.jobs.cancel(now.job.number)

    def title_of(self, reading: Reading) -> str:
        """What the list of jobs says of a reading."""
        return self.tr("Reading {file}").format(file=reading.path.name)

    def _unpack(self, now: Reading) -> None:
        def take(bundle: Bundle) -> None:
            if self._ends(now):
                self.unpacked.emit(now, bundle)
            else:
                bundle.close()

        now.job = self._session.work_out(
            lambda job: Bundle(now.path, job),
            take,
            lambda error: self._fail(now, error),
            lambda: self._cancel(now),
            title=self.title_of(now),
        )

    def _read(self, now: Reading) -> None:
        info = self._session.review.info

        def read(known: _Known) -> None:
            if now is not self._now:
                return
            now.job = self._session.work_out(
                lambda job: imports.read(
                    info,
                    now.path,
                    job,
                    recipe=now.recipe,
                    password=now.password,
                    synonyms=known[0],
                    national=known[1],
                ),
                lambda plan: self._compare(now, plan),
                lambda error: self._fail(now, error),
                lambda: self._cancel(now),
                title=self.title_of(now),
            )

        self._session.ask(
            lambda review, _job: (synonyms.all_synonyms(review), national.titles(review)),
            read,
            lambda error: self._fail(now, error),
        )

    def _compare(self, now: Reading, plan: ImportPlan) -> None:
        if now is not self._now:
            staged(plan)[1].close()
            return

        def compare(review: Review, job: JobContext) -> tuple[Match | None, ImportPreview]:
            match = None if now.matched else recipe_matching.match(review, plan.fingerprint)
            return match, imports.compare(review, plan, job)

        now.job = self._session.ask(
            compare,
            lambda found: self._take(now, *found),
            lambda error: self._fail(now, error),
            lambda: self._cancel(now),
            title=self.title_of(now),
        )

    def _take(self, now: Reading, match: Match | None, preview: ImportPreview) -> None:
        if self._ends(now):
            self.done.emit(now, match, preview)
        else:
            preview.close()

    def _fail(self, now: Reading, error: Exception) -> None:
        if self._ends(now):
            self.failed.emit(now, error)

    def _cancel(self, now: Reading) -> None:
        if self._ends(now):
            self.cancelled.emit(now)

    def _ends(self, now: Reading) -> bool:
        """Whether this reading was wanted to its end, which it has come to."""
        # The very record tells apart what is wanted still from what was dropped meanwhile.
        if now is not self._now:
            return False
        self._now = now.job = None
        return True

    def _progress(self, number: int, done: int, total: int, message: str) -> None:
        if self._now is not None and self._now.job is not None and self._now.job.number == number:
            self.progressed.emit(done, total, message)
