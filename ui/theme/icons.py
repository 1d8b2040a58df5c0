"""Monochrome icons, tinted with a colour of the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from vnr_app.paths import resources_dir

_SCALE = 3
"""Pixmaps are drawn this much larger, for sharp icons on dense screens."""


@cache
def _source(name: str) -> str:
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("#000", color).encode()))


def paint_icon(painter: QPainter, name: str, color: str, area: QRectF) -> None:
    """Paint an icon into `area`."""
    _renderer(name, color).render(painter, area)


def tinted_pixmap(name: str, color: str, size: int) -> QPixmap:
    """An icon in one colour, `size` logical pixels wide and high; drawn once, kept by Qt."""
    key = f"{name} {color} {size}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(QSize(size, size) * _SCALE)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    paint_icon(painter, name, color, QRectF(0, 0, size * _SCALE, size * _SCALE))
    painter.end()
    pixmap.setDevicePixelRatio(_SCALE)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def tinted_icon(name: str, color: str, disabled: str) -> QIcon:
    """An icon for buttons, with a second colour where the button cannot be used."""
    icon = QIcon(tinted_pixmap(name, color, 20))
    icon.addPixmap(tinted_pixmap(name, disabled, 20), QIcon.Mode.Disabled)
    return icon
