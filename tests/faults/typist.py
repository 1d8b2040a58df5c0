"""A person at the real window, to be killed: `python -m tests.faults.typist REVIEW SEED`.

Types into several texts of a goal, takes back, pastes, goes to other sections. Every line on
standard output is a JSON list: what stands in a text (`typed`), that the window shows everything
as saved (`saved`), that the typing has begun (`ready`); each with the time of the machine's
monotonic clock, which its processes share.
"""

import json
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import make_application
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.panels.part_view import PartView
from ui.settings import Settings
from ui.theme.colors import LIGHT
from ui.theme.style import apply_theme
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text

SECTIONS = ("goal-3", "goal-5", "introduction")
_WORDS = ("the", "share", "of", "births", "attended", "rose", "in", "every", "county", "again")


class Typist:
    """Types as fast as a practised person, with pauses, and says what stands in the texts."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)
        self._number = 0
        window.workspace.texts.saved.connect(self._say_saved)

    def type_for_ever(self) -> None:
        """Only a signal from outside ends it."""
        self._go_to(SECTIONS[0])
        say("ready")
        while True:
            part = self._chance.choice(self._parts())
            part.editor.setFocus()
            for _ in range(self._chance.choice((1, 2, 4, 20))):
                self._do_something(part)
            if self._chance.random() < 0.15:
                self._go_to(self._chance.choice(SECTIONS))

    def _do_something(self, part: PartView) -> None:
        luck = self._chance.random()
        if luck < 0.1:
            self._press(part, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        elif luck < 0.2:
            self._number += 1
            QApplication.clipboard().setText(f"pasted{self._number} {' '.join(_WORDS)}\nand on ")
            self._press(part, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        elif luck < 0.3:
            self._press(part, Qt.Key.Key_Return)
        else:
            self._number += 1
            for letter in f"{self._chance.choice(_WORDS)}{self._number} ":
                QTest.keyClick(part.editor, letter)
                self._say_typed(part)
        # Mostly too short for the window, which saves after a second of rest; some to think.
        thinks = self._chance.random() < 0.15
        rest(self._chance.randint(1100, 1700) if thinks else self._chance.randint(0, 500))

    def _press(
        self,
        part: PartView,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(part.editor, key, modifier)
        self._say_typed(part)

    def _say_typed(self, part: PartView) -> None:
        say("typed", part.key, plain_text(normalise(part.editor.document_now())))
        rest(self._chance.randint(15, 45))

    def _say_saved(self) -> None:
        # Connected after the window's own slot: this is what its status line shows by now.
        if not self._window.workspace.texts.dirty:
            say("saved")

    def _parts(self) -> list[PartView]:
        every = self._window.workspace.section_page.findChildren(PartView)
        return [part for part in every if part.isVisible()]

    def _go_to(self, section: str) -> None:
        workspace = self._window.workspace
        workspace.show_section(section)
        page = workspace.section_page
        wait_until(lambda: not workspace.texts.loading and page.key == section and self._parts())
        for part in self._parts():
            say("shown", part.key, plain_text(normalise(part.editor.document_now())))


def say(*words: str) -> None:
    """One line, at once and whole."""
    line = json.dumps([time.monotonic(), *words]) + "\n"
    os.write(sys.stdout.fileno(), line.encode())


def rest(milliseconds: int) -> None:
    """Let the window work for a while; `QTest.qWait` would keep Python's other threads waiting."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(true) -> None:
    """Let the window work until it is so; a person does not wait longer than 30 s."""
    loop, until = QEventLoop(), time.monotonic() + 30
    poll = QTimer(interval=5)
    poll.timeout.connect(lambda: loop.quit() if true() or time.monotonic() > until else None)
    poll.start()
    loop.exec()
    poll.stop()
    assert true(), "the window did not get there"


def main() -> None:
    """Open the review in the window and type."""
    app = make_application([])
    apply_theme(app, LIGHT)
    window = MainWindow(Jobs(), Settings())
    window.show()
    window.activateWindow()
    window.open_review(Path(sys.argv[1]))
    wait_until(lambda: window.workspace is not None and window.workspace.section_page.key)
    Typist(window, int(sys.argv[2])).type_for_ever()


if __name__ == "__main__":
    main()
