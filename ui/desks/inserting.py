"""The desk of inserting: notes, links, pictures, references, citations, tables, characters."""

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor

from ui.desks.pictures import PicturesDesk
from ui.desks.sources import SourcesDesk
from ui.desks.texts import TextsDesk
from ui.dialogs.link import SCHEMES, LinkDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.reference import ReferenceDialog
from ui.dialogs.special_characters import SpecialCharactersDialog
from ui.dialogs.table_size import TableSizeDialog
from ui.editor import tables
from ui.editor.apparatus import Known
from ui.editor.commands import marks_at
from ui.editor.inserting import insert_letter, insert_run, put, replace_thing
from ui.editor.objects import Thing
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.panels.section_page import SectionPage
from ui.panels.status_line import StatusLine
from ui.presenters.inserting import InsertingPresenter
from ui.presenters.review import ReviewPresenter
from ui.settings import Settings
from vnr_app.domain.richtext import CiteRef, CrossRef, Figure, NoteRef

_REFRESH_MS = 400


class InsertingDesk(QObject):
    """Opens the dialogs, puts what they say into the text, keeps the editors' knowledge fresh."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        writing: TextsDesk,
        status: StatusLine,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._writing = writing
        self._status = status
        self._messages = messages
        self._wanted_target = ""
        self._presenter = InsertingPresenter(session, self)
        self.sources = SourcesDesk(self._presenter, page, writing, messages, self)
        self.pictures = PicturesDesk(self._presenter, messages, self)
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self._load)
        session.history_changed.connect(self._refresh.start)
        self._presenter.known_changed.connect(self._show_known)
        self._presenter.pictures.arrived.connect(lambda _id: self._lay_out())
        writing.shown.connect(lambda _state: self._take_editors())
        page.link_wanted.connect(self.edit_link)

    @property
    def known(self) -> Known:
        """What the review knows of sources, references and pictures."""
        return self._presenter.known

    # --- The editors of the page ------------------------------------------------------------

    def _take_editors(self) -> None:
        """A section is shown: its editors are new."""
        for editor in self._page.editors():
            editor.things.edit_wanted.connect(lambda thing, e=editor: self._edit(e, thing))
            editor.things.target_wanted.connect(self.go_to)
            editor.things.address_wanted.connect(self._offer_address)
            editor.things.counted.connect(self._status.show_selection)
            self.pictures.serve(editor)
        self._show_known()
        self._load()
        if self._wanted_target:
            self._page.show_target(self._wanted_target)
            self._wanted_target = ""

    def _load(self) -> None:
        self._presenter.load(self._writing.language)

    def _show_known(self) -> None:
        for editor in self._page.editors():
            editor.show_known(self._presenter.known)

    def _lay_out(self) -> None:
        for editor in self._page.editors():
            editor.lay_out_anew()

    def go_to(self, target: str) -> None:
        """Show what a reference points to."""
        if self._page.show_target(target):
            return
        found = next((t for t in self._presenter.references.targets if t.id == target), None)
        if found is None:
            self._messages.banner.say(
                "warning", self.tr("What this refers to is no longer in the review.")
            )
            return
        self._wanted_target = target
        self._writing.show_section(found.section)

    def _offer_address(self, address: str) -> None:
        """Show the whole address before a browser opens it."""
        if QUrl(address).scheme() not in SCHEMES:
            self._messages.banner.say(
                "warning", self.tr("“{address}” is not opened.").format(address=address)
            )
            return
        self._messages.banner.say(
            "info",
            address,
            action=self.tr("Open in the browser"),
            then=lambda: _open(address),
        )

    # --- Inserting --------------------------------------------------------------------------

    def insert(self, what: str) -> None:
        """Insert something at the caret: note, picture, reference, citation, letter or table."""
        editor = self._page.toolbar.editor
        if editor is None or editor.isReadOnly():
            return
        {
            "note": self._insert_note,
            "picture": self.pictures.choose,
            "reference": self._insert_reference,
            "citation": self.sources.insert_citation,
            "letter": self._insert_letters,
            "table": self._insert_table,
        }[what](editor)

    def edit_link(self) -> None:
        """Ask for the address of the link at the caret."""
        toolbar = self._page.toolbar
        if toolbar.editor is None or toolbar.editor.isReadOnly():
            return
        dialog = LinkDialog(marks_at(toolbar.editor.textCursor()).link, self._page.window())
        if dialog.exec() == LinkDialog.DialogCode.Accepted:
            toolbar.set_link(dialog.address)
        dialog.deleteLater()

    def _edit(self, editor: PartEditor, thing: Thing) -> None:
        match thing.content:
            case NoteRef():
                self._edit_note(editor, thing, thing.content)
            case Figure():
                self.pictures.edit(editor, thing, thing.content)
            case CrossRef():
                self._edit_reference(editor, thing, thing.content)
            case CiteRef():
                self.sources.edit_citation(editor, thing, thing.content)

    def _edit_note(self, editor: PartEditor, thing: Thing, before: NoteRef) -> None:
        dialog = NoteDialog(before.note, self._presenter.known, editor.window())
        dialog.accepted.connect(lambda: replace_thing(editor, thing, NoteRef(dialog.runs)))
        dialog.open()

    def _insert_note(self, editor: PartEditor) -> None:
        cursor = editor.textCursor()
        dialog = NoteDialog((), self._presenter.known, editor.window())
        dialog.accepted.connect(
            lambda: put(editor, lambda: insert_run(editor, cursor, NoteRef(dialog.runs)))
        )
        dialog.open()

    def _insert_table(self, editor: PartEditor) -> None:
        dialog = TableSizeDialog(editor.window())

        def take() -> None:
            rows, columns = dialog.size_chosen
            cursor = editor.textCursor()
            tables.insert_table(cursor, rows, columns)
            editor.setTextCursor(cursor)

        dialog.accepted.connect(lambda: put(editor, take))
        dialog.open()

    def _insert_letters(self, editor: PartEditor) -> None:
        settings = Settings()
        dialog = SpecialCharactersDialog(settings.letters, editor.window())

        def take(letter: str) -> None:
            settings.letters = dialog.recent
            now = self._page.toolbar.editor
            if now is not None and not now.isReadOnly():
                insert_letter(now, letter)

        dialog.chosen.connect(take)
        dialog.accepted.connect(self._page.focus_text)
        dialog.show()

    def _insert_reference(self, editor: PartEditor) -> None:
        # What was typed just now may be what is referred to.
        self._writing.presenter.flush()
        cursor = editor.textCursor()
        self._presenter.load(self._writing.language, lambda: self._ask_reference(editor, cursor))

    def _ask_reference(self, editor: PartEditor, cursor: QTextCursor) -> None:
        dialog = ReferenceDialog(
            self._presenter.references, here=self._page.key, parent=self._page.window()
        )

        def take() -> None:
            if dialog.reference is not None:
                insert_run(editor, cursor, dialog.reference)

        dialog.accepted.connect(lambda: put(editor, take))
        dialog.open()

    def _edit_reference(self, editor: PartEditor, thing: Thing, before: CrossRef) -> None:
        dialog = ReferenceDialog(
            self._presenter.references,
            current=before.block,
            here=self._page.key,
            parent=editor.window(),
        )
        dialog.accepted.connect(lambda: replace_thing(editor, thing, dialog.reference or before))
        dialog.open()


def _open(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
