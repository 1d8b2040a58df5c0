"""The right panel's comments: those of the section that is open, in the order of its text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from ui.panels.comment_card import Begun, CommentCard, Composer
from ui.widgets.basics import button, clear_layout, label, scroll_area
from vnr_app.services.comments import Thread


class CommentsPanel(QFrame):
    """Shows threads; emits what the person does with them."""

    wanted = Signal()
    """A comment on what is selected is wanted."""
    sent = Signal(str)
    """The words of a new comment."""
    given_up = Signal()
    chosen = Signal(str)
    replied = Signal(str, str)
    edited = Signal(str, str, str)
    resolved = Signal(str, bool)
    removed = Signal(str)
    changed = Signal()
    """Something is written that is not sent."""

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._writable = writable
        self._threads: tuple[Thread, ...] = ()
        self._titles: dict[str, str] = {}
        self._placed: tuple[str, ...] = ()
        self._me = ""
        self._cards: dict[str, CommentCard] = {}
        self._begun: dict[str, Begun] = {}
        self._current: tuple[str, ...] = ()
        self._build()

    def _build(self) -> None:
        self._new = button(self.tr("Comment on the selection"), icon="comment")
        self._new.setEnabled(self._writable)
        self._new.clicked.connect(self.wanted)
        self._quote = label(size="small", tone="muted", wrap=True)
        self._quote.hide()
        self._composer = Composer(self.tr("What is to be said about it?"), self.tr("Comment"))
        self._composer.sent.connect(self._send)
        self._composer.given_up.connect(self._give_up)
        self._composer.changed.connect(self.changed)
        self._composer.hide()
        self._resolved = QCheckBox(self.tr("Show resolved ones"))
        self._resolved.toggled.connect(self._show)
        self._resolved.hide()
        self._empty = label(
            self.tr("No comments here. Select some text and say what you think of it."),
            tone="muted",
            wrap=True,
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._quote)
        column.addWidget(self._composer)
        column.addWidget(self._empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self._resolved)
        column.addStretch(1)
        self._scroll = scroll_area(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def compose(self, quote: str) -> None:
        """Begin a comment on a stretch of text."""
        self._quote.setText(f"“{quote}”")
        self._quote.show()
        self._composer.begin(self._composer.text)

    def go_on(self, quote: str, body: str) -> None:
        """Show a new comment that was written and not sent."""
        self._quote.setText(f"“{quote}”")
        self._quote.show()
        self._composer.go_on(body)

    def go_on_in(self, thread: str, begun: Begun) -> None:
        """Show what was written in a thread and not sent, now or once the thread is shown."""
        if thread in self._cards:
            self._cards[thread].go_on(begun)
        else:
            self._begun[thread] = begun

    @property
    def unsent_comment(self) -> str:
        """The new comment that is being written."""
        return "" if self._composer.isHidden() else self._composer.text

    @property
    def begun(self) -> dict[str, Begun]:
        """What is being written in threads, those among them that are not shown now."""
        hidden = {name: each for name, each in self._begun.items() if name not in self._cards}
        shown = {name: card.begun for name, card in self._cards.items()}
        return hidden | {name: each for name, each in shown.items() if each is not None}

    def begin_anew(self) -> None:
        """Another section is shown: what was being written here goes with its own."""
        self._quote.hide()
        self._composer.go_on("")
        self._composer.hide()
        clear_layout(self._list)
        self._cards, self._begun = {}, {}

    def show_threads(
        self,
        threads: tuple[Thread, ...],
        placed: tuple[str, ...],
        titles: dict[str, str],
        me: str,
    ) -> None:
        """Show the threads.

        `placed` are the ids that stand in the text, in its order; `titles` name the parts by key.
        """
        self._threads, self._placed, self._titles, self._me = threads, placed, titles, me
        self._show()

    def mark(self, ids: tuple[str, ...]) -> None:
        """Mark the threads that the caret stands in."""
        if ids == self._current:
            return
        self._current = ids
        for name, card in self._cards.items():
            card.show_current(name in ids)
        if ids and ids[0] in self._cards:
            self._scroll.ensureWidgetVisible(self._cards[ids[0]], 0, 24)

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        first = next(iter(self._cards.values()), None)
        (first or self._new).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _send(self, text: str) -> None:
        self._give_up()
        self.sent.emit(text)

    def _give_up(self) -> None:
        self._quote.hide()
        self._composer.hide()
        self.given_up.emit()

    def _show(self) -> None:
        self._begun = self.begun
        clear_layout(self._list)
        self._cards = {}
        order = {name: at for at, name in enumerate(self._placed)}
        shown = [each for each in self._threads if self._resolved.isChecked() or not each.resolved]
        for thread in sorted(shown, key=lambda each: order.get(each.id, len(order))):
            card = CommentCard(
                thread,
                me=self._me,
                placed=thread.id in order,
                writable=self._writable,
                title=self._titles.get(thread.section, ""),
            )
            self._connect(card)
            self._list.addWidget(card)
            self._cards[thread.id] = card
            card.show_current(thread.id in self._current)
            if thread.id in self._begun:
                card.go_on(self._begun[thread.id])
        self._empty.setVisible(not self._cards)
        self._resolved.setVisible(any(each.resolved for each in self._threads))

    def _connect(self, card: CommentCard) -> None:
        card.chosen.connect(self.chosen)
        card.replied.connect(self.replied)
        card.edited.connect(self.edited)
        card.resolved.connect(self.resolved)
        card.removed.connect(self.removed)
        card.changed.connect(self.changed)
