"""Writing the report, and what is said and shown before it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.jobs import Job
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.findings import Finding
from vnr_app.domain.report import ReportDocument
from vnr_app.jobs import JobContext
from vnr_app.services import exports, translations
from vnr_app.services.export_findings import TEMPLATE, findings_before
from vnr_app.services.exports import Collected, Order
from vnr_app.services.report import untranslated_sections
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Before:
    """What is to be known before a file is written.

    `findings` are those of the review, `faults` those of the template; `untranslated` are titles
    of texts that are not in the file's language; `languages` those in which there are texts.
    """

    findings: tuple[Finding, ...]
    faults: tuple[Finding, ...]
    untranslated: tuple[str, ...]
    languages: tuple[str, ...]


class ReportPresenter(QObject):
    """Asks for findings, previews and files; of each kind the last request counts."""

    looked = Signal(object)
    """What is to be known before: a `Before`."""
    previewed = Signal(str)
    """The preview as HTML."""
    preview_failed = Signal(object)
    progressed = Signal(int, int, str)
    """Steps done, steps in all (0: unknown), what is being done."""
    written = Signal(object)
    """Path of the file."""
    failed = Signal(object, object)
    """The error, and the path of the file that was not written."""
    cancelled = Signal()

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writing: Job | None = None
        self._looking: Job | None = None
        self._previewing: Job | None = None
        session.jobs.progressed.connect(self._tell_progress)

    def look(self, order: Order) -> None:
        """Find what is unfinished in what is wanted."""
        self._stop(self._looking)

        def question(review: Review, job: JobContext) -> Before:
            job.check_cancelled()
            language = order.language or review.info.language
            found = findings_before(review, order)
            return Before(
                tuple(each for each in found if each.where != TEMPLATE),
                tuple(each for each in found if each.where == TEMPLATE),
                tuple(untranslated_sections(review, language).values()),
                translations.languages(review),
            )

        self._looking = self._session.ask(question, self.looked.emit)

    def preview(self, order: Order) -> None:
        """Show what the texts will look like; saving waits only while they are collected."""
        self._stop(self._previewing)
        title = self.tr("Preparing the preview")

        def draw(report: ReportDocument) -> None:
            # What was stopped on its way home here is not drawn over what is wanted now.
            if collecting is not None and not collecting.cancelled.is_set():
                self._draw(report, title)

        collecting = self._previewing = self._session.ask(
            lambda review, job: exports.collect_preview(review, order, job=job),
            draw,
            self.preview_failed.emit,
            title=title,
        )

    def _draw(self, report: ReportDocument, title: str) -> None:
        self._previewing = self._session.work_out(
            lambda job: exports.preview(report, job=job),
            self.previewed.emit,
            self.preview_failed.emit,
            title=title,
        )

    def write(self, path: Path, order: Order) -> None:
        """Write a file; saving waits only while texts and figures are collected."""
        title = self.tr("Writing the report")

        def go_on(collected: Collected) -> None:
            # Who stops it while the answer is on its way home is told so, and nothing is written.
            if collecting is not None and not collecting.cancelled.is_set():
                self._write(path, order, collected, title)
            else:
                self.cancelled.emit()

        collecting = self._writing = self._session.ask(
            lambda review, job: exports.collect(review, path, order, job=job),
            go_on,
            lambda error: self.failed.emit(error, path),
            self.cancelled.emit,
            title=title,
        )

    def _write(self, path: Path, order: Order, collected: Collected, title: str) -> None:
        self._writing = self._session.work_out(
            lambda job: exports.write(collected, path, order, job=job),
            lambda _none: self.written.emit(path),
            lambda error: self.failed.emit(error, path),
            self.cancelled.emit,
            title=title,
        )

    def cancel(self) -> None:
        """Stop writing."""
        self._stop(self._writing)

    def stop_preview(self) -> None:
        """Nobody looks at the preview any more."""
        self._stop(self._previewing)

    def _stop(self, job: Job | None) -> None:
        if job is not None:
            self._session.jobs.cancel(job.number)

    def _tell_progress(self, number: int, done: int, total: int, message: str) -> None:
        if self._writing is not None and number == self._writing.number:
            self.progressed.emit(done, total, message)
