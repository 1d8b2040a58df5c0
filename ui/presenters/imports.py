"""Importing files one after the other: look, then decide."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
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

    def start(self, paths: list[Path]) -> None:
        """Read these files, after those that wait already."""
        idle = not self._waiting and self._preview is None
        self._waiting.extend(paths)
        self._total = len(self._waiting) if idle else self._total + len(paths)
        if idle:
            self._next()

    def commit(self) -> None:
        """Import what is looked at."""
        if self._preview is None:
            return
        preview = self._preview
        self._session.ask(
            lambda review, job: imports.commit(review, preview, job),
            self._committed,
            self._refuse,
            title=self.tr("Importing {file}").format(file=preview.plan.file),
        )

    def skip(self) -> None:
        """Leave out what is looked at and go on to the next file."""
        self._preview = None
        self._next()

    def cancel(self) -> None:
        """Leave out everything that waits."""
        self._waiting.clear()
        self._preview = None
        self.finished.emit()

    def _next(self) -> None:
        if not self._waiting:
            self.finished.emit()
            return
        path = self._waiting.popleft()
        self.reading.emit(path.name, self._total - len(self._waiting), self._total)
        self._session.ask(
            lambda review, job: imports.preview(review, path, job),
            self._show,
            self._refuse,
            title=self.tr("Reading {file}").format(file=path.name),
        )

    def _show(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.previewed.emit(preview)

    def _committed(self, result: ImportResult) -> None:
        self._preview = None
        self.imported.emit(result)
        self._next()

    def _refuse(self, error: Exception) -> None:
        self._preview = None
        self.refused.emit(error)
        self._next()
