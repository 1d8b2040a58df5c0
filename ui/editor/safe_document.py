"""A text document that never opens a file or an address that its text names."""

from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage, QTextDocument

_IMAGE = QTextDocument.ResourceType.ImageResource.value


class SafeDocument(QTextDocument):
    """A document whose resources are placeholders, whatever their name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMargin(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A grey pixel for an image, nothing for a style sheet.

        It must not be None: Qt would then look for the name on the disk by itself.
        """
        if kind == _IMAGE:
            image = QImage(1, 1, QImage.Format.Format_ARGB32)
            image.fill(0x40808080)
            return image
        return ""
