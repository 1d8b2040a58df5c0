"""The dialog for a note."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.dialogs.frame import FormDialog, boxed
from ui.dialogs.link import LinkDialog
from ui.editor import commands
from ui.editor.apparatus import Known
from ui.editor.runs_field import RunsField
from ui.widgets.basics import IconButton
from vnr_app.domain.richtext import Runs


class NoteDialog(FormDialog):
    """Takes the text of a note; one that was not touched is left exactly as it was."""

    def __init__(self, runs: Runs, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if runs:
            self.call(self.tr("Edit the note"), self.tr("Save"))
        else:
            self.call(self.tr("Insert a note"), self.tr("Insert"))
        self._before = runs
        self._build(known)

    def _build(self, known: Known) -> None:
        self._field = RunsField(self.tr("Text of the note"))
        self._field.show_known(known)
        self._field.show_runs(self._before)
        self._field.setPlaceholderText(self.tr("For example where the number comes from"))
        self._field.finished.connect(self.accept)
        self._field.edited.connect(self._allow)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for icon, name, keys, act in (
            ("bold", self.tr("Bold"), "Ctrl+B", lambda: commands.toggle_bold(self._field)),
            ("italic", self.tr("Italic"), "Ctrl+I", lambda: commands.toggle_italic(self._field)),
            ("link", self.tr("Link"), "Ctrl+L", self._ask_link),
        ):
            made = IconButton(icon, f"{name} ({keys})")
            made.clicked.connect(lambda _checked, act=act: act())
            QShortcut(QKeySequence(keys), self).activated.connect(act)
            tools.addWidget(made)
        tools.addStretch()
        self.add_field(
            self.tr("Text of the note"),
            boxed(self._field),
            self.tr("It stands at the foot of the page. Shift+Enter begins a new line."),
        )
        self.column.addLayout(tools)
        self._allow()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def runs(self) -> Runs:
        """The text of the note."""
        return self._field.runs if self._field.changed else self._before

    def _allow(self) -> None:
        self.take.setEnabled(bool(self.runs))

    def accept(self) -> None:
        """Take the note, unless there is nothing in it."""
        if self.runs:
            super().accept()

    def _ask_link(self) -> None:
        dialog = LinkDialog(commands.marks_at(self._field.textCursor()).link, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: commands.set_link(self._field.textCursor(), dialog.address))
        dialog.open()
