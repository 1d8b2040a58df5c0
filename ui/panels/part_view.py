"""One part of a section: title, status, prompt, editor, length."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.editor.text_edit import PartEditor
from ui.names import status_name
from ui.panels.outline_delegate import status_color
from ui.theme.colors import colors_of
from ui.theme.icons import tinted_icon
from ui.widgets.basics import IconButton, label, panel, restyle
from ui.widgets.meter import LengthMeter
from vnr_app.domain.sections import SectionStatus
from vnr_app.services.section_states import PartState, SectionState
from vnr_app.services.writing import SectionText

_COUNT_MS = 150


class StatusBox(QComboBox):
    """Chooses how far a text has come; symbol and word."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(name)
        for status in SectionStatus:
            self.addItem(status_name(status), status.value)
        self._tint()

    def _tint(self) -> None:
        colors = colors_of(self)
        for at, status in enumerate(SectionStatus):
            color = status_color(colors, status)
            self.setItemIcon(at, tinted_icon(f"status-{status.value}", color, color))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the symbols anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def show_status(self, status: SectionStatus) -> None:
        """Show a status without telling anybody."""
        self.setCurrentIndex(self.findData(status.value))


class PartView(QWidget):
    """Emits what the person does; knows nothing of where texts are kept."""

    edited = Signal(str)
    status_chosen = Signal(str, object)

    def __init__(self, state: PartState | SectionState, text: SectionText) -> None:
        super().__init__()
        self.key = state.key
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count.timeout.connect(self._show_words)
        self._build(state)
        self.editor.load(text.document)
        self._show_words()

    def _build(self, state: PartState | SectionState) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._build_head(state))
        column.addWidget(self._build_prompt(state))
        column.addWidget(self._build_editor(state))
        self._meter = LengthMeter(state.word_budget)
        column.addWidget(self._meter)

    def _build_head(self, state: PartState | SectionState) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        # A section without parts is its only part: its title is that of the page.
        size = "heading" if isinstance(state, PartState) else "title"
        row.addWidget(label(state.title, size=size, wrap=True), 1)
        self._fold = IconButton("info", self.tr("What the guidelines ask for"), checkable=True)
        self._fold.setChecked(state.words == 0)
        if not state.prompt:
            self._fold.hide()
        self._status = StatusBox(self.tr("Status of “{title}”").format(title=state.title))
        self._status.show_status(state.status)
        self._status.setObjectName(f"status-{state.key}")
        self._status.activated.connect(self._choose_status)
        row.addWidget(self._fold)
        row.addWidget(self._status)
        return row

    def _build_prompt(self, state: PartState | SectionState) -> QFrame:
        self._prompt = panel("note")
        inner = QVBoxLayout(self._prompt)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(label(state.prompt, size="small", tone="muted", wrap=True))
        if not (state.prompt and self._fold.isChecked()):
            self._prompt.hide()
        self._fold.toggled.connect(self._prompt.setVisible)
        return self._prompt

    def _build_editor(self, state: PartState | SectionState) -> QFrame:
        self._frame = panel("editor")
        self.editor = PartEditor(self.tr("Text of “{title}”").format(title=state.title))
        self.editor.edited.connect(self._tell_edited)
        self.editor.entered.connect(lambda _editor: self._show_focus(True))
        self.editor.left.connect(lambda: self._show_focus(False))
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(16, 12, 16, 8)
        inner.addWidget(self.editor)
        return self._frame

    def show_state(self, state: PartState | SectionState) -> None:
        """Show a status that was set elsewhere."""
        self._status.show_status(state.status)

    def set_read_only(self, read_only: bool) -> None:
        """Take the pen away, or give it back."""
        self.editor.setReadOnly(read_only)
        self.editor.setPlaceholderText(
            self.tr("Nothing is written here.") if read_only else self.tr("Write here…")
        )
        self._status.setEnabled(not read_only)

    def _tell_edited(self) -> None:
        self._count.start()
        self.edited.emit(self.key)

    def _choose_status(self) -> None:
        self.status_chosen.emit(self.key, SectionStatus(self._status.currentData()))

    def _show_words(self) -> None:
        self._meter.show_words(self.editor.words())

    def _show_focus(self, focused: bool) -> None:
        self._frame.setProperty("focused", focused)
        restyle(self._frame)
