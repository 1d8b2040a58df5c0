"""The desk of writing: the section that is open, its texts, their saving."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.messages import Messages
from ui.panels.outline_panel import OutlinePanel
from ui.panels.section_page import SectionPage
from ui.panels.status_line import StatusLine
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.stage import TEXTS, Stage
from vnr_app.services.section_states import SectionState
from vnr_app.services.writing import SectionText


class TextsDesk(QObject):
    """Opens sections, shows how they are saved, keeps the page and the outline together."""

    shown = Signal(object)
    """The `SectionState` whose texts are on the page now."""
    states_loaded = Signal(object)
    """The outline was read anew: a tuple of `SectionState`."""
    met = Signal(str)
    """Key of a text whose save met a newer one; both are kept."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        outline: OutlinePanel,
        stage: Stage,
        status: StatusLine,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.presenter = TextsPresenter(session, self)
        self.states: tuple[SectionState, ...] = ()
        self._session = session
        self._page = page
        self._outline = outline
        self._stage = stage
        self._status = status
        self._messages = messages
        self._wanted_part = ""
        self._connect()

    def _connect(self) -> None:
        session, texts, page = self._session, self.presenter, self._page
        self._outline.section_chosen.connect(self.show_section)
        texts.loaded.connect(self._show_texts)
        texts.saved.connect(self._saved)
        texts.save_failed.connect(self._not_saved)
        texts.load_failed.connect(self._stay)
        texts.met.connect(self._meet)
        page.edited.connect(texts.typed)
        page.edited.connect(lambda _key, _text: self._status.show_unsaved())
        page.left.connect(texts.flush)
        page.status_chosen.connect(session.set_status)
        session.outline_loaded.connect(self._show_outline)
        session.texts_changed.connect(self.reload)
        self._stage.left.connect(lambda _place: self._status.show_selection(0, 0))

    @property
    def language(self) -> str:
        """The language of the texts that are open."""
        return self.presenter.language

    def state(self, key: str) -> SectionState | None:
        """The section of a key, or of a part's key."""
        head = key.partition("/")[0]
        return next((each for each in self.states if each.key == head), None)

    def show_section(self, key: str) -> None:
        """Open a section, or the section of a part ("goal-3/trends")."""
        state = self.state(key)
        if state is None:
            return
        self._wanted_part = key if "/" in key else ""
        self._open(state)

    def show_text(self, key: str) -> None:
        """Open the section of a text and bring the keyboard into the text."""
        self.show_section(key)
        self._wanted_part = key

    def write_in(self, language: str) -> None:
        """Show the texts of the open section in another language, to be written there."""
        state = self.state(self._page.key)
        self.presenter.write_in(language)
        if state is not None:
            self._open(state)

    def _open(self, state: SectionState) -> None:
        """Load a section; what is shown until then takes no more typing."""
        self.presenter.open(state)
        self._page.hold(True)

    def _stay(self, error: Exception) -> None:
        """A section could not be loaded: the one that is shown is written on."""
        self._page.hold(False)
        self._messages.fail(error)

    def _show_outline(self, states: tuple[SectionState, ...]) -> None:
        first = not self.states
        self.states = states
        self._outline.show_outline(states)
        self._page.show_states(states)
        self._status.show_words(sum(state.words for state in states))
        self.states_loaded.emit(states)
        if first and states:
            written = (state.key for state in states if state.words)
            self.show_section(next(written, states[0].key))
            self._outline.focus_list()

    def _show_texts(self, state: SectionState, texts: dict[str, SectionText]) -> None:
        focus = QApplication.focusWidget()
        was_writing = focus is not None and self._page.isAncestorOf(focus)
        caret = self._page.caret if state.key == self._page.key else None
        self._page.show_section(state, texts, read_only=self._session.review.read_only)
        if was_writing and not (caret is not None and self._page.put_caret(*caret)):
            self._outline.focus_list()
        self._status.show_selection(0, 0)
        self._stage.show_place(TEXTS)
        self._outline.select_section(state.key)
        if self._wanted_part:
            self._page.scroll_to_part(self._wanted_part)
            self._wanted_part = ""
        self.shown.emit(state)

    def reload(self) -> None:
        """Texts were taken back, restored or merged: show them as they are now."""
        state = self.state(self._page.key) if self._page.key else None
        if state is not None and not self.presenter.loading and self._stage.place == TEXTS:
            self._open(state)

    def _meet(self, key: str) -> None:
        """The page shows the text that is the section's; the other waits to be merged."""
        self.met.emit(key)
        if key.partition("/")[0] == self._page.key:
            self.reload()

    def _saved(self, _key: str, at: datetime | None) -> None:
        if not self.presenter.failing:
            self._messages.saved()
        if at is not None and not self.presenter.dirty:
            self._status.show_saved(at)
        self._session.refresh_soon()

    def _not_saved(self, error: Exception) -> None:
        self._messages.not_saved(error, self.presenter.flush)
