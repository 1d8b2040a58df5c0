"""One place that two versions changed differently, and what a person takes of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.names import number
from ui.widgets.basics import IconLabel, button, label, strong
from ui.widgets.read_text import StretchText
from vnr_app.domain.richtext import Block, Table
from vnr_app.domain.richtext_pieces import CHOICES, Choice, Conflict

BlocksView = Callable[[tuple[Block, ...], str], QWidget]
"""Makes a view of blocks that is called by a name."""


class ConflictCard(QFrame):
    """The two texts side by side, what both come from, and a choice: this, that, or both."""

    chosen = Signal()

    def __init__(
        self,
        conflict: Conflict,
        place: tuple[int, int],
        choice: Choice,
        view: BlocksView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._conflict = conflict
        self._view = view
        self._build(place)
        self._radios[choice].setChecked(True)
        self._group.buttonToggled.connect(lambda _button, on: self.chosen.emit() if on else None)

    def _build(self, place: tuple[int, int]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._build_head(place))
        column.addLayout(self._build_sides())
        column.addWidget(self._radios["both"], 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._before)

    def _build_head(self, place: tuple[int, int]) -> QHBoxLayout:
        at, of = place
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("merge", "warning"))
        row.addWidget(strong(label(self.tr("Both versions changed this"))))
        where = self.tr("{at} of {all}").format(at=number(at), all=number(of))
        row.addWidget(label(where, size="small", tone="muted"))
        row.addStretch(1)
        self._before = self._build_before()
        self._before.hide()
        toggle = button(self.tr("Before the changes"), "chip")
        toggle.setCheckable(True)
        toggle.toggled.connect(self._before.setVisible)
        row.addWidget(toggle)
        return row

    def _build_before(self) -> QFrame:
        holder = QFrame()
        holder.setProperty("panel", "note")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(4)
        inner.addWidget(label(self.tr("Both come from this:"), size="small", tone="muted"))
        inner.addWidget(self._side("base", self._conflict.base, self.tr("Before the changes")))
        return holder

    def _build_sides(self) -> QGridLayout:
        names: dict[Choice, str] = {
            "mine": self.tr("Take the present text"),
            "theirs": self.tr("Take the other version"),
            "both": self.tr("Take both, the present text first"),
        }
        self._group = QButtonGroup(self)
        self._radios: dict[Choice, QRadioButton] = {}
        for choice in CHOICES:
            self._radios[choice] = QRadioButton(names[choice])
            self._group.addButton(self._radios[choice])
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        sides: tuple[tuple[Choice, tuple[Block, ...], str], ...] = (
            ("mine", self._conflict.mine, self.tr("Present text")),
            ("theirs", self._conflict.theirs, self.tr("Other version")),
        )
        for column, (choice, blocks, name) in enumerate(sides):
            grid.addWidget(self._radios[choice], 0, column, Qt.AlignmentFlag.AlignLeading)
            text = self._side(choice, blocks, name)
            grid.addWidget(text, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        return grid

    def _side(self, side: str, blocks: tuple[Block, ...], name: str) -> QWidget:
        """The sentences of a side, those that differ marked; or its blocks; or that it has none."""
        conflict = self._conflict
        made: QWidget
        if any(isinstance(each, Table) for each in blocks) and conflict.stretches:
            made = self._table(side, blocks, name)
        elif conflict.stretches:
            made = StretchText(name, conflict.stretches, side)
        elif blocks:
            made = self._view(blocks, name)
        else:
            made = label(self.tr("Nothing: it was deleted or never here."), tone="muted", wrap=True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, made.sizePolicy().verticalPolicy())
        return made

    def _table(self, side: str, blocks: tuple[Block, ...], name: str) -> QWidget:
        """A table as it would be, and below it what its cells say that differ."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._view(blocks, name))
        differing = self.tr("Cells that differ")
        column.addWidget(label(differing, size="small", tone="muted"))
        column.addWidget(StretchText(differing, self._conflict.stretches, side, apart=True))
        return made

    @property
    def choice(self) -> Choice:
        """What is taken."""
        return next(choice for choice, each in self._radios.items() if each.isChecked())

    def focus_choice(self) -> None:
        """Bring the keyboard to the choice."""
        self._radios[self.choice].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the choice."""
        return any(each.hasFocus() for each in self._radios.values())
