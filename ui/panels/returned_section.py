"""One section of a file that came back: its changes to tick, its numbers and comments."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.panels.returned_cards import ChangeCard, CommentCard, NumberCard, PieceCard
from ui.widgets.basics import (
    ElidedLabel,
    button,
    clear_layout,
    label,
    line,
    scroll_area,
    strong,
)
from ui.widgets.diff_text import Names
from vnr_app.services.returning import Returned, ReturnedSection

_WIDTH = 920


class ReturnedSectionView(QWidget):
    """Shows the cards of a section; tells what was ticked and what is to be done with it."""

    picked = Signal(str, int, bool)
    """The key of the section, the number of a change, and whether it is taken in."""
    accept_wanted = Signal()
    merge_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(line())
        column.addWidget(self._build_cards(), 1)

    def _build_head(self) -> QHBoxLayout:
        self._name = strong(ElidedLabel())
        self.accept = button(self.tr("Take this section in"))
        self.accept.clicked.connect(self.accept_wanted)
        self.merge = button(self.tr("Open in the merge view"), icon="merge")
        self.merge.clicked.connect(self.merge_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self.merge)
        row.addWidget(self.accept)
        return row

    def _build_cards(self) -> QWidget:
        self._every = button(self.tr("Tick all"), "chip")
        self._every.clicked.connect(lambda: self._tick(on=True))
        self._none = button(self.tr("Tick none"), "chip")
        self._none.clicked.connect(lambda: self._tick(on=False))
        ticks = QHBoxLayout()
        ticks.setSpacing(8)
        ticks.addWidget(self._every)
        ticks.addWidget(self._none)
        ticks.addStretch(1)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addLayout(ticks)
        below.addLayout(self._cards)
        below.addStretch(1)
        outer = QWidget()
        inner = QHBoxLayout(outer)
        inner.setContentsMargins(20, 16, 20, 32)
        inner.addWidget(content, 100)
        inner.addStretch(1)
        self._scroll = scroll_area(outer)
        return self._scroll

    # --- What is shown ----------------------------------------------------------------------

    def show_section(
        self,
        section: ReturnedSection,
        shown: tuple[int, ...],
        picked: frozenset[int],
        names: Names,
        *,
        open_: bool,
    ) -> None:
        """Show a section with the changes `shown`; `open_`: they can still be ticked."""
        self._begin(section.title)
        if section.head_moved:
            moved = self.tr(
                "This text was changed here meanwhile. Taken in, the two versions wait side by "
                "side to be merged."
            )
            self._cards.addWidget(label(moved, tone="warning", wrap=True))
        for change in section.changes:
            if change.number not in shown:
                continue
            card = ChangeCard(change, names, taken=change.number in picked)
            card.toggled.connect(
                lambda number, on, key=section.key: self.picked.emit(key, number, on)
            )
            card.box.setEnabled(open_)
            self._cards.addWidget(card)
        for number in section.numbers:
            self._cards.addWidget(NumberCard(number))
        for comment in section.comments:
            self._cards.addWidget(CommentCard(comment))

    def show_rest(self, returned: Returned) -> None:
        """Show what belongs to no section."""
        self._begin(self.tr("Without a place"))
        told = self.tr("Taken in, pieces stay listed under Ministries until you place them.")
        self._cards.addWidget(label(told, tone="muted", wrap=True))
        for piece in returned.unplaced:
            self._cards.addWidget(PieceCard(piece))
        for comment in returned.comments:
            self._cards.addWidget(CommentCard(comment))

    def show_nothing(self) -> None:
        """Say that the file brought nothing."""
        self._begin("")
        nothing = self.tr("Nothing in this file is new.")
        self._cards.addWidget(label(nothing, tone="muted", wrap=True))

    def let(self, *, tick: bool | None, accept: bool, taken: bool, merge: bool | None) -> None:
        """What can be done now; None for what is not to be seen."""
        for each in (self._every, self._none):
            each.setVisible(tick is not None)
            each.setEnabled(bool(tick))
        self.accept.setEnabled(accept)
        self.accept.setText(self.tr("Taken in") if taken else self.tr("Take this in"))
        self.merge.setVisible(merge is not None)
        self.merge.setEnabled(bool(merge))

    def _begin(self, name: str) -> None:
        clear_layout(self._cards)
        self._name.setText(name)
        self._scroll.verticalScrollBar().setValue(0)

    def _tick(self, *, on: bool) -> None:
        for card in self.findChildren(ChangeCard):
            card.box.setChecked(on)
