"""What waits of returned files: numbers that were typed over, pieces without a place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.names import counted, isolated, moment
from ui.panels.returned_cards import around, reason_text, shortened
from ui.presenters.returning import Matters
from ui.widgets.basics import (
    IconLabel,
    button,
    clear_layout,
    label,
    panel,
    scroll_area,
    strong,
)
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services.returning import Answer, ChangedNumber, Unplaced

_WIDTH = 776


class TrayView(QWidget):
    """Emits what becomes of each."""

    place_wanted = Signal(str, str)
    """Id of a piece, key of the text at whose end it shall stand."""
    discard_wanted = Signal(str)
    answered = Signal(str, object)
    """Id of a number, the `Answer`."""
    section_wanted = Signal(str)
    """Key of the text that a number stands in."""
    look_wanted = Signal()
    """The file that was opened last is to be looked through again."""

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._matters: Matters | None = None
        self._places: tuple[tuple[str, str], ...] = ()
        self._build()

    def _build(self) -> None:
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._build_pending())
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column.addLayout(self._cards)
        column.addWidget(self._build_steps())
        column.addStretch(1)
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(32, 24, 32, 32)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_area(outer))

    def _build_pending(self) -> QFrame:
        self._pending = QFrame()
        self._pending.setProperty("banner", "info")
        self._pending_text = strong(label(wrap=True))
        look = button(self.tr("Look through it"))
        look.clicked.connect(self.look_wanted)
        row = QHBoxLayout(self._pending)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("edit", "accent"))
        row.addWidget(self._pending_text, 1)
        row.addWidget(look)
        self._pending.hide()
        return self._pending

    def _build_steps(self) -> QFrame:
        """How it goes, for who comes here first."""
        self._steps = panel("card")
        column = QVBoxLayout(self._steps)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addWidget(strong(label(self.tr("How a text goes out and comes back"), size="lead")))
        steps = (
            ("export", self.tr("Send a section, a goal or the whole report as a Word file.")),
            ("edit", self.tr("The ministry writes and remarks in Word or LibreOffice as usual.")),
            (
                "import",
                self.tr(
                    "Take the file back: you see each change and who made it, and take in what "
                    "you want. Every change finds its own section."
                ),
            ),
        )
        for icon, text in steps:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconLabel(icon, "accent"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(text, wrap=True), 1)
            column.addLayout(row)
        return self._steps

    def show_places(self, places: tuple[tuple[str, str], ...]) -> None:
        """The texts that a piece can be put into."""
        if places != self._places:
            self._places = places
            if self._matters is not None:
                self.show_matters(self._matters)

    def show_pending(self, file: str, sections: int) -> None:
        """Say that a file is not taken in as a whole yet; zero for none."""
        self._pending.setVisible(sections > 0)
        waiting = counted("{n} section waits", "{n} sections wait", sections)
        self._pending_text.setText(
            self.tr("{file}: {sections} to be looked at.").format(
                file=isolated(file), sections=waiting
            )
        )

    def show_matters(self, matters: Matters) -> None:
        """Show what waits for a decision."""
        self._matters = matters
        clear_layout(self._cards)
        if matters.numbers:
            self._head(
                self.tr("Numbers that were typed over"),
                self.tr("The texts keep the numbers of the data until the data themselves change."),
            )
        for number in matters.numbers:
            self._cards.addWidget(self._number_card(number))
        if matters.pieces:
            self._head(
                self.tr("Pieces without a place"),
                self.tr("Nothing that somebody wrote is thrown away unless you say so."),
            )
        for piece in matters.pieces:
            self._cards.addWidget(self._piece_card(piece))

    def _head(self, title: str, about: str) -> None:
        self._cards.addWidget(strong(label(title, size="lead")))
        self._cards.addWidget(label(about, tone="muted", wrap=True))

    def _card(self, head: str, text: str, below: str) -> tuple[QFrame, QHBoxLayout]:
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(6)
        column.addWidget(label(head, size="small", tone="muted", wrap=True))
        words = label(text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        if below:
            column.addWidget(label(below, size="small", tone="muted", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        column.addLayout(row)
        return card, row

    def _number_card(self, number: ChangedNumber) -> QFrame:
        head = " · ".join(each for each in (number.author, isolated(number.file)) if each)
        text = self.tr("“{was}” was changed to “{now}”.").format(
            was=isolated(number.was), now=isolated(number.now)
        )
        place = dict(self._places).get(number.section, number.section)
        below = "\n".join(each for each in (number.name, place) if each)
        card, row = self._card(head, text, below)
        keep = button(self.tr("Keep our number"))
        keep.clicked.connect(lambda: self.answered.emit(number.id, Answer.KEEP))
        note = button(self.tr("Keep it and ask for a check"), icon="comment")
        note.setToolTip(self.tr("A comment at the number tells the statisticians."))
        note.clicked.connect(lambda: self.answered.emit(number.id, Answer.NOTE))
        go = button(self.tr("Go to the text"), "quiet")
        go.clicked.connect(lambda: self.section_wanted.emit(number.section))
        for each in (keep, note, go):
            each.setAccessibleName(f"{each.text()}: {text}")
            row.addWidget(each)
        for each in (keep, note):
            each.setEnabled(not self._read_only)
        row.addStretch(1)
        return card

    def _piece_card(self, piece: Unplaced) -> QFrame:
        head = " · ".join(
            each for each in (piece.author, isolated(piece.file), moment(piece.at)) if each
        )
        below = "\n".join(
            each for each in (reason_text(piece.reason), around(piece.before, piece.after)) if each
        )
        text = shortened(plain_text(piece.document))
        card, row = self._card(head, text, below)
        where = QComboBox()
        where.setAccessibleName(self.tr("Where to put the piece"))
        where.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        where.setMinimumContentsLength(12)
        for key, name in self._places:
            where.addItem(name, key)
        where.setCurrentIndex(max(0, where.findData(piece.section)))
        put = button(self.tr("Put it there"))
        put.clicked.connect(lambda: self.place_wanted.emit(piece.id, where.currentData()))
        away = button(self.tr("Discard"))
        away.clicked.connect(lambda: self.discard_wanted.emit(piece.id))
        put.setAccessibleName(f"{put.text()}: {text}")
        away.setAccessibleName(f"{away.text()}: {text}")
        row.addWidget(where, 1)
        for each in (put, away):
            row.addWidget(each)
        for control in (where, put, away):
            control.setEnabled(not self._read_only)
        return card
