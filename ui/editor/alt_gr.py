"""Letters that some keyboards reach by AltGr, which Windows reports as Ctrl+Alt."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def types_a_letter(event: QKeyEvent) -> bool:
    """Whether the key gives a character, so that it is typing and no shortcut: ś is AltGr+S."""
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return held == _ALT_GR and bool(event.text()) and event.text().isprintable()
