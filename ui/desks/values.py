"""The desk of living numbers: their values in the editors, insertion, binding of typed digits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu

from ui.dialogs.insert_value import InsertValueDialog
from ui.editor.text_edit import PartEditor
from ui.editor.typed_numbers import TypedNumber, TypedNumbers
from ui.messages import Messages
from ui.names import counted
from ui.panels.data_panel import DataPanel
from ui.panels.section_page import SectionPage
from ui.presenters.review import ReviewPresenter
from ui.presenters.values import ValuesPresenter
from ui.widgets.bind_strip import BindStrip
from ui.widgets.insert_menu import insert_menu
from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import ValueRef
from vnr_app.services.framework import load_framework
from vnr_app.services.insertions import InsertAs, insertion
from vnr_app.services.living import Values
from vnr_app.services.living_words import series_name
from vnr_app.services.wording import breakdown_text

_LONGEST_NAME = 56


class ValuesDesk(QObject):
    """Keeps what the texts say of the data true, and puts more of the data into them."""

    cell_wanted = Signal(object)
    """The `Observation` of a living number, whose cell is wanted."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: SectionPage,
        panel: DataPanel,
        messages: Messages,
        language: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.presenter = ValuesPresenter(session, self)
        self._page = page
        self._panel = panel
        self._messages = messages
        self._language = language
        self._typed = TypedNumbers(self)
        self._offered: TypedNumber | None = None
        self._candidates: tuple[Observation, ...] = ()
        self._refused: set[tuple[PartEditor, str]] = set()
        self._build_strip()
        self._connect()

    def _build_strip(self) -> None:
        self.strip = BindStrip()
        column = self._page.layout()
        assert isinstance(column, QBoxLayout)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._show_values)
        self._panel.form_wanted.connect(self._insert)
        self._typed.finished.connect(self._meet)
        self._typed.edited.connect(self._look_again)
        self.strip.bind_wanted.connect(self.bind)
        self.strip.refused.connect(self._refuse)

    def serve(self) -> None:
        """Serve the editors of the section that is shown now."""
        # Once a text is there to be read: the values of a large review take their time.
        self.presenter.load_once()
        self._withdraw()
        self._refused.clear()
        for editor in self._page.editors():
            self._typed.watch(editor)
            editor.things.cell_wanted.connect(self._ask_for_cell)
            editor.pasting.series_dropped.connect(
                lambda dropped, editor=editor: self._offer_forms(editor, dropped)
            )
        self._show_values()

    def _values(self) -> Values | None:
        values = self.presenter.values
        return None if values is None else values.speaking(self._language())

    def _color(self) -> str:
        goal = self._page.goal
        return "" if goal is None else load_framework().goal(goal).color

    def _show_values(self) -> None:
        values, color = self._values(), self._color()
        if values is not None:
            for editor in self._page.editors():
                editor.show_values(values, color)

    def _ask_for_cell(self, value: ValueRef) -> None:
        values = self.presenter.values
        found = None if values is None else values.find(value)
        if found is not None:
            self.cell_wanted.emit(found)
        else:
            self._messages.banner.say("info", self.tr("This figure is no longer in the data."))

    # --- Insertion --------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask which figure is wanted at the caret, and put it there."""
        values = self._values()
        if values is None:
            self._messages.banner.say("info", self.tr("The figures are still being read."))
            return
        # The figure goes where the caret is; without one, to where the toolbar works.
        self._page.focus_text()
        dialog = InsertValueDialog(
            self.presenter.series(), values, self._color(), self._page.window()
        )
        accepted = dialog.exec() == InsertValueDialog.DialogCode.Accepted
        wanted = dialog.insertion
        dialog.deleteLater()
        if accepted and wanted is not None and not self._page.insert_value(wanted):
            self._say_where()

    def _insert(self, observation: Observation, how: InsertAs) -> None:
        if not self._page.insert_value(insertion(observation, how, self._language())):
            self._say_where()

    def _say_where(self) -> None:
        self._messages.banner.say(
            "info", self.tr("Click into a text first; the figure is inserted at the cursor.")
        )

    def _offer_forms(self, editor: PartEditor, dropped: ValueRef) -> None:
        """A series was dropped: ask in which form it shall stand where it was dropped."""
        values = self._values()
        found = None if values is None else values.find(dropped)
        if found is None:
            self._messages.banner.say(
                "info", self.tr("This figure belongs to another review or is no longer there.")
            )
            return

        def put(how: InsertAs) -> None:
            editor.setFocus()
            editor.insert_value(insertion(found, how, self._language()))

        menu = insert_menu(editor, found, self._language(), put)
        menu.popup(editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft() + QPoint(0, 4)))
        menu.setActiveAction(menu.actions()[0])

    # --- Typed digits -----------------------------------------------------------------------

    def _meet(self, typed: TypedNumber) -> None:
        """A number was typed: offer to bind it where the goal's data know it."""
        goal = self._page.goal
        digits = None if goal is None else self.presenter.digits(goal)
        if digits is None or (typed.editor, typed.text) in self._refused:
            return
        if met := digits.meet(typed.text):
            self._offered, self._candidates = typed, met
            self.strip.offer(self._offer_words(typed.text))

    def _offer_words(self, text: str) -> str:
        first, more = self._candidates[0], len(self._candidates) - 1
        words = self.tr("“{number}” is {figure}.").format(number=text, figure=_figure_name(first))
        if more:
            words += " " + counted("Or {n} other figure.", "Or one of {n} other figures.", more)
        return words

    def _look_again(self) -> None:
        if self._offered is not None and not self._offered.stands:
            self._withdraw()

    def _withdraw(self) -> None:
        self._offered, self._candidates = None, ()
        self.strip.hide()

    def _refuse(self) -> None:
        if self._offered is not None:
            self._refused.add((self._offered.editor, self._offered.text))
        self._withdraw()

    @property
    def offers(self) -> bool:
        """Whether a typed number can be bound now."""
        return self._offered is not None

    def bind(self) -> None:
        """Make the number that was typed a living one; ask which where several are the same."""
        if self._offered is None:
            return
        if len(self._candidates) == 1:
            self._bind_to(self._candidates[0])
            return
        menu = QMenu(self.strip)
        menu.aboutToHide.connect(menu.deleteLater)
        for each in self._candidates:
            action = menu.addAction(_figure_name(each).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, each=each: self._bind_to(each))
        menu.setActiveAction(menu.actions()[0])
        top = self.strip.bind.mapToGlobal(QPoint(0, 0))
        menu.popup(top - QPoint(0, menu.sizeHint().height()))

    def _bind_to(self, observation: Observation) -> None:
        offered = self._offered
        self._withdraw()
        if offered is not None and offered.stands:
            value = insertion(observation, InsertAs.NUMBER, self._language())
            assert isinstance(value, ValueRef)
            offered.editor.replace_by_value(offered.cursor, value)


def _figure_name(observation: Observation) -> str:
    """A figure in a line: "Maternal mortality ratio, women, 2023"."""
    name, group = series_name(observation), breakdown_text(observation.dimensions)
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME].rstrip()}…"
    parts = (name, group, observation.period.label)
    return ", ".join(part for part in parts if part)
