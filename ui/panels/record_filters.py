"""Filters of records: class of stakeholders, kind, words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QSizePolicy, QWidget

from ui.models.records_model import RecordsModel, kind_name
from vnr_app.domain.records import RecordKind
from vnr_app.services.stakeholder_groups import group_name

_EVERY = "*"


class RecordFilters(QWidget):
    """Narrows a model; beside each other on a page, below each other at the side."""

    changed = Signal()

    def __init__(
        self, model: RecordsModel, direction: QBoxLayout.Direction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._group = QComboBox()
        self._group.setAccessibleName(self.tr("Group of stakeholders"))
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("Kind of record"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in the records"))
        self.search.setClearButtonEnabled(True)
        row = QBoxLayout(direction, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in (self._group, self._kind):
            box.setMinimumContentsLength(10)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.currentIndexChanged.connect(self._narrow)
            row.addWidget(box, 1)
        row.addWidget(self.search, 1)
        self.search.textChanged.connect(self._narrow)
        self.refresh()

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        words = bool(self.search.text().strip())
        return words or self._group.currentIndex() > 0 or self._kind.currentIndex() > 0

    def refresh(self) -> None:
        """Offer the classes and kinds that there are; what was chosen stays if it is there."""
        groups = [(group_name(code) or self.tr("No group"), code) for code in self._model.groups()]
        kinds = [(kind_name(kind), kind.value) for kind in self._model.kinds()]
        self._fill(self._group, self.tr("All groups"), groups)
        self._fill(self._kind, self.tr("All kinds"), kinds)
        self._narrow()

    def _fill(self, box: QComboBox, every: str, entries: list[tuple[str, str]]) -> None:
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(every, _EVERY)
        for name, data in entries:
            box.addItem(name, data)
        box.setCurrentIndex(max(0, box.findData(before)))
        box.blockSignals(False)

    def _narrow(self) -> None:
        group, kind = self._group.currentData(), self._kind.currentData()
        self._model.narrow(
            None if group == _EVERY else group,
            None if kind == _EVERY else RecordKind(kind),
            self.search.text(),
        )
        self.changed.emit()
