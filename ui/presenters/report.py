"""Writing the report, and what is said before it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.domain.report import ReportDocument
from vnr_app.services import exports, unfinished


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
        """Write the report, or a section of it; saving waits only while texts are collected."""
        title = self.tr("Writing the report")
        self._session.ask(
            lambda review, job: exports.collect(
                review, path, language=language, section=section, job=job
            ),
            lambda report: self._write(path, report, title),
            self.failed.emit,
            self.cancelled.emit,
            title=title,
        )

    def _write(self, path: Path, report: ReportDocument, title: str) -> None:
        self._session.work_out(
            lambda job: exports.write(report, path, job=job),
            lambda _none: self.written.emit(path),
            self.failed.emit,
            self.cancelled.emit,
            title=title,
        )
