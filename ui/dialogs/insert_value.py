"""The dialog that puts a figure of the data into the text: find, choose, say in which form."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.basics import button, label
from ui.widgets.insert_menu import insert_name
from ui.widgets.insert_preview import InsertPreview
from vnr_app.domain.indicators import Observation
from vnr_app.services.insertions import InsertAs, Insertion, insertion
from vnr_app.services.living import Values
from vnr_app.services.units_shown import value_of
from vnr_app.services.value_search import SeriesFigures, search
from vnr_app.services.wording import breakdown_text

_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_MOST_SERIES = 200
"""More than these nobody reads; another word finds fewer."""
_DATA = Qt.ItemDataRole.UserRole


class InsertValueDialog(QDialog):
    """Search on the left, the figures of the chosen series on the right, the form below."""

    def __init__(
        self,
        series: tuple[SeriesFigures, ...],
        values: Values,
        color: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Insert a figure from the data"))
        self.resize(860, 640)
        self._all = series
        self._found: tuple[SeriesFigures, ...] = ()
        self._language = values.language
        self._build(values, color)
        self._find("")

    def _build(self, values: Values, color: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._build_field())
        lists = QHBoxLayout()
        lists.setSpacing(12)
        lists.addWidget(self._build_series(), 5)
        lists.addWidget(self._build_figures(), 4)
        column.addLayout(lists, 1)
        column.addLayout(self._build_forms())
        self._preview = InsertPreview(values, color)
        column.addWidget(self._preview)
        column.addLayout(self._build_buttons())

    def _build_field(self) -> QLineEdit:
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Indicator, series or words of its name"))
        self._field.setAccessibleName(self.tr("Find a series"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._find)
        self._field.installEventFilter(self)
        return self._field

    def _build_series(self) -> QWidget:
        self._series = QListWidget()
        self._series.setObjectName("series")
        self._series.setProperty("framed", True)
        self._series.setAccessibleName(self.tr("Series"))
        self._series.setWordWrap(True)
        self._series.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._series.currentRowChanged.connect(self._show_figures)
        self._count = label(size="small", tone="muted")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._series)
        column.addWidget(self._count)
        return side

    def _build_figures(self) -> QWidget:
        self._figures = QTreeWidget()
        self._figures.setObjectName("figures")
        self._figures.setAccessibleName(self.tr("Figures of the series"))
        self._figures.setHeaderLabels([self.tr("Period"), self.tr("Group"), self.tr("Value")])
        numbers = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._figures.headerItem().setTextAlignment(2, numbers)
        self._figures.setRootIsDecorated(False)
        self._figures.setUniformRowHeights(True)
        self._figures.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._figures.setColumnWidth(0, 88)
        self._figures.setColumnWidth(1, 140)
        self._figures.currentItemChanged.connect(lambda _now, _before: self._show_preview())
        self._figures.itemActivated.connect(lambda _item, _column: self.accept())
        return self._figures

    def _build_forms(self) -> QGridLayout:
        self._forms = QButtonGroup(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, how in enumerate(InsertAs):
            choice = QRadioButton(insert_name(how))
            self._forms.addButton(choice, at)
            grid.addWidget(choice, at // 4, at % 4)
        self._forms.button(0).setChecked(True)
        self._forms.idToggled.connect(lambda _at, _on: self._show_preview())
        return grid

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        cancel = button(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._take = button(self.tr("Insert"), "primary")
        self._take.setDefault(True)
        self._take.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self._take)
        return row

    # --- Choosing ---------------------------------------------------------------------------

    def _find(self, words: str) -> None:
        found = search(self._all, words)
        self._found = found[:_MOST_SERIES]
        with QSignalBlocker(self._series):
            self._series.clear()
            for each in self._found:
                code = ", ".join(each.indicators)
                self._series.addItem(QListWidgetItem(f"{code}  {each.name}\n{each.unit}".strip()))
        more = len(found) - len(self._found)
        if not self._all:
            text = self.tr("The review has no figures yet. Import a spreadsheet first.")
        elif not found:
            text = self.tr("Nothing is called so.")
        else:
            text = self.tr("More are found than fit here; another word narrows it.") if more else ""
        self._count.setText(text)
        self._count.setVisible(bool(text))
        with QSignalBlocker(self._series):
            self._series.setCurrentRow(0 if self._found else -1)
        self._show_figures(self._series.currentRow())

    def _show_figures(self, row: int) -> None:
        self._figures.clear()
        for each in self._found[row].figures if row >= 0 else ():
            item = QTreeWidgetItem(
                [
                    each.period.label,
                    breakdown_text(each.dimensions),
                    value_of(each, self._language),
                ]
            )
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, _DATA, each)
            self._figures.addTopLevelItem(item)
        if first := self._figures.topLevelItem(0):
            self._figures.setCurrentItem(first)
        self._show_preview()

    def _show_preview(self) -> None:
        value = self.insertion
        self._take.setEnabled(value is not None)
        self._preview.show_insertion(value)

    @property
    def _observation(self) -> Observation | None:
        item = self._figures.currentItem()
        return item.data(0, _DATA) if item is not None else None

    @property
    def insertion(self) -> Insertion | None:
        """What is to be put into the text; None where nothing is chosen."""
        observation = self._observation
        if observation is None:
            return None
        how = tuple(InsertAs)[self._forms.checkedId()]
        return insertion(observation, how, self._language)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move among the series while the keyboard stays in the field."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            step = -1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
            row = self._series.currentRow() + step
            self._series.setCurrentRow(max(0, min(self._series.count() - 1, row)))
            return True
        return super().eventFilter(watched, event)
