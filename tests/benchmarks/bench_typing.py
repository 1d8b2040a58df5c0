"""Typing into a goal of 12,000 words: `python -m tests.benchmarks.bench_typing`.

Three things are measured in the page that a person writes in, once with the words spread over the
12 parts of a goal, once with all of them (and 20 tables) in one part: from a key to the paint that
shows it, beside a bare QTextEdit with the same text, key by key in turn; how long an autosave
holds the window; how long the page takes to open. A broken limit ends the program with an error.
"""

import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from ui.app import make_application
from ui.panels.section_page import SectionPage
from ui.theme.colors import LIGHT
from ui.theme.style import apply_theme
from vnr_app.domain.richtext import (
    Block,
    Document,
    Heading,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text, word_count
from vnr_app.services import reviews, sections, writing
from vnr_app.services.framework import load_framework
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState
from vnr_app.services.spelling import checker_for
from vnr_app.services.writing import SectionText

_LIMIT_MS = 16.0
_WORDS = 12_000
_KEYS = 320
_SAVES = 60
_SIZE = (1280, 800)
_GOAL = "goal-3"
_TYPED = "the share of people with acess to clean water rose from year to year "
_STOCK = re.findall(
    r"\S+",
    "the share of births attended by skilled health personnel rose in every province while the "
    "ministry of planning and the statistical office reviewed organizational programmes, "
    "inequalities persisted between rural and urban households maternal mortallity declined",
)


def _paragraph(dice: random.Random, words: int) -> Paragraph:
    drawn = [dice.choice(_STOCK) for _ in range(words)]
    style = dice.choice([ParagraphStyle.BODY] * 6 + [ParagraphStyle.QUOTE, ParagraphStyle.BOX_TEXT])
    head, bold, rest = drawn[: words // 2], drawn[words // 2 : words // 2 + 3], drawn[words // 2 :]
    runs = (Text(" ".join(head)), Text(f" {' '.join(bold)} ", bold=True), Text(" ".join(rest[3:])))
    return Paragraph(style=style, runs=runs)


def _table(dice: random.Random) -> Table:
    def cell() -> TableCell:
        return TableCell(blocks=(Paragraph(runs=(Text(dice.choice(_STOCK)),)),))

    return Table(header_rows=1, rows=tuple(TableRow((cell(),) * 6) for _ in range(8)))


def _text(words: int, tables: int) -> Document:
    """A text of about that many words, in paragraphs of 28 under headings."""
    dice = random.Random(words)
    blocks: list[Block] = []
    paragraphs = (words - 48 * tables) // 28
    for at in range(paragraphs):
        if at % 12 == 0:
            blocks.append(Heading(level=2, runs=(Text("Progress since the last review"),)))
        blocks.append(_paragraph(dice, 28))
        if tables and at % (paragraphs // tables) == 5:
            blocks.append(_table(dice))
    return normalise(Document(blocks=tuple(blocks)))


class _Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count, and let everything pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def _ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _timed_key(editor: QTextEdit, paints: _Paints, key: str) -> float:
    """Milliseconds from a key until the editor has been painted."""
    before, began = paints.count, time.perf_counter()
    QTest.keyClick(editor, key)
    while paints.count == before:
        QApplication.processEvents()
    return _ms(began)


def _settle(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.001)


class _Bench:
    """The page of a goal, and a bare editor with the same text in a window of the same size."""

    def __init__(self, review: Review, state: SectionState, texts: dict[str, Document]) -> None:
        self._review, self._state = review, state
        self._texts = {
            part.key: SectionText(
                part.key, "en", texts.get(part.key, Document(blocks=(Paragraph(),))), None, None
            )
            for part in state.parts
        }
        self.words = sum(map(word_count, texts.values()))
        # The dictionary is loaded once a process, before the first section is opened.
        self._checker = checker_for("en", ())
        self.page = SectionPage(load_framework(), "en")
        self.page.resize(*_SIZE)
        self.page.show()
        self.bare = QTextEdit()
        self.bare.resize(*_SIZE)
        self.bare.setPlainText("\n".join(map(plain_text, texts.values())))
        self.bare.show()
        _settle(0.2)

    def opening(self) -> tuple[float, float]:
        """Milliseconds until the goal is painted, and the longest wait until it is at rest."""
        paints, began = _Paints(self.page), time.perf_counter()
        self.page.show_section(self._state, self._texts, read_only=False)
        for editor in self.page.editors():
            editor.set_spelling(self._checker)
        while not paints.count:
            QApplication.processEvents()
        shown = _ms(began)
        return shown, self._longest_turn(lambda: False, 1.5)

    def _longest_turn(self, done: Callable[[], bool], seconds: float) -> float:
        """The longest that the window was held until `done`, or for so many seconds."""
        longest, end = 0.0, time.perf_counter() + seconds
        while not done() and time.perf_counter() < end:
            began = time.perf_counter()
            QApplication.processEvents()
            longest = max(longest, _ms(began))
            time.sleep(0.0005)
        return longest

    def typing(self) -> tuple[list[float], list[float]]:
        """Milliseconds of each key in the page and in the bare editor, in turn."""
        editor = max(self.page.editors(), key=lambda each: each.words())
        for each in (editor, self.bare):
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            cursor = QTextCursor(each.document())
            cursor.setPosition(each.document().characterCount() // 2)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            each.setTextCursor(cursor)
            each.ensureCursorVisible()
        _settle(0.3)
        paints = {each: _Paints(each.viewport()) for each in (editor, self.bare)}
        figures: dict[QTextEdit, list[float]] = {editor: [], self.bare: []}
        for at in range(_KEYS):
            for each, measured in figures.items():
                each.activateWindow()
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                QApplication.processEvents()
                measured.append(_timed_key(each, paints[each], _TYPED[at % len(_TYPED)]))
            _settle(0.02)
        return figures[editor], figures[self.bare]

    def saving(self) -> list[float]:
        """How long each of many saves holds the window: reading the text, and the writer's work."""
        editor = max(self.page.editors(), key=lambda each: each.words())
        key = next(part.key for part in self._state.parts if self._texts[part.key].document.blocks)
        held = []
        with ThreadPoolExecutor(1) as writer:
            for at in range(_SAVES):
                QTest.keyClick(editor, _TYPED[at % len(_TYPED)])
                _settle(0.05)
                began = time.perf_counter()
                document = editor.document_now()
                reading = _ms(began)
                saved = writer.submit(writing.save_draft, self._review, key, document)
                held.append(max(reading, self._longest_turn(saved.done, 10)))
                saved.result()
        return held


def _report(name: str, bench: _Bench) -> bool:
    """Measure one text and print it; whether all limits hold."""
    opened, rest = bench.opening()
    print(f"opening: {bench.words:,} words {name} {opened:.0f} ms, then at most {rest:.0f} ms held")
    window, bare = bench.typing()
    more = _p95(window) - _p95(bare)
    print(
        f"typing: {name} median window {statistics.median(window):.1f} ms, "
        f"bare {statistics.median(bare):.1f} ms"
    )
    print(
        f"typing: {name} p95 window {_p95(window):.1f} ms, bare {_p95(bare):.1f} ms, "
        f"difference {more:.1f} ms (limit {_LIMIT_MS:.0f})"
    )
    held = _p95(bench.saving())
    print(f"autosave: {name} holds the window p95 {held:.1f} ms (limit {_LIMIT_MS:.0f})")
    return more <= _LIMIT_MS and held <= _LIMIT_MS


def main() -> None:
    """Measure both texts; ends with an error where a limit is broken."""
    app = make_application([])
    apply_theme(app, LIGHT)
    held = []
    with tempfile.TemporaryDirectory() as folder:
        review = reviews.create(Path(folder) / "bench.vnr", country="ARM", year="2027")
        state = next(each for each in sections.outline(review) if each.key == _GOAL)
        keys = [part.key for part in state.parts]
        spread = {key: _text(_WORDS // len(keys), 0) for key in keys}
        for name, texts in (("in 12 parts", spread), ("in one part", {keys[0]: _text(_WORDS, 20)})):
            bench = _Bench(review, replace(state), texts)
            held.append(_report(name, bench))
            for each in (bench.page, bench.bare):
                each.close()
                each.deleteLater()
            _settle(0.1)
        review.close()
    if not all(held):
        sys.exit("A limit is broken.")


if __name__ == "__main__":
    main()
