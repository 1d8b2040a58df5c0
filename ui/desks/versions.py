"""The desk of versions: those of the text at hand, bringing one back, giving names."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desks.operations import PLACE as HISTORY
from ui.desks.texts import TextsDesk
from ui.dialogs.name_version import NameVersionDialog
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.panels.named_versions import NamedVersions
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.panels.versions_panel import VersionsPanel
from ui.presenters.review import ReviewPresenter
from ui.presenters.versions import VersionsPresenter
from ui.stage import TEXTS, Stage
from vnr_app.services import revisions
from vnr_app.services.section_states import SectionState

TAB = "versions"


class VersionsDesk(QObject):
    """Keeps the list of versions with the text that has the keyboard."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        panel: VersionsPanel,
        named: NamedVersions,
        side: SidePanel,
        stage: Stage,
        texts: TextsDesk,
        messages: Messages,
        undo: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.presenter = VersionsPresenter(session, self)
        self._session = session
        self._page = page
        self._panel = panel
        self._named = named
        self._side = side
        self._stage = stage
        self._texts = texts
        self._messages = messages
        self._undo = undo
        self._window = parent
        self._key = ""
        self._connect()

    def _connect(self) -> None:
        panel, texts = self._panel, self._texts
        texts.shown.connect(self._enter)
        texts.states_loaded.connect(lambda _states: self._count())
        texts.presenter.saved.connect(lambda _key, _at: self._load())
        self._side.shown.connect(lambda _tab: self._load())
        self._session.history_changed.connect(self._refresh)
        self._stage.entered.connect(self._load_named)
        panel.part_chosen.connect(self._choose)
        panel.restore_wanted.connect(lambda version: self.restore(self._key, version))
        panel.name_wanted.connect(self.ask_name)
        self._named.name_wanted.connect(self.ask_name)
        self.presenter.listed.connect(panel.show_versions)
        self.presenter.restored.connect(self._tell_restored)

    @property
    def key(self) -> str:
        """The text whose versions belong to what is being done."""
        return self._key

    def show(self) -> None:
        """Bring the versions of the text at hand forward, and the keyboard to them."""
        if self._stage.place == TEXTS and self._key:
            self._side.show_tab(TAB)
            self._side.focus_tab()

    def _enter(self, state: SectionState) -> None:
        """A section is shown: a text of it is at hand until another has the keyboard."""
        shown = state.parts or (state,)
        parts = tuple((part.key, part.title) for part in shown)
        focus = self._window.window().focusWidget()
        at_hand = self._page.key_of(focus) if isinstance(focus, PartEditor) else ""
        if at_hand:
            self._key = at_hand
        elif self._key not in dict(parts):
            self._key = next((part.key for part in shown if part.words), parts[0][0])
        self._panel.show_parts(parts, self._key)
        for editor in self._page.editors():
            editor.entered.connect(lambda editor: self._choose(self._page.key_of(editor)))
        self._count()
        self._load()

    def _count(self) -> None:
        state = self._texts.state(self._page.key) if self._page.key else None
        self._side.count(TAB, 0 if state is None else state.waiting)

    def _choose(self, key: str) -> None:
        if key and key != self._key:
            self._key = key
            self._load()

    def _load(self) -> None:
        """Read the versions, if anybody sees them."""
        if self._key and self._side.tab == TAB and self._stage.place == TEXTS:
            self.presenter.load(self._key, self._texts.language)

    def _refresh(self) -> None:
        self._load()
        self._load_named(self._stage.place)

    def _load_named(self, place: str) -> None:
        if place == HISTORY:
            read_only = self._session.review.read_only
            self._session.ask(
                lambda review, _job: (
                    revisions.named_versions(review),
                    revisions.changed_since(review),
                ),
                lambda got: self._named.show_versions(got[0], got[1], read_only=read_only),
            )

    # --- Restoring --------------------------------------------------------------------------

    def restore(self, key: str, version: str) -> None:
        """Make a version the present text; what is typed is kept first."""
        if self._session.review.read_only:
            return
        self._texts.presenter.leave()
        self.presenter.restore(key, version)

    def _tell_restored(self, key: str, operation: str | None) -> None:
        if self._stage.place == TEXTS:
            self._session.texts_changed.emit()
        else:
            self._texts.show_text(key)
        if operation is None:
            self._messages.banner.say("info", self.tr("The text is this version already."))
            return
        self._messages.banner.say(
            "success",
            self.tr("The version was restored; the text before it stays among the versions."),
            action=self.tr("Undo"),
            then=lambda: self._undo(operation),
        )

    # --- Names ------------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Ask for a name for the texts as they are now."""
        if self._session.review.read_only:
            return
        state = self._texts.state(self._page.key) if self._page.key else None
        key, title = ("", "") if state is None else (state.key, state.title)
        dialog = NameVersionDialog(key, title, self._window.window())
        dialog.accepted.connect(lambda: self._name(dialog.name, dialog.note, dialog.key))
        dialog.open()

    def _name(self, name: str, note: str, key: str | None) -> None:
        self._texts.presenter.leave()
        self._session.ask(
            lambda review, _job: revisions.name_version(review, name, note, key),
            lambda _id: self._messages.banner.say(
                "success", self.tr("The version bears the name “{name}” now.").format(name=name)
            ),
        )
