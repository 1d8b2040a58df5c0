"""The dialog for who is responsible for a text, until when, and how long it may be."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from ui.dialogs.frame import FormDialog
from ui.widgets.basics import label
from vnr_app.services.section_states import PartState, SectionState

_MOST_WORDS = 100_000


class AssignDialog(FormDialog):
    """Shows what is settled and takes it changed; names used already are offered."""

    def __init__(
        self,
        state: PartState | SectionState,
        owners: Iterable[str],
        persons: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.call(self.tr("Who is responsible"), self.tr("Set"))
        self._build(state, owners, persons)

    def _build(
        self, state: PartState | SectionState, owners: Iterable[str], persons: Iterable[str]
    ) -> None:
        self.column.addWidget(label(state.title, size="lead", wrap=True))
        self._owner = self._build_name(state.owner, owners, self.tr("Ministry of Health"))
        self._owner.setFocus()
        self._person = self._build_name(state.person, persons, self.tr("Who writes"))
        self.add_field(self.tr("Institution"), self._owner)
        self.add_field(self.tr("Person"), self._person)
        self.add_field(self.tr("Due"), self._build_due(state.due))
        self.add_field(self.tr("Words"), self._build_words(state.word_budget))

    def _build_name(self, text: str, known: Iterable[str], example: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(example)
        completer = QCompleter(sorted(set(known)), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        return field

    def _build_due(self, due: date | None) -> QWidget:
        self._dated = QCheckBox(self.tr("by"))
        self._due = QDateEdit()
        self._due.setCalendarPopup(True)
        self._due.setAccessibleName(self.tr("Due"))
        day = QDate(due.year, due.month, due.day) if due else QDate.currentDate().addMonths(1)
        self._due.setDate(day)
        self._dated.setChecked(due is not None)
        self._due.setEnabled(due is not None)
        self._dated.toggled.connect(self._due.setEnabled)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._dated)
        row.addWidget(self._due, 1)
        box.setFocusProxy(self._dated)
        return box

    def _build_words(self, budget: int | None) -> QSpinBox:
        self._words = QSpinBox()
        self._words.setRange(0, _MOST_WORDS)
        self._words.setSingleStep(50)
        self._words.lineEdit().setTextMargins(8, 0, 8, 0)
        self._words.setSpecialValueText(self.tr("as the outline says"))
        self._words.setAccessibleName(self.tr("Words"))
        self._words.setValue(budget or 0)
        return self._words

    @property
    def owner(self) -> str:
        """The institution."""
        return self._owner.text().strip()

    @property
    def person(self) -> str:
        """Who writes."""
        return self._person.text().strip()

    @property
    def due(self) -> date | None:
        """The date, None for none."""
        if not self._dated.isChecked():
            return None
        day = self._due.date()
        return date(day.year(), day.month(), day.day())

    @property
    def words(self) -> int | None:
        """How many words the text may have, None for what the outline says."""
        return self._words.value() or None
