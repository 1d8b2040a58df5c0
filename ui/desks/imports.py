"""The desk of importing: files in, their preview, the corrections, the import and its message."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from ui.desks.recipes import RecipesDesk
from ui.importing.page import ImportPage
from ui.messages import Messages
from ui.names import counted, number
from ui.presenters.imports import ImportPresenter
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.stage import Stage
from vnr_app.domain.importplan import Action
from vnr_app.services import findings
from vnr_app.services.conflicts import all_problems
from vnr_app.services.imports import ImportPreview, ImportResult

PLACE = "import"
SPREADSHEETS = (
    *(".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt"),
    *(".htm", ".html", ".xml", ".zip", ".gz"),
)


class ImportDesk(QObject):
    """Asks for files, shows what they say, imports them when the person says so."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ImportPage,
        texts: TextsPresenter,
        stage: Stage,
        messages: Messages,
        *,
        undo: Callable[[str], None],
        finished: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.presenter = ImportPresenter(session, self)
        self._window = parent
        self._session = session
        self._page = page
        self._texts = texts
        self._stage = stage
        self._messages = messages
        self._undo = undo
        self.recipes = RecipesDesk(session, page, self.presenter, messages, parent)
        self._connect(finished)

    def _connect(self, finished: Callable[[], None]) -> None:
        imports, page = self.presenter, self._page
        page.import_wanted.connect(self._commit)
        page.skip_wanted.connect(imports.skip)
        page.corrected.connect(lambda: imports.read_with(page.corrections.recipe))
        page.head.findings_wanted.connect(self._ask_for_findings)
        imports.reading.connect(self._begin)
        imports.progressed.connect(page.reading.show_progress)
        imports.previewed.connect(page.show_preview)
        imports.kept.connect(page.settle)
        imports.imported.connect(self._tell_imported)
        imports.refused.connect(self._messages.fail)
        imports.failed.connect(self._messages.fail)
        imports.password_wanted.connect(self._ask_password)
        imports.finished.connect(lambda: self._finish(finished))
        self._stage.left.connect(lambda place: self._drop() if place == PLACE else None)

    def _finish(self, finished: Callable[[], None]) -> None:
        self._page.clear()
        if self._stage.place == PLACE:
            finished()

    def _drop(self) -> None:
        self._page.clear()
        self.presenter.drop()

    def choose_files(self) -> None:
        """Ask for spreadsheets and show what they say."""
        if self._refuse_to_write():
            return
        endings = " ".join(f"*{ending}" for ending in SPREADSHEETS)
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import spreadsheets"),
            "",
            self.tr("Spreadsheets ({endings})").format(endings=endings),
        )
        if chosen:
            self.import_files([Path(each) for each in chosen])

    def import_files(self, paths: list[Path]) -> None:
        """Show what these files say; nothing is written before the person says so."""
        if not self._refuse_to_write():
            self.presenter.start(paths)

    def paste(self) -> None:
        """Show what the table on the clipboard says."""
        if not self._refuse_to_write():
            copied = QGuiApplication.clipboard().mimeData()
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            folder = Path(QStandardPaths.writableLocation(documents))
            self.presenter.paste(copied.html(), copied.text(), folder)

    @property
    def is_shown(self) -> bool:
        """Whether the import is what is looked at."""
        return self._stage.place == PLACE

    def undo(self) -> bool:
        """Take the last correction back; False where there is none to take back here."""
        return self.is_shown and self._page.take_back()

    def redo(self) -> bool:
        """Do the correction again that was taken back; False where there is none here."""
        return self.is_shown and self._page.do_again()

    def _refuse_to_write(self) -> bool:
        """Whether the review takes nothing, which is then said."""
        read_only = self._session.review.read_only
        if read_only:
            self._messages.banner.say(
                "info", self.tr("The review was opened for reading only; nothing is imported.")
            )
        return read_only

    def _begin(self, name: str, place: int, total: int) -> None:
        if not self.is_shown:
            self._texts.turn_away()
            self._stage.show_place(PLACE)
        self._page.show_reading(name, place, total)

    def _ask_password(self, name: str, tried: bool) -> None:
        words = (
            self.tr("That password does not open “{file}”. Password:")
            if tried
            else self.tr("“{file}” is protected. Password:")
        )
        password, given = QInputDialog.getText(
            self._window,
            self.tr("Protected workbook"),
            words.format(file=name),
            QLineEdit.EchoMode.Password,
        )
        if given and password:
            self.presenter.unlock(password)
        else:
            self.presenter.skip()

    def _commit(self) -> None:
        self._texts.flush()
        self.presenter.commit(self._page.left_out, self._page.left_out_records)

    def _tell_imported(self, result: ImportResult) -> None:
        operation, unsaved = result.operation, self.recipes.unsaved()
        stem = Path(result.preview.plan.file).stem
        self._messages.banner.say(
            "success",
            self.tr("“{file}” was imported: {what}.").format(
                file=result.preview.plan.file, what=self._counts(result)
            ),
            action=self.tr("Undo") if operation else "",
            then=(lambda: self._undo(operation)) if operation else None,
            other=self.tr("Save as recipe…") if unsaved else "",
            otherwise=(lambda: self.recipes.ask_for_name(unsaved, stem)) if unsaved else None,
        )

    def _counts(self, result: ImportResult) -> str:
        """What came in; `left_out` is what was not ticked."""
        counts = result.preview.counts()
        left_out = len(self._page.left_out)
        new, changed = counts[Action.ADD], counts[Action.UPDATE] + counts[Action.CONFLICT]
        parts = [counted("{n} new figure", "{n} new figures", new)]
        if changed:
            parts.append(self.tr("{n} changed").format(n=number(changed)))
        if left_out:
            parts.append(self.tr("{n} of them left out").format(n=number(left_out)))
        if records := self._page.plan.records.taken():
            parts.append(counted("{n} record", "{n} records", records))
        return ", ".join(parts)

    def _ask_for_findings(self) -> None:
        preview, path = self._page.preview, self.presenter.path
        folder = self.presenter.folder
        if preview is None or path is None or folder is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Write findings into a copy"),
            str(folder / self.tr("{name} findings.xlsx").format(name=path.stem)),
            self.tr("Workbook (*.xlsx)"),
        )
        if chosen:
            self.write_findings(preview, path, Path(chosen))

    def write_findings(self, preview: ImportPreview, path: Path, out: Path) -> None:
        """Write what was found in a file into a copy of it, as it was read."""
        problems = all_problems(preview)
        read, password = preview.rows.original or path, self.presenter.password
        self._session.work_out(
            lambda job: findings.write_findings(
                read, problems, out, job, password=password, source=path
            ),
            lambda _none: self._messages.banner.say(
                "success",
                self.tr("The findings were written into “{file}”.").format(file=out.name),
                action=self.tr("Open"),
                then=lambda: _open(out),
            ),
            title=self.tr("Writing the findings"),
        )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
