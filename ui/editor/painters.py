"""Paints what stands as one character of a text: references in their line, figures and charts."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from ui.editor import marks
from ui.editor.apparatus import Apparatus
from ui.editor.cards import card_height, paint_card
from ui.editor.figures import figure_height, paint_figure
from ui.editor.looks import text_font
from ui.editor.values import LivingNumbers
from ui.theme.colors import Colors
from ui.theme.icons import paint_icon
from vnr_app.domain.richtext import (
    Block,
    Chart,
    CiteRef,
    CrossRef,
    Figure,
    IndicatorTable,
    NoteRef,
    Run,
    ValueRef,
)
from vnr_app.domain.richtext_ops import runs_text

_SIGN = 18.0
"""Room for the sign of what is gone."""
_NOTE_PIXELS = 11


def describe(content: Run | Block, living: LivingNumbers, apparatus: Apparatus) -> str:
    """What stands behind a thing in a text, for a tooltip."""
    match content:
        case NoteRef():
            return runs_text(content.note)
        case ValueRef():
            return living.told(content)
        case CiteRef() | CrossRef():
            return apparatus.told(content)
        case Figure():
            return content.alt_text
    return ""


def hover_text(content: Run | Block, living: LivingNumbers, apparatus: Apparatus) -> str:
    """What stands behind a thing, and how the cell of a living number is found."""
    told = describe(content, living, apparatus)
    if told and isinstance(content, ValueRef) and not living.is_gone(content):
        told += "\n" + QCoreApplication.translate(
            "LivingNumbers", "Ctrl+click shows the cell in its file."
        )
    return told


class _Painter(QPyTextObject):
    """What painters ask: the colours, the values as they are now, what the review knows."""

    def __init__(
        self,
        colors: Callable[[], Colors],
        living: LivingNumbers,
        apparatus: Apparatus,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._colors = colors
        self._living = living
        self._apparatus = apparatus


class RunPainter(_Painter):
    """Paints notes, citations, living numbers and references as one character of the line."""

    def intrinsicSize(self, doc: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        """The size of the words that are painted; what is wider than the text takes more lines."""
        run = marks.run_of(shape)
        metrics = QFontMetricsF(_run_font(run))
        words = self._words(run, position)
        pad = (8.0 if isinstance(run, ValueRef) else 2.0) + (_SIGN if self._is_gone(run) else 0.0)
        needed = metrics.horizontalAdvance(words) + pad
        if isinstance(run, NoteRef):
            # As high as the line, so that the number stands at its top.
            return QSizeF(needed, QFontMetricsF(text_font()).height())
        widest = doc.textWidth() - 2
        if needed <= widest or widest <= 2 * pad:
            return QSizeF(needed, metrics.height())
        room = QRectF(0, 0, widest - pad, 10_000)
        wrapped = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
        return QSizeF(widest, wrapped.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        shape: QTextFormat,
    ) -> None:
        """Paint the words: a living number and what is gone on a tinted ground, a note raised."""
        area = QRectF(rect)
        colors = self._colors()
        run = marks.run_of(shape)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_run_font(run))
        painter.setLayoutDirection(doc.findBlock(position).textDirection())
        gone = self._is_gone(run)
        if gone or isinstance(run, ValueRef):
            area = self._paint_ground(painter, area, colors, gone=gone)
        else:
            painter.setPen(QColor(colors.accent))
        upright = Qt.AlignmentFlag.AlignTop if isinstance(run, NoteRef) else _MIDDLE
        flags = int(Qt.AlignmentFlag.AlignHCenter | upright) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(area, flags, self._words(run, position))
        painter.restore()

    def _words(self, run: Run | None, position: int) -> str:
        match run:
            case ValueRef():
                return self._living.words(run)
            case CrossRef() | CiteRef():
                return self._apparatus.words(run)
            case NoteRef():
                return str(self._apparatus.notes.number(position))
        return ""

    def _is_gone(self, run: Run | None) -> bool:
        if isinstance(run, ValueRef):
            return self._living.is_gone(run)
        return self._apparatus.is_gone(run)

    def _paint_ground(
        self, painter: QPainter, area: QRectF, colors: Colors, *, gone: bool
    ) -> QRectF:
        """The ground of a run, with a sign where it is gone; the room for its words."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.warning_soft if gone else colors.accent_soft))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QColor(colors.warning if gone else colors.text))
        if not gone:
            return area
        sign = QRectF(area.left() + 4, area.center().y() - 7, 14, 14)
        paint_icon(painter, "warning", colors.warning, sign)
        return area.adjusted(_SIGN, 0, 0, 0)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _run_font(run: Run | None) -> QFont:
    made = text_font()
    if isinstance(run, NoteRef):
        made.setPixelSize(_NOTE_PIXELS)
        made.setWeight(QFont.Weight.DemiBold)
    return made


class BlockPainter(_Painter):
    """Paints each figure with its caption, each chart and table of data as a card."""

    def intrinsicSize(self, doc: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        """As wide as the text."""
        block = marks.content_of(shape)
        width, height = max(120.0, doc.textWidth() - 2), 56.0
        if isinstance(block, Chart | IndicatorTable):
            height = card_height(block, self._living)
        elif isinstance(block, Figure):
            height = figure_height(block, width, self._apparatus)
        return QSizeF(width, height)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        shape: QTextFormat,
    ) -> None:
        """Paint what the block shows."""
        area = QRectF(rect)
        colors = self._colors()
        block = marks.content_of(shape)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(doc.findBlock(position).textDirection())
        if isinstance(block, Figure):
            paint_figure(painter, area, block, self._apparatus, colors)
        elif isinstance(block, Chart | IndicatorTable):
            painter.setPen(QColor(colors.border))
            painter.setBrush(QColor(colors.raised))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
            paint_card(painter, area, block, self._living, colors)
        painter.restore()
