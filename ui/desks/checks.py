"""The desk of checks: findings of the review and of the open section, and the way to each."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor

from ui.desks import comments, operations, returning
from ui.desks.texts import TextsDesk
from ui.editor.places import stretch_of
from ui.panels.checks_page import ChecksPage
from ui.panels.findings_panel import FindingsPanel
from ui.panels.outline_panel import OutlinePanel
from ui.panels.section_page import SectionPage
from ui.panels.side_panel import SidePanel
from ui.presenters.findings import FindingsPresenter
from ui.presenters.review import ReviewPresenter
from ui.stage import TEXTS, Stage
from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.services.section_states import SectionState

PLACE = "checks"
TAB = "findings"
_SOON_MS = 400
_LATER_MS = 4_000
"""Where nobody looks but at the number beside the place."""
_GRAVE = (Severity.ERROR, Severity.WARNING)


class ChecksDesk(QObject):
    """Looks again when something has changed; goes to what was found."""

    place_wanted = Signal(str)
    """A finding is about no text: the place to look at."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ChecksPage,
        panel: FindingsPanel,
        section_page: SectionPage,
        outline: OutlinePanel,
        side: SidePanel,
        stage: Stage,
        texts: TextsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.presenter = FindingsPresenter(session, self)
        self._session = session
        self._page = page
        self._panel = panel
        self._section_page = section_page
        self._outline = outline
        self._side = side
        self._stage = stage
        self._texts = texts
        self._findings: tuple[Finding, ...] | None = None
        self._going: Finding | None = None
        self._connect()

    def _connect(self) -> None:
        self._stage.entered.connect(self._enter)
        self._side.shown.connect(lambda _tab: self._look_again())
        self._session.history_changed.connect(self._look_again)
        self._session.data_changed.connect(self._look_again)
        self._texts.presenter.saved.connect(lambda _key, _at: self.presenter.load_soon(_LATER_MS))
        self._texts.shown.connect(self._arrive)
        self._session.outline_loaded.connect(lambda _states: self._show())
        self.presenter.loaded.connect(self._take)
        self._page.chosen.connect(self.go_to)
        self._panel.chosen.connect(self.go_to)
        self.presenter.load_soon(_LATER_MS)

    @property
    def _watched(self) -> bool:
        """Whether somebody looks at the findings."""
        beside = self._stage.place == TEXTS and self._side.tab == TAB
        return beside or self._stage.place == PLACE

    def _enter(self, place: str) -> None:
        if place == PLACE:
            self._texts.presenter.flush()
            self.presenter.load()
            self.presenter.check_file()

    def _look_again(self) -> None:
        self.presenter.load_soon(_SOON_MS if self._watched else _LATER_MS)

    def _take(self, findings: tuple[Finding, ...]) -> None:
        self._findings = findings
        self._show()

    def _show(self) -> None:
        if self._findings is None:
            return
        self._page.show_findings(self._findings, self._texts.states)
        self._outline.count(PLACE, sum(each.severity in _GRAVE for each in self._findings))
        self._show_section()

    def _show_section(self) -> None:
        key = self._section_page.key
        every = self._findings or ()
        found = tuple(each for each in every if each.section.partition("/")[0] == key)
        self._panel.show_findings(found, self._texts.state(key))
        self._side.count(TAB, sum(each.severity in _GRAVE for each in found))

    def go_to(self, finding: Finding) -> None:
        """Open the text that a finding is about, or the place where it belongs."""
        if self._texts.state(finding.section) is None:
            returned = finding.section == returning.PLACE
            self.place_wanted.emit(returning.PLACE if returned else operations.PLACE)
            return
        language = finding.language or self._session.review.info.language
        if language != self._texts.language:
            self._texts.presenter.write_in(language)
        self._going = finding
        self._texts.show_section(finding.section)

    def _arrive(self, state: SectionState) -> None:
        self._show_section()
        finding, self._going = self._going, None
        if finding is not None and finding.section.partition("/")[0] == state.key:
            # After the page has taken its size.
            QTimer.singleShot(0, self, lambda: self._point_out(finding))

    def _point_out(self, finding: Finding) -> None:
        if finding.code == "comment-open":
            self._side.show_tab(comments.TAB)
        page = self._section_page
        for editor in page.editors():
            if page.key_of(editor) != finding.section:
                continue
            place = stretch_of(editor.document(), finding.block, finding.quote)
            if place is None:
                page.scroll_to_part(finding.section)
                return
            page.go_to(editor, place[0])
            cursor = editor.textCursor()
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
            return
        editor_of_section = next(iter(page.editors()), None)
        if editor_of_section is not None:
            editor_of_section.setFocus(Qt.FocusReason.OtherFocusReason)
