"""The pictures of the review as the editors paint them: asked for once, kept small."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter

MOST_WIDE = 1600
"""Pixels that a picture has at most on the screen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on the screen; no image while it is on its way, or where it is missing."""

    image: QImage | None = None
    missing: bool = False


class PictureStore(QObject):
    """Holds what was loaded; tells when something has come."""

    arrived = Signal(str)
    """Id of a picture that can be painted now, or is known to be missing."""

    def __init__(
        self, ask: Callable[[str], None] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._shown: dict[str, Shown] = {}

    def look(self, image_id: str) -> Shown:
        """The picture as far as it is here; it is asked for if it is not."""
        if image_id not in self._shown:
            if self._ask is None:
                return Shown()
            self._shown[image_id] = Shown()
            self._ask(image_id)
        return self._shown[image_id]

    def take(self, image_id: str, image: QImage | None) -> None:
        """A picture has come; None for one that the review does not have."""
        self._shown[image_id] = Shown(image, missing=image is None)
        self.arrived.emit(image_id)

    def forget_missing(self) -> None:
        """Ask again for what was missing: it may have come with another copy of the review."""
        self._shown = {name: each for name, each in self._shown.items() if not each.missing}


def read_image(data: bytes) -> QImage | None:
    """A stored picture as an image of screen size; None for one that cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.width() > MOST_WIDE:
        height = max(1, round(size.height() * MOST_WIDE / size.width()))
        reader.setScaledSize(QSize(MOST_WIDE, height))
    image = reader.read()
    return None if image.isNull() else image


def png_bytes(image: QImage) -> bytes:
    """An image of the clipboard as the bytes of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.write(image.convertToFormat(QImage.Format.Format_ARGB32))
    return bytes(buffer.data().data())


def fitted(image: QImage, width: int, height: int) -> QImage:
    """The image within a frame, its sides in proportion."""
    return image.scaled(
        width,
        height,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
