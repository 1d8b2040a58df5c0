"""Two versions of a text that met: the merged text in one column, what is to be decided in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.editor.apparatus import Known
from ui.editor.text_edit import PartEditor
from ui.names import counted, moment
from ui.panels.conflict_card import ConflictCard
from ui.presenters.merging import Met
from ui.version_names import changes_text
from ui.widgets.back_head import BackHead, leave_by_escape
from ui.widgets.basics import (
    ElidedLabel,
    button,
    clear_layout,
    label,
    panel,
    scroll_area,
    strong,
)
from ui.widgets.diff_view import DiffView, column_heads
from vnr_app.domain.richtext import Block, Document
from vnr_app.domain.richtext_diff import Comparison
from vnr_app.domain.richtext_pieces import Agreed, Choice, Conflict
from vnr_app.services.siblings import Version

_WIDTH = 920
_ORIGIN_WIDTH = 88


class MergePage(QFrame):
    """Emits what was decided; nothing is written before that."""

    use_wanted = Signal(object)
    """The choices, one for each conflict."""
    preview_wanted = Signal(object)
    set_aside_wanted = Signal()
    back_wanted = Signal(str)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._read_only = read_only
        self._met: Met | None = None
        self._known = Known()
        self._cards: list[ConflictCard] = []
        self._chosen: dict[tuple[str, str], tuple[Choice, ...]] = {}
        self._build()

    def _build(self) -> None:
        self._pieces = QVBoxLayout()
        self._pieces.setSpacing(8)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        self._legend = label(tone="muted", wrap=True)
        inner.addWidget(self._legend)
        inner.addLayout(self._pieces)
        inner.addStretch(1)
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(24, 16, 24, 64)
        centred.addStretch(1)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        self._scroll = scroll_area(outer)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._build_result())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(self._stack, 1)
        leave_by_escape(self, self._leave)

    def _build_result(self) -> QWidget:
        """The present text beside what the choices make of it."""
        self._result = DiffView()
        heads = [strong(ElidedLabel(each)) for each in (self.tr("Present text"), self.tr("Result"))]
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(column_heads(*heads))
        column.addWidget(self._result, 1)
        return holder

    def _build_head(self) -> BackHead:
        head = BackHead(self.tr("Back to the text (Esc); nothing is written"))
        head.back_wanted.connect(self._leave)
        self._title, self._about = head.title, head.about
        self._aside = button(self.tr("Set the other version aside"))
        self._aside.clicked.connect(self.set_aside_wanted)
        self._look = button(self.tr("Look at the result"), icon="compare")
        self._look.setCheckable(True)
        self._look.toggled.connect(self._show_result)
        self._use = button(self.tr("Use this text"), "primary")
        self._use.clicked.connect(lambda: self.use_wanted.emit(self.choices))
        head.add(self._aside, self._look, self._use)
        return head

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What was decided so far, in order."""
        return tuple(card.choice for card in self._cards)

    def show_waiting(self) -> None:
        """Say that the versions are being put together."""
        self._met = None
        self._title.setText(self.tr("Merge two versions"))
        self._about.setText(self.tr("Putting the versions together…"))
        self._let_decide(False)

    def show_merge(self, met: Met, known: Known) -> None:
        """Show what a merge gives; what was decided on the same versions before still holds."""
        self._met, self._known = met, known
        self._title.setText(self.tr("Merge two versions of “{title}”").format(title=met.title))
        count = len(met.merge.conflicts)
        decide = counted("{n} place to decide", "{n} places to decide", count)
        parts = [decide if count else self.tr("Nothing to decide: the changes go together.")]
        if met.more:
            more = counted("{n} other version waits", "{n} other versions wait", met.more)
            parts.append(more)
        self._about.setText(" · ".join(parts))
        self._legend.setText(self._legend_text(met))
        self._look.setChecked(False)
        self._fill(met)
        self._let_decide(not self._read_only)
        self._look.setEnabled(True)

    def _let_decide(self, on: bool) -> None:
        for each in (self._aside, self._use, self._look):
            each.setEnabled(on)

    def _legend_text(self, met: Met) -> str:
        meeting = met.meeting
        origin = meeting.base.at
        lines = [
            self.tr("Present text: {who}").format(who=_who(meeting.present)),
            self.tr("Other version: {who}").format(who=_who(meeting.other)),
            self.tr("Both come from the text of {when}").format(when=moment(origin))
            if origin is not None
            else self.tr("Both began on an empty page"),
        ]
        return "\n".join(lines)

    def _fill(self, met: Met) -> None:
        clear_layout(self._pieces)
        self._cards = []
        decided = self._chosen.get(self._place(met), ())
        of = len(met.merge.conflicts)
        for piece in met.merge.pieces:
            if isinstance(piece, Conflict):
                at = len(self._cards)
                choice: Choice = decided[at] if at < len(decided) else "both"
                card = ConflictCard(piece, (at + 1, of), choice, self._blocks_view)
                card.chosen.connect(self._remember)
                self._cards.append(card)
                self._pieces.addWidget(card)
            elif piece.blocks:
                self._pieces.addWidget(self._agreed(piece))

    def _agreed(self, piece: Agreed) -> QWidget:
        """A text that is in the result as it stands, with whose it is in the margin."""
        names = {
            "mine": self.tr("Present text"),
            "theirs": self.tr("Other version"),
            "both": self.tr("Both"),
        }
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        origin = label(names.get(piece.origin, ""), size="caption", tone="muted", wrap=True)
        origin.setFixedWidth(_ORIGIN_WIDTH)
        bar = panel("origin")
        bar.setProperty("origin", piece.origin)
        bar.setFixedWidth(3)
        name = names.get(piece.origin, self.tr("Unchanged"))
        row.addWidget(origin, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(bar)
        row.addWidget(self._blocks_view(piece.blocks, name), 1)
        return holder

    def _blocks_view(self, blocks: tuple[Block, ...], name: str) -> QWidget:
        """Blocks as the section's page shows them, to be read."""
        made = PartEditor(name)
        made.setReadOnly(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.least_height = 0
        made.show_known(self._known)
        made.load(Document(blocks=blocks))
        return made

    def _place(self, met: Met) -> tuple[str, str]:
        return met.meeting.present.revision, met.meeting.other.revision

    def _remember(self) -> None:
        if self._met is not None:
            self._chosen[self._place(self._met)] = self.choices

    def _show_result(self, on: bool) -> None:
        self._stack.setCurrentIndex(int(on))
        self._look.setText(self.tr("Back to the choices") if on else self.tr("Look at the result"))
        if on:
            self.preview_wanted.emit(self.choices)

    def show_preview(self, comparison: Comparison) -> None:
        """Show the present text beside what the choices make of it."""
        names = {} if self._met is None else self._met.names
        self._result.show_comparison(comparison, names)
        self._result.setAccessibleName(
            self.tr("Present text and result: {changes}").format(
                changes=changes_text(self._result.changes, comparison)
            )
        )
        self._result.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next place to decide, or to the one before; in the result, to a change."""
        if self._look.isChecked():
            self._result.step(by)
            return
        here = next((at for at, card in enumerate(self._cards) if card.has_keyboard()), None)
        target = (0 if by > 0 else len(self._cards) - 1) if here is None else here + by
        if 0 <= target < len(self._cards):
            self._cards[target].focus_choice()
            self._scroll.ensureWidgetVisible(self._cards[target], 0, 24)

    def focus_list(self) -> None:
        """Bring the keyboard to the first place to decide, else to the way to use the text."""
        if self._cards:
            self.step(1)
        else:
            self._use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if self._look.isChecked():
            self._look.setChecked(False)
        else:
            self.back_wanted.emit("" if self._met is None else self._met.meeting.section)


def _who(version: Version) -> str:
    """Who wrote a version, and when; nobody where a text was taken back."""
    return "–" if version.at is None else f"{version.author}, {moment(version.at)}"
