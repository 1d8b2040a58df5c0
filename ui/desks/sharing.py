"""The review that two people want: asked for here, or handed over to who asks."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.messages import Messages
from ui.panels.read_only_bar import HandOverBar, ReadOnlyBar
from ui.presenters.review import ReviewPresenter
from ui.presenters.takeover import AskerPresenter, OwnerPresenter
from vnr_app.services.takeover import Request

_AT_WORK = (QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress)


class SharingDesk(QObject):
    """Connects the bars of who reads and of who writes with the requests beside the review."""

    open_wanted = Signal()
    """Open the review anew: it is free, or the person wants to see what was saved since."""
    hand_over_wanted = Signal(object)
    """Give the review to the person of this `Request`."""

    def __init__(self, session: ReviewPresenter, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._messages = messages
        self._asker: AskerPresenter | None = None
        self._owner: OwnerPresenter | None = None
        if session.review.read_only:
            self._build_reading()
        else:
            self._build_writing()

    def _build_reading(self) -> None:
        review = self._session.review
        bar = ReadOnlyBar()
        self._messages.add(bar)
        asker = self._asker = AskerPresenter(self._session, self)
        bar.ask_wanted.connect(asker.ask)
        bar.withdraw_wanted.connect(asker.withdraw)
        bar.look_again_wanted.connect(self.open_wanted)
        asker.waiting.connect(bar.show_waiting)
        asker.refused.connect(bar.show_refused)
        asker.lost.connect(bar.show_lost)
        asker.free.connect(self.open_wanted)
        asker.failed.connect(self._messages.fail)
        bar.show_review(review)

    def _build_writing(self) -> None:
        bar = HandOverBar()
        self._messages.add(bar)
        owner = self._owner = OwnerPresenter(self._session, self)
        owner.asked.connect(bar.show_request)
        owner.asked.connect(self._watch)
        owner.withdrawn.connect(bar.dismiss)
        owner.withdrawn.connect(self._watch_no_longer)
        owner.due.connect(self._hand_over_unanswered)
        bar.keep_wanted.connect(owner.keep)
        bar.keep_wanted.connect(self._watch_no_longer)
        bar.hand_over_wanted.connect(self.hand_over_wanted)

    def _hand_over_unanswered(self, request: Request) -> None:
        """Nobody answers: give it, unless something is under way or asks for an answer here."""
        if not self._session.jobs.busy and QApplication.activeModalWidget() is None:
            self.hand_over_wanted.emit(request)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the person is at work, wherever in the program; every event goes on."""
        if event.type() in _AT_WORK and self._owner is not None:
            self._owner.typed()
        return False

    def _watch(self, _request: Request) -> None:
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def _watch_no_longer(self) -> None:
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)

    def close(self) -> None:
        """The review is about to be closed: nobody asks any more, or is asked."""
        self._watch_no_longer()
        if self._asker is not None:
            self._asker.withdraw()
        if self._owner is not None:
            self._owner.stop()
