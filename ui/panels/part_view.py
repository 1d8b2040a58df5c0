"""One part of a section: its head, strips for what hinders writing, the editor, its length."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ui.editor.text_edit import PartEditor
from ui.panels.part_head import PartHead
from ui.widgets.basics import panel, restyle
from ui.widgets.meter import LengthMeter
from ui.widgets.strip import Strip
from vnr_app.domain.sections import SectionStatus
from vnr_app.services.numbers import is_right_to_left
from vnr_app.services.section_states import PartState, SectionState
from vnr_app.services.writing import SectionText

_COUNT_MS = 150
_LEAST_FOR_TWO = 620
"""Pixels in which two texts find room side by side."""
_CLOSED = (SectionStatus.CLEARED, SectionStatus.LOCKED)


class PartView(QWidget):
    """Emits what the person does; knows nothing of where texts are kept."""

    edited = Signal(str)
    status_chosen = Signal(str, object)
    assign_wanted = Signal(str)
    merge_wanted = Signal(str)

    def __init__(self, state: PartState | SectionState, text: SectionText) -> None:
        super().__init__()
        self.key = state.key
        self._status = state.status
        self._section_status = state.status
        self._read_only = False
        self._held = False
        self._wants_pen = False
        self._invitation = self.tr("Write here…")
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count.timeout.connect(self._show_words)
        self._build(state)
        self.editor.run_from("rtl" if is_right_to_left(text.language) else "ltr")
        self.editor.load(text.document)
        self._show_waiting(text.waiting)
        self._show_words()
        self._show_pen()

    def _build(self, state: PartState | SectionState) -> None:
        self.head = PartHead(state)
        self.head.status_chosen.connect(lambda status: self.status_chosen.emit(self.key, status))
        self.head.assign_wanted.connect(lambda: self.assign_wanted.emit(self.key))
        self._closed = Strip()
        self._closed.wanted.connect(self._reopen)
        self._waiting = Strip("warning")
        self._waiting.wanted.connect(lambda: self.merge_wanted.emit(self.key))
        self.strips = QVBoxLayout()
        self.strips.setSpacing(4)
        self.strips.addWidget(self._closed)
        self.strips.addWidget(self._waiting)
        self._meter = LengthMeter(state.word_budget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(self.strips)
        column.addLayout(self._build_columns(state))
        column.addWidget(self._meter)

    def _build_columns(self, state: PartState | SectionState) -> QBoxLayout:
        """The editor, with room for the text that it translates before it."""
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        self._columns.addWidget(self._build_editor(state), 1)
        return self._columns

    def _build_editor(self, state: PartState | SectionState) -> QFrame:
        self._frame = panel("editor")
        self.editor = PartEditor(self.tr("Text of “{title}”").format(title=state.title))
        self.editor.edited.connect(self._tell_edited)
        self.editor.entered.connect(lambda _editor: self._show_focus(True))
        self.editor.left.connect(lambda: self._show_focus(False))
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(16, 12, 16, 8)
        inner.addWidget(self.editor)
        inner.addStretch()
        return self._frame

    def stand_beside(self, language: str, name: str, own_name: str) -> PartEditor:
        """Put an empty text of another language before the editor, to be filled and read only.

        The names are those of that language and of the editor's own.
        """
        self._invitation = self.tr("Write in {language} here…").format(language=own_name)
        self._show_pen()
        frame = panel("note")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(16, 12, 16, 8)
        original = PartEditor(
            self.tr("{name}, in {language}").format(
                name=self.editor.accessibleName(), language=name
            )
        )
        original.setProperty("ground", "note")
        original.setReadOnly(True)
        original.run_from("rtl" if is_right_to_left(language) else "ltr")
        inner.addWidget(original)
        inner.addStretch()
        self._columns.insertWidget(0, frame, 1)
        self._turn_columns()
        return original

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two texts stand above each other where there is little room."""
        super().resizeEvent(event)
        self._turn_columns()

    def _turn_columns(self) -> None:
        beside = self.width() >= _LEAST_FOR_TWO
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def show_state(self, state: PartState | SectionState, section: SectionStatus) -> None:
        """Show what was set elsewhere; `section` is the status of the section as a whole."""
        self.head.show_state(state)
        self._meter.show_budget(state.word_budget)
        self._show_waiting(bool(state.waiting))
        self._status, self._section_status = state.status, section
        self._show_pen()
        if self._wants_pen and not self.editor.isReadOnly():
            self._wants_pen = False
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """The review takes nothing, or it does."""
        self._read_only = read_only
        self.head.set_read_only(read_only)
        self._show_pen()

    def hold(self, on: bool) -> None:
        """Take no typing for a moment, or take it again."""
        self._held = on
        self._show_pen()

    def _show_pen(self) -> None:
        """Who may write here now, and why not."""
        locked = SectionStatus.LOCKED in (self._status, self._section_status)
        closed = locked or SectionStatus.CLEARED in (self._status, self._section_status)
        self.editor.setReadOnly(self._read_only or self._held or closed)
        nothing = self.tr("Nothing is written here.")
        self.editor.setPlaceholderText(nothing if self._read_only or closed else self._invitation)
        if not closed:
            self._closed.hide()
            return
        action = "" if self._read_only else self.tr("Change it anyway")
        if locked:
            action = action and self.tr("Unlock")
            self._closed.say("status-locked", self.tr("This text is locked."), action)
        else:
            self._closed.say("status-cleared", self.tr("This text is cleared."), action)

    def _reopen(self) -> None:
        """The person means it: the text is drafted on, or the section where that is closed."""
        self._wants_pen = True
        key = self.key if self._status in _CLOSED else self.key.partition("/")[0]
        self.status_chosen.emit(key, SectionStatus.DRAFTING)

    def _show_waiting(self, waiting: bool) -> None:
        if waiting:
            self._waiting.say(
                "warning",
                self.tr("Another version of this text waits beside it."),
                self.tr("Compare and merge"),
            )
        else:
            self._waiting.hide()

    def _tell_edited(self) -> None:
        self._count.start()
        self.edited.emit(self.key)

    def _show_words(self) -> None:
        self._meter.show_words(self.editor.words())

    def _show_focus(self, focused: bool) -> None:
        self._frame.setProperty("focused", focused)
        restyle(self._frame)
