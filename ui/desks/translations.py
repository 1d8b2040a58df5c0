"""The desk of translations: the language of the texts, the original beside what is translated."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.desks.texts import TextsDesk
from ui.dialogs.what_changed import WhatChangedDialog
from ui.editor.apparatus import Known
from ui.editor.text_edit import PartEditor
from ui.names import counted, language_name
from ui.panels.part_view import PartView
from ui.panels.section_page import SectionPage
from ui.panels.status_line import StatusLine
from ui.presenters.review import ReviewPresenter
from ui.presenters.translations import TranslationsPresenter
from ui.presenters.values import ValuesPresenter
from ui.widgets.language_button import LanguageEntry
from ui.widgets.translation_strips import TranslationStrips
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_diff import Comparison

_SOON_MS = 300


class TranslationsDesk(QObject):
    """Lets a person choose the language, and shows what a translator needs to see."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        writing: TextsDesk,
        values: ValuesPresenter,
        known: Callable[[], Known],
        status: StatusLine,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._page = page
        self._writing = writing
        self._values = values
        self._known = known
        self._status = status
        self._window = window
        self._presenter = TranslationsPresenter(session, self)
        self._originals: dict[str, PartEditor] = {}
        self._shown: dict[str, Document] = {}
        self._strips: dict[str, TranslationStrips] = {}
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._load)
        self._connect()

    def _connect(self) -> None:
        self._writing.shown.connect(lambda _state: self._enter())
        self._writing.presenter.saved.connect(lambda _key, _at: self._soon.start())
        self._session.history_changed.connect(self._soon.start)
        self._values.loaded.connect(self._show_values)
        self._presenter.loaded.connect(self._show)
        self._page.languages.chosen.connect(self._writing.write_in)

    @property
    def _translating(self) -> bool:
        return self._writing.language != self._presenter.original

    def _enter(self) -> None:
        """A section is shown: its editors are new."""
        self._originals, self._shown, self._strips = {}, {}, {}
        self._status.show_language(language_name(self._writing.language))
        if self._translating:
            self._page.widen()
            for view in self._page.parts():
                self._stand_beside(view)
        self._show_languages()
        self._load()

    def _stand_beside(self, view: PartView) -> None:
        own, language = self._presenter.original, self._writing.language
        original = view.stand_beside(own, language_name(own), language_name(language))
        original.things.target_wanted.connect(self._page.show_target)
        original.show_known(self._known())
        self._originals[view.key] = original
        strips = TranslationStrips(view.strips, view)
        strips.compare_wanted.connect(lambda: self._compare(view.key))
        strips.confirmed.connect(lambda: self._confirm(view.key))
        self._strips[view.key] = strips

    def _load(self) -> None:
        keys = tuple(view.key for view in self._page.parts())
        if keys:
            self._presenter.load(keys, self._values.values)

    def _show(self) -> None:
        """What was read is shown, where the page still shows the texts that it was read for."""
        self._show_languages()
        for key, editor in self._originals.items():
            document = self._presenter.originals.get(key)
            if document is not None and document != self._shown.get(key):
                self._shown[key] = document
                editor.load(document)
        self._show_values()
        for key, strips in self._strips.items():
            found = self._presenter.of_text(key, self._writing.language)
            strips.show_translation(found, read_only=self._session.review.read_only)

    def _show_values(self) -> None:
        values = self._values.values
        if values is not None:
            for editor in self._originals.values():
                editor.show_values(values.speaking(self._presenter.original))

    # --- Languages --------------------------------------------------------------------------

    def choose(self) -> None:
        """Offer the languages."""
        self._page.languages.open_menu()

    def _show_languages(self) -> None:
        languages = self._presenter.languages
        entries = tuple(LanguageEntry(each, self._about(each)) for each in languages)
        self._page.languages.show_languages(self._writing.language, entries)

    def _about(self, language: str) -> str:
        """How far the texts of this section are in a language."""
        if language == self._presenter.original:
            return self.tr("original")
        found = self._presenter.of_language(language)
        if not found:
            return self.tr("not translated yet")
        said = self.tr("translation, {texts}").format(
            texts=counted("{n} text", "{n} texts", len(found))
        )
        stale = sum(each.stale for each in found)
        return said if not stale else f"{said}, {counted('{n} stale', '{n} stale', stale)}"

    # --- What has changed -------------------------------------------------------------------

    def _compare(self, key: str) -> None:
        translation = self._presenter.of_text(key, self._writing.language)
        if translation is not None:
            self._presenter.compare(translation, lambda found: self._show_changes(key, found))

    def _show_changes(self, key: str, comparison: Comparison) -> None:
        state = self._writing.state(key)
        parts = state.parts or (state,) if state is not None else ()
        title = next((part.title for part in parts if part.key == key), key)
        sources = self._known().sources or {}
        names = {each.id: each.label for each in sources.values()}
        WhatChangedDialog(title, comparison, names, self._window).show()

    def _confirm(self, key: str) -> None:
        # As a revision, not a draft: what is typed on after this is based on it.
        self._writing.presenter.leave()
        self._presenter.confirm(key, self._writing.language)
