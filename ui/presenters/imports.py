"""Importing files one after the other: look, correct, then decide."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.import_queue import Queue, Reading
from ui.presenters.import_reader import ImportReader
from ui.presenters.review import ReviewPresenter
from vnr_app.errors import KnownError
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.services import imports
from vnr_app.services.clipboard_tables import CopiedTable
from vnr_app.services.import_files import Bundle, is_bundle
from vnr_app.services.imports import ImportPreview, ImportResult
from vnr_app.services.recipe_matching import Match


class ImportPresenter(QObject):
    """Holds the files that wait and the preview that is looked at."""

    reading = Signal(str, int, int)
    """Name of the file that is read, its place and the number of files."""
    progressed = Signal(int, int, str)
    """Steps done and in all (0: unknown) of reading the file, and what is done."""
    matched = Signal(object)
    """The recipe `Match` of the file: applied already, or proposed."""
    skipped = Signal(object, object)
    """The recipe `Match` that is not used, and why the file cannot be read with it."""
    previewed = Signal(object)
    """An `ImportPreview` to decide about."""
    kept = Signal(object)
    """The `Recipe` of what is shown, which stays: reading the file again did not succeed."""
    imported = Signal(object)
    """The `ImportResult` of a file."""
    refused = Signal(object)
    """Why a file cannot be imported; the next one is read."""
    failed = Signal(object)
    """Why the file could not be read again or written; what was shown stays."""
    password_wanted = Signal(str, bool)
    """Name of a file that is protected, and whether a password was tried."""
    finished = Signal()
    """No file is left."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._queue = Queue()
        self._now: Reading | None = None
        self._reader = ImportReader(session, self)
        self._reader.progressed.connect(self.progressed)
        self._reader.unpacked.connect(self._unpacked)
        self._reader.done.connect(self._found)
        self._reader.failed.connect(self._fail)
        self._reader.cancelled.connect(self._cancel)

    def start(self, paths: list[Path], folder: Path | None = None) -> None:
        """Read these files, folders and packed files, after those that wait already.

        `folder` is where to put what is made of them, if that is not where they lie.
        """
        idle = self._now is None
        if idle:
            self._queue.clear()
        self._queue.waiting.extend(Reading(path, is_bundle(path), folder=folder) for path in paths)
        self._queue.total += len(paths)
        if idle:
            self._next()

    def paste(self, html: str, text: str, folder: Path) -> None:
        """Read the table of a clipboard, after what waits already; for `folder` see `start`."""
        today = date.today()  # noqa: DTZ011 - the day that the person sees

        def take(copied: CopiedTable) -> None:
            self.start([copied.path], folder)
            self._queue.unpacked.append(copied)

        self._session.work_out(lambda _job: CopiedTable(html, text, today), take, self.refused.emit)

    @property
    def path(self) -> Path | None:
        """The file that is read or looked at."""
        return self._now.path if self._now else None

    @property
    def folder(self) -> Path | None:
        """Where to put what is made of the file that is looked at."""
        return (self._now.folder or self._now.path.parent) if self._now else None

    @property
    def password(self) -> str | None:
        """What opens the file that is looked at."""
        return self._now.password if self._now else None

    def commit(
        self, left_out: Collection[int] = (), left_out_records: Collection[int] = ()
    ) -> None:
        """Import what is looked at, once, without the values and records at these positions."""
        now = self._now
        if now is None or now.preview is None or now.committing:
            return
        preview, now.committing = now.preview, True
        self._session.ask(
            lambda review, job: imports.commit(
                review, preview, job, left_out=left_out, left_out_records=left_out_records
            ),
            lambda result: self._committed(now, result),
            lambda error: self._not_committed(now, error),
            lambda: self._not_committed(now, None),
            title=self.tr("Importing {file}").format(file=preview.plan.file),
        )

    def read_with(self, recipe: Recipe) -> None:
        """Read the file again with other decisions, beside what is shown."""
        last = self._now
        if last is None or last.packed or last.committing:
            return
        self._reader.stop()
        before = last if last.preview is not None else last.before
        now = Reading(last.path, False, recipe, last.password, True, folder=last.folder)
        now.before = before
        self._now = now
        self._reader.begin(now)

    def unlock(self, password: str) -> None:
        """Try a password on the file that is protected."""
        if self._now is not None:
            self._now.password = password
            self._reader.begin(self._now)

    def skip(self) -> None:
        """Leave out what is read or looked at; a file that is read again is left as it was."""
        now = self._now
        if now is None or now.committing:
            return
        self._reader.stop()
        now.give_up_recipe()
        if now.before is not None:
            self._go_back(now)
            return
        if now.preview is not None:
            now.preview.close()
        self._next()

    def drop(self) -> None:
        """Forget what is read, looked at or waits; an import that has begun goes on."""
        self._reader.stop()
        if self._now is not None:
            self._now.give_up_recipe()
        self._now = None
        self._queue.clear()

    def _next(self) -> None:
        self._now = None
        if not self._queue.waiting:
            self._queue.clear()
            self.finished.emit()
            return
        now = self._now = self._queue.waiting.popleft()
        total = self._queue.total
        self.reading.emit(now.path.name, total - len(self._queue.waiting), total)
        self._reader.begin(now)

    def _unpacked(self, now: Reading, bundle: Bundle) -> None:
        """Put the files of a folder or packed file in its place."""
        self._queue.unpacked.append(bundle)
        self._queue.waiting.extendleft(
            Reading(path, folder=now.path.parent) for path in reversed(bundle.files)
        )
        self._queue.total += len(bundle.files) - 1
        if not bundle.files:
            message = self.tr("“{name}” holds no file that could be a spreadsheet.")
            self.refused.emit(KnownError("no-files", message.format(name=now.path.name)))
        self._next()

    def _found(self, now: Reading, match: Match | None, preview: ImportPreview) -> None:
        now.matched = True
        if match is not None and match.applies:
            now.applied, now.plain, now.recipe = match, preview, match.stored.recipe
            self._reader.begin(now)
            return
        told = match or now.applied
        now.give_up_recipe()
        if told is not None:
            self.matched.emit(told)
        self._show(now, preview)

    def _show(self, now: Reading, preview: ImportPreview) -> None:
        before, now.before = now.before, None
        now.preview = preview
        self.previewed.emit(preview)
        if before is not None and before.preview is not None:
            before.preview.close()

    def _without_recipe(self, now: Reading, plain: ImportPreview, error: Exception) -> None:
        """Show the file as it is read without the recipe that breaks its reading."""
        applied, now.applied, now.plain, now.recipe = now.applied, None, None, NO_RECIPE
        if not isinstance(error, KnownError):
            self.failed.emit(error)
        self.skipped.emit(applied, error)
        self._show(now, plain)

    def _committed(self, now: Reading, result: ImportResult) -> None:
        self.imported.emit(result)
        if now is self._now:
            self._next()
        result.preview.close()

    def _not_committed(self, now: Reading, error: Exception | None) -> None:
        """Nothing was written: what is looked at stays, to be tried again."""
        preview = now.preview
        if preview and isinstance(error, KnownError) and error.code == imports.STALE:
            self.failed.emit(error)
            self._session.ask(
                lambda review, job: imports.compare(review, preview.plan, job),
                lambda found: self._compared_again(now, found),
                lambda failure: self._not_committed(now, failure),
                lambda: self._not_committed(now, None),
                title=self._reader.title_of(now),
            )
            return
        now.committing = False
        if error is not None:
            self.failed.emit(error)
        if now is self._now and now.preview is not None:
            self.previewed.emit(now.preview)

    def _compared_again(self, now: Reading, preview: ImportPreview) -> None:
        """Show what the import would do now; it pages from the same staging file as before."""
        now.preview = preview
        self._not_committed(now, None)

    def _fail(self, now: Reading, error: Exception) -> None:
        if now.before is not None:
            self.failed.emit(error)
            self._go_back(now)
        elif now.plain is not None:
            self._without_recipe(now, now.plain, error)
        elif isinstance(error, KnownError) and error.code == "password":
            self.password_wanted.emit(now.path.name, now.password is not None)
        else:
            self.refused.emit(error)
            self._next()

    def _cancel(self, now: Reading) -> None:
        now.give_up_recipe()
        if now.before is not None:
            self._go_back(now)
        else:
            self._next()

    def _go_back(self, now: Reading) -> None:
        """Show again what was shown before the file was read anew."""
        self._now = now.before
        if now.before is not None:
            self.kept.emit(now.before.recipe)
            self.previewed.emit(now.before.preview)
