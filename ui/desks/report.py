"""The desk of the report: what is unfinished, how it will look, and writing the file."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ui.messages import Messages
from ui.panels.export_page import ExportPage
from ui.presenters.report import Before, ReportPresenter
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.stage import Stage
from vnr_app.errors import KnownError
from vnr_app.io import free_name
from vnr_app.services import exports
from vnr_app.services.exports import Order
from vnr_app.services.report_templates import available
from vnr_app.services.section_states import SectionState

PLACE = "report"
_SOON_MS = 300
_OTHER_NAME = ("not-writable", "write-failed", "name-too-long", "file-in-use")
"""Failures that another name for the file may mend."""


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
        self._session = session
        self._report = ReportPresenter(session, self)
        self._page = page
        self._texts = texts
        self._stage = stage
        self._messages = messages
        self._states: tuple[SectionState, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look)
        page.form.template.show_templates(tuple((each.name, each.title) for each in available()))
        self._connect()

    def _connect(self) -> None:
        page, report = self._page, self._report
        self._stage.entered.connect(self._enter)
        self._stage.left.connect(self._leave)
        self._session.history_changed.connect(self._look_soon)
        self._session.outline_loaded.connect(self._take_states)
        page.order_changed.connect(self._follow)
        page.export_wanted.connect(self._write)
        page.cancel_wanted.connect(report.cancel)
        page.preview_toggled.connect(lambda _on: self._preview())
        report.looked.connect(self._show_before)
        report.previewed.connect(page.show_preview)
        report.preview_failed.connect(self._fail_preview)
        report.progressed.connect(page.show_progress)
        report.written.connect(page.show_written)
        report.failed.connect(self._failed)
        report.cancelled.connect(page.show_idle)

    def _take_states(self, states: tuple[SectionState, ...]) -> None:
        self._states = states

    def _enter(self, place: str) -> None:
        if place == PLACE:
            self._texts.flush()
            self._follow()

    def _leave(self, place: str) -> None:
        if place == PLACE:
            self._soon.stop()
            self._report.stop_preview()

    def _look_soon(self) -> None:
        if self._stage.place == PLACE:
            self._soon.start()

    def _follow(self) -> None:
        """Another order: another name, other findings, another preview."""
        form = self._page.form
        name = exports.proposed_name(self._session.review, form.order, form.ending)
        form.propose(name)
        self._soon.start()

    def _look(self) -> None:
        form = self._page.form
        self._report.look(form.order)
        self._preview()

    def _preview(self) -> None:
        if self._page.wants_preview:
            self._page.preview.show_waiting()
            self._report.preview(self._page.form.order)
        else:
            self._report.stop_preview()
            self._page.show_no_preview()

    def _fail_preview(self, error: Exception) -> None:
        self._page.preview.say(self.tr("The preview could not be made."))
        self._messages.fail(error)

    def _show_before(self, before: Before) -> None:
        form = self._page.form
        form.show_languages(before.languages)
        form.show_untranslated(before.untranslated)
        form.show_template_faults(tuple(f"{each.message} {each.hint}" for each in before.faults))
        self._page.findings.show_findings(before.findings, self._states)

    # --- Writing ----------------------------------------------------------------------------

    def _write(self, path: Path, order: Order) -> None:
        """A file that is there already may have been worked on by hand: ask before it goes."""
        if self._page.may_replace(path) or not path.exists():
            self._write_over(path, order)
            return
        other = free_name(path)
        self._page.show_idle()
        self._messages.banner.say(
            "warning",
            self.tr("“{file}” is there already; nothing was written yet.").format(file=path.name),
            self.tr("Somebody may have worked on it."),
            action=self.tr("Write “{file}”").format(file=other.name),
            then=lambda: self._write_over(other, order),
            other=self.tr("Replace it"),
            otherwise=lambda: self._write_over(path, order),
        )

    def _write_over(self, path: Path, order: Order) -> None:
        self._texts.flush()
        self._page.show_writing()
        self._report.write(path, order)

    def _failed(self, error: Exception, path: Path) -> None:
        self._page.show_idle()
        if not isinstance(error, KnownError) or error.code not in _OTHER_NAME:
            self._messages.fail(error)
            return
        other = free_name(path)
        self._messages.banner.say(
            "error",
            error.message,
            error.hint,
            action=self.tr("Write “{file}”").format(file=other.name),
            then=lambda: self._write_over(other, self._page.form.order),
        )
