"""The desk of originals: from a figure, a record or an import to the cell of the stored file."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from ui.dialogs.original import OriginalDialog
from ui.messages import Messages
from ui.presenters.originals import OriginalsPresenter
from ui.presenters.review import ReviewPresenter
from vnr_app.domain.indicators import Observation
from vnr_app.domain.stretch import Stretch
from vnr_app.errors import KnownError
from vnr_app.services.original_view import Place


class OriginalsDesk(QObject):
    """Shows one place at a time, in a window beside the work."""

    def __init__(self, session: ReviewPresenter, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._messages = messages
        self._dialog: OriginalDialog | None = None
        self.presenter = OriginalsPresenter(session, self)
        self.presenter.found.connect(self.show_place)
        self.presenter.rows_read.connect(self._show_rows)
        self.presenter.refused.connect(self._refuse)
        self.presenter.password_wanted.connect(self._ask_password)
        self.presenter.saved.connect(self._tell_saved)

    @property
    def dialog(self) -> OriginalDialog | None:
        """The window that shows a place; None where none is open."""
        return self._dialog

    def show_cell(self, observation: Observation) -> None:
        """Show the cell that an observation was read from."""
        self.presenter.find(observation)

    def show_place(self, place: Place) -> None:
        """Show a cell of a file that was imported."""
        if self._dialog is None:
            self._dialog = self._made()
        self._dialog.show_place(place)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self.presenter.open(place)

    def _made(self) -> OriginalDialog:
        dialog = OriginalDialog(self._window)
        dialog.finished.connect(self._forget)
        dialog.rows_wanted.connect(self.presenter.read)
        dialog.save_wanted.connect(self.save)
        return dialog

    def _forget(self) -> None:
        self._dialog = None
        self.presenter.close()

    def _show_rows(self, place: Place, rows: Stretch) -> None:
        if self._dialog is not None:
            self._dialog.show_rows(place, rows)

    def _refuse(self, _place: Place, error: KnownError) -> None:
        if self._dialog is not None:
            self._dialog.refuse(error)

    def _ask_password(self, place: Place, tried: bool) -> None:
        words = (
            self.tr("That password does not open “{file}”. Password:")
            if tried
            else self.tr("“{file}” is protected. Password:")
        )
        password, given = QInputDialog.getText(
            self._dialog or self._window,
            self.tr("Protected workbook"),
            words.format(file=place.file),
            QLineEdit.EchoMode.Password,
        )
        if given and password:
            self.presenter.unlock(place, password)
        elif self._dialog is not None:
            self._dialog.close()

    def save(self, place: Place) -> None:
        """Ask for a name and write the original there, as it was imported."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self._dialog or self._window, self.tr("Save the original as"), place.file
        )
        if chosen:
            self.presenter.save(place, Path(chosen))

    def _tell_saved(self, path: Path) -> None:
        self._messages.banner.say(
            "success", self.tr("The original was saved as “{file}”.").format(file=path.name)
        )

    def close(self) -> None:
        """Close the window and delete the copy that it reads."""
        if self._dialog is not None:
            self._dialog.close()
        self.presenter.close()
