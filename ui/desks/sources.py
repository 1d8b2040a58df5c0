"""The desk of citing: the dialog of the sources, what it stores, what it puts into the text."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ui.desks.texts import TextsDesk
from ui.dialogs.citation import CitationDialog
from ui.editor.inserting import insert_run, put, replace_thing
from ui.editor.objects import Thing
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.panels.section_page import SectionPage
from ui.presenters.inserting import InsertingPresenter
from vnr_app.domain.richtext import CiteRef
from vnr_app.errors import KnownError
from vnr_app.services.sources import Source


class SourcesDesk(QObject):
    """Cites, and keeps the list of sources."""

    def __init__(
        self,
        presenter: InsertingPresenter,
        page: SectionPage,
        writing: TextsDesk,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = page
        self._writing = writing
        self._messages = messages

    def insert_citation(self, editor: PartEditor) -> None:
        """Ask for a source and cite it at the caret."""
        cursor = editor.textCursor()
        dialog = self._open(CitationDialog(self._listed, parent=editor.window()))

        def take() -> None:
            if dialog.citation is not None:
                insert_run(editor, cursor, dialog.citation)

        dialog.accepted.connect(lambda: put(editor, take))

    def edit_citation(self, editor: PartEditor, thing: Thing, before: CiteRef) -> None:
        """Ask for another source or place."""
        dialog = self._open(CitationDialog(self._listed, before, parent=editor.window()))
        dialog.accepted.connect(lambda: replace_thing(editor, thing, dialog.citation or before))

    def show_list(self) -> None:
        """Keep the list without citing."""
        self._open(CitationDialog(self._listed, can_cite=False, parent=self._page.window()))

    @property
    def _listed(self) -> Mapping[str, Source]:
        return self._presenter.known.sources or {}

    def _open(self, dialog: CitationDialog) -> CitationDialog:
        dialog.save_wanted.connect(lambda found, values: self._save(dialog, found, values))
        dialog.remove_wanted.connect(
            lambda found: self._presenter.remove_source(found, lambda: self._show(dialog, ""))
        )
        dialog.open()
        return dialog

    def _save(self, dialog: CitationDialog, found: str, values: tuple[str, str, str]) -> None:
        self._presenter.save_source(
            found,
            values,
            lambda stored: self._show(dialog, stored),
            lambda error: self._say(dialog, error),
        )

    def _show(self, dialog: CitationDialog, current: str) -> None:
        """The list has changed: read it, then show it in the dialog that may be open still."""

        def shown() -> None:
            if isValid(dialog):
                dialog.show_sources(self._listed, current)

        self._presenter.load(self._writing.language, shown)

    def _say(self, dialog: CitationDialog, error: Exception) -> None:
        if isinstance(error, KnownError) and isValid(dialog):
            dialog.say(error)
        else:
            self._messages.fail(error)
