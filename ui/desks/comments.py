"""The desk of comments: threads beside the text, marks in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from shiboken6 import isValid

from ui.desks.texts import TextsDesk
from ui.editor import remarks
from ui.editor.anchors import Anchor, anchor_of, find
from ui.editor.clipboard import selected_document
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.panels.comment_card import Begun
from ui.panels.comments_panel import CommentsPanel
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.presenters.review import ReviewPresenter
from ui.presenters.unsent import UnsentPresenter, place_of
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import comments
from vnr_app.services.comments import Thread
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState
from vnr_app.services.unsent import Unsent

TAB = "comments"


@dataclass(frozen=True, slots=True)
class _About:
    """What a new comment is about: some words of a text, and where they stand if they do."""

    key: str
    language: str
    quote: str
    anchor: Anchor
    editor: PartEditor | None = None
    selection: QTextCursor | None = None

    @property
    def now(self) -> "_About":
        """With the words as they stand now; those that were selected where the text is gone."""
        if self.selection is None or self.editor is None or not isValid(self.editor):
            return self
        quote = _words_of(self.selection)
        return replace(self, quote=quote, anchor=anchor_of(self.selection)) if quote else self

    def mark(self, comment: str) -> bool:
        """Let the words carry a comment; False where their editor takes nothing now."""
        editor, selection = self.editor, self.selection
        if editor is None or selection is None or not isValid(editor) or editor.isReadOnly():
            return False
        remarks.add(selection, comment)
        return True


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
        self._unplaced: dict[str, _About] = {}
        """Comments that were made while their text took nothing: it carries them later."""
        self._unsent = UnsentPresenter(session, self._written, self)
        self._connect()
        self._unsent.load()

    def _connect(self) -> None:
        panel = self._panel
        self._texts.shown.connect(self._enter)
        self._unsent.loaded.connect(self._load)
        self._unsent.not_kept.connect(self._not_kept)
        self._session.history_changed.connect(self._load)
        panel.wanted.connect(self.begin)
        panel.sent.connect(self._send)
        panel.given_up.connect(self._give_up)
        panel.changed.connect(self._unsent.save_soon)
        panel.chosen.connect(self.go_to)
        panel.replied.connect(self._reply)
        panel.edited.connect(self._edit)
        panel.removed.connect(
            lambda remark: self._ask(lambda review, _job: comments.remove(review, remark))
        )
        panel.resolved.connect(self._resolve)

    def _written(self) -> tuple[Unsent, ...]:
        """What is being written for the section that is shown."""
        key, language = self._shown
        begun = [
            Unsent(key, language, thread, "", each.body, each.remark)
            for thread, each in self._panel.begun.items()
        ]
        about, body = self._about, self._panel.unsent_comment
        if body and about is not None:
            begun.append(Unsent(about.key, language, "", about.quote, body))
        return tuple(begun)

    def _not_kept(self, reason: str) -> None:
        sentence = self.tr("What is written as a comment and not sent cannot be kept: {reason}")
        self._messages.banner.say("warning", sentence.format(reason=reason))

    def close(self) -> None:
        """Keep what is being written, before the window goes or the file is given back."""
        self._unsent.close()

    def _enter(self, state: SectionState) -> None:
        place = (state.key, self._texts.language)
        if place != self._shown:
            for each in self._written():
                self._unsent.put_by(each)
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
                lambda found: self._show(key, language, found),
            )

    def _show(self, key: str, language: str, threads: tuple[Thread, ...]) -> None:
        if (key, language) != (self._page.key, self._texts.language):
            return
        self._threads = threads
        self._place_late()
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
        for each in self._unsent.pick_up(self._shown):
            if not self._show_again(each):
                self._unsent.put_by(each)

    def _show_again(self, words: Unsent, about: _About | None = None) -> bool:
        """Put words back into their field; False where other words are in it."""
        panel, thread = self._panel, words.thread
        if thread in panel.begun or (not thread and panel.unsent_comment):
            return False
        if thread:
            panel.go_on_in(thread, Begun(words.body, words.remark))
            return True
        quote = words.quote
        self._about = about or _About(words.section, words.language, quote, Anchor(quote))
        panel.go_on(quote, words.body)
        return True

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
        key, language = self._page.key_of(editor), self._texts.language
        self._about = _About(key, language, quote, anchor_of(selection), editor, selection)
        self._side.show_tab(TAB)
        self._panel.compose(quote)

    def _give_up(self) -> None:
        editor = None if self._about is None else self._about.editor
        if editor is not None and isValid(editor):
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, body: str) -> None:
        if self._about is None:
            return
        about, self._about = self._about.now, None
        key, language, quote = about.key, about.language, about.quote
        self._unsent.send(
            Unsent(key, language, "", quote, body),
            lambda review: comments.add(review, key, quote, body, language),
            lambda comment: self._place(about, comment),
            lambda words, error: self._not_sent(words, error, about),
        )

    def _reply(self, thread: str, body: str) -> None:
        self._send_in(
            Unsent(*self._shown, thread, "", body),
            lambda review: comments.reply(review, thread, body),
        )

    def _edit(self, thread: str, remark: str, body: str) -> None:
        self._send_in(
            Unsent(*self._shown, thread, "", body, remark),
            lambda review: comments.edit(review, remark, body),
        )

    def _send_in(self, words: Unsent, act: Callable[[Review], object]) -> None:
        self._unsent.send(words, act, lambda _done: None, self._not_sent)

    def _not_sent(self, words: Unsent, error: Exception, about: _About | None = None) -> None:
        """Put the words back where they were written, and say why."""
        if place_of(words) != self._shown or not self._show_again(words, about):
            self._unsent.put_by(words)
        if not isinstance(error, KnownError):
            self._messages.fail(error)
            return
        self._messages.banner.say(
            "error",
            self.tr("The comment was not sent: {reason}").format(reason=error.sentence()),
            self.tr("Your words are kept in its field; send them again."),
        )

    def _place(self, about: _About, comment: str) -> None:
        """The thread is stored: let the text carry it, or once it takes something again."""
        if not about.mark(comment):
            self._unplaced[comment] = about
        self._load()

    def _place_late(self) -> None:
        """Let the texts that are shown carry the comments that were made while they could not."""
        editors = {view.key: view.editor for view in self._page.parts()}
        stored = {each.id for each in self._threads}
        for comment, about in list(self._unplaced.items()):
            editor = editors.get(about.key)
            if comment not in stored or editor is None or editor.isReadOnly():
                continue
            del self._unplaced[comment]
            selection = find(editor.document(), about.anchor)
            if selection is not None:
                remarks.add(selection, comment)

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

    def _ask(self, task: Callable[[Review, JobContext], object]) -> None:
        self._session.ask(task, lambda _done: None)


def _words_of(selection: QTextCursor) -> str:
    """What is selected as a reader sees it: living numbers as numbers."""
    return plain_text(selected_document(selection)).strip()
