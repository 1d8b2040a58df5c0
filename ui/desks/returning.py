"""The desk of ministries: texts are sent, taken back, and what is open of them is settled."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ui.desks.texts import TextsDesk
from ui.dialogs.parcel import ParcelDialog
from ui.messages import Messages
from ui.names import counted
from ui.panels.outline_panel import OutlinePanel
from ui.panels.returned_page import ReturnedPage
from ui.presenters.returning import Arrived, Matters, Parcel, ReturningPresenter, places
from ui.presenters.review import ReviewPresenter
from ui.stage import Stage
from vnr_app.io import free_name
from vnr_app.services import translations
from vnr_app.services.history import OperationRecord
from vnr_app.services.report_templates import available
from vnr_app.services.returning import Accepted, Choices

PLACE = "ministries"


class ReturningDesk(QObject):
    """What was ticked of a file stays while the review is open; nothing is lost on leaving."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ReturnedPage,
        outline: OutlinePanel,
        texts: TextsDesk,
        stage: Stage,
        messages: Messages,
        *,
        undo: Callable[[str], None],
        merge: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.presenter = ReturningPresenter(session, self)
        self._session = session
        self._page = page
        self._outline = outline
        self._texts = texts
        self._stage = stage
        self._messages = messages
        self._undo = undo
        self._merge = merge
        self._merging = ""
        """Key of a section that is opened in the merge view once it is taken in."""
        self._taken: dict[str, frozenset[str]] = {}
        """What each operation has taken in of the file that is shown."""
        self._connect()

    def _connect(self) -> None:
        page, presenter = self._page, self.presenter
        self._stage.entered.connect(self._enter)
        self._session.history_changed.connect(presenter.load_matters)
        self._session.undone.connect(self._take_out)
        self._texts.states_loaded.connect(lambda states: page.tray.show_places(places(states)))
        page.send_wanted.connect(self.ask_to_send)
        page.take_back_wanted.connect(self.choose_file)
        page.file.accept_wanted.connect(self._accept)
        page.file.merge_wanted.connect(self._accept_to_merge)
        page.tray.place_wanted.connect(presenter.place)
        page.tray.discard_wanted.connect(presenter.discard)
        page.tray.answered.connect(presenter.answer)
        page.tray.section_wanted.connect(self._texts.show_text)
        presenter.sent.connect(self._tell_sent)
        presenter.arrived.connect(self._show)
        presenter.accepted.connect(self._tell_accepted)
        presenter.settled.connect(self._tell_settled)
        presenter.matters_loaded.connect(self._show_matters)
        presenter.failed.connect(self._messages.fail)
        presenter.load_matters()

    def _enter(self, place: str) -> None:
        if place == PLACE:
            self.presenter.load_matters()

    def _show_matters(self, matters: Matters) -> None:
        self._page.tray.show_matters(matters)
        self._outline.count(PLACE, len(matters.pieces) + len(matters.numbers))

    # --- Sending ----------------------------------------------------------------------------

    def ask_to_send(self, key: str = "") -> None:
        """Ask what a ministry gets; the section of a key is ticked, or none."""
        self._texts.presenter.flush()

        def ask(languages: tuple[str, ...]) -> None:
            info = self._session.review.info
            dialog = ParcelDialog(info, self._texts.states, key, languages, self._page.window())
            dialog.template.show_templates(tuple((each.name, each.title) for each in available()))
            dialog.then(self._send)
            self.presenter.template_looked.connect(dialog.show_template_faults)
            dialog.template_wanted.connect(self.presenter.look_at_template)
            dialog.open()

        self._session.ask(lambda review, _job: translations.languages(review), ask)

    def _send(self, parcel: Parcel) -> None:
        """A file that is there may be the one that came back: it is never written over unasked."""
        if not parcel.path.exists():
            self.presenter.send(parcel)
            return
        other = replace(parcel, path=free_name(parcel.path))
        self._messages.banner.say(
            "warning",
            self.tr("“{file}” is there already; nothing was written yet.").format(
                file=parcel.path.name
            ),
            self.tr("It may hold what a ministry wrote."),
            action=self.tr("Write “{file}”").format(file=other.path.name),
            then=lambda: self.presenter.send(other),
            other=self.tr("Replace it"),
            otherwise=lambda: self.presenter.send(parcel),
        )

    def _tell_sent(self, path: Path, texts: int) -> None:
        self._messages.banner.say(
            "success",
            self.tr("“{file}” was written.").format(file=path.name),
            counted("{n} text can be edited in it.", "{n} texts can be edited in it.", texts),
            action=self.tr("Show in folder"),
            then=lambda: _open(path.parent),
        )

    # --- Taking back ------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask which file came back."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._page, self.tr("Take a file back"), "", self.tr("Word document (*.docx)")
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Look at a file that came back; what is typed is kept first, so that it is compared."""
        self._texts.presenter.turn_away()
        self.presenter.read(path)

    def _show(self, arrived: Arrived) -> None:
        self._taken = {}
        self._stage.show_place(PLACE)
        if not arrived.returned.has_news:
            self._page.show_tray()
            self._messages.banner.say(
                "info",
                self.tr("“{file}” brings nothing that is new.").format(
                    file=arrived.returned.file.name
                ),
                " ".join(arrived.returned.remarks),
            )
            return
        self._page.show_file(arrived)

    def _accept(self, choices: Choices) -> None:
        returned = self._page.file.returned
        if returned is not None:
            self._texts.presenter.leave()
            self.presenter.accept(returned, choices)

    def _accept_to_merge(self, choices: Choices, key: str) -> None:
        """Take a section in, so that both versions stand side by side, and open them."""
        if not choices.sections:
            self._merge(key)
            return
        self._merging = key
        self._accept(choices)

    def _tell_accepted(self, keys: frozenset[str], accepted: Accepted) -> None:
        operation = accepted.operation
        self._taken[operation or ""] = self._taken.get(operation or "", frozenset()) | keys
        self._show_taken()
        self._session.texts_changed.emit()
        key, self._merging = self._merging, ""
        if key and key in accepted.waiting:
            self._merge(key)
            return
        if not self._page.file.pending:
            self._page.show_tray()
        self._messages.banner.say(
            "success",
            self._said(accepted),
            self._left(accepted),
            action=self.tr("Undo") if operation else "",
            then=(lambda: self._undo(operation)) if operation else None,
        )

    def _said(self, accepted: Accepted) -> str:
        if accepted.operation is None:
            return self.tr("Nothing of this was new to the review.")
        parts = (
            ("{n} text changed", "{n} texts changed", len(accepted.written)),
            ("{n} text waits to be merged", "{n} texts wait to be merged", len(accepted.waiting)),
            ("{n} comment added", "{n} comments added", accepted.comments),
        )
        said = [counted(one, many, count) for one, many, count in parts if count]
        return (
            self.tr("Taken in: {what}.").format(what=", ".join(said))
            if said
            else self.tr("Taken in.")
        )

    def _left(self, accepted: Accepted) -> str:
        parts = (
            ("{n} number is a question.", "{n} numbers are questions.", accepted.numbers),
            ("{n} piece waits for a place.", "{n} pieces wait for a place.", accepted.unplaced),
        )
        return " ".join(counted(one, many, count) for one, many, count in parts if count)

    def _take_out(self, record: OperationRecord) -> None:
        """What was taken in was taken back: it can be decided on again."""
        if self._taken.pop(record.id, None) is not None:
            self._show_taken()

    def _show_taken(self) -> None:
        self._page.file.show_taken(frozenset().union(*self._taken.values()))
        if not self._page.shows_file:
            self._page.show_tray()

    def _tell_settled(self, said: str, operation: str | None) -> None:
        self._messages.banner.say(
            "success",
            said,
            action=self.tr("Undo") if operation else "",
            then=(lambda: self._undo(operation)) if operation else None,
        )


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
