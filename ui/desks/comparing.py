"""The desk of comparison: two versions of a text side by side; texts that were rescued."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.desks.texts import TextsDesk
from ui.messages import Banner, Messages
from ui.names import counted, moment
from ui.panels.compare_page import ComparePage
from ui.presenters.review import ReviewPresenter
from ui.presenters.versions import PRESENT, RESCUED, Compared, ComparingPresenter, recorded
from ui.stage import TEXTS, Stage
from vnr_app.jobs import JobContext
from vnr_app.services import rescue, writing
from vnr_app.services.rescue import RescuedText
from vnr_app.services.reviews import Review

PLACE = "compare"


class ComparingDesk(QObject):
    """Opens the page with two versions and leads back to where the person came from."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ComparePage,
        stage: Stage,
        texts: TextsDesk,
        messages: Messages,
        undo: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.presenter = ComparingPresenter(session, self)
        self._session = session
        self._page = page
        self._stage = stage
        self._texts = texts
        self._messages = messages
        self._undo = undo
        self._origin = TEXTS
        self._shown: Compared | None = None
        self._rescued_bar = Banner()
        messages.add(self._rescued_bar)
        self._connect()
        self.look_for_rescued()

    def _connect(self) -> None:
        page = self._page
        page.versions_chosen.connect(self.presenter.choose)
        page.back_wanted.connect(self._leave)
        page.rescued_taken.connect(self._take)
        page.rescued_discarded.connect(self._discard)
        self.presenter.compared.connect(self._show)
        self._session.history_changed.connect(self._refresh)
        self._stage.left.connect(self._drop)

    def open(self, key: str, language: str, version: str = PRESENT) -> None:
        """Show a version beside the present text; the present one, with the version before it."""
        self._begin()
        self.presenter.open(key, language, version or None)

    def _begin(self) -> None:
        if self._stage.place != PLACE:
            self._origin = self._stage.place
        self._shown = None
        self._texts.presenter.turn_away()
        self._page.show_waiting()
        self._stage.show_place(PLACE)

    def _show(self, compared: Compared) -> None:
        first = self._shown is None
        self._shown = compared
        listing = compared.listing
        alone = len(listing.revisions) + (listing.draft is not None) < 2
        if alone and listing.rescued is None:
            self._leave(listing.key)
            self._messages.banner.say("info", self.tr("This text has no earlier version yet."))
            return
        self._page.show_comparison(compared)
        if first:
            self._page.focus_list()

    def _refresh(self) -> None:
        if self._stage.place == PLACE and (shown := self._shown) is not None:
            listing = shown.listing
            self.presenter.choose(listing.key, listing.language, shown.old, shown.new)

    def _drop(self, place: str) -> None:
        if place == PLACE:
            self.presenter.drop()
            self._shown = None

    def _leave(self, key: str) -> None:
        if self._origin == TEXTS or not self._origin:
            self._texts.show_text(key)
        else:
            self._stage.show_place(self._origin)

    # --- Rescued texts ----------------------------------------------------------------------

    def look_for_rescued(self) -> None:
        """Say whether texts lie beside the review that it did not take."""
        self._session.ask(lambda review, _job: rescue.found(review), self._offer)

    def _offer(self, found: tuple[RescuedText, ...]) -> None:
        if not found:
            self._rescued_bar.dismiss()
            return
        first = found[0]
        self._rescued_bar.say(
            "warning",
            counted(
                "A text that could not be saved was rescued.",
                "{n} texts that could not be saved were rescued.",
                len(found),
            ),
            self.tr("It was written until {when}. Look at it and decide about it.").format(
                when=moment(first.saved_at)
            ),
            action=self.tr("Look at it"),
            then=lambda: self._open_rescued(first),
            stays=True,
        )

    def _open_rescued(self, rescued: RescuedText) -> None:
        self._begin()
        self.presenter.open(rescued.key, rescued.language, RESCUED, rescued)

    def _take(self, rescued: RescuedText) -> None:
        """Make the rescued text the present one; what is there is kept as a version before it."""

        def take(review: Review, _job: JobContext) -> str | None:
            key, language = rescued.key, rescued.language
            writing.keep_draft(review, key, language)
            operation = recorded(
                review,
                "write",
                lambda: writing.keep(review, key, rescued.document, language=language),
            )
            rescue.discard(rescued)
            return operation

        self._session.ask(take, lambda operation: self._tell_taken(rescued, operation))

    def _tell_taken(self, rescued: RescuedText, operation: str | None) -> None:
        self._leave(rescued.key)
        self._messages.banner.say(
            "success",
            self.tr("The rescued text is the present one now."),
            action=self.tr("Undo") if operation else "",
            then=(lambda: self._undo(operation)) if operation else None,
        )
        self.look_for_rescued()

    def _discard(self, rescued: RescuedText) -> None:
        """Throw the copy away; as long as the message stands, it can be had back."""
        self._session.ask(
            lambda _review, _job: rescue.discard(rescued), lambda _none: self._tell_gone(rescued)
        )

    def _tell_gone(self, rescued: RescuedText) -> None:
        self._leave(rescued.key)
        self._messages.banner.say(
            "info",
            self.tr("The copy was discarded."),
            action=self.tr("Undo"),
            then=lambda: self._write_again(rescued),
        )
        self.look_for_rescued()

    def _write_again(self, rescued: RescuedText) -> None:
        self._session.ask(
            lambda review, _job: rescue.write(
                review.info.id,
                rescue.new_opening(),
                rescued.key,
                rescued.language,
                rescued.document,
            ),
            lambda _place: self.look_for_rescued(),
        )
