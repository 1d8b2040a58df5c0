"""The dialog for characters that keyboards do not have."""

import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.names import plain_tooltip
from ui.theme.fonts import SIZES, font
from ui.widgets.basics import clear_layout, label, scroll_area

_COLUMNS = 12
_SIZE = 36
_MOST_RECENT = _COLUMNS
_UNSEEN = "\u00a0\u202f\u2009\u2011\u00ad\u200b\u200e\u200f\u200c\u200d"


def groups() -> tuple[tuple[str, str], ...]:
    """The characters that reviews need, by what they are for."""
    return (
        (_tr("Punctuation"), "–—…‘’“”‚„«»‹›•·†‡§¶¿¡"),
        (_tr("Numbers and units"), "°%‰±×÷−≤≥≠≈∞½⅓⅔¼¾€£¥₂₃²³µ№"),
        (_tr("Spaces and invisible signs"), _UNSEEN),
        (_tr("Arrows and signs"), "←→↑↓↔⇒↗↘✓✗■□▪▫©®™"),
        (_tr("Letters"), "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸŞĞİŠŽČĆĐŁ"),
        (_tr("Small letters"), "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿşğıšžčćđłß"),
        (_tr("Greek letters"), "αβγδεζηθλμπρστφχψωΔΣΩ"),
    )  # fmt: skip


def _named(letter: str) -> tuple[str, str]:
    """What stands on the button of a character that cannot be seen, and its everyday name."""
    return {
        "\u00a0": ("NBSP", _tr("No-break space")),
        "\u202f": ("NNBSP", _tr("Narrow no-break space")),
        "\u2009": ("THIN", _tr("Thin space")),
        "\u2011": ("‑", _tr("Non-breaking hyphen")),
        "\u00ad": ("SHY", _tr("Soft hyphen: only seen at the end of a line")),
        "\u200b": ("ZWSP", _tr("Zero-width space: a line may break here")),
        "\u200e": ("LRM", _tr("Left-to-right mark")),
        "\u200f": ("RLM", _tr("Right-to-left mark")),
        "\u200c": ("ZWNJ", _tr("Zero-width non-joiner")),
        "\u200d": ("ZWJ", _tr("Zero-width joiner")),
        "–": ("–", _tr("En dash")),
        "—": ("—", _tr("Em dash")),
        "…": ("…", _tr("Ellipsis")),
        "₂": ("₂", _tr("Subscript two, as in CO₂")),
        "²": ("²", _tr("Superscript two, as in m²")),
        "€": ("€", _tr("Euro")),
        "‰": ("‰", _tr("Per thousand")),
    }.get(letter, (letter, unicodedata.name(letter, letter).capitalize()))


def found(wanted: str) -> str:
    """The characters whose name holds every word, or that were typed themselves."""
    words = wanted.casefold().split()
    hits = []
    for _name, letters in groups():
        for letter in letters:
            names = (
                f"{letter} {_named(letter)[1]} {unicodedata.name(letter, '')} {_named(letter)[0]}"
            )
            if all(word in names.casefold() for word in words):
                hits.append(letter)
    return "".join(dict.fromkeys(hits))


class SpecialCharactersDialog(QDialog):
    """Offers characters; a click inserts one and stays, Enter inserts one and closes."""

    chosen = Signal(str)

    def __init__(self, recent: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Special characters"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.recent = recent
        self._build()
        self._show("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Search by name: dash, euro, no-break…"))
        self._field.setAccessibleName(self.tr("Search a character by its name"))
        self._field.textChanged.connect(self._show)
        self._field.installEventFilter(self)
        content = QWidget()
        self._groups = QVBoxLayout(content)
        self._groups.setContentsMargins(0, 0, 12, 0)
        self._groups.setSpacing(8)
        hint = self.tr("A click inserts and stays, Enter inserts and closes.")
        self._told = label(hint, size="small", tone="muted")
        self._told.setMinimumHeight(20)
        column.addWidget(self._field)
        column.addWidget(scroll_area(content), 1)
        column.addWidget(self._told)
        self.setFixedSize(_COLUMNS * (_SIZE + 4) + 64, 480)

    def _show(self, wanted: str) -> None:
        clear_layout(self._groups)
        self._buttons = QButtonGroup(self)
        if wanted.strip():
            hits = found(wanted)
            self._add_group(self.tr("Found") if hits else self.tr("Nothing has this name."), hits)
        else:
            if self.recent:
                self._add_group(self.tr("Used last"), self.recent)
            for name, letters in groups():
                self._add_group(name, letters)
        self._groups.addStretch(1)

    def _add_group(self, name: str, letters: str) -> None:
        self._groups.addWidget(label(name, size="small", tone="muted"))
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, letter in enumerate(letters):
            grid.addWidget(self._letter_button(letter), at // _COLUMNS, at % _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)
        self._groups.addLayout(grid)

    def _letter_button(self, letter: str) -> QToolButton:
        shown, name = _named(letter)
        made = QToolButton()
        made.setText(shown)
        face = font("caption" if len(shown) > 1 else "lead")
        face.setPixelSize(9 if len(shown) > 1 else SIZES["heading"])
        made.setFont(face)
        made.setStyleSheet(f"font-size: {face.pixelSize()}px; padding: 0;")
        made.setFixedSize(_SIZE, _SIZE)
        made.setAccessibleName(name)
        made.setToolTip(plain_tooltip(name))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAutoRaise(True)
        made.installEventFilter(self)
        made.setProperty("letter", letter)
        made.clicked.connect(lambda _checked: self._take(letter))
        self._buttons.addButton(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Name the character that is looked at; arrows walk the grid, Enter takes and closes."""
        letter = watched.property("letter")
        if letter and event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter):
            self._told.setText(f"{_named(letter)[1]}  ·  U+{ord(letter):04X}")
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(letter, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _press(self, letter: str | None, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            first = self._buttons.buttons()[0] if self._buttons.buttons() else None
            taken = letter or (first.property("letter") if first is not None else None)
            if taken:
                self._take(taken)
                self.accept()
            return True
        if letter is None and event.key() == Qt.Key.Key_Down and self._buttons.buttons():
            self._buttons.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
        }
        step = steps.get(Qt.Key(event.key()))
        if letter is None or step is None:
            return False
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and abs(step) == 1:
            step = -step
        return self._walk(step)

    def _walk(self, step: int) -> bool:
        buttons = self._buttons.buttons()
        at = next((i for i, each in enumerate(buttons) if each.hasFocus()), 0)
        if at + step < 0:
            self._field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            target = buttons[min(len(buttons) - 1, at + step)]
            target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _take(self, letter: str) -> None:
        self.recent = "".join(dict.fromkeys(letter + self.recent))[:_MOST_RECENT]
        self.chosen.emit(letter)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpecialCharacters", text)
