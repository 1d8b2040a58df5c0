"""The dialog for what is sent to a ministry, and who may write in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.frame import FormDialog
from ui.names import language_name
from ui.presenters.returning import Parcel
from ui.widgets.basics import label, strong
from ui.widgets.file_field import FileField
from ui.widgets.template_chooser import TemplateChooser
from vnr_app.domain.findings import Finding
from vnr_app.services.reviews import ReviewInfo
from vnr_app.services.section_states import SectionState

_KEY = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 168


class ParcelDialog(FormDialog):
    """Ticks sections, names reviewers, chooses the file."""

    template_wanted = Signal(object)
    """Name or path of the template that was chosen, None for the default."""

    def __init__(
        self,
        info: ReviewInfo,
        states: tuple[SectionState, ...],
        chosen: str,
        languages: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(560)
        self._info = info
        self._file_chosen = False
        self.call(self.tr("Send for editing"), self.tr("Write the file"))
        self._build(states, chosen, languages)
        self._follow()

    def _build(
        self, states: tuple[SectionState, ...], chosen: str, languages: tuple[str, ...]
    ) -> None:
        self._whole = QCheckBox(self.tr("The whole report"))
        self._whole.toggled.connect(self._toggle_whole)
        self._sections = QListWidget()
        self._sections.setProperty("framed", True)
        self._sections.setObjectName("sections")
        self._sections.ensurePolished()  # before the lines: they take their height from it
        self._sections.setFixedHeight(_LIST_HEIGHT)
        self._sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        current = 0
        for row, state in enumerate(states):
            goal = self.tr("Goal {number}. ").format(number=state.goal) if state.goal else ""
            item = QListWidgetItem(f"{goal}{state.title}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(_KEY, state.key)
            on = state.key == chosen
            current = row if on else current
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._sections.addItem(item)
        self._sections.setCurrentRow(current)
        self._sections.itemChanged.connect(lambda _item: self._follow())
        self._language = QComboBox()
        for tag in languages:
            self._language.addItem(language_name(tag), tag)
        self._language.activated.connect(lambda _row: self._follow())
        self.add_field(self.tr("What the ministry gets"), self._sections)
        self.column.addWidget(self._whole)
        self.template = TemplateChooser()
        self._add_beside(
            (self.tr("Language"), self._language), (self.tr("Template"), self.template)
        )
        self.template.currentIndexChanged.connect(
            lambda _row: self.template_wanted.emit(self.template.template)
        )
        self._faults = label(size="small", tone="warning", wrap=True)
        self._faults.hide()
        self.column.addWidget(self._faults)
        self._locked = QCheckBox(self.tr("Word protects everything but the texts"))
        self.column.addSpacing(4)
        self.column.addWidget(self._locked)
        self._reviewers = QLineEdit()
        self._reviewers.setPlaceholderText(self.tr("Anna Karimi; Ben Osei"))
        self._reviewers.textEdited.connect(
            lambda text: self._locked.setChecked(True) if text else None
        )
        self.add_field(
            self.tr("Who may write in them"),
            self._reviewers,
            self.tr("Names as Word knows them, with a semicolon between; empty for everybody."),
        )
        self.add_field(self.tr("File"), self._build_file())
        self._problem = label(tone="error", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)

    def _add_beside(self, *choosers: tuple[str, QComboBox]) -> None:
        # One below the other, the dialog would be too high for small screens.
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, chooser in choosers:
            chooser.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            chooser.setMinimumContentsLength(16)
            chooser.setAccessibleName(name)
            title = strong(label(name, size="small"))
            title.setBuddy(chooser)
            cell = QVBoxLayout()
            cell.setSpacing(8)
            cell.addWidget(title)
            cell.addWidget(chooser)
            row.addLayout(cell, 1)
        self.column.addLayout(row)

    def _build_file(self) -> FileField:
        field = FileField()
        field.edited.connect(self._keep_file)
        field.browse.setAutoDefault(False)
        field.browse_wanted.connect(self._browse)
        self._file = field.line
        return field

    def _toggle_whole(self, on: bool) -> None:
        self._sections.setEnabled(not on)
        self._follow()

    def _keep_file(self) -> None:
        self._file_chosen = True

    def _browse(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("File to send"), self._file.text(), self.tr("Word document (*.docx)")
        )
        if chosen:
            self._file_chosen = True
            self._file.setText(chosen)

    def _keys(self) -> tuple[str, ...]:
        items = [self._sections.item(row) for row in range(self._sections.count())]
        return tuple(
            each.data(_KEY) for each in items if each.checkState() == Qt.CheckState.Checked
        )

    def _follow(self) -> None:
        """The name of the file says what is in it, until the person has named it."""
        if self._file_chosen:
            return
        keys = () if self._whole.isChecked() else self._keys()
        part = keys[0] if len(keys) == 1 else ""
        language = self._language.currentData()
        own = "" if language == self._info.language else language
        name = "-".join(
            each
            for each in ("VNR", self._info.country, self._info.year, part, own, "editing")
            if each
        )
        self._file.setText(str(self._info.path.with_name(f"{name}.docx")))

    @property
    def parcel(self) -> Parcel | None:
        """What is sent; None while nothing is ticked or no file is named."""
        keys = None if self._whole.isChecked() else self._keys()
        text = self._file.text().strip()
        if keys == () or not text:
            return None
        path = Path(text).expanduser()
        if path.suffix.lower() != ".docx":
            path = path.with_name(f"{path.name}.docx")
        names = (each.strip() for each in self._reviewers.text().split(";"))
        return Parcel(
            keys,
            path,
            self._language.currentData(),
            self._locked.isChecked(),
            tuple(each for each in names if each),
            self.template.template,
        )

    def show_template_faults(self, template: str | None, faults: tuple[Finding, ...]) -> None:
        """Say what is wrong with a template, if it is still the one that is chosen."""
        if template == self.template.template:
            said = (f"{each.message} {each.hint}".strip() for each in faults)
            self._faults.setText("\n".join(said))
            self._faults.setVisible(bool(faults))

    def accept(self) -> None:
        """Close with something to send; else say what is missing."""
        if self.parcel is not None:
            super().accept()
            return
        nothing = not self._whole.isChecked() and not self._keys()
        self._problem.setText(
            self.tr("Tick at least one section.") if nothing else self.tr("Name the file.")
        )
        self._problem.show()
        (self._sections if nothing else self._file).setFocus()

    def then(self, send: Callable[[Parcel], None]) -> None:
        """Do that with what is sent when the dialog is accepted."""

        def give() -> None:
            parcel = self.parcel
            if parcel is not None:
                send(parcel)

        self.accepted.connect(give)
