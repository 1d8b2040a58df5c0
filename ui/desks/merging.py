"""The desk of merging: versions that met are offered, put together, made one text."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.desks.texts import TextsDesk
from ui.editor.apparatus import Known
from ui.messages import Messages
from ui.panels.merge_page import MergePage
from ui.panels.section_page import SectionPage
from ui.presenters.merging import MergingPresenter, Met
from ui.presenters.review import ReviewPresenter
from ui.stage import Stage
from vnr_app.services import section_keys

PLACE = "merge"


class MergingDesk(QObject):
    """Opens the page of a merge; writes what was decided there."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: MergePage,
        section_page: SectionPage,
        stage: Stage,
        texts: TextsDesk,
        messages: Messages,
        *,
        undo: Callable[[str], None],
        known: Callable[[], Known],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.presenter = MergingPresenter(session, self)
        self._session = session
        self._page = page
        self._stage = stage
        self._texts = texts
        self._messages = messages
        self._undo = undo
        self._known = known
        section_page.merge_wanted.connect(self.open)
        self._connect()

    def _connect(self) -> None:
        page, merging = self._page, self.presenter
        self._texts.met.connect(self._offer)
        self._stage.left.connect(lambda place: merging.drop() if place == PLACE else None)
        page.use_wanted.connect(merging.use)
        page.preview_wanted.connect(merging.preview)
        page.set_aside_wanted.connect(merging.keep_present)
        page.back_wanted.connect(self._texts.show_text)
        merging.ready.connect(self._show)
        merging.nothing.connect(self._tell_nothing)
        merging.previewed.connect(page.show_preview)
        merging.merged.connect(self._tell_merged)
        merging.set_aside.connect(self._tell_set_aside)
        merging.failed.connect(self._failed)
        self._session.texts_changed.connect(self._open_again)

    def open(self, key: str) -> None:
        """Put the versions of a text together, for the person to look at."""
        self._key = key
        self._texts.presenter.turn_away()
        self._page.show_waiting()
        self._stage.show_place(PLACE)
        self.presenter.open(key, self._texts.language)

    def _open_again(self) -> None:
        """A text was taken back while the page is open: it may no longer be the one shown."""
        if self._stage.place == PLACE:
            self.presenter.open(self._key, self._texts.language)

    def _show(self, met: Met) -> None:
        self._page.show_merge(met, self._known())
        self._page.focus_list()

    def _offer(self, key: str) -> None:
        """A save met a newer text: say so; nothing is lost and nothing is urgent."""
        review = self._session.review
        self._messages.banner.say(
            "warning",
            self.tr("“{title}” was changed elsewhere while you wrote.").format(
                title=section_keys.title(review, key)
            ),
            self.tr("Both versions are kept. Merge them when it suits you."),
            action=self.tr("Compare and merge"),
            then=lambda: self.open(key),
        )

    def _tell_nothing(self, key: str) -> None:
        self._texts.show_text(key)
        self._messages.banner.say("info", self.tr("No other version of this text waits."))

    def _tell_merged(self, key: str, operation: str | None) -> None:
        self._tell_done(key, operation, self.tr("The versions were merged."))

    def _tell_set_aside(self, key: str, operation: str | None) -> None:
        self._tell_done(
            key, operation, self.tr("The other version was set aside; it stays in the history.")
        )

    def _tell_done(self, key: str, operation: str | None, message: str) -> None:
        self._texts.show_text(key)
        self._messages.banner.say(
            "success",
            message,
            action=self.tr("Undo") if operation else "",
            then=(lambda: self._undo(operation)) if operation else None,
        )

    def _failed(self, error: Exception) -> None:
        """The text has changed meanwhile: show how it is now."""
        self._messages.fail(error)
        self._open_again()
