"""The desk of the report: what is unfinished, and writing the document."""

from pathlib import Path

from PySide6.QtCore import QObject

from ui.messages import Messages
from ui.panels.export_page import ExportPage
from ui.presenters.report import ReportPresenter
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.stage import Stage

PLACE = "report"


class ReportDesk(QObject):
    """Says what is unfinished while the page is shown; writes what is asked for."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ExportPage,
        texts: TextsPresenter,
        stage: Stage,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._report = ReportPresenter(session, self)
        self._page = page
        self._texts = texts
        self._messages = messages
        stage.entered.connect(self._enter)
        session.history_changed.connect(lambda: self._enter(stage.place))
        page.export_wanted.connect(self._write)
        self._report.findings_loaded.connect(page.show_findings)
        self._report.written.connect(page.show_written)
        self._report.failed.connect(self._failed)
        self._report.cancelled.connect(page.show_idle)

    def _enter(self, place: str) -> None:
        if place == PLACE:
            self._report.load_findings()

    def _write(self, path: Path, language: str | None, section: str | None) -> None:
        """A file that is there already may have been worked on by hand: ask before it goes."""
        if self._page.may_replace(path) or not path.exists():
            self._write_over(path, language, section)
            return
        other = free_name(path)
        self._page.show_idle()
        self._messages.banner.say(
            "warning",
            self.tr("“{file}” is there already; nothing was written yet.").format(file=path.name),
            self.tr("Somebody may have worked on it in Word."),
            action=self.tr("Write “{file}”").format(file=other.name),
            then=lambda: self._write_over(other, language, section),
            other=self.tr("Replace it"),
            otherwise=lambda: self._write_over(path, language, section),
        )

    def _write_over(self, path: Path, language: str | None, section: str | None) -> None:
        self._texts.flush()
        self._report.write(path, language, section)

    def _failed(self, error: Exception) -> None:
        self._page.show_idle()
        self._messages.fail(error)


def free_name(path: Path) -> Path:
    """The first name like this one that no file has: "report 2.docx"."""
    at = 2
    while (other := path.with_name(f"{path.stem} {at}{path.suffix}")).exists():
        at += 1
    return other
