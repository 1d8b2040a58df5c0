"""The desk of texts from outside: documents opened into a text, what pasting left out."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desks.texts import TextsDesk
from ui.dialogs.open_document import OpenDocumentDialog, Way
from ui.editor import clipboard
from ui.editor.commands import table_of
from ui.editor.inserting import DOCUMENT_SUFFIXES, put
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.panels.section_page import SectionPage
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.richtext import Document, Paragraph
from vnr_app.services import texts as services
from vnr_app.services.texts import ReadText


class DocumentsDesk(QObject):
    """Reads a document, shows it, and puts it into the text as an edit that can be undone."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        writing: TextsDesk,
        messages: Messages,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._page = page
        self._writing = writing
        self._messages = messages
        self._window = window
        writing.shown.connect(lambda _state: self._take_editors())

    def _take_editors(self) -> None:
        for editor in self._page.editors():
            editor.pasting.pasted.connect(self._tell_pasted)
            editor.pasting.refused.connect(self._messages.fail)
            editor.pasting.document_dropped.connect(lambda path, e=editor: self.read(e, path))

    def _tell_pasted(self, dropped: tuple[str, ...]) -> None:
        if dropped:
            self._messages.banner.say(
                "info", self.tr("Not everything was pasted."), " ".join(dropped)
            )

    def choose(self) -> None:
        """Ask for a document and open it into the text that is worked on."""
        editor = self._page.toolbar.editor
        if editor is None or editor.isReadOnly():
            return
        patterns = " ".join(f"*{suffix}" for suffix in DOCUMENT_SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a document"), "", f"{self.tr('Documents')} ({patterns})"
        )
        if chosen:
            self.read(editor, Path(chosen))

    def read(self, editor: PartEditor, path: Path) -> None:
        """Read a document and show it."""
        cursor = editor.textCursor()
        self._session.work_out(
            lambda _job: services.read_file(path),
            lambda read: self._ask(editor, cursor, path, read),
            self._messages.fail,
            title=self.tr("Reading “{file}”").format(file=path.name),
        )

    def _ask(self, editor: PartEditor, cursor: QTextCursor, path: Path, read: ReadText) -> None:
        key = self._page.key_of(editor)
        state = self._writing.state(key)
        if state is None:
            self._say_gone()
            return
        part = next((each for each in state.parts if each.key == key), state)
        dialog = OpenDocumentDialog(path, read, part.title, self._window)
        dialog.accepted.connect(lambda: self._store(editor, cursor, read, dialog.way))
        dialog.open()

    def _store(self, editor: PartEditor, cursor: QTextCursor, read: ReadText, way: Way) -> None:
        """Take the pictures into the review first: the text calls them by their ids there."""
        if way is Way.REPLACE:
            # What stands there now becomes a version before it goes.
            self._writing.presenter.leave()
        self._session.ask(
            lambda review, _job: services.with_pictures_kept(review, read.document, read.images),
            lambda kept: self._insert(editor, cursor, way, kept),
        )

    def _insert(
        self,
        editor: PartEditor,
        cursor: QTextCursor,
        way: Way,
        kept: tuple[Document, tuple[str, ...]],
    ) -> None:
        document, lost = kept
        if not put(editor, lambda: _paste(editor, cursor, way, document)):
            self._say_gone()
        elif lost:
            self._tell_pasted(lost)

    def _say_gone(self) -> None:
        self._messages.banner.say(
            "warning", self.tr("The text was loaded anew meanwhile; open the document again.")
        )


def _paste(editor: PartEditor, cursor: QTextCursor, way: Way, document: Document) -> None:
    """As one step that can be undone."""
    cursor.beginEditBlock()
    if way is Way.REPLACE:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
    elif way is Way.END:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().length() > 1:
            cursor.insertBlock()
    first = cursor.position()
    if cursor.block().length() == 1 and table_of(cursor) is None:
        # Qt would give the first paragraph the form of the empty one that is there.
        clipboard.insert(cursor, (Paragraph(), *document.blocks))
        at = QTextCursor(editor.document())
        at.setPosition(first)
        at.deleteChar()
    else:
        clipboard.paste(cursor, document)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
