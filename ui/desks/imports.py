"""The desk of importing: files in, their preview, the import and its message."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.messages import Messages
from ui.names import counted, number
from ui.panels.import_page import ImportPage
from ui.presenters.imports import ImportPresenter
from ui.presenters.review import ReviewPresenter
from ui.presenters.texts import TextsPresenter
from ui.stage import Stage
from vnr_app.domain.importplan import Action
from vnr_app.services.imports import ImportResult

PLACE = "import"
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt")


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
        self._connect(finished)

    def _connect(self, finished: Callable[[], None]) -> None:
        imports, page = self.presenter, self._page
        page.import_wanted.connect(self._commit)
        page.skip_wanted.connect(imports.skip)
        page.indicator_named.connect(imports.name_indicator)
        imports.reading.connect(page.show_reading)
        imports.previewed.connect(page.show_preview)
        imports.imported.connect(self._tell_imported)
        imports.refused.connect(self._messages.fail)
        imports.finished.connect(lambda: finished() if self._stage.place == PLACE else None)
        self._stage.left.connect(lambda place: imports.drop() if place == PLACE else None)

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
        if self._refuse_to_write():
            return
        self._texts.turn_away()
        self._stage.show_place(PLACE)
        self.presenter.start(paths)

    def _refuse_to_write(self) -> bool:
        """Whether the review takes nothing, which is then said."""
        read_only = self._session.review.read_only
        if read_only:
            self._messages.banner.say(
                "info", self.tr("The review was opened for reading only; nothing is imported.")
            )
        return read_only

    def _commit(self) -> None:
        self._texts.flush()
        self.presenter.commit()

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
            then=(lambda: self._undo(operation)) if operation else None,
        )
