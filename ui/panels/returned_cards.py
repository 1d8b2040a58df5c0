"""The cards of a returned file: a change to tick, a comment, a number, a piece without a place."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.diff_model import Line
from ui.names import isolated, moment
from ui.widgets.basics import IconLabel, label, panel
from ui.widgets.diff_text import Names
from ui.widgets.row_view import RowView
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services.returning import (
    BlockChange,
    Reason,
    ReturnedComment,
    ReturnedNumber,
    ReturnedPiece,
)

_LONGEST = 600
_SHORT = 80


class ChangeCard(QFrame):
    """One change of a text; ticked, it is taken in."""

    toggled = Signal(int, bool)
    """The number of the change, and whether it is taken in."""

    def __init__(
        self, change: BlockChange, names: Names, *, taken: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.number = change.number
        line = Line(change.row)
        authors = ", ".join(change.authors)
        self.box = QCheckBox(line.caption)
        self.box.setChecked(taken)
        self.box.setAccessibleName(". ".join(each for each in (line.sentence, authors) if each))
        self.box.toggled.connect(lambda on: self.toggled.emit(self.number, on))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.box, 1)
        if authors:
            head.addWidget(IconLabel("person", "muted", 14))
            head.addWidget(label(authors, size="small", tone="muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(RowView(change.row, names))


def _note(icon: str, tone: str, head: str, text: str, below: str = "") -> QFrame:
    """A card that says something and asks nothing."""
    made = panel("note")
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(label(head, size="small", tone="muted", wrap=True))
    words.addWidget(label(text, wrap=True))
    if below:
        words.addWidget(label(below, size="small", tone="muted", wrap=True))
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(12)
    row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    made.setAccessibleName(" ".join(each for each in (head, text, below) if each))
    return made


def shortened(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


class CommentCard(QWidget):
    """What somebody remarked on in the file."""

    def __init__(self, comment: ReturnedComment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        when = moment(comment.at) if comment.at is not None else ""
        head = " · ".join(each for each in (comment.author, when) if each)
        quote = self.tr("On “{words}”").format(words=comment.quote) if comment.quote else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_note("comment", "muted", head, shortened(comment.text), quote))


class NumberCard(QWidget):
    """A living number that was typed over: it is asked about once it is taken in."""

    def __init__(self, number: ReturnedNumber, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        text = self.tr("The number “{was}” was changed to “{now}”.").format(
            was=isolated(number.was), now=isolated(number.now)
        )
        below = self.tr("The text keeps the number of the data; this is listed as a question.")
        column.addWidget(_note("warning", "warning", number.author, text, below))


class PieceCard(QWidget):
    """A piece of the file that has no place in a text."""

    def __init__(self, piece: ReturnedPiece, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = " · ".join(each for each in (piece.author, reason_text(piece.reason)) if each)
        text = shortened(plain_text(piece.document))
        column.addWidget(_note("info", "muted", head, text, around(piece.before, piece.after)))


def reason_text(reason: Reason) -> str:
    """Why a piece has no place, in words."""
    return {
        Reason.FRONT: _words("It stood before the first section."),
        Reason.DERIVED: _words("It was typed into something that the report makes by itself."),
        Reason.TITLE: _words("The title of a section was changed."),
        Reason.BELOW: _words("It stood behind the sections."),
        Reason.MARGIN: _words("It was typed into a header or footer."),
        Reason.CHART: _words("A chart was changed in the file or put into it."),
        Reason.PICTURE: _words("A picture came back that cannot be shown."),
    }[reason]


def around(before: str, after: str) -> str:
    """What stood before and after a piece, in a line."""
    lines = []
    if before:
        lines.append(_words("Stood after “{words}”").format(words=_end(before)))
    if after:
        lines.append(_words("Stood before “{words}”").format(words=_beginning(after)))
    return "\n".join(lines)


def _beginning(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"


def _end(text: str) -> str:
    return text if len(text) <= _SHORT else f"…{text[-_SHORT:].lstrip()}"


def _words(text: str) -> str:
    return QCoreApplication.translate("Returned", text)
