"""The desk of the import log: what came in, taking it back, doing it again, its file."""

from PySide6.QtCore import QObject, Signal

from ui.desks.operations import OperationsDesk
from ui.desks.originals import OriginalsDesk
from ui.panels.import_log_page import ImportLogPage
from ui.presenters.review import ReviewPresenter
from ui.stage import Stage
from vnr_app.jobs import JobContext
from vnr_app.services import import_log, original_view
from vnr_app.services.import_log import ImportEntry, Standing
from vnr_app.services.reviews import Review

PLACE = "imports"

Log = tuple[tuple[ImportEntry, ...], dict[str, Standing]]


def _read(review: Review, _job: JobContext) -> Log:
    return import_log.entries(review), import_log.standings(review)


class ImportLogDesk(QObject):
    """Reads the log where it is shown, and again when the review has changed."""

    figures_wanted = Signal(object)
    """The `ImportEntry` whose figures are to be shown."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ImportLogPage,
        operations: OperationsDesk,
        originals: OriginalsDesk,
        stage: Stage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._stage = stage
        stage.entered.connect(self._load)
        session.history_changed.connect(lambda: self._load(stage.place))
        page.chosen.connect(self._ask_effect)
        page.undo_wanted.connect(lambda entry: operations.undo(entry.operation))
        page.redo_wanted.connect(lambda entry: operations.redo(entry.operation))
        page.figures_wanted.connect(self.figures_wanted)
        page.file_wanted.connect(
            lambda entry: originals.show_place(original_view.place_of_import(entry))
        )
        page.save_wanted.connect(lambda entry: originals.save(original_view.place_of_import(entry)))

    def _load(self, place: str) -> None:
        if place == PLACE:
            self._session.ask(_read, lambda log: self._page.show_entries(*log))

    def _ask_effect(self, entry: ImportEntry) -> None:
        """What taking it back would do is said before anybody does it."""
        if not entry.undone:
            self._session.ask(
                lambda review, _job: import_log.effect_of_undo(review, entry.operation),
                lambda effect: self._page.show_effect(entry.operation, effect),
            )
