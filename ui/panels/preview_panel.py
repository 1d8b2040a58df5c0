"""What the texts of a file will look like, beside what is wanted of it."""

import base64
import binascii
from typing import Any
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QProgressBar, QTextBrowser, QVBoxLayout, QWidget

from ui.widgets.basics import label

_IMAGE = QTextDocument.ResourceType.ImageResource.value
_STEP = 24


class _Browser(QTextBrowser):
    """Shows pictures that are in the text itself; never opens a file or an address."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.anchorClicked.connect(self._follow)

    def _follow(self, address: QUrl) -> None:
        """Go to a place of the text; links to elsewhere lead nowhere from a preview."""
        if address.path() == "" and address.hasFragment():
            self.scrollToAnchor(address.fragment())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture out of its own address; nothing for anything else.

        It must not be None: Qt would then look for the name on the disk by itself.
        """
        if kind != _IMAGE:
            return ""
        head, _comma, body = (name.toString() if isinstance(name, QUrl) else name).partition(",")
        image = QImage()
        if head.startswith("data:image/"):
            try:
                content = unquote_to_bytes(body)
                image.loadFromData(
                    base64.b64decode(content) if head.endswith(";base64") else content
                )
            except binascii.Error:
                pass  # shown as a picture that is missing
        if image.isNull():
            image = QImage(1, 1, QImage.Format.Format_ARGB32)
            image.fill(0x40808080)
        return image


class PreviewPanel(QFrame):
    """A page of text, or a sentence about why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "editor")
        self._browser = _Browser()
        self._browser.setAccessibleName(self.tr("Preview"))
        self._sentence = label(tone="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("The preview is being prepared"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_STEP, 16, 4, 4)
        column.addWidget(self._bar)
        column.addWidget(self._sentence)
        column.addWidget(self._browser, 1)
        self.say("")

    def show_waiting(self) -> None:
        """Say that a preview is on its way; the one before stays in sight."""
        self._bar.show()
        self._sentence.hide()

    def show_html(self, text: str, *, rtl: bool) -> None:
        """Show a preview from its beginning."""
        self._bar.hide()
        self._sentence.hide()
        option = self._browser.document().defaultTextOption()
        direction = Qt.LayoutDirection
        option.setTextDirection(direction.RightToLeft if rtl else direction.LeftToRight)
        self._browser.document().setDefaultTextOption(option)
        self._browser.setHtml(text)
        self._browser.show()

    def say(self, sentence: str) -> None:
        """Say why nothing can be shown."""
        self._bar.hide()
        self._browser.clear()
        self._browser.hide()
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    @property
    def words(self) -> str:
        """What is shown, as plain text."""
        return self._browser.toPlainText()
