"""Writing the report, and what is said before it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.jobs import JobContext
from vnr_app.services import exports, unfinished
from vnr_app.services.reviews import Review


class ReportPresenter(QObject):
    """Asks for findings and for the document."""

    findings_loaded = Signal(object)
    """A tuple of `Remark`."""
    written = Signal(object)
    """Path of the report."""
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def load_findings(self) -> None:
        """Read what is unfinished."""
        self._session.ask(
            lambda review, _job: unfinished.unfinished(review), self.findings_loaded.emit
        )

    def write(self, path: Path, language: str | None, section: str | None) -> None:
        """Write the report, or a section of it."""

        def task(review: Review, job: JobContext) -> Path:
            exports.export(review, path, language=language, section=section, job=job)
            return path

        self._session.ask(
            task,
            self.written.emit,
            self.failed.emit,
            self.cancelled.emit,
            title=self.tr("Writing the report"),
        )
