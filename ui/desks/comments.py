"""The desk of comments: threads beside the text, marks in it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from shiboken6 import isValid

from ui.desks.texts import TextsDesk
from ui.editor import remarks
from ui.editor.clipboard import selected_document
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.panels.comments_panel import CommentsPanel
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.jobs import JobContext
from vnr_app.services import comments, unsent
from vnr_app.services.comments import Thread
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState
from vnr_app.services.unsent import Unsent

TAB = "comments"
_KEEP_MS = 1000


@dataclass(frozen=True, slots=True)
class _About:
    """What a new comment is about: some words of a text, and where they stand if they do."""

    key: str
    quote: str
    editor: PartEditor | None
    selection: QTextCursor | None

    @property
    def words(self) -> str:
        """The words as they stand now; those that were selected where the text is gone."""
        if self.selection is None or self.editor is None or not isValid(self.editor):
            return self.quote
        return _words_of(self.selection) or self.quote


class CommentsDesk(QObject):
    """Keeps the threads of the open section and the marks in its texts together."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        panel: CommentsPanel,
        side: SidePanel,
        texts: TextsDesk,
        messages: Messages,
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._page = page
        self._panel = panel
        self._side = side
        self._texts = texts
        self._messages = messages
        self._threads: tuple[Thread, ...] = ()
        self._about: _About | None = None
        self._shown: tuple[str, str] = ("", "")
        self._unsent: dict[tuple[str, str], tuple[Unsent, ...]] = {}
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep_unsent)
        self._connect()
        self._load_unsent()

    def _connect(self) -> None:
        panel = self._panel
        self._texts.shown.connect(self._enter)
        self._session.history_changed.connect(self._load)
        panel.wanted.connect(self.begin)
        panel.sent.connect(self._send)
        panel.given_up.connect(self._give_up)
        panel.changed.connect(self._timer.start)
        panel.chosen.connect(self.go_to)
        panel.replied.connect(lambda thread, body: self._do(comments.reply, thread, body))
        panel.edited.connect(lambda remark, body: self._do(comments.edit, remark, body))
        panel.removed.connect(lambda remark: self._do(comments.remove, remark))
        panel.resolved.connect(self._resolve)

    def _load_unsent(self) -> None:
        """What was being written when the review was closed, by section and language."""
        review = self._session.review.info.id

        def show(found: tuple[Unsent, ...]) -> None:
            for each in found:
                place = (each.section.partition("/")[0], each.language)
                self._unsent[place] = (*self._unsent.get(place, ()), each)
            self._load()

        self._session.jobs.pure(lambda _job: unsent.load(review), show)

    def _note_unsent(self) -> None:
        """Take down what is being written for the section that is shown."""
        key, language = self._shown
        if not key:
            return
        noted = [
            Unsent(key, language, thread, "", body)
            for thread, body in self._panel.unsent_answers.items()
        ]
        if self._panel.unsent_comment and self._about is not None:
            about = self._about
            body = self._panel.unsent_comment
            noted.append(Unsent(about.key, language, "", about.quote, body))
        self._unsent[self._shown] = tuple(noted)

    def _keep_unsent(self) -> None:
        self._note_unsent()
        review, every = self._session.review.info.id, self._every_unsent()
        self._session.ask(lambda _review, _job: unsent.save(review, every), lambda _none: None)

    def _every_unsent(self) -> tuple[Unsent, ...]:
        return tuple(each for found in self._unsent.values() for each in found)

    def close(self) -> None:
        """Keep what is being written, before the window goes."""
        self._timer.stop()
        self._note_unsent()
        unsent.save(self._session.review.info.id, self._every_unsent())

    def _enter(self, state: SectionState) -> None:
        self._note_unsent()
        place = (state.key, self._texts.language)
        if place != self._shown:
            self._shown, self._about = place, None
            self._panel.begin_anew()
        for editor in self._page.editors():
            editor.comment_wanted.connect(self.begin)
            editor.cursorPositionChanged.connect(lambda editor=editor: self._mark(editor))
        self._load()

    def _load(self) -> None:
        key, language = self._page.key, self._texts.language
        if key:
            self._session.ask(
                lambda review, _job: comments.threads(review, key, language),
                lambda found: self._show(key, found),
            )

    def _show(self, key: str, threads: tuple[Thread, ...]) -> None:
        if key != self._page.key:
            return
        self._threads = threads
        open_ones = frozenset(each.id for each in threads if not each.resolved)
        placed: list[str] = []
        for editor in self._page.editors():
            editor.show_comments(open_ones)
            placed += remarks.stretches(editor.document())
        state = self._texts.state(key)
        titles = {part.key: part.title for part in state.parts} if state else {}
        self._panel.show_threads(threads, tuple(placed), titles, self._session.review.author)
        self._side.count(TAB, len(open_ones))
        self._go_on()

    def _go_on(self) -> None:
        """Show again what was written here and not sent."""
        for each in self._unsent.pop(self._shown, ()):
            if each.thread and each.thread not in self._panel.unsent_answers:
                self._panel.go_on(each.thread, "", each.body)
            elif not each.thread and not self._panel.unsent_comment:
                self._about = _About(each.section, each.quote, None, None)
                self._panel.go_on("", each.quote, each.body)

    def _mark(self, editor: PartEditor) -> None:
        open_ones = {each.id for each in self._threads if not each.resolved}
        ids = remarks.at_caret(editor.textCursor())
        self._panel.mark(tuple(each for each in ids if each in open_ones))

    def begin(self) -> None:
        """Begin a comment on what is selected, or on the sentence at the caret."""
        editor = self._page.toolbar.editor
        if editor is None or self._session.review.read_only:
            return
        selection = remarks.sentence_at(editor.textCursor())
        quote = _words_of(selection)
        if not quote:
            self._messages.banner.say(
                "info", self.tr("Select some text first; the comment is about it.")
            )
            return
        self._about = _About(self._page.key_of(editor), quote, editor, selection)
        self._side.show_tab(TAB)
        self._panel.compose(quote)

    def _give_up(self) -> None:
        editor = None if self._about is None else self._about.editor
        if editor is not None and isValid(editor):
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, body: str) -> None:
        about, self._about = self._about, None
        if about is None:
            return
        key, quote, language = about.key, about.words, self._shown[1]
        self._session.ask(
            lambda review, _job: comments.add(review, key, quote, body, language),
            lambda comment: self._place(about, comment),
        )
        self._timer.start()

    def _place(self, about: _About, comment: str) -> None:
        """The thread is stored: let the text carry it. A closed text is not touched."""
        editor = about.editor
        if (
            about.selection is not None
            and editor is not None
            and isValid(editor)
            and not editor.isReadOnly()
        ):
            remarks.add(about.selection, comment)
        self._load()

    def go_to(self, thread: str) -> None:
        """Select the text that a thread is about."""
        for editor in self._page.editors():
            place = remarks.stretches(editor.document()).get(thread)
            if place is not None:
                cursor = editor.textCursor()
                cursor.setPosition(place[0])
                cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
                editor.setTextCursor(cursor)
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _resolve(self, thread: str, resolved: bool) -> None:
        self._ask(lambda review, _job: comments.resolve(review, thread, resolved=resolved))

    def _do(self, act: Callable[..., object], *arguments: str) -> None:
        self._ask(lambda review, _job: act(review, *arguments))

    def _ask(self, task: Callable[[Review, JobContext], object]) -> None:
        self._session.ask(task, lambda _done: None)


def _words_of(selection: QTextCursor) -> str:
    """What is selected as a reader sees it: living numbers as numbers."""
    return plain_text(selected_document(selection)).strip()
