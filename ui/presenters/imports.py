"""Importing files one after the other: look, then decide."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.jobs import Failed, Job
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.importplan import ImportPlan
from vnr_app.services import imports
from vnr_app.services.imports import ImportPreview, ImportResult


class ImportPresenter(QObject):
    """Holds the files that wait and the preview that is looked at."""

    reading = Signal(str, int, int)
    """Name of the file that is read, its place and the number of files."""
    previewed = Signal(object)
    """An `ImportPreview` to decide about."""
    imported = Signal(object)
    """The `ImportResult` of a file."""
    refused = Signal(object)
    """Why a file cannot be imported; the next one is read."""
    finished = Signal()
    """No file is left."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: deque[Path] = deque()
        self._total = 0
        self._preview: ImportPreview | None = None
        self._path: Path | None = None
        self._reading: Job | None = None

    def start(self, paths: list[Path]) -> None:
        """Read these files, after those that wait already."""
        idle = self._path is None
        self._waiting.extend(paths)
        self._total = len(self._waiting) if idle else self._total + len(paths)
        if idle:
            self._next()

    def commit(self) -> None:
        """Import what is looked at, once."""
        preview, path = self._preview, self._path
        if preview is None or path is None:
            return
        self._preview = None
        self._session.ask(
            lambda review, job: imports.commit(review, preview, job),
            lambda result: self._committed(path, result),
            lambda error: self._refuse(path, error),
            lambda: self._go_on(path),
            title=self.tr("Importing {file}").format(file=preview.plan.file),
        )

    def name_indicator(self, code: str) -> None:
        """Read the file that is looked at anew: its table is about this indicator."""
        preview, path = self._preview, self._path
        if preview is None or path is None:
            return
        self._preview = None

        def keep(error: Exception) -> None:
            self.refused.emit(error)
            self._show(path, preview)

        self._read(path, keep, lambda: self._show(path, preview), indicator=code)

    def skip(self) -> None:
        """Leave out what is read or looked at and go on to the next file."""
        if self._preview is not None:
            self._preview = None
            self._next()
        else:
            self._stop_reading()

    def cancel(self) -> None:
        """Leave out everything that waits."""
        self.drop()
        self.finished.emit()

    def drop(self) -> None:
        """Forget what is read, looked at or waits; an import that has begun goes on."""
        self._waiting.clear()
        self._preview = self._path = None
        self._stop_reading()

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._session.jobs.cancel(self._reading.number)

    def _next(self) -> None:
        self._path = self._reading = None
        if not self._waiting:
            self.finished.emit()
            return
        path = self._path = self._waiting.popleft()
        self.reading.emit(path.name, self._total - len(self._waiting), self._total)
        self._read(path, lambda error: self._refuse(path, error), lambda: self._go_on(path))

    def _read(
        self,
        path: Path,
        failed: Failed,
        cancelled: Callable[[], None],
        indicator: str | None = None,
    ) -> None:
        """Read a file beside the review's own queue, then compare it with the review."""
        info = self._session.review.info

        def compare(plan: ImportPlan) -> None:
            self._session.ask(
                lambda review, _job: imports.compare(review, plan),
                lambda found: self._show(path, found),
                failed,
            )

        self._reading = self._session.work_out(
            lambda job: imports.read(info, path, job, indicator=indicator),
            compare,
            failed,
            cancelled,
            title=self.tr("Reading {file}").format(file=path.name),
        )

    def _show(self, path: Path, preview: ImportPreview) -> None:
        # The very path tells apart what is wanted still from what was dropped meanwhile.
        if path is self._path:
            self._preview, self._reading = preview, None
            self.previewed.emit(preview)

    def _committed(self, path: Path, result: ImportResult) -> None:
        self.imported.emit(result)
        self._go_on(path)

    def _refuse(self, path: Path, error: Exception) -> None:
        self.refused.emit(error)
        self._go_on(path)

    def _go_on(self, path: Path) -> None:
        if path is self._path:
            self._next()
