"""The page of a section: band or title, the goal's table, all parts in one scroll, one toolbar."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.editor.places import headings, position_of
from ui.editor.spelling import plain_entry
from ui.editor.text_edit import PartEditor
from ui.editor.toolbar import EditorToolbar
from ui.panels.goal_figures import GoalFigures
from ui.panels.messages_bar import MessagesBar
from ui.panels.page_scroll import PageScroll
from ui.panels.part_head import PartHead
from ui.panels.part_view import PartView
from ui.widgets.basics import clear_layout, panel
from ui.widgets.goal_band import GoalBand
from ui.widgets.language_button import LanguageButton
from vnr_app.domain.framework import Framework
from vnr_app.domain.sections import SectionKind
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.insertions import Insertion
from vnr_app.services.section_states import SectionState
from vnr_app.services.writing import SectionText

_TEXT_WIDTH = 776
_TWO_TEXTS_WIDTH = 1240
_MARGIN = 32


class SectionPage(QFrame):
    """Shows one section at a time."""

    edited = Signal(str, object)
    """Key of a text, and the function that gives it as it is now."""
    left = Signal()
    status_chosen = Signal(str, object)
    assign_wanted = Signal(str)
    merge_wanted = Signal(str)
    link_wanted = Signal()
    cell_wanted = Signal(object)
    """The `Observation` whose cell is wanted."""

    def __init__(self, framework: Framework, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._framework = framework
        self._language = language
        self._state: SectionState | None = None
        self._parts: dict[str, PartView] = {}
        self._head: PartHead | None = None
        self._figures: GoalFigures | None = None
        self._written_last: PartEditor | None = None
        self._build()

    def _build(self) -> None:
        self.toolbar = EditorToolbar()
        self.toolbar.link_wanted.connect(self.link_wanted)
        self.toolbar.places_wanted.connect(self._fill_places)
        head = panel("header")
        row = QHBoxLayout(head)
        row.setContentsMargins(_MARGIN - 8, 0, _MARGIN, 0)
        row.addWidget(self.toolbar, 1)
        self.languages = LanguageButton()
        row.addWidget(self.languages)
        self._content = QWidget()
        self._content.setMaximumWidth(_TEXT_WIDTH)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(28)
        page = QWidget()
        centred = QHBoxLayout(page)
        centred.setContentsMargins(_MARGIN, 24, _MARGIN, 96)
        centred.addStretch(1)
        centred.addWidget(self._content, 100)
        centred.addStretch(1)
        self._scroll = PageScroll(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.messages_bar = MessagesBar()
        column.addWidget(head)
        column.addWidget(self.messages_bar)
        column.addWidget(self._scroll.area, 1)

    @property
    def key(self) -> str:
        """The key of the section that is shown; empty before the first."""
        return self._state.key if self._state is not None else ""

    @property
    def goal(self) -> str | None:
        """The goal of the section that is shown."""
        return self._state.goal if self._state is not None else None

    def editors(self) -> list[PartEditor]:
        """The editors from top to bottom."""
        return [part.editor for part in self._parts.values()]

    def parts(self) -> list[PartView]:
        """The views of the texts from top to bottom."""
        return list(self._parts.values())

    def widen(self) -> None:
        """Give room for two texts beside each other, until a section is shown anew."""
        self._content.setMaximumWidth(_TWO_TEXTS_WIDTH)

    @property
    def caret(self) -> tuple[str, int] | None:
        """The text that has the keyboard, and where its caret stands."""
        for key, part in self._parts.items():
            if part.editor.hasFocus():
                return key, part.editor.textCursor().position()
        return None

    def put_caret(self, key: str, position: int) -> bool:
        """Bring the keyboard back into a text; False where it is not on the page."""
        part = self._parts.get(key)
        if part is None:
            return False
        cursor = part.editor.textCursor()
        cursor.setPosition(min(position, part.editor.document().characterCount() - 1))
        part.editor.setTextCursor(cursor)
        part.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def key_of(self, editor: PartEditor) -> str:
        """The key of the text that an editor shows; empty for a stranger."""
        return next((key for key, part in self._parts.items() if part.editor is editor), "")

    def show_section(
        self, state: SectionState, texts: dict[str, SectionText], *, read_only: bool
    ) -> None:
        """Show a section with the texts of its parts."""
        same = state.key == self.key
        position = self._scroll.position if same else 0
        self.toolbar.serve(None)
        clear_layout(self._column)
        self._content.setMaximumWidth(_TEXT_WIDTH)
        self._state = state
        self._parts = {}
        self._head = None
        self._figures = None
        self._written_last = None
        self._add_head(state)
        for part in state.parts or (state,):
            self._add_part(part.key, PartView(part, texts[part.key]))
        for view in self._parts.values():
            view.set_read_only(read_only)
        self._show_head_state(state, read_only)
        self.show_states((state,))
        self._column.addStretch(1)
        self.toolbar.serve(next(iter(self.editors()), None))
        is_messages = state.kind is SectionKind.MAIN_MESSAGES
        editor = next(iter(self.editors()), None) if is_messages else None
        self.messages_bar.serve(editor, state.word_budget)
        self._scroll.position = position

    def _show_head_state(self, state: SectionState, read_only: bool) -> None:
        if self._head is not None:
            self._head.set_read_only(read_only)
            self._head.show_state(state)

    def show_target(self, target: str) -> bool:
        """Go to a part by its key or to a block by its id; False where it is not on the page."""
        if target in self._parts:
            self.scroll_to_part(target)
            return True
        for editor in self.editors():
            position = position_of(editor.document(), target)
            if position is not None:
                self.go_to(editor, position)
                return True
        return False

    def go_to(self, editor: PartEditor, position: int) -> None:
        """Bring a place of a text to the top and the keyboard to it."""
        cursor = editor.textCursor()
        cursor.setPosition(position)
        editor.setTextCursor(cursor)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.bring_to_top(editor.viewport(), editor.cursorRect().topLeft(), 48)

    def select(self, editor: PartEditor, cursor: QTextCursor, *, focus: bool) -> None:
        """Select a stretch of a text and bring it into sight, with the keyboard or without."""
        editor.setTextCursor(cursor)
        self.toolbar.serve(editor)
        if focus:
            editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.bring_into_sight(editor.viewport(), editor.cursorRect().center(), 120)

    def _fill_places(self, menu: QMenu) -> None:
        """The parts of the page and the headings in them."""
        state = self._state
        for part in (state.parts or (state,)) if state is not None else ():
            editor = self._parts[part.key].editor
            action = menu.addAction(plain_entry(part.title))
            action.triggered.connect(lambda _checked, key=part.key: self.scroll_to_part(key))
            for place in headings(editor.document()):
                action = menu.addAction("    " * place.level + plain_entry(place.text))
                action.triggered.connect(
                    lambda _checked, e=editor, at=place.position: self.go_to(e, at)
                )

    def hold(self, on: bool) -> None:
        """Take no typing while another section is on its way, or take it again."""
        for view in self._parts.values():
            view.hold(on)

    def _add_head(self, state: SectionState) -> None:
        head = QVBoxLayout()
        head.setSpacing(8)
        self._column.addLayout(head)
        if state.goal is not None:
            head.addWidget(GoalBand(self._framework.goal(state.goal)))
        if state.parts:
            # The band bears the title of a goal; a section without parts is its only part.
            self._head = PartHead(state, titled=state.goal is None)
            self._head.status_chosen.connect(
                lambda status: self.status_chosen.emit(state.key, status)
            )
            self._head.assign_wanted.connect(lambda: self.assign_wanted.emit(state.key))
            head.addWidget(self._head)
        if state.goal is not None:
            self._figures = GoalFigures(state.goal, self._language)
            self._figures.cell_wanted.connect(self.cell_wanted)
            self._column.addWidget(self._figures)

    def _add_part(self, key: str, view: PartView) -> None:
        self._parts[key] = view
        view.edited.connect(lambda key: self.edited.emit(key, self._parts[key].editor.document_now))
        view.status_chosen.connect(self.status_chosen)
        view.assign_wanted.connect(self.assign_wanted)
        view.merge_wanted.connect(self.merge_wanted)
        view.editor.left.connect(self.left)
        view.editor.entered.connect(self._enter)
        view.editor.caret_moved.connect(
            lambda place, editor=view.editor: self._keep_in_sight(editor, place)
        )
        self._column.addWidget(view)

    def show_rows(self, goal: str, rows: tuple[GoalTableRow, ...]) -> None:
        """Show the indicator rows of a goal, if it is the one that is open."""
        if self._figures is not None and goal == self.goal:
            self._figures.show_rows(rows)

    def show_states(self, states: tuple[SectionState, ...]) -> None:
        """Show statuses that were set elsewhere."""
        for state in states:
            if state.key == self.key:
                self._state = state
                if self._head is not None:
                    self._head.show_state(state)
                for part in state.parts or (state,):
                    if part.key in self._parts:
                        self._parts[part.key].show_state(part, state.status)

    def focus_text(self) -> None:
        """Bring the keyboard into the text."""
        target = self.toolbar.editor or next(iter(self.editors()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def insert_value(self, value: Insertion) -> bool:
        """Put a figure of the data at the caret that was used last; False where there was none."""
        editor = self._written_last
        if editor is None:
            return False
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.insert_value(value)
        return True

    def _enter(self, editor: PartEditor) -> None:
        self._written_last = editor
        self.toolbar.serve(editor)

    def scroll_to_part(self, key: str) -> None:
        """Bring a part to the top and the keyboard into its text."""
        part = self._parts.get(key)
        if part is None:
            return
        part.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.hold(lambda: self._parts.get(key))

    def _keep_in_sight(self, editor: PartEditor, caret: QRect) -> None:
        self._scroll.bring_into_sight(editor.viewport(), caret.center(), 48)
