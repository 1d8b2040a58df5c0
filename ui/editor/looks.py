"""How a text looks in the editor: sizes and colours laid over a document that knows neither."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui.editor import marks
from ui.theme.colors import Colors
from ui.theme.fonts import FAMILIES, font
from vnr_app.domain.richtext import (
    Block,
    Chart,
    CiteRef,
    CrossRef,
    Figure,
    IndicatorTable,
    NoteRef,
    ParagraphStyle,
    Run,
    ValueRef,
)
from vnr_app.domain.richtext_ops import runs_text

TEXT_PIXELS = 15
_HEADINGS = {1: 20, 2: 17, 3: 15, 4: 14}
_MUTED = (ParagraphStyle.QUOTE.value, ParagraphStyle.CAPTION.value)


def text_font() -> QFont:
    """The font of running text."""
    made = QFont(FAMILIES)
    made.setPixelSize(TEXT_PIXELS)
    return made


class Looks(QSyntaxHighlighter):
    """Headings larger, quotes and captions muted, links in the accent colour."""

    def __init__(self, document: QTextDocument, colors: Callable[[], Colors]) -> None:
        super().__init__(document)
        self._colors = colors

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
            position += 1

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


def _run_words(run: Run | None) -> str:
    match run:
        case ValueRef():
            return run.text or "…"
        case CrossRef():
            return run.text or "…"
        case CiteRef():
            return f"[{run.source_id}{', ' if run.locator else ''}{run.locator}]"
        case NoteRef():
            return "†"
    return ""


def describe(char_format: QTextFormat) -> str:
    """What stands behind an object character, for a tooltip; empty for ordinary text."""
    run = marks.run_of(char_format)
    match run:
        case NoteRef():
            return runs_text(run.note)
        case ValueRef():
            parts = (run.series, run.breakdown, run.period)
            return " · ".join(part for part in parts if part)
        case CiteRef():
            return _run_words(run)
    return ""


class RunPainter(QPyTextObject):
    """Paints notes, citations, living numbers and references as one character of the line."""

    def __init__(self, colors: Callable[[], Colors], parent: QObject) -> None:
        super().__init__(parent)
        self._colors = colors

    def intrinsicSize(self, doc: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        """The size of the words that are painted."""
        metrics = QFontMetricsF(_run_font(shape))
        run = marks.run_of(shape)
        pad = 8.0 if isinstance(run, ValueRef) else 2.0
        return QSizeF(metrics.horizontalAdvance(_run_words(run)) + pad, metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        shape: QTextFormat,
    ) -> None:
        """Paint the words, a living number on a tinted ground."""
        area = QRectF(rect)
        colors = self._colors()
        run = marks.run_of(shape)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_run_font(shape))
        if isinstance(run, ValueRef):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft))
            painter.drawRoundedRect(area, 4, 4)
            painter.setPen(QColor(colors.text))
        else:
            painter.setPen(QColor(colors.accent))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), _run_words(run))
        painter.restore()


def _run_font(shape: QTextFormat) -> QFont:
    made = text_font()
    if isinstance(marks.run_of(shape), NoteRef):
        made.setWeight(QFont.Weight.Bold)
    return made


class BlockPainter(QPyTextObject):
    """Paints a card for what the editor keeps but does not draw: figures, charts, tables."""

    def __init__(self, colors: Callable[[], Colors], parent: QObject) -> None:
        super().__init__(parent)
        self._colors = colors

    def intrinsicSize(self, doc: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        """A card as wide as the text."""
        return QSizeF(max(120.0, doc.textWidth() - 2), 56)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        shape: QTextFormat,
    ) -> None:
        """Paint the card with what it stands for."""
        area = QRectF(rect)
        colors = self._colors()
        kind, title = _card_words(marks.content_of(shape))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors.border))
        painter.setBrush(QColor(colors.raised))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        inner = area.adjusted(16, 8, -16, -8)
        painter.setPen(QColor(colors.muted))
        painter.setFont(font("caption"))
        leading = int(Qt.AlignmentFlag.AlignLeading)
        painter.drawText(inner, leading | int(Qt.AlignmentFlag.AlignTop), kind)
        painter.setPen(QColor(colors.text))
        painter.setFont(font("base"))
        painter.drawText(inner, leading | int(Qt.AlignmentFlag.AlignBottom), title)
        painter.restore()


def _card_words(block: Block | None) -> tuple[str, str]:
    match block:
        case Figure():
            return _tr("Figure"), runs_text(block.caption) or block.alt_text
        case Chart():
            return _tr("Chart"), block.title or ", ".join(block.series)
        case IndicatorTable():
            return _tr("Indicator table"), ", ".join(block.series)
    return "", ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Looks", text)
