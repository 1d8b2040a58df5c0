"""AltGr types letters; it must not fire the shortcuts that Windows takes it for."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.editor.alt_gr import types_a_letter

_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def key(text, modifiers):
    return QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_S, modifiers, text)


@pytest.mark.parametrize(
    ("text", "modifiers", "typing"),
    [
        ("ś", _ALT_GR, True),
        ("Ś", _ALT_GR | Qt.KeyboardModifier.ShiftModifier, True),
        ("", _ALT_GR, False),
        ("\x13", _ALT_GR, False),
        ("\x13", Qt.KeyboardModifier.ControlModifier, False),
    ],
)
def test_only_a_character_makes_it_typing(text, modifiers, typing):
    assert types_a_letter(key(text, modifiers)) is typing


def test_the_editor_keeps_such_a_key_from_the_menus(opened, qtbot):
    editor = opened.workspace.section_page.editors()[0]
    event = key("ś", _ALT_GR)
    event.ignore()
    assert editor.event(event)
    assert event.isAccepted()
