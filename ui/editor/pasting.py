"""What is pasted into a text or dropped on it: words, pictures, series, documents."""

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QTextEdit

from ui.editor import clipboard, series_mime
from ui.editor.inserting import document_file, picture_files
from vnr_app.errors import KnownError


class Pasting(QObject):
    """Belongs to one editor: puts words into it, and tells of what others have to bring in."""

    pasted = Signal(object)
    """Something was pasted: sentences on what was left out of it, a tuple that may be empty."""
    refused = Signal(object)
    """Something was not pasted: the `KnownError` that says why."""
    image_pasted = Signal(QImage)
    """A picture was pasted that stands alone on the clipboard."""
    series_dropped = Signal(object)
    """A series was dropped at the caret: a `ValueRef` without form."""
    pictures_dropped = Signal(object)
    """Picture files were dropped at the caret or pasted: a list of `Path`."""
    document_dropped = Signal(object)
    """A document was dropped at the caret or pasted: its `Path`."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def can_take(self, source: QMimeData) -> bool:
        """Texts, pictures, series; other files that are dropped here are the window's."""
        if source.hasFormat(series_mime.MIME_TYPE) or document_file(source) is not None:
            return True
        return bool(picture_files(source)) or clipboard.can_paste(source)

    def take(self, source: QMimeData) -> None:
        """Paste what the text model knows, and nothing else."""
        if self._editor.isReadOnly() or not self.can_take(source):
            return
        if (series := series_mime.from_mime(source)) is not None:
            # A drop is an edit that is still going on: whoever asks for the form waits for its end.
            QTimer.singleShot(0, self, lambda: self.series_dropped.emit(series))
            return
        if (document := document_file(source)) is not None:
            QTimer.singleShot(0, self, lambda: self.document_dropped.emit(document))
            return
        if files := picture_files(source):
            QTimer.singleShot(0, self, lambda: self.pictures_dropped.emit(files))
            return
        try:
            picture = clipboard.picture(source)
            found = clipboard.from_mime(source) if picture is None else None
        except KnownError as error:
            self.refused.emit(error)
            return
        if found is not None:
            self._paste(found)
        else:
            self.image_pasted.emit(picture)

    def take_plain(self) -> None:
        """Paste the words of the clipboard without their form."""
        source = QGuiApplication.clipboard().mimeData()
        if self._editor.isReadOnly() or not source.text():
            return
        try:
            found = clipboard.plain(source)
        except KnownError as error:
            self.refused.emit(error)
        else:
            self._paste(clipboard.Pasted(found))

    def _paste(self, found: clipboard.Pasted) -> None:
        cursor = self._editor.textCursor()
        clipboard.paste(cursor, found.document)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self.pasted.emit(found.dropped)
