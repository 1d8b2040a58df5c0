"""One thread of comments, and the small field in which remarks are written."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.names import moment
from ui.widgets.basics import IconButton, button, label, panel, restyle, strong
from vnr_app.services.comments import Remark, Thread

_FIELD_HEIGHT = 72


class _Field(QPlainTextEdit):
    """Sends with Ctrl+Enter, gives up with Escape."""

    sent = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return alone begins a line."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Composer(QFrame):
    """A field with its two buttons."""

    sent = Signal(str)
    given_up = Signal()
    changed = Signal()

    def __init__(self, name: str, send: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(name, send)

    def _build(self, name: str, send: str) -> None:
        self._field = _Field()
        self._field.setProperty("framed", True)
        self._field.setFixedHeight(_FIELD_HEIGHT)
        self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(name)
        self._field.setPlaceholderText(name)
        self._field.sent.connect(self._send)
        self._field.given_up.connect(self._give_up)
        self._field.textChanged.connect(self.changed)
        self._send_button = button(send, "chip")
        self._send_button.setToolTip(self.tr("Ctrl+Enter"))
        self._send_button.clicked.connect(self._send)
        cancel = button(self.tr("Cancel"), "chip")
        cancel.clicked.connect(self._give_up)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._send_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addLayout(row)

    def begin(self, text: str = "") -> None:
        """Show the field with the keyboard in it."""
        self.go_on(text)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, text: str) -> None:
        """Show what was written before, the keyboard left where it is."""
        self._field.setPlainText(text)
        self._field.moveCursor(QTextCursor.MoveOperation.End)
        self.show()

    @property
    def text(self) -> str:
        """What was written so far."""
        return self._field.toPlainText().strip()

    def _send(self) -> None:
        text = self.text
        if text:
            self._field.clear()
            self.hide()
            self.sent.emit(text)

    def _give_up(self) -> None:
        self._field.clear()
        self.hide()
        self.given_up.emit()


@dataclass(frozen=True, slots=True)
class Begun:
    """What is written in a thread and not sent: an answer, or the remark of that id anew."""

    body: str
    remark: str = ""


class CommentCard(QFrame):
    """Shows a thread; tells what the person wants of it."""

    chosen = Signal(str)
    replied = Signal(str, str)
    edited = Signal(str, str, str)
    """Thread, remark and its new words."""
    resolved = Signal(str, bool)
    removed = Signal(str)
    changed = Signal()

    def __init__(
        self, thread: Thread, *, me: str, placed: bool, writable: bool, title: str = ""
    ) -> None:
        super().__init__()
        self.thread_ = thread
        self._me = me
        self._editing = ""
        self.setProperty("panel", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build(title, placed, writable)

    def _build(self, title: str, placed: bool, writable: bool) -> None:
        thread = self.thread_
        first = thread.remarks[0]
        said = self.tr("Comment by {author}: {body}").format(author=first.author, body=first.body)
        self.setAccessibleName(said)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        if title:
            column.addWidget(label(title, size="caption", tone="muted", wrap=True))
        column.addWidget(self._build_quote(placed))
        for remark in thread.remarks:
            column.addWidget(self._build_remark(remark, writable))
        self._composer = Composer(self.tr("Answer"), self.tr("Send"))
        self._composer.sent.connect(self._send)
        self._composer.changed.connect(self.changed)
        self._composer.hide()
        column.addWidget(self._composer)
        if writable:
            column.addLayout(self._build_buttons())

    def _build_quote(self, placed: bool) -> QWidget:
        quote = label(f"“{self.thread_.quote}”", size="small", tone="muted", wrap=True)
        if placed:
            return quote
        box = panel("note")
        inner = QVBoxLayout(box)
        inner.setContentsMargins(8, 6, 8, 6)
        font = quote.font()
        font.setStrikeOut(True)
        quote.setFont(font)
        inner.addWidget(quote)
        inner.addWidget(label(self.tr("This text is no longer there."), size="caption"))
        return box

    def _build_remark(self, remark: Remark, writable: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(strong(label(remark.author, size="small")))
        head.addWidget(label(moment(remark.at), size="caption", tone="muted"), 1)
        if writable and remark.author == self._me:
            edit = IconButton("edit", self.tr("Put it otherwise"))
            edit.clicked.connect(lambda: self._edit(remark))
            remove = IconButton("close", self.tr("Delete"))
            remove.clicked.connect(lambda: self.removed.emit(remark.id))
            head.addWidget(edit)
            head.addWidget(remove)
        column.addLayout(head)
        column.addWidget(label(remark.body, wrap=True))
        return box

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        answer = button(self.tr("Answer"), "chip")
        answer.clicked.connect(self.answer)
        open_ = not self.thread_.resolved
        settle = button(self.tr("Resolve") if open_ else self.tr("Open again"), "chip")
        settle.clicked.connect(lambda: self.resolved.emit(self.thread_.id, open_))
        row.addWidget(answer)
        row.addWidget(settle)
        row.addStretch()
        if not open_:
            row.addWidget(label(self.tr("Resolved"), size="caption", tone="success"))
        return row

    def answer(self) -> None:
        """Begin an answer."""
        self._begin("", "")

    @property
    def begun(self) -> Begun | None:
        """What was written into the field and not sent; None where that is nothing new."""
        text = "" if self._composer.isHidden() else self._composer.text
        if not text or text == self._body(self._editing):
            return None
        return Begun(text, self._editing)

    def go_on(self, begun: Begun) -> None:
        """Show again what was not sent; a remark that is gone meanwhile becomes an answer."""
        self._editing = begun.remark if self._body(begun.remark) else ""
        self._composer.go_on(begun.body)

    def _body(self, remark: str) -> str:
        return next((each.body for each in self.thread_.remarks if each.id == remark), "")

    def show_current(self, current: bool) -> None:
        """Mark the thread that the caret stands in."""
        self.setProperty("focused", current)
        restyle(self)

    def _edit(self, remark: Remark) -> None:
        self._begin(remark.id, remark.body)

    def _begin(self, remark: str, body: str) -> None:
        """Show the field; what is written there already is finished or given up first."""
        begun = self.begun
        if begun is not None:
            self._composer.begin(begun.body)
            return
        self._editing = remark
        self._composer.begin(body)

    def _send(self, text: str) -> None:
        if self._editing:
            self.edited.emit(self.thread_.id, self._editing, text)
        else:
            self.replied.emit(self.thread_.id, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the text."""
        super().mousePressEvent(event)
        self.chosen.emit(self.thread_.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.thread_.id)
        else:
            super().keyPressEvent(event)
