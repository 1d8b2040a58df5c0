"""Figures in a text: the picture itself, its caption and credit below."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.editor.apparatus import Apparatus
from ui.editor.picture_store import Shown
from ui.theme.colors import Colors
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from vnr_app.domain.richtext import Figure
from vnr_app.domain.richtext_ops import runs_text

_PLACEHOLDER = 96.0
_MOST_HIGH = 640.0
_GAP = 6.0
_WRAP = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)


def figure_height(figure: Figure, width: float, apparatus: Apparatus) -> float:
    """How high a figure is in a text of that width."""
    picture = _picture_size(figure, width, apparatus.known.pictures.look(figure.image_id))
    lines = sum(
        _height(text, shape, width) + _GAP for text, shape, _tone in _lines(figure, apparatus)
    )
    return picture.height() + lines + 2 * _GAP


def paint_figure(
    painter: QPainter, area: QRectF, figure: Figure, apparatus: Apparatus, colors: Colors
) -> None:
    """Paint the picture or what is known of it, then its caption and credit."""
    shown = apparatus.known.pictures.look(figure.image_id)
    size = _picture_size(figure, area.width(), shown)
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = area.right() - size.width() if rtl else area.left()
    place = QRectF(QPointF(left, area.top() + _GAP), size)
    if shown.image is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, shown.image)
    else:
        _paint_absence(painter, place, shown, colors)
    top = place.bottom() + _GAP
    for text, shape, tone in _lines(figure, apparatus):
        height = _height(text, shape, area.width())
        painter.setFont(shape)
        painter.setPen(QColor(getattr(colors, tone)))
        painter.drawText(QRectF(area.left(), top, area.width(), height), _WRAP, text)
        top += height + _GAP


def _picture_size(figure: Figure, width: float, shown: Shown) -> QSizeF:
    share = width * figure.width / 100
    if shown.image is None:
        return QSizeF(max(share, min(width, 280.0)), _PLACEHOLDER)
    height = share * shown.image.height() / max(1, shown.image.width())
    if height > _MOST_HIGH:
        return QSizeF(share * _MOST_HIGH / height, _MOST_HIGH)
    return QSizeF(share, height)


def _lines(figure: Figure, apparatus: Apparatus) -> list[tuple[str, QFont, str]]:
    """Caption, credit and a reminder, each with its font and the tone of its colour."""
    caption = runs_text(figure.caption).strip()
    label = (apparatus.known.labels or {}).get(figure.id, "")
    lines = [("  ".join(filter(None, (label, caption))), font("small", bold=True), "text")]
    lines.append((figure.credit.strip(), font("caption"), "muted"))
    if not figure.alt_text.strip():
        lines.append(
            (_tr("No description for those who cannot see it"), font("caption"), "warning")
        )
    return [line for line in lines if line[0]]


def _height(text: str, shape: QFont, width: float) -> float:
    room = QRectF(0, 0, max(1.0, width), 10_000)
    return QFontMetricsF(shape).boundingRect(room, _WRAP, text).height()


def _paint_absence(painter: QPainter, place: QRectF, shown: Shown, colors: Colors) -> None:
    painter.setPen(QColor(colors.border))
    painter.setBrush(QColor(colors.raised))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
    words = _tr("This picture is missing from the review.") if shown.missing else _tr("Picture")
    tone = colors.warning if shown.missing else colors.muted
    painter.setFont(font("small"))
    painter.setPen(QColor(tone))
    text = place.adjusted(12, place.height() / 2, -12, -8)
    painter.drawText(text, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), words)
    icon = QRectF(place.center().x() - 12, place.center().y() - 28, 24, 24)
    paint_icon(painter, "warning" if shown.missing else "picture", tone, icon)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Figures", text)
