"""The import: the sheet as it is on one side, what would be done on the other."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.importing.corrections import Corrections
from ui.importing.notes_area import NotesArea
from ui.importing.page_head import PageHead
from ui.importing.plan_model import counts_text
from ui.importing.plan_panel import PlanPanel
from ui.importing.questions_panel import QuestionsPanel
from ui.importing.reading_view import ReadingView
from ui.importing.sheet_panel import SheetPanel
from ui.names import isolated
from ui.panels.indicator_line import IndicatorLine
from ui.widgets.basics import label, panel
from ui.widgets.strip import Strip
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Problem, cell_place
from vnr_app.importing.recipe import Recipe
from vnr_app.services.imports import ImportPreview

_INDICATOR = "indicator"


class ImportPage(QFrame):
    """Shows a preview; nothing is written before “Import”."""

    import_wanted = Signal()
    skip_wanted = Signal()
    corrected = Signal()
    """The person has corrected how the file is read; see `corrections`."""
    recipe_refused = Signal()
    """The file is to be read without the recipe that was found for it."""
    recipe_wanted = Signal()
    """The file is to be read with the recipe that was proposed for it."""

    def __init__(self, framework: Framework, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self.corrections = Corrections()
        self._preview: ImportPreview | None = None
        self._which = ""
        self._make(framework, language)
        self._build()
        self._connect()

    def _make(self, framework: Framework, language: str) -> None:
        self.head = PageHead()
        self._file, self._counts = self.head.file, self.head.counts
        self._skip, self._import = self.head.skip, self.head.take
        self.reading = ReadingView()
        self._indicator = IndicatorLine(framework)
        self.sheet = SheetPanel()
        self.plan = PlanPanel(language)
        self.questions = QuestionsPanel(framework)
        self.recipe = Strip("info")
        self._why = label(size="small", tone="muted", wrap=True)
        self._why.hide()

    def _build(self) -> None:
        self._right = panel("page")
        side = QVBoxLayout(self._right)
        side.setContentsMargins(16, 16, 32, 16)
        side.setSpacing(12)
        self._notes = NotesArea(self.recipe, self._indicator, self.questions, self._why)
        side.addWidget(self._notes)
        side.addWidget(self.plan, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.sheet)
        split.addWidget(self._right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setSizes([440, 560])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.reading)
        self._stack.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._skip.clicked.connect(self.skip_wanted)
        self._import.clicked.connect(self._decide)
        self.reading.cancel_wanted.connect(self.skip_wanted)
        self._indicator.named.connect(self._name_indicator)
        self.sheet.corrected.connect(self._correct)
        self.sheet.value_wanted.connect(self._show_value)
        self.plan.chosen.connect(self._show_button)
        self.plan.cell_wanted.connect(self._show_place)
        self.questions.answered.connect(self._answer)
        self.questions.cell_wanted.connect(self._show_problem)
        self.recipe.wanted.connect(self.recipe_wanted)
        self.recipe.otherwise.connect(self.recipe_refused)

    @property
    def preview(self) -> ImportPreview | None:
        """What is looked at."""
        return self._preview

    @property
    def left_out(self) -> frozenset[int]:
        """Positions in the plan of the values that are not to be imported."""
        return frozenset(self.plan.model.left_out)

    @property
    def left_out_records(self) -> frozenset[int]:
        """Positions in the plan of the records that are not to be imported."""
        return frozenset(self.plan.records.left_out)

    def show_reading(self, name: str, place: int, total: int) -> None:
        """Say which file is being read; nothing was said of it yet."""
        self.clear()
        if total > 1:
            self._which = self.tr(" · file {place} of {total}").format(place=place, total=total)
        self._file.setText(isolated(name) + self._which)
        self.reading.begin(name)
        self.reading.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Show no file: the one that was looked at goes."""
        self._preview = None
        self._which = ""
        self.corrections = Corrections()
        self._indicator.begin()
        self.questions.begin()
        self.recipe.hide()
        self._stack.setCurrentWidget(self.reading)
        self._skip.hide()
        self._file.setText("")
        self._counts.setText("")
        self.sheet.clear()
        self.plan.clear()
        self.head.wait(self.tr("The file is being read."))

    def keep_corrections(self, corrections: Corrections) -> None:
        """Go on from the recipe that the file is read with."""
        self.corrections = corrections

    def settle(self, recipe: Recipe) -> None:
        """The file is as it was read with this recipe; later corrections did not come to hold."""
        self.corrections.settle(recipe)

    def take_back(self) -> bool:
        """Take the last correction back; False where there is none."""
        return self._preview is not None and self.sheet.take_back()

    def do_again(self) -> bool:
        """Do the correction again that was taken back; False where there is none."""
        return self._preview is not None and self.sheet.do_again()

    def _name_indicator(self, code: str) -> None:
        self._answer(_INDICATOR, code)

    def _answer(self, decides: str, choice: str) -> None:
        self.corrections.answer(decides, choice)
        self._correct()

    def _correct(self) -> None:
        self.show_again()
        self.corrected.emit()

    def show_again(self) -> None:
        """Say that the file is read again; what is shown can be looked at meanwhile."""
        self._counts.setText(self.tr("Reading again…"))
        self.head.wait(self.tr("The file is being read."))
        self._skip.setText(self.tr("Cancel"))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what a file says and what an import would do."""
        again = self._preview is not None
        self._preview = preview
        plan = preview.plan
        self._stack.setCurrentIndex(1)
        self._skip.show()
        self._skip.setText(self.tr("Skip this file"))
        self._file.setText(isolated(plan.file) + self._which)
        told = counts_text(preview.counts())
        if not told:
            told = "" if plan.records else self.tr("No figures were found")
        self._counts.setText(told)
        self.questions.show_problems(plan.problems, self.corrections.choice)
        named = self.corrections.recipe.indicator
        self._indicator.show_preview(
            preview, "" if _INDICATOR in self.questions.decisions else named
        )
        self.plan.show_preview(preview)
        self.sheet.show_plan(plan, preview.grid_rows, self.corrections)
        self._show_button()
        if again:
            return
        if self._indicator.is_asking:
            self._indicator.focus_field()
        else:
            (self._import if self._import.isEnabled() else self._skip).setFocus()

    def _show_button(self) -> None:
        """The button imports, is done with a file that brings nothing new, or says why not."""
        preview = self._preview
        if preview is None:
            return
        values = self.plan.taken() if preview.plan.observations else None
        records = self.plan.records.taken() if preview.plan.records else None
        why = ""
        if values is None and records is None:
            why = self.tr("No figure of this file was understood, so there is nothing to import.")
        elif self._indicator.is_asking:
            why = self.tr("Values without an indicator are stored, but shown with no goal.")
        if preview.has_changes() or (values is None and records is None):
            self.head.offer(values, records, why)
        else:
            self.head.offer_done()
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _decide(self) -> None:
        # A file that brings nothing new is recorded all the same; what to keep is not ours to say.
        self.head.wait(self.tr("The file is being imported."))
        self.import_wanted.emit()

    def _show_problem(self, problem: Problem) -> None:
        self._show_place(problem.sheet, problem.cell)

    def _show_place(self, sheet: str, cell: str) -> None:
        if place := cell_place(cell):
            self.sheet.show_cell(sheet, *place)

    def _show_value(self, sheet: str, row: int, column: int) -> None:
        if self._preview is not None:
            position = self._preview.position_at(sheet, row, column)
            if position is not None:
                self.plan.show_value(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The notes above the plan have their share of another height."""
        super().resizeEvent(event)
        self._notes.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Paint regions and actions anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_preview", None):
            self.sheet.paint_anew()
            self.plan.paint_anew()
