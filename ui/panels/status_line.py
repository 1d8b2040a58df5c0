"""The line at the bottom: when it was saved, how long the text is, what is under way."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui.jobs import Job, Jobs
from ui.names import counted, moment
from ui.widgets.basics import IconButton, IconLabel, label

_PATIENCE_MS = 600


class StatusLine(QFrame):
    """Shows a job only when it takes longer than a moment."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "bar")
        self._jobs = jobs
        self._job: Job | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_job)
        self._build()
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._progressed)
        jobs.finished.connect(self._finished)

    def _build(self) -> None:
        self.setFixedHeight(36)
        self._saved_icon = IconLabel("check", "success", 14)
        self._saved = label(size="small", tone="muted")
        self._saved_box = QWidget()
        saved = QHBoxLayout(self._saved_box)
        saved.setContentsMargins(0, 0, 16, 0)
        saved.setSpacing(8)
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved)
        self._saved_box.hide()
        self._words = label(size="small", tone="muted")
        self._selection = label(size="small", tone="muted")
        self._language = label(size="small", tone="muted")
        self._spelling = label(size="small", tone="muted")
        self._job_title = label(size="small")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = IconButton("close", self.tr("Cancel the running work"))
        self._cancel.clicked.connect(self._cancel_job)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._saved_box)
        row.addWidget(self._words)
        row.addSpacing(8)
        row.addWidget(self._selection)
        row.addSpacing(8)
        row.addWidget(self._language)
        row.addSpacing(8)
        row.addWidget(self._spelling)
        row.addStretch()
        self._selection.hide()
        self._spelling.hide()
        for each in (self._job_title, self._bar, self._cancel):
            row.addWidget(each)
            each.hide()

    def show_saved(self, at: datetime) -> None:
        """Say when the text was saved."""
        self._saved_icon.show_icon("check", "success")
        self._saved_box.show()
        self._saved.setText(self.tr("Saved {time}").format(time=moment(at)))

    def show_unsaved(self) -> None:
        """Say that there is something to save."""
        self._saved_icon.show_icon("status-drafting", "muted")
        self._saved_box.show()
        self._saved.setText(self.tr("Saving…"))

    def show_read_only(self) -> None:
        """Say that nothing can be written."""
        self._saved_icon.show_icon("status-locked", "muted")
        self._saved_box.show()
        self._saved.setText(self.tr("Read only"))

    def show_words(self, words: int) -> None:
        """Say how long the whole review is."""
        self._words.setText(counted("{n} word in the review", "{n} words in the review", words))

    def show_selection(self, words: int, characters: int) -> None:
        """Say how long the selection is; zeros for none."""
        text = self.tr("Selected: {words}, {characters}").format(
            words=counted("{n} word", "{n} words", words),
            characters=counted("{n} character", "{n} characters", characters),
        )
        self._selection.setText(text if characters else "")
        self._selection.setVisible(characters > 0)

    def show_language(self, name: str) -> None:
        """Say in which language the text is written."""
        self._language.setText(name)

    def show_spelling(self, text: str) -> None:
        """Say why no spelling is checked; empty where it is."""
        self._spelling.setText(text)
        self._spelling.setVisible(bool(text))

    def clear(self) -> None:
        """Forget the review."""
        self._saved_box.hide()
        for each in (self._saved, self._words, self._selection, self._language, self._spelling):
            each.setText("")

    def stop(self) -> None:
        """Stop what would fire after the window is gone."""
        self._patience.stop()

    def _started(self, job: Job) -> None:
        if job.title:
            self._job = job
            self._job_title.setText(job.title)
            self._bar.setRange(0, 0)
            self._patience.start()

    def _show_job(self) -> None:
        for each in (self._job_title, self._bar, self._cancel):
            each.setVisible(self._job is not None)

    def _progressed(self, number_: int, done: int, total: int, message: str) -> None:
        if self._job is None or number_ != self._job.number:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if message:
            self._job_title.setText(f"{self._job.title} · {message}")

    def _finished(self, number_: int) -> None:
        if self._job is not None and number_ == self._job.number:
            self._job = None
            self._patience.stop()
            self._show_job()

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._jobs.cancel(self._job.number)
