"""The head of a text: its title, how far it is, who is responsible, what the guidelines ask."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.names import responsible_text
from ui.widgets.basics import ElidedLabel, IconButton, label, panel, restyle
from ui.widgets.status_box import StatusBox
from vnr_app.services.section_states import PartState, SectionState, is_overdue


class PartHead(QWidget):
    """Emits what the person chooses."""

    status_chosen = Signal(object)
    assign_wanted = Signal()

    def __init__(
        self, state: PartState | SectionState, *, titled: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._build(state, titled)
        self.show_state(state)

    def _build(self, state: PartState | SectionState, titled: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._build_line(state, titled))
        self._responsible = ElidedLabel(size="small", tone="muted")
        column.addWidget(self._responsible)
        column.addWidget(self._build_prompt(state))

    def _build_line(self, state: PartState | SectionState, titled: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        # A section without parts is its only part: its title is that of the page.
        size = "heading" if isinstance(state, PartState) else "title"
        if titled:
            row.addWidget(label(state.title, size=size, wrap=True), 1)
        else:
            row.addStretch(1)
        self._fold = IconButton("info", self.tr("What the guidelines ask for"), checkable=True)
        self._fold.setChecked(state.words == 0)
        if not state.prompt:
            self._fold.hide()
        self._assign = IconButton(
            "person", self.tr("Who is responsible for “{title}”").format(title=state.title)
        )
        self._assign.clicked.connect(self.assign_wanted)
        self._status = StatusBox(self.tr("Status of “{title}”").format(title=state.title))
        self._status.setObjectName(f"status-{state.key}")
        self._status.activated.connect(self._choose)
        for each in (self._fold, self._assign, self._status):
            row.addWidget(each)
        return row

    def _build_prompt(self, state: PartState | SectionState) -> QWidget:
        prompt = panel("note")
        inner = QVBoxLayout(prompt)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(label(state.prompt, size="small", tone="muted", wrap=True))
        if not (state.prompt and self._fold.isChecked()):
            prompt.hide()
        self._fold.toggled.connect(prompt.setVisible)
        return prompt

    def show_state(self, state: PartState | SectionState) -> None:
        """Show status and responsibility as they are now."""
        self._shown = state.status
        self._status.show_status(state.status)
        text = responsible_text(state)
        self._responsible.setText(text)
        self._responsible.setVisible(bool(text))
        self._responsible.setProperty("tone", "warning" if is_overdue(state) else "muted")
        restyle(self._responsible)

    def set_read_only(self, read_only: bool) -> None:
        """Take the choices away, or give them back."""
        self._status.setEnabled(not read_only)
        self._assign.setEnabled(not read_only)

    def _choose(self) -> None:
        """The choice is shown when the review has taken it: a refused one must not stay."""
        chosen = self._status.status
        self._status.show_status(self._shown)
        self.status_chosen.emit(chosen)
