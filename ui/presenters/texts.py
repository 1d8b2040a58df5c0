"""The texts of the section that is open: loaded, saved while typed, kept on leaving."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ui.presenters.open_text import Base, OpenText, keep
from ui.presenters.rescue_copies import Place, RescueCopies
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.richtext import Document
from vnr_app.errors import KnownError
from vnr_app.services import writing
from vnr_app.services.section_states import SectionState
from vnr_app.services.writing import SectionText

_log = logging.getLogger(__name__)


class TextsPresenter(QObject):
    """Autosave of one section after the other; a text is saved from the editor that shows it."""

    loaded = Signal(object, object)
    """A `SectionState` and the dictionary of its `SectionText` by key."""
    saved = Signal(str, object)
    """Key of the text and when one was saved last; None where all so far were empty."""
    save_failed = Signal(object)
    """Why a text could not be saved; it is kept and tried again."""
    load_failed = Signal(object)
    """Why a section could not be loaded; the one that is shown stays."""
    met = Signal(str)
    """Key of a text that was kept beside a newer one, for a person to merge them."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: dict[Place, OpenText] = {}
        self._bases: dict[str, Base] = {}
        self._language = session.review.info.language
        self._loading: SectionState | None = None
        self._under_way = 0
        self._leaving: dict[Place, OpenText] = {}
        """Texts that were left and of which nobody knows yet whether the disk took them."""
        self._wanted_language = self._language
        self._copies = RescueCopies(session)
        self._saved_last: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._save_due)

    def open(self, state: SectionState) -> None:
        """Keep what was written so far and load the texts of a section."""
        self.leave()
        # A state of its own for every request: whatever comes for an older one is dropped.
        wanted = self._loading = replace(state)
        keys = [part.key for part in state.parts] or [state.key]
        language = self._wanted_language
        self._session.ask(
            lambda review, _job: {key: writing.text(review, key, language) for key in keys},
            lambda texts: self._load(wanted, language, texts),
            lambda error: self._fail_to_load(wanted, error),
        )

    @property
    def language(self) -> str:
        """The language in which sections are opened."""
        return self._language

    def write_in(self, language: str) -> None:
        """Open sections in this language from now on."""
        self.leave()
        self._wanted_language = language

    @property
    def loading(self) -> bool:
        """Whether a section is on its way."""
        return self._loading is not None

    def turn_away(self) -> None:
        """Keep what was written; a section that is on its way is wanted no more."""
        self._loading = None
        self.leave()

    def _base_of(self, key: str, text: SectionText) -> Base:
        """What is typed next is based on; a text that is not kept yet has moved its own on."""
        unsaved = self._open.get((key, text.language))
        if unsaved is not None:
            return unsaved.base
        return Base(text.language, text.revision or writing.FROM_NOTHING)

    def _load(
        self, wanted: SectionState, wanted_language: str, texts: dict[str, SectionText]
    ) -> None:
        if wanted is not self._loading:
            return
        self._loading = None
        shown = self._with_unsaved(texts)
        if shown is None:
            message = self.tr("A text of this page cannot be read; the page stays.")
            self.load_failed.emit(KnownError("not-readable", message))
            return
        self._language = wanted_language
        self._bases = {key: self._base_of(key, text) for key, text in texts.items()}
        # What was typed meanwhile is kept now: its editor goes when the section is shown.
        self.leave()
        self.loaded.emit(wanted, shown)

    def _fail_to_load(self, wanted: SectionState, error: Exception) -> None:
        if wanted is self._loading:
            self._loading = None
            self._wanted_language = self._language
            self.load_failed.emit(error)

    def _with_unsaved(self, texts: dict[str, SectionText]) -> dict[str, SectionText] | None:
        """The texts as stored, but for those that were typed or that the disk refused since.

        None where one that is open cannot be read: its editor, the only place where it is, stays.
        """
        read = {place: self._document(place[0], each) for place, each in self._open.items()}
        if None in read.values():
            self._wanted_language = self._language
            return None
        shown = dict(texts)
        for key, stored in texts.items():
            document = read.get((key, stored.language))
            if document is not None:
                shown[key] = replace(stored, document=document)
        return shown

    def _document(self, key: str, open_text: OpenText) -> Document | None:
        """The text as it is now; None where it cannot be had, so that the others are saved."""
        try:
            return open_text.document_now()
        except Exception as error:
            _log.error("cannot be read: %s", key, exc_info=error)
            open_text.policy.failed()
            self.save_failed.emit(error)
            return None

    def typed(self, key: str, document_now: Callable[[], Document]) -> None:
        """A text has changed; `document_now` gives it whenever it is saved."""
        base = self._bases.setdefault(key, self._unseen())
        open_text = self._open.setdefault((key, base.language), OpenText(document_now, base))
        # The text that was refused may have been shown again, in an editor of its own.
        open_text.document_now = document_now
        open_text.policy.typed()
        self._schedule()

    def _unseen(self) -> Base:
        return Base(self._language, writing.FROM_NOTHING)

    @property
    def dirty(self) -> bool:
        """Whether any text is not on disk yet; one that is being written counts until it is."""
        return self._under_way > 0 or any(each.policy.dirty for each in self._open.values())

    @property
    def failing(self) -> bool:
        """Whether the disk refuses a text; it is tried again every few seconds."""
        return any(each.policy.failing for each in self._open.values())

    def flush(self) -> None:
        """Save everything that is unsaved, now."""
        for (key, _language), each in list(self._open.items()):
            if each.policy.dirty:
                self._save(key, each)

    def leave(self) -> None:
        """Make what was written since the section was opened revisions of their own."""
        self._timer.stop()
        left, self._open = self._open, {}
        for place, each in left.items():
            document = self._document(place[0], each)
            if document is None:
                self._open[place] = each
            else:
                self._keep(place[0], document, each.base)
        self._schedule()

    def close(self) -> None:
        """Keep everything and wait for it, before the window goes; raises the first error."""
        self._timer.stop()
        errors: list[Exception] = []
        # Keeping a text twice makes one revision of it: both share the base, which moves.
        self._open = {**self._leaving, **self._open}
        for place, each in list(self._open.items()):
            try:
                self._keep_and_wait(place[0], each)
                del self._open[place]
            except Exception as error:
                errors.append(error)
        if errors:
            self._schedule()
            raise errors[0]

    def discard(self) -> None:
        """Forget what is unsaved, after a rescue copy of it as it is now."""
        self._timer.stop()
        for (key, language), each in self._open.items():
            document = self._document(key, each)
            if document is not None:
                self._copies.leave_behind((key, language), document)
        self._open = {}
        self._leaving = {}

    def _schedule(self) -> None:
        waits = [due for each in self._open.values() if (due := each.policy.due_in()) is not None]
        if waits:
            self._timer.start(round(min(waits) * 1000))

    def _save_due(self) -> None:
        for (key, _language), each in self._open.items():
            due = each.policy.due_in()
            if due is not None and due <= 0:
                self._save(key, each)
        self._schedule()

    def _save(self, key: str, open_text: OpenText) -> None:
        document = self._document(key, open_text)
        if document is None:
            return
        open_text.policy.taken()
        self._under_way += 1
        base = open_text.base
        self._session.ask(
            lambda review, _job: writing.save_draft(
                review, key, document, language=base.language, base=base.revision
            ),
            lambda moment: self._saved(key, open_text, moment),
            lambda error: self._failed(key, open_text, document, error),
        )

    def _keep(self, key: str, document: Document, base: Base) -> None:
        self._under_way += 1
        place = (key, base.language)
        left = self._leaving[place] = OpenText(lambda: document, base)

        def landed() -> None:
            if self._leaving.get(place) is left:
                del self._leaving[place]

        def kept(text: SectionText) -> None:
            landed()
            self._kept(text)

        def failed(error: Exception) -> None:
            landed()
            self._failed_to_keep(key, base, document, error)

        self._session.ask(lambda review, _job: keep(review, key, document, base), kept, failed)

    def _keep_and_wait(self, key: str, open_text: OpenText) -> None:
        review, document = self._session.review, self._document(key, open_text)
        if document is None:
            message = self.tr("The text “{key}” cannot be read.").format(key=key)
            raise KnownError("not-readable", message)
        try:
            self._session.jobs.wait(lambda _job: keep(review, key, document, open_text.base))
        except Exception as error:
            _log.error("not saved at closing: %s", key, exc_info=error)
            open_text.policy.failed()
            self._copies.write((key, open_text.base.language), document)
            raise

    def _saved(self, key: str, open_text: OpenText, moment: datetime) -> None:
        open_text.policy.succeeded()
        self._tell_saved(key, open_text.base.language, moment)

    def _kept(self, text: SectionText) -> None:
        self._tell_saved(text.key, text.language, text.saved_at)
        if text.met:
            self.met.emit(text.key)

    def _tell_saved(self, key: str, language: str, moment: datetime | None) -> None:
        self._under_way -= 1
        self._saved_last = moment or self._saved_last
        self._copies.saved((key, language))
        self.saved.emit(key, self._saved_last)

    def _failed_to_keep(self, key: str, base: Base, document: Document, error: Exception) -> None:
        """The section was left: its text lives on here and is tried again."""
        open_text = self._open.setdefault((key, base.language), OpenText(lambda: document, base))
        self._failed(key, open_text, document, error)

    def _failed(self, key: str, open_text: OpenText, document: Document, error: Exception) -> None:
        self._under_way -= 1
        self._copies.write_soon((key, open_text.base.language), document)
        open_text.policy.failed()
        self.save_failed.emit(error)
        self._schedule()
