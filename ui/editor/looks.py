"""How a text looks in the editor: sizes and colours laid over a document that knows neither."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui.editor import marks, remarks
from ui.theme.colors import Colors
from ui.theme.fonts import FAMILIES
from vnr_app.domain.richtext import ParagraphStyle

TEXT_PIXELS = 15
_HEADINGS = {1: 20, 2: 17, 3: 15, 4: 14}
_MUTED = (ParagraphStyle.QUOTE.value, ParagraphStyle.CAPTION.value)


def text_font() -> QFont:
    """The font of running text."""
    made = QFont(FAMILIES)
    made.setPixelSize(TEXT_PIXELS)
    return made


class Looks(QSyntaxHighlighter):
    """Headings larger, quotes and captions muted, links in the accent colour, mistakes marked.

    `mistakes` gives the stretches of a paragraph that are spelt wrong.
    """

    def __init__(
        self,
        document: QTextDocument,
        colors: Callable[[], Colors],
        mistakes: Callable[[QTextBlock, str], Iterable[tuple[int, int]]],
    ) -> None:
        super().__init__(document)
        self._colors = colors
        self._mistakes = mistakes
        self._comments: frozenset[str] = frozenset()

    def show_comments(self, comments: frozenset[str]) -> None:
        """Mark the text that carries one of these comments."""
        if comments != self._comments:
            self._comments = comments
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Lay the looks over one block."""
        block = self.currentBlock()
        whole = self._whole(block)
        if not whole.isEmpty():
            self.setFormat(0, len(text.encode("utf-16-le")) // 2, whole)
        position = block.begin()
        while not position.atEnd():
            fragment = position.fragment()
            if fragment.charFormat().isAnchor():
                link = QTextCharFormat(whole)
                link.setForeground(QColor(self._colors().accent))
                self.setFormat(fragment.position() - block.position(), fragment.length(), link)
            if self._comments.intersection(remarks.ids_of(fragment.charFormat())):
                self._mark_commented(fragment.position() - block.position(), fragment.length())
            position += 1
        for start, length in self._mistakes(block, text):
            wrong = QTextCharFormat(self.format(start))
            wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wrong.setUnderlineColor(QColor(self._colors().error))
            self.setFormat(start, length, wrong)

    def _mark_commented(self, start: int, length: int) -> None:
        made = QTextCharFormat(self.format(start))
        made.setBackground(QColor(self._colors().warning_soft))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        made.setUnderlineColor(QColor(self._colors().warning))
        self.setFormat(start, length, made)

    def _whole(self, block: QTextBlock) -> QTextCharFormat:
        made = QTextCharFormat()
        source = block.blockFormat()
        style = source.property(marks.BLOCK_STYLE)
        if level := source.headingLevel():
            made.setProperty(QTextFormat.Property.FontPixelSize.value, _HEADINGS.get(level, 14))
            made.setFontWeight(QFont.Weight.DemiBold)
        elif style == ParagraphStyle.BOX_TITLE.value:
            made.setFontWeight(QFont.Weight.DemiBold)
        elif style in _MUTED:
            made.setForeground(QColor(self._colors().muted))
            if style == ParagraphStyle.CAPTION.value:
                made.setProperty(QTextFormat.Property.FontPixelSize.value, 13)
        return made
