"""The report: what is to be written, what is unfinished in it, how it looks, where it lies."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.names import isolated
from ui.panels.export_findings import ExportFindings
from ui.panels.export_form import ExportForm
from ui.panels.preview_panel import PreviewPanel
from ui.widgets.basics import IconLabel, button, label, scroll_area, strong
from ui.widgets.page_parts import page_header
from vnr_app.domain.framework import Framework
from vnr_app.services.exports import TEXTS
from vnr_app.services.numbers import is_right_to_left
from vnr_app.services.reviews import ReviewInfo
from vnr_app.services.section_states import SectionState

_FORM_WIDTH = 440
_WIDTH = 776
_LEAST_FOR_BOTH = 760
"""Pixels in which form and preview find room side by side."""


class ExportPage(QFrame):
    """Emits what is wanted; shows where it lies when it is done."""

    export_wanted = Signal(object, object)
    """Path of the file, and the `Order`."""
    order_changed = Signal()
    cancel_wanted = Signal()
    preview_toggled = Signal(bool)
    checks_wanted = Signal()
    """All that the checks found is to be shown."""

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._written: Path | None = None
        self._build(framework)

    def _build(self, framework: Framework) -> None:
        head, row = page_header(
            self.tr("Report"), self.tr("From the same texts and figures, in the form you need.")
        )
        self.preview_button = button(self.tr("Preview"), icon="report")
        self.preview_button.setCheckable(True)
        self.preview_button.toggled.connect(self._show_preview)
        self._write = button(self.tr("Write the file"), "primary", icon="export")
        self._write.clicked.connect(self._ask)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            write = QShortcut(QKeySequence(keys), self)
            write.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            write.activated.connect(self._write.click)
        self._write.setToolTip(self.tr("Write the file (Ctrl+Enter)"))
        row.addWidget(self.preview_button)
        row.addWidget(self._write)
        self.form = ExportForm()
        self.form.changed.connect(self.order_changed)
        self.findings = ExportFindings(framework)
        self.findings.all_wanted.connect(self.checks_wanted)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (self._build_done(), self._build_progress(), self.form, self.findings):
            column.addWidget(each)
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(self._build_body(), 1)
        # Not before its parts have a parent: one that is shown without is a window of its own.
        self._arrange()

    def _build_body(self) -> QHBoxLayout:
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(32, 24, 24, 32)
        centred.addWidget(self._content, 100)
        centred.addStretch(1)
        self._scroll = scroll_area(outer)
        self.preview = PreviewPanel()
        self._beside = QWidget()
        self._margins = QVBoxLayout(self._beside)
        self._margins.addWidget(self.preview)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._scroll, 1)
        body.addWidget(self._beside, 1)
        return body

    def _build_done(self) -> QFrame:
        self._done = QFrame()
        self._done.setProperty("banner", "success")
        self._done_text = strong(label(wrap=True))
        self._open = button(self.tr("Open"), icon="open")
        self._open.clicked.connect(self._open_file)
        self._folder = button(self.tr("Show in folder"), icon="folder")
        self._folder.clicked.connect(self._open_folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._open)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._done_text)
        words.addLayout(buttons)
        row = QHBoxLayout(self._done)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("check", "success"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._done.hide()
        return self._done

    def _build_progress(self) -> QFrame:
        self._progress = QFrame()
        self._progress.setProperty("banner", "info")
        self._step = label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel_wanted)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._step)
        words.addWidget(self._bar)
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._cancel)
        self._progress.hide()
        return self._progress

    # --- What is offered --------------------------------------------------------------------

    def show_review(self, info: ReviewInfo) -> None:
        """Propose language and file."""
        self.form.show_review(info)

    def choose_file(self, path: Path, *, replace: bool = False) -> None:
        """Choose the file; `replace`: over the one that is there."""
        self.form.choose_file(path)
        self.form.replaced = path if replace else None

    def may_replace(self, path: Path) -> bool:
        """Whether the person has said that the file there may go; once for every file."""
        said, self.form.replaced = self.form.replaced, None
        return said == path

    def show_outline(self, states: tuple[SectionState, ...]) -> None:
        """Offer the whole report and each section."""
        self.form.show_outline(states)

    # --- Preview ----------------------------------------------------------------------------

    @property
    def wants_preview(self) -> bool:
        """Whether the preview is to be seen, and what is wanted has one."""
        return self.preview_button.isChecked() and self.form.ending in TEXTS

    def show_preview(self, text: str) -> None:
        """Show what the texts will look like."""
        self.preview.show_html(text, rtl=is_right_to_left(self.form.order.language or "en"))

    def show_no_preview(self) -> None:
        """Say that figures alone have no preview."""
        self.preview.say(self.tr("Files of figures have no preview; their table is in Data."))

    def _show_preview(self, on: bool) -> None:
        self._arrange()
        self.preview_toggled.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Form and preview stand side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        on = self.preview_button.isChecked()
        beside = self.width() >= _LEAST_FOR_BOTH
        self._beside.setVisible(on)
        self._scroll.setVisible(beside or not on)
        self._content.setMaximumWidth(_FORM_WIDTH if on else _WIDTH)
        self._scroll.setMaximumWidth(_FORM_WIDTH + 56 if on else 16_777_215)
        text = self.tr("Back to the form") if on and not beside else self.tr("Preview")
        self.preview_button.setText(text)
        self._margins.setContentsMargins(8 if beside else 32, 24, 32, 32)

    # --- Writing ----------------------------------------------------------------------------

    def show_progress(self, done: int, total: int, message: str) -> None:
        """Say how far the file is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if message:
            self._step.setText(message)

    def show_written(self, path: Path) -> None:
        """Say that the file lies there."""
        self._written = path
        self._done_text.setText(
            self.tr("The file was written: {file}").format(file=isolated(path.name))
        )
        self._done.show()
        self.show_idle()

    def show_idle(self) -> None:
        """Let the person ask again."""
        had_focus = self._cancel.hasFocus()
        self._progress.hide()
        self._write.setEnabled(True)
        if had_focus:
            (self._open if self._done.isVisible() else self._write).setFocus()

    def _ask(self) -> None:
        path = self.form.path
        if path is None:
            self.form.focus_file()
            return
        self._write.setEnabled(False)
        self.export_wanted.emit(path, self.form.order)

    def show_writing(self) -> None:
        """Say that a file is being written."""
        self._done.hide()
        self._write.setEnabled(False)
        self._step.setText(self.tr("Collecting texts and figures"))
        self._bar.setRange(0, 0)
        self._progress.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _open_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
