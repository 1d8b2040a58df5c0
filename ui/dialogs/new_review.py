"""The dialog for a new review: country, year, which review it is, language, file."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.basics import button, label
from ui.widgets.file_field import FileField
from vnr_app.services.countries import Country

LANGUAGES = (
    ("ar", "العربية"),
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
    ("pt", "Português"),
)
"""The six official languages of the United Nations, and Portuguese, each in its own name."""


class NewReviewDialog(QDialog):
    """Asks what a review cannot be made without."""

    def __init__(self, countries: tuple[Country, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New review"))
        self.setMinimumWidth(520)
        self._file_chosen = False
        self._build(countries)
        self._propose_file()

    def _build(self, countries: tuple[Country, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(self.tr("New review"), size="title"))
        form = QFormLayout()
        form.setSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("Country"), self._build_country(countries))
        form.addRow(self.tr("Year of presentation"), self._build_year())
        form.addRow(self.tr("Which review"), self._build_number())
        form.addRow(self.tr("Language"), self._build_language())
        form.addRow(self.tr("File"), self._build_file())
        column.addLayout(form)
        self._problem = label(tone="error", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addStretch()
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        create = button(self.tr("Create review"), "primary")
        create.setDefault(True)
        create.clicked.connect(self._check)
        row.addWidget(cancel)
        row.addWidget(create)
        column.addLayout(row)

    def _build_country(self, countries: tuple[Country, ...]) -> QComboBox:
        self._country = QComboBox()
        self._country.setEditable(True)
        self._country.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._country.setAccessibleName(self.tr("Country"))
        for each in countries:
            self._country.addItem(each.name, each.alpha3)
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Type to search"))
        field.setAccessibleName(self.tr("Country"))
        self._country.setLineEdit(field)
        completer = QCompleter(self._country.model(), self._country)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._country.setCompleter(completer)
        self._country.setCurrentIndex(-1)
        self._country.currentTextChanged.connect(self._propose_file)
        return self._country

    def _build_year(self) -> QSpinBox:
        self._year = QSpinBox()
        self._year.setRange(2016, 2100)
        # The forum meets in July: what is begun today is presented next year.
        self._year.setValue(date.today().year + 1)  # noqa: DTZ011 - the person's own calendar
        for field in self._year.findChildren(QLineEdit):
            # The style sheet’s padding does not reach the field inside.
            field.setTextMargins(8, 0, 8, 0)
        self._year.setAccessibleName(self.tr("Year of presentation"))
        self._year.valueChanged.connect(self._propose_file)
        return self._year

    def _build_number(self) -> QComboBox:
        self._number = QComboBox()
        self._number.setAccessibleName(self.tr("Which review"))
        names = (
            self.tr("First"),
            self.tr("Second"),
            self.tr("Third"),
            self.tr("Fourth"),
            self.tr("Fifth"),
        )
        for number, name in enumerate(names, start=1):
            self._number.addItem(name, number)
        return self._number

    def _build_language(self) -> QComboBox:
        self._language = QComboBox()
        self._language.setAccessibleName(self.tr("Language"))
        for code, name in LANGUAGES:
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData("en"))
        return self._language

    def _build_file(self) -> FileField:
        field = FileField()
        field.edited.connect(self._own_file)
        field.browse_wanted.connect(self._browse)
        self._file = field.line
        return field

    @property
    def country(self) -> str:
        """The alpha-3 code that was chosen; empty for none."""
        at = self._country.findText(self._country.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self._country.itemData(at)) if at >= 0 else ""

    @property
    def year(self) -> str:
        """The year of presentation."""
        return str(self._year.value())

    @property
    def number(self) -> int:
        """Which review of the country it is, from 1."""
        return int(self._number.currentData())

    @property
    def language(self) -> str:
        """The language of the original text."""
        return str(self._language.currentData())

    @property
    def path(self) -> Path:
        """The file of the review, with its ending."""
        path = Path(self._file.text().strip())
        return path if path.suffix == ".vnr" else path.with_name(f"{path.name}.vnr")

    def choose_country(self, name: str) -> None:
        """Choose a country by its name."""
        self._country.setCurrentText(name)

    def choose_file(self, path: Path) -> None:
        """Choose the file."""
        self._file_chosen = True
        self._file.setText(str(path))

    def _own_file(self) -> None:
        self._file_chosen = True

    def _propose_file(self) -> None:
        if self._file_chosen:
            return
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        name = self._country.currentText() if self.country else self.tr("Review")
        self._file.setText(str(folder / f"{name} {self.year}.vnr"))

    def _browse(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.tr("File of the review"), self._file.text(), self.tr("Review (*.vnr)")
        )
        if chosen:
            self.choose_file(Path(chosen))

    def _check(self) -> None:
        problem = ""
        if not self.country:
            problem = self.tr("Choose a country from the list.")
        elif not self._file.text().strip():
            problem = self.tr("Choose where the file is kept.")
        elif self.path.exists():
            problem = self.tr("There is a file of this name already; choose another name.")
        if problem:
            self._problem.setText(problem)
            self._problem.show()
        else:
            self.accept()
