"""The desk of pictures: from files, the clipboard and drops into the text."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from ui.dialogs.figure import FigureDialog
from ui.editor.inserting import PICTURE_SUFFIXES, insert_block, put, replace_thing
from ui.editor.objects import Thing
from ui.editor.text_edit import PartEditor
from ui.messages import Messages
from ui.presenters.inserting import InsertingPresenter, Pending
from vnr_app.domain.richtext import Figure


class PicturesDesk(QObject):
    """Asks what a picture shows before it is taken into the review."""

    def __init__(self, presenter: InsertingPresenter, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._messages = messages

    def serve(self, editor: PartEditor) -> None:
        """Take what is pasted into an editor or dropped on it."""
        editor.pasting.image_pasted.connect(lambda image: self._add(editor, image))
        editor.pasting.pictures_dropped.connect(lambda paths: self._add_files(editor, paths))

    def choose(self, editor: PartEditor) -> None:
        """Ask for a file and insert it at the caret."""
        patterns = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileName(
            editor.window(), self.tr("Insert a picture"), "", f"{self.tr('Pictures')} ({patterns})"
        )
        if chosen:
            self._add(editor, Path(chosen))

    def _add_files(self, editor: PartEditor, paths: list[Path]) -> None:
        self._add(editor, paths[0])
        if len(paths) > 1:
            self._messages.banner.say(
                "info", self.tr("One picture is inserted at a time; the first one was taken.")
            )

    def _add(self, editor: PartEditor, given: Path | QImage) -> None:
        cursor = editor.textCursor()
        self._presenter.examine(
            given, lambda pending: self._ask(editor, cursor, pending), self._messages.fail
        )

    def _ask(self, editor: PartEditor, cursor: QTextCursor, pending: Pending) -> None:
        if not isValid(editor):
            self._say_gone()
            return
        width = 100 if pending[0].width > pending[0].height else 50
        blank = Figure(image_id="", width=width)
        dialog = FigureDialog(
            blank, pending[1], self._presenter.known, new=True, parent=editor.window()
        )
        dialog.accepted.connect(lambda: self._store(editor, cursor, pending, dialog.figure))
        dialog.open()

    def _store(
        self, editor: PartEditor, cursor: QTextCursor, pending: Pending, figure: Figure
    ) -> None:
        def stored(image_id: str) -> None:
            made = replace(figure, image_id=image_id)
            if not put(editor, lambda: insert_block(editor, cursor, made)):
                self._say_gone()

        self._presenter.add_picture(pending, stored, self._messages.fail)

    def _say_gone(self) -> None:
        self._messages.banner.say(
            "warning", self.tr("The text was loaded anew meanwhile; insert the picture again.")
        )

    def edit(self, editor: PartEditor, thing: Thing, before: Figure) -> None:
        """Ask again what a picture shows."""
        shown = self._presenter.pictures.look(before.image_id)
        dialog = FigureDialog(
            before, shown.image, self._presenter.known, new=False, parent=editor.window()
        )
        dialog.accepted.connect(lambda: replace_thing(editor, thing, dialog.figure))
        dialog.open()
