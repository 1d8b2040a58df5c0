"""The dialog that shows what was read from a document, before it goes into a text."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.dialogs.frame import FormDialog
from ui.editor.apparatus import Known
from ui.editor.picture_store import PictureStore, read_image
from ui.editor.text_edit import PartEditor
from ui.names import counted
from ui.widgets.basics import ElidedLabel, label, panel, scroll_area, strong
from vnr_app.domain.richtext_ops import word_count
from vnr_app.services.texts import ReadText

_MOST_SAID = 8


class Way(StrEnum):
    """Where the document goes."""

    CURSOR = "cursor"
    REPLACE = "replace"
    END = "end"


class OpenDocumentDialog(FormDialog):
    """Shows the document as it will read, what was left out of it, and asks where it goes."""

    def __init__(
        self, path: Path, read: ReadText, target: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.call(self.tr("Open a document into “{title}”").format(title=target), self.tr("Insert"))
        self.resize(720, 640)
        self._build(path, read)

    def _build(self, path: Path, read: ReadText) -> None:
        self.column.addWidget(strong(ElidedLabel(path.name, size="lead")))
        facts = [counted("{n} word", "{n} words", word_count(read.document))]
        if read.images:
            facts.append(counted("{n} picture", "{n} pictures", len(read.images)))
        self.column.addWidget(label(" · ".join(facts), size="small", tone="muted"))
        self.column.addWidget(self._build_preview(read), 1)
        if read.dropped:
            self.column.addWidget(strong(label(self.tr("Left out"), size="small")))
            said = [*read.dropped[:_MOST_SAID], *(["…"] if len(read.dropped) > _MOST_SAID else [])]
            self.column.addWidget(label("\n".join(said), size="small", tone="muted", wrap=True))
        self.column.addWidget(self._build_ways())

    def _build_preview(self, read: ReadText) -> QWidget:
        self._preview = PartEditor(self.tr("The document as it will read"))
        self._preview.setReadOnly(True)
        pictures = PictureStore(parent=self)
        for name, data in read.images.items():
            pictures.take(name, read_image(data))
        self._preview.show_known(Known(pictures=pictures))
        self._preview.load(read.document)
        frame = panel("editor")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        content = QWidget()
        text = QVBoxLayout(content)
        text.setContentsMargins(16, 12, 16, 12)
        text.addWidget(self._preview)
        text.addStretch()
        inner.addWidget(scroll_area(content))
        return frame

    def _build_ways(self) -> QWidget:
        self._ways = QButtonGroup(self)
        self._ways.setExclusive(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        self._choices: dict[Way, QRadioButton] = {}
        for way, name in (
            (Way.CURSOR, self.tr("Put it where the cursor is")),
            (Way.END, self.tr("Add it at the end")),
            (Way.REPLACE, self.tr("Replace the text; the one before stays in the versions")),
        ):
            choice = QRadioButton(name)
            self._ways.addButton(choice)
            self._choices[way] = choice
            column.addWidget(choice)
        self._choices[Way.CURSOR].setChecked(True)
        self._choices[Way.CURSOR].setFocus(Qt.FocusReason.OtherFocusReason)
        return holder

    @property
    def way(self) -> Way:
        """Where the document goes."""
        return next(way for way, choice in self._choices.items() if choice.isChecked())
