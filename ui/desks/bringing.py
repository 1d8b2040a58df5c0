"""The desk of bringing in: another copy of the review is looked at, then brought in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desks.texts import TextsDesk
from ui.dialogs.bring_in import BringInDialog
from ui.messages import Messages
from ui.names import counted
from ui.panels.section_page import SectionPage
from ui.presenters.review import ReviewPresenter
from vnr_app.errors import KnownError
from vnr_app.services import bringing
from vnr_app.services.bringing import Arrival, Brought, Incoming, IncomingText


class BringingDesk(QObject):
    """Shows what a copy has, brings it in when the person says so, says what became of it."""

    open_wanted = Signal(object)
    """Path of a file that is to be opened in the place of the review."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        texts: TextsDesk,
        messages: Messages,
        *,
        undo: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._session = session
        self._page = page
        self._texts = texts
        self._messages = messages
        self._undo = undo

    def choose_file(self) -> None:
        """Ask for a copy and show what it has."""
        if self._session.review.read_only:
            self._messages.banner.say(
                "info", self.tr("The review was opened for reading only; nothing is brought in.")
            )
            return
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Bring in another copy of this review"),
            "",
            self.tr("Review (*.vnr)"),
        )
        if chosen:
            path = Path(chosen)
            self._preview(path, self._messages.fail, may_open=False)

    def take(self, path: Path) -> None:
        """A file was dropped: offer to bring a copy of this review in, open any other."""
        if self._session.review.read_only:
            self.open_wanted.emit(path)
            return

        def failed(error: Exception) -> None:
            # Opening tells of a damaged file in its own words, and opens another review.
            if not isinstance(error, KnownError) or error.code != "same-file":
                self.open_wanted.emit(path)

        self._preview(path, failed, may_open=True)

    def _preview(self, path: Path, failed: Callable[[Exception], None], *, may_open: bool) -> None:
        # What is being typed counts: it may be what the other copy meets.
        self._texts.presenter.leave()
        self._session.ask(
            lambda review, _job: bringing.preview(review, path),
            lambda incoming: self._show(path, incoming, may_open),
            failed,
            title=self.tr("Reading the copy"),
        )

    def _show(self, path: Path, incoming: Incoming, may_open: bool) -> None:
        language = self._session.review.info.language
        dialog = BringInDialog(incoming, language, may_open=may_open, parent=self._window)
        dialog.accepted.connect(lambda: self._bring_in(path))
        dialog.open_wanted.connect(lambda: self.open_wanted.emit(path))
        dialog.open()

    def _bring_in(self, path: Path) -> None:
        self._texts.presenter.leave()
        self._session.ask(
            lambda review, _job: bringing.bring_in(review, path),
            self._tell,
            title=self.tr("Bringing in the copy"),
        )

    def _tell(self, brought: Brought) -> None:
        incoming, operation = brought.incoming, brought.operation
        if operation is None:
            message = self.tr("“{file}” has nothing that is not here already.")
            self._messages.banner.say("info", message.format(file=incoming.file))
            return
        self._session.texts_changed.emit()
        met = [each for each in incoming.texts if each.arrival is Arrival.MEETS]
        self._messages.banner.say(
            "warning" if met else "success",
            self.tr("“{file}” was brought in.").format(file=incoming.file),
            self._sentence(incoming, len(met)),
            action=self.tr("Undo"),
            then=lambda: self._undo(operation),
            other=self.tr("Compare and merge") if met else "",
            otherwise=(lambda: self._open_merge(met[0])) if met else None,
        )

    def _sentence(self, incoming: Incoming, met: int) -> str:
        newer = sum(each.arrival is Arrival.FORWARD for each in incoming.texts)
        said = [
            counted("{n} text is newer now.", "{n} texts are newer now.", newer) if newer else "",
            counted(
                "{n} text was changed in both copies; both versions are kept.",
                "{n} texts were changed in both copies; both versions are kept.",
                met,
            )
            if met
            else "",
        ]
        return " ".join(each for each in said if each)

    def _open_merge(self, text: IncomingText) -> None:
        """Bring the first text that met another together with it."""
        if text.language != self._texts.language:
            self._texts.presenter.write_in(text.language)
        self._page.merge_wanted.emit(text.section)
