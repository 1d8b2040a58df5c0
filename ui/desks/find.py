"""The desk of finding and replacing: in the section that is open, or in the whole review."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.desks.texts import TextsDesk
from ui.editor import finding, marks
from ui.editor.finding import Spot
from ui.editor.text_edit import PartEditor
from ui.jobs import Job
from ui.messages import Messages
from ui.names import counted
from ui.panels.find_panel import FindPanel
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.presenters.review import ReviewPresenter
from ui.stage import TEXTS, Stage
from vnr_app.domain.richtext_letters import Wanted
from vnr_app.services import search
from vnr_app.services.search import Found, Replaced

TAB = "find"
_SOON_MS = 180
_LONGEST = 120
_FIRST, _LAST = 0, -1


class FindDesk(QObject):
    """Looks for words where the person writes, goes to them, puts others in their place."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        panel: FindPanel,
        side: SidePanel,
        stage: Stage,
        texts: TextsDesk,
        messages: Messages,
        undo: Callable[[str], None],
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._page = page
        self._panel = panel
        self._side = side
        self._stage = stage
        self._texts = texts
        self._messages = messages
        self._undo = undo
        self._found: tuple[Found, ...] = ()
        self._pending: tuple[str, int] | None = None
        """Key of a text that is on its way, and which of its matches is to be shown."""
        self._turn = 0
        """Counts the searches: only the last one is told."""
        self._searching: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look)
        self._connect()

    def _connect(self) -> None:
        panel = self._panel
        panel.changed.connect(self._soon.start)
        panel.stepped.connect(self.step)
        panel.chosen.connect(lambda key, place: self._go_to(key, place, focus=True))
        panel.replace_wanted.connect(self.replace)
        panel.replace_all_wanted.connect(self.replace_all)
        panel.left.connect(self._leave)
        self._side.shown.connect(lambda _name: self._soon.start())
        self._texts.shown.connect(lambda _state: self._take_editors())
        self._session.history_changed.connect(self._soon.start)

    # --- Looking ----------------------------------------------------------------------------

    def begin(self, *, replacing: bool = False) -> None:
        """Ask what is looked for; what is selected is proposed."""
        if self._stage.place != TEXTS and self._page.key:
            self._stage.show_place(TEXTS)
            self._texts.show_section(self._page.key)
        self._side.show_tab(TAB)
        self._panel.begin(self._selected(), replacing=replacing)

    def _selected(self) -> str:
        editor = self._page.toolbar.editor
        text = "" if editor is None else editor.textCursor().selectedText()
        plain = not any(each in text for each in ("\u2029", marks.SEPARATOR, marks.OBJECT))
        return text if plain and len(text) <= _LONGEST else ""

    @property
    def _active(self) -> bool:
        return self._side.tab == TAB and bool(self._panel.wanted.text)

    def _take_editors(self) -> None:
        for editor in self._page.editors():
            editor.edited.connect(self._edited)
        self._show_matches()
        self._arrive()
        self._soon.start()

    def _edited(self) -> None:
        if self._active:
            self._soon.start()

    def _look(self) -> None:
        """Mark the matches in the editors, and list them."""
        self._show_matches()
        if self._side.tab != TAB:
            return
        wanted, language = self._panel.wanted, self._texts.language
        self._turn += 1
        if not wanted.text:
            self._list((), wanted.text)
            return
        section = "" if self._panel.everywhere else self._page.key
        # What was typed just now is found too.
        self._texts.presenter.flush()
        turn = self._turn
        self._session.ask(
            lambda review, _job: search.read(review, language, section),
            lambda stored: self._look_through(stored, wanted, turn),
        )

    def _look_through(self, stored: tuple[search.Stored, ...], wanted: Wanted, turn: int) -> None:
        """Search beside the review's queue; what was asked for before is not wanted any more."""
        if turn != self._turn:
            return
        if self._searching is not None:
            self._searching.cancelled.set()
        self._searching = self._session.work_out(
            lambda job: search.find_in(stored, wanted, job),
            lambda found: self._list(found, wanted.text) if turn == self._turn else None,
        )

    def _list(self, found: tuple[Found, ...], text: str) -> None:
        if text == self._panel.wanted.text:
            self._found = found
            self._panel.show_found(found)

    def _show_matches(self) -> None:
        for editor in self._page.editors():
            wanted = self._panel.wanted
            found = finding.first_spots(editor.document(), wanted) if self._active else ()
            finding.show(editor, found)

    def _spots(self, editor: PartEditor) -> tuple[Spot, ...]:
        return finding.spots(editor.document(), self._panel.wanted)

    def _leave(self) -> None:
        """The person is done: the marks go, the keyboard returns to the text."""
        for editor in self._page.editors():
            finding.show(editor, ())
        self._page.focus_text()

    # --- Going ------------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """Go to the next match, or to the one before."""
        if not self._panel.wanted.text:
            self.begin()
            return
        if self._side.tab != TAB:
            self._side.show_tab(TAB)
        editor = self._page.toolbar.editor
        spot = None
        if editor is not None:
            spot = finding.ahead(self._spots(editor), editor.textCursor(), step)
        if editor is not None and spot is not None:
            self._reveal(editor, spot)
        else:
            self._step_on("" if editor is None else self._page.key_of(editor), step)

    def _step_on(self, here: str, step: int) -> None:
        """Go to the nearest other text that has a match; behind the last comes the first."""
        order = [part.key for state in self._texts.states for part in state.parts or (state,)]
        if step < 0:
            order.reverse()
        at = order.index(here) + 1 if here in order else 0
        elsewhere = {each.key for each in self._found} if self._panel.everywhere else set()
        open_ones = {self._page.key_of(each): each for each in self._page.editors()}
        for key in (*order[at:], *order[:at]):
            # What is open may have changed since the list was made.
            if self._spots(open_ones[key]) if key in open_ones else key in elsewhere:
                if order.index(key) < at:
                    self._say_around(step)
                self._go_to(key, _FIRST if step > 0 else _LAST)
                return
        self._panel.say(self.tr("Not found."))

    def _say_around(self, step: int) -> None:
        self._panel.say(
            self.tr("The end is reached; this is the first match.")
            if step > 0
            else self.tr("The beginning is reached; this is the last match.")
        )

    def _go_to(self, key: str, place: int, *, focus: bool = False) -> None:
        """Show a match of a text, which may have to be opened first."""
        editor = next((e for e in self._page.editors() if self._page.key_of(e) == key), None)
        if editor is None:
            self._pending = (key, place)
            self._texts.show_section(key)
            return
        found = self._spots(editor)
        if found:
            self._reveal(editor, found[max(-1, min(place, len(found) - 1))], focus=focus)

    def _arrive(self) -> None:
        """A section is shown: go to the match that it was opened for."""
        if self._pending is not None:
            (key, place), self._pending = self._pending, None
            if any(self._page.key_of(each) == key for each in self._page.editors()):
                self._go_to(key, place, focus=not self._is_searching())

    def _reveal(self, editor: PartEditor, spot: Spot, *, focus: bool = False) -> None:
        self._page.select(
            editor, finding.cursor_of(editor, spot), focus=focus or not self._is_searching()
        )

    def _is_searching(self) -> bool:
        """Whether the keyboard is in the panel, where it stays while matches are gone through."""
        focus = QApplication.focusWidget()
        return focus is not None and self._panel.isAncestorOf(focus)

    # --- Replacing --------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the match that is selected and go to the next; else only go there."""
        wanted, editor = self._panel.wanted, self._page.toolbar.editor
        if not wanted.text or editor is None:
            return
        spot = next((s for s in self._spots(editor) if s.selects(editor.textCursor())), None)
        if spot is not None and editor.isReadOnly():
            self._panel.say(self.tr("This text is closed; it was left as it is."))
        elif spot is not None:
            finding.replace(editor, spot, wanted, self._panel.replacement)
        self.step(1)

    def replace_all(self) -> None:
        """Replace every match in the texts that are ticked, as one operation."""
        wanted, new, language = self._panel.wanted, self._panel.replacement, self._texts.language
        keys = self._panel.ticked
        if not wanted.text or not keys or self._session.review.read_only:
            return
        self._page.hold(True)
        self._texts.presenter.leave()
        self._session.ask(
            lambda review, _job: search.replace_all(review, wanted, new, keys, language),
            self._tell_replaced,
            self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self._page.hold(False)
        self._messages.fail(error)

    def _tell_replaced(self, made: Replaced) -> None:
        self._session.texts_changed.emit()
        left_out = self.tr("Left out, because they are locked: {titles}.")
        operation = made.operation
        self._messages.banner.say(
            "success" if made.places else "info",
            self.tr("Replaced: {places} in {texts}.").format(
                places=counted("{n} place", "{n} places", made.places),
                texts=counted("{n} text", "{n} texts", made.texts),
            ),
            left_out.format(titles=", ".join(made.locked)) if made.locked else "",
            action=self.tr("Undo") if operation else "",
            then=(lambda: self._undo(operation)) if operation else None,
        )
