"""The open review: outline on the left, a page in the middle, its figures on the right."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.messages import Messages
from ui.names import counted, number
from ui.panels.data_page import DataPage
from ui.panels.data_panel import DataPanel
from ui.panels.export_page import ExportPage
from ui.panels.history_page import HistoryPage
from ui.panels.import_page import ImportPage
from ui.panels.outline_panel import OutlinePanel
from ui.panels.section_page import SectionPage
from ui.panels.status_line import StatusLine
from ui.presenters.figures import FiguresPresenter, Rows
from ui.presenters.imports import ImportPresenter
from ui.presenters.report import ReportPresenter
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from vnr_app.domain.importplan import Action
from vnr_app.domain.richtext import ValueRef
from vnr_app.services import history
from vnr_app.services.framework import load_framework
from vnr_app.services.history import OperationRecord
from vnr_app.services.imports import ImportResult
from vnr_app.services.indicators import GoalTableRow, format_value
from vnr_app.services.living import breakdown_key
from vnr_app.services.sections import SectionState, SectionText

_HISTORY_SHOWN = 100
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt")


class Workspace(QWidget):
    """Assembles panels and presenters of one review."""

    def __init__(
        self,
        session: ReviewPresenter,
        messages: Messages,
        status: StatusLine,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._messages = messages
        self._status = status
        self._states: tuple[SectionState, ...] = ()
        self._place = ""
        self._wanted_part = ""
        self._build_presenters()
        self._build_pages()
        self._connect_texts()
        self._connect_places()
        self._start()

    def _build_presenters(self) -> None:
        self.texts = TextsPresenter(self.session, self)
        self._figures = FiguresPresenter(self.session, self)
        self._report = ReportPresenter(self.session, self)
        self._imports = ImportPresenter(self.session, self)

    def _build_pages(self) -> None:
        framework, language = load_framework(), self.session.review.info.language
        read_only = self.session.review.read_only
        self.outline = OutlinePanel(framework)
        self.section_page = SectionPage(framework, language)
        self.data_page = DataPage(framework, language, read_only=read_only)
        self.import_page = ImportPage(framework, language)
        self.export_page = ExportPage()
        self.history_page = HistoryPage()
        self.data_panel = DataPanel(language, read_only=read_only)
        self.data_panel.hide()
        self._pages = QStackedWidget()
        for page in (
            self.section_page,
            self.data_page,
            self.import_page,
            self.export_page,
            self.history_page,
        ):
            self._pages.addWidget(page)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for each in (self.outline, self._pages, self.data_panel):
            each.setMinimumWidth(240)
            split.addWidget(each)
            split.setStretchFactor(split.count() - 1, int(each is self._pages))
        split.setSizes([288, 832, 320])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _connect_texts(self) -> None:
        session, texts, page = self.session, self.texts, self.section_page
        self.outline.section_chosen.connect(self.show_section)
        texts.loaded.connect(self._show_texts)
        texts.saved.connect(self._saved)
        texts.save_failed.connect(self._not_saved)
        texts.load_failed.connect(self._stay)
        page.edited.connect(texts.typed)
        page.edited.connect(lambda _key, _text: self._status.show_unsaved())
        page.left.connect(texts.flush)
        page.status_chosen.connect(session.set_status)
        session.outline_loaded.connect(self._show_outline)
        session.texts_changed.connect(self._reload_texts)
        session.undone.connect(self._tell_undone)
        session.redone.connect(self._tell_redone)

    def _connect_places(self) -> None:
        session, imports, report = self.session, self._imports, self._report
        self.outline.place_chosen.connect(self.show_place)
        session.data_changed.connect(self._reload_figures)
        session.history_changed.connect(self._reload_history)
        self._figures.goal_loaded.connect(self._show_goal_rows)
        self._figures.all_loaded.connect(self.data_page.show_rows)
        self.data_page.import_wanted.connect(self.choose_files)
        self.data_panel.import_wanted.connect(self.choose_files)
        self.import_page.import_wanted.connect(self._commit_import)
        self.data_panel.insert_wanted.connect(self.insert_value)
        self.import_page.skip_wanted.connect(imports.skip)
        self.import_page.indicator_named.connect(imports.name_indicator)
        imports.reading.connect(self.import_page.show_reading)
        imports.previewed.connect(self.import_page.show_preview)
        imports.imported.connect(self._tell_imported)
        imports.refused.connect(self._messages.fail)
        imports.finished.connect(self._leave_import)
        self.export_page.export_wanted.connect(self._write_report)
        report.findings_loaded.connect(self.export_page.show_findings)
        report.written.connect(self.export_page.show_written)
        report.failed.connect(self._report_failed)
        report.cancelled.connect(self.export_page.show_idle)
        self.history_page.undo_wanted.connect(self.undo)

    def _start(self) -> None:
        review = self.session.review
        self.outline.show_review(review.info)
        self.export_page.show_review(review.info)
        if review.read_only:
            self._status.show_read_only()
            self._messages.stand(
                self.tr("“{file}” was opened for reading only: it is write-protected.").format(
                    file=review.info.path.name
                ),
                self.tr("Nothing can be changed here. To work on it, open a copy of the file."),
            )
        self.session.load_outline()

    # --- Sections ---------------------------------------------------------------------------

    def show_section(self, key: str) -> None:
        """Open a section, or the section of a part ("goal-3/trends")."""
        section, _slash, part = key.partition("/")
        state = next((each for each in self._states if each.key == section), None)
        if state is None:
            return
        self._wanted_part = key if part else ""
        self._open_texts(state)

    def _open_texts(self, state: SectionState) -> None:
        """Load a section; what is shown until then takes no more typing."""
        self.texts.open(state)
        self.section_page.hold(True)

    def _stay(self, error: Exception) -> None:
        """A section could not be loaded: the one that is shown is written on."""
        self.section_page.hold(self.session.review.read_only)
        self._messages.fail(error)

    def _show_outline(self, states: tuple[SectionState, ...]) -> None:
        first = not self._states
        self._states = states
        self.outline.show_outline(states)
        self.export_page.show_outline(states)
        self.section_page.show_states(states)
        self._status.show_words(sum(state.words for state in states))
        if first and states:
            written = (state.key for state in states if state.words)
            self.show_section(next(written, states[0].key))
            self.outline.focus_list()

    def _show_texts(self, state: SectionState, texts: dict[str, SectionText]) -> None:
        focus = QApplication.focusWidget()
        was_writing = focus is not None and self.section_page.isAncestorOf(focus)
        read_only = self.session.review.read_only
        self.section_page.show_section(state, texts, read_only=read_only)
        if was_writing:
            self.outline.focus_list()
        self._show_page("", self.section_page)
        self.outline.select_section(state.key)
        if state.goal is not None:
            self._figures.load_goal(state.goal)
        if self._wanted_part:
            self.section_page.scroll_to_part(self._wanted_part)
            self._wanted_part = ""

    def _reload_texts(self) -> None:
        """Texts were taken back or restored: show them as they are now."""
        if self.section_page.key and not self.texts.loading:
            state = next((s for s in self._states if s.key == self.section_page.key), None)
            if state is not None and self._pages.currentWidget() is self.section_page:
                self._open_texts(state)

    def _saved(self, _key: str, at: datetime | None) -> None:
        if not self.texts.failing:
            self._messages.saved()
        if at is not None and not self.texts.dirty:
            self._status.show_saved(at)
        self.session.refresh_soon()

    def _not_saved(self, error: Exception) -> None:
        self._messages.not_saved(error, self.texts.flush)

    def insert_value(self, row: GoalTableRow) -> None:
        """Put the latest value of a row into the text as a living number."""
        latest = row.latest
        shown = format_value(latest.value, self.session.review.info.language)
        if not shown:
            self._messages.banner.say("info", self.tr("This indicator has no value to insert."))
            return
        value = ValueRef(
            series=latest.series.id,
            period=latest.period.label,
            breakdown=breakdown_key(latest),
            text=shown,
        )
        if not self.section_page.insert_value(value):
            self._messages.banner.say(
                "info", self.tr("Click into a text first; the value is inserted at the cursor.")
            )

    def insert_chosen_value(self) -> None:
        """Put in the value of the card that is chosen; bring the keyboard to the cards if none."""
        row = self.data_panel.chosen_row
        if row is None:
            self.data_panel.focus_list()
        else:
            self.insert_value(row)

    # --- Places -----------------------------------------------------------------------------

    def show_place(self, place: str) -> None:
        """Open data, report or history."""
        self.texts.turn_away()
        match place:
            case "data":
                self._figures.load_all()
                self._show_page(place, self.data_page)
            case "report":
                self._report.load_findings()
                self._show_page(place, self.export_page)
            case "history":
                self._show_page(place, self.history_page)
                self._reload_history()
        self.outline.select_place(place)
        self.outline.focus_place(place)

    def _show_page(self, place: str, page: QWidget) -> None:
        if self._place == "import" and place != "import":
            self._imports.drop()
        self._place = place
        self._pages.setCurrentWidget(page)
        on_goal = page is self.section_page and self.section_page.goal is not None
        self.data_panel.setVisible(on_goal)

    def _show_goal_rows(self, goal: str, rows: Rows, covered: tuple[int, int]) -> None:
        if goal == self.section_page.goal:
            self.section_page.show_rows(goal, rows)
            self.data_panel.show_rows(rows, covered)

    def _reload_figures(self) -> None:
        if self.section_page.goal is not None:
            self._figures.load_goal(self.section_page.goal)
        if self._place == "data":
            self._figures.load_all()

    def _reload_history(self) -> None:
        if self._place == "history":
            read_only = self.session.review.read_only
            self.session.ask(
                lambda review, _job: history.operations(review, _HISTORY_SHOWN),
                lambda found: self.history_page.show_operations(found, read_only=read_only),
            )

    # --- Import, export, undo ---------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for spreadsheets and show what they say."""
        if self._refuse_to_write():
            return
        endings = " ".join(f"*{ending}" for ending in SPREADSHEETS)
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            self.tr("Import spreadsheets"),
            "",
            self.tr("Spreadsheets ({endings})").format(endings=endings),
        )
        if chosen:
            self.import_files([Path(each) for each in chosen])

    def import_files(self, paths: list[Path]) -> None:
        """Show what these files say; nothing is written before the person says so."""
        if self._refuse_to_write():
            return
        self.texts.turn_away()
        self._show_page("import", self.import_page)
        self.outline.select_place("import")
        self._imports.start(paths)

    def _refuse_to_write(self) -> bool:
        """Whether the review takes nothing, which is then said."""
        read_only = self.session.review.read_only
        if read_only:
            self._messages.banner.say(
                "info", self.tr("The review was opened for reading only; nothing is imported.")
            )
        return read_only

    def cancel_import(self) -> None:
        """Leave out every file that waits."""
        self._imports.cancel()

    def _commit_import(self) -> None:
        self.texts.flush()
        self._imports.commit()

    def _tell_imported(self, result: ImportResult) -> None:
        counts = result.preview.counts()
        new, changed = counts[Action.ADD], counts[Action.UPDATE]
        operation = result.operation
        self._messages.banner.say(
            "success",
            self.tr("“{file}” was imported: {new}, {changed} changed.").format(
                file=result.preview.plan.file,
                new=counted("{n} new figure", "{n} new figures", new),
                changed=number(changed),
            ),
            action=self.tr("Undo") if operation else "",
            then=(lambda: self.undo(operation)) if operation else None,
        )

    def _leave_import(self) -> None:
        if self._place == "import":
            self.show_place("data")

    def _write_report(self, path: Path, language: str | None, section: str | None) -> None:
        self.texts.flush()
        self._report.write(path, language, section)

    def _report_failed(self, error: Exception) -> None:
        self.export_page.show_idle()
        self._messages.fail(error)

    def undo(self, operation: str | None = None) -> None:
        """Take back an operation, or the last one; what is typed is kept first."""
        self.texts.leave()
        self.session.undo(operation)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.texts.leave()
        self.session.redo()

    def _tell_undone(self, record: OperationRecord) -> None:
        self._messages.banner.say(
            "info",
            self.tr("Taken back: {title}").format(title=record.title),
            action=self.tr("Redo"),
            then=self.redo,
        )

    def _tell_redone(self, record: OperationRecord) -> None:
        self._messages.banner.say("info", self.tr("Done again: {title}").format(title=record.title))

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 goes through, those that are hidden left out."""
        every = (self.outline, self._pages, self.data_panel)
        return tuple(each for each in every if each.isVisible())

    def close_review(self) -> None:
        """Keep every text and give the file back; raises when a text cannot be kept."""
        self.texts.close()
        self.session.close()
