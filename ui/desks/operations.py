"""The desk of operations: what was done to the review, taking it back, doing it again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.messages import Messages
from ui.names import moment
from ui.panels.history_page import HistoryPage
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.stage import TEXTS, Stage
from vnr_app.services import history
from vnr_app.services.history import OperationRecord

PLACE = "history"
_SHOWN = 100


class OperationsDesk(QObject):
    """Undo and redo for everything that is no typing."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: HistoryPage,
        texts: TextsPresenter,
        stage: Stage,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._texts = texts
        self._stage = stage
        self._messages = messages
        page.undo_wanted.connect(self.undo)
        stage.entered.connect(self._load)
        session.history_changed.connect(lambda: self._load(stage.place))
        session.undone.connect(self._tell_undone)
        session.redone.connect(self._tell_redone)

    def undo(self, operation: str | None = None) -> None:
        """Take back an operation, or the last one; what is typed is kept first.

        The last one is looked up before that: keeping what is typed is an operation too, and
        nobody who takes back a status means the text.
        """
        if operation is not None:
            self._take_back(operation)
        else:
            self._ask_for_last(lambda last: self._take_back(last.id))

    def undo_from_keyboard(self) -> None:
        """Take the last operation back; on a text's page, which has an undo of its own, offer it.

        Who presses Ctrl+Z there means the text, and not a status that somebody set elsewhere.
        """
        if self._stage.place == TEXTS:
            self._ask_for_last(self._offer)
        else:
            self.undo()

    def _offer(self, last: OperationRecord) -> None:
        self._messages.banner.say(
            "info",
            self.tr("Nothing to undo in this text. The last change of the review: {title}").format(
                title=last.title
            ),
            self.tr("By {author}, {time}").format(author=last.author, time=moment(last.at)),
            action=self.tr("Take it back"),
            then=lambda: self._take_back(last.id),
        )

    def _ask_for_last(self, then: Callable[[OperationRecord], None]) -> None:
        def answer(last: OperationRecord | None) -> None:
            if last is None:
                self._messages.banner.say("info", self.tr("There is nothing to take back."))
            else:
                then(last)

        self._session.ask(lambda review, _job: history.last_undoable(review), answer)

    def _take_back(self, operation: str) -> None:
        self._texts.leave()
        self._session.undo(operation)

    def redo(self, operation: str | None = None) -> None:
        """Do an operation again, or what was taken back last."""
        self._texts.leave()
        self._session.redo(operation)

    def _load(self, place: str) -> None:
        if place == PLACE:
            read_only = self._session.review.read_only
            self._session.ask(
                lambda review, _job: history.operations(review, _SHOWN),
                lambda found: self._page.show_operations(found, read_only=read_only),
            )

    def _tell_undone(self, record: OperationRecord) -> None:
        self._messages.banner.say(
            "info",
            self.tr("Taken back: {title}").format(title=record.title),
            action=self.tr("Redo"),
            then=self.redo,
        )

    def _tell_redone(self, record: OperationRecord) -> None:
        self._messages.banner.say("info", self.tr("Done again: {title}").format(title=record.title))
