"""Spelling in an editor: which stretches of a text are wrong, found out while nobody waits."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu

from ui.editor import marks
from vnr_app.services.spelling import Checker, words_in

_SLICE_SECONDS = 0.002
_PAUSE_MS = 5
_NOBODY = -1


class Speller(QObject):
    """Knows the wrong words of a document.

    A new word is asked of the dictionary in slices between other work, never while a paragraph is
    being laid out. The word that is being typed is not judged before the caret leaves it.
    """

    judged = Signal(QTextBlock)
    """What is wrong in this paragraph is another thing now."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._checker: Checker | None = None
        self._ignored: set[str] = set()
        self._marked: set[int] = set()
        """Qt's numbers of the paragraphs that are painted with a mistake."""
        self._unchecked: set[int] = set()
        """Qt's numbers of the paragraphs with words that the dictionary has not seen."""
        self._typed_at = _NOBODY
        """Where something was typed last, until the caret leaves that word."""
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._check_some)
        document.contentsChange.connect(self._typed)

    def use(self, checker: Checker | None) -> None:
        """Check with another dictionary, or no longer."""
        self._checker = checker
        self._unchecked = {block.fragmentIndex() for block in self._blocks(0)}
        self._timer.start()

    def ignore(self, word: str) -> None:
        """Take a word for right in this text, as long as the text is open."""
        self._ignored.add(word)
        for block in self._blocks(0):
            if word in block.text():
                self.judged.emit(block)

    def suggestions(self, block: QTextBlock, word: str) -> tuple[str, ...]:
        """What may have been meant by a word of the paragraph."""
        checker = self._checker_of(block)
        return checker.suggest(word) if checker is not None else ()

    def wrong_at(self, cursor: QTextCursor) -> tuple[QTextCursor, str] | None:
        """The wrong word under a cursor, selected, and the word itself."""
        block, inside = cursor.block(), cursor.positionInBlock()
        for start, length, word in self._wrong(block, block.text()):
            if start <= inside <= start + length:
                found = QTextCursor(block)
                found.setPosition(block.position() + start)
                found.setPosition(
                    block.position() + start + length, QTextCursor.MoveMode.KeepAnchor
                )
                return found, word
        return None

    def mistakes(self, block: QTextBlock, text: str) -> Iterator[tuple[int, int]]:
        """Beginning and length of the wrong words of a paragraph, in Qt's characters."""
        self._marked.discard(block.fragmentIndex())
        typed = self._typed_at - block.position()
        for start, length, _word in self._wrong(block, text):
            if not start <= typed <= start + length:
                self._marked.add(block.fragmentIndex())
                yield start, length

    def leave(self, position: int) -> None:
        """The caret stands at `position` now: a word that it has left can be judged."""
        if self._checker is None or self._typed_at in (_NOBODY, position):
            return
        block = self._document.findBlock(self._typed_at)
        self._typed_at = _NOBODY
        if block.isValid():
            self.judged.emit(block)

    def _typed(self, position: int, _removed: int, added: int) -> None:
        self._typed_at = position + added

    def _checker_of(self, block: QTextBlock) -> Checker | None:
        """The checker for the language of a paragraph; None where there is nothing to ask."""
        language = block.blockFormat().property(marks.LANGUAGE)
        if self._checker is None or not language:
            return self._checker
        return self._checker.in_language(str(language))

    def _wrong(self, block: QTextBlock, text: str) -> Iterator[tuple[int, int, str]]:
        """The words that are known to be wrong; a paragraph with new ones is put down."""
        checker = self._checker_of(block)
        if checker is None or not checker.available:
            return
        for start, word in words_in(text):
            right = True if word in self._ignored else checker.known(word)
            if right is None:
                self._put_down(block)
            elif not right:
                # Qt counts in halves of UTF-16, Python in characters.
                yield _units(text[:start]), _units(word), word

    def _put_down(self, block: QTextBlock) -> None:
        self._unchecked.add(block.fragmentIndex())
        if not self._timer.isActive():
            self._timer.start()

    def _check_some(self) -> None:
        """Check for a moment; paragraphs near the last edit first."""
        end = time.perf_counter() + _SLICE_SECONDS
        near = self._document.findBlock(max(0, self._typed_at))
        for block in self._blocks(near.blockNumber()):
            if not self._unchecked:
                return
            if block.fragmentIndex() in self._unchecked and not self._check(block, end):
                self._timer.start()
                return
        # What is left belongs to paragraphs that are gone.
        self._unchecked.clear()

    def _check(self, block: QTextBlock, end: float) -> bool:
        """Check a paragraph; whether it was finished in time."""
        checker = self._checker_of(block)
        if checker is not None:
            for _start, word in words_in(block.text()):
                if time.perf_counter() > end:
                    return False
                checker.check(word)
        number = block.fragmentIndex()
        self._unchecked.discard(number)
        if number in self._marked or any(self._wrong(block, block.text())):
            self.judged.emit(block)
        return True

    def _blocks(self, first: int) -> Iterator[QTextBlock]:
        """All paragraphs, from that number on and then from the beginning."""
        block = self._document.findBlockByNumber(first)
        for _ in range(self._document.blockCount()):
            yield block
            block = block.next()
            if not block.isValid():
                block = self._document.begin()


def add_spelling(
    menu: QMenu,
    speller: Speller,
    place: QTextCursor,
    word: str,
    learn: Callable[[str], None],
) -> None:
    """Put what can be done about a wrong word, which `place` selects, at the top of a menu."""

    def correct(right: str) -> None:
        place.insertText(right, place.charFormat())

    def add_to_dictionary() -> None:
        speller.ignore(word)
        learn(word)

    before = menu.actions()[0] if menu.actions() else None
    entries: list[QAction] = []
    for right in speller.suggestions(place.block(), word):
        action = QAction(plain_entry(right), menu)
        action.triggered.connect(lambda _checked=False, right=right: correct(right))
        entries.append(action)
    if not entries:
        nothing = QAction(_tr("No suggestions"), menu)
        nothing.setEnabled(False)
        entries.append(nothing)
    for text, act in (
        (_tr("Add “{word}” to the dictionary"), add_to_dictionary),
        (_tr("Ignore “{word}” here"), lambda: speller.ignore(word)),
    ):
        action = QAction(plain_entry(text.format(word=word)), menu)
        action.triggered.connect(lambda _checked=False, act=act: act())
        entries.append(action)
    if before is None:
        menu.addActions(entries)
    else:
        menu.insertActions(before, entries)
        menu.insertSeparator(before)


def plain_entry(text: str) -> str:
    """A text as a menu shows it: an ampersand is no shortcut."""
    return text.replace("&", "&&")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Speller", text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
