"""The desk of comments: threads beside the text, marks in it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
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
from vnr_app.services import comments
from vnr_app.services.comments import Thread
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState

TAB = "comments"


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
        self._about: tuple[PartEditor, str, QTextCursor] | None = None
        self._connect()

    def _connect(self) -> None:
        panel = self._panel
        self._texts.shown.connect(self._enter)
        self._session.history_changed.connect(self._load)
        panel.wanted.connect(self.begin)
        panel.sent.connect(self._send)
        panel.given_up.connect(self._give_up)
        panel.chosen.connect(self.go_to)
        panel.replied.connect(lambda thread, body: self._do(comments.reply, thread, body))
        panel.edited.connect(lambda remark, body: self._do(comments.edit, remark, body))
        panel.removed.connect(lambda remark: self._do(comments.remove, remark))
        panel.resolved.connect(self._resolve)

    def _enter(self, _state: SectionState) -> None:
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
        self._about = (editor, self._page.key_of(editor), selection)
        self._side.show_tab(TAB)
        self._panel.compose(quote)

    def _give_up(self) -> None:
        if self._about is not None and isValid(self._about[0]):
            self._about[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, body: str) -> None:
        if self._about is None:
            return
        (editor, key, selection), self._about = self._about, None
        quote = _words_of(selection)
        language = self._texts.language
        self._session.ask(
            lambda review, _job: comments.add(review, key, quote, body, language),
            lambda comment: self._place(editor, selection, comment),
        )

    def _place(self, editor: PartEditor, selection: QTextCursor, comment: str) -> None:
        """The thread is stored: let the text carry it. A closed text is not touched."""
        if isValid(editor) and not editor.isReadOnly():
            remarks.add(selection, comment)
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
