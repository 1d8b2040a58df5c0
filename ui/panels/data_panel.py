"""The right panel: what belongs to the page, the indicators of its goal."""

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.editor import series_mime
from ui.models.indicator_model import ROW, IndicatorModel
from ui.names import counted, number
from ui.panels.indicator_cards import CardDelegate, CardList
from ui.widgets.basics import button, label
from ui.widgets.insert_menu import cell_entry, insert_menu
from ui.widgets.page_parts import import_button
from vnr_app.services.indicators import GoalTableRow


def _can_be_told(row: GoalTableRow) -> bool:
    """Whether a text can speak of the latest value: it is a number, and the country's own."""
    return row.own and row.latest.value.number is not None


class DataPanel(QFrame):
    """Indicators of the goal that is open, as small cards."""

    import_wanted = Signal()
    insert_wanted = Signal(object)
    """The `GoalTableRow` whose latest value is wanted in the text."""
    cell_wanted = Signal(object)
    """The `Observation` whose cell is wanted."""
    form_wanted = Signal(object, object)
    """An observation that is wanted in the text, and `InsertAs` what."""

    def __init__(
        self, language: str, *, read_only: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._read_only = read_only
        self._model = IndicatorModel(language, parent=self)
        self._language = language
        self._build(language)

    def _build(self, language: str) -> None:
        self._count = label(size="small", tone="muted")
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(2)
        head.addWidget(self._count)
        self._list = CardList()
        self._list.chosen.connect(self._insert)
        self._list.menu_wanted.connect(self._offer_forms)
        self._list.dragged.connect(self._drag)
        self._list.setProperty("panel", "side")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CardDelegate(language, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Indicators of this goal"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        words = self.tr(
            "No figures yet. Import a table, and the latest values of this goal’s indicators "
            "stand here while you write."
        )
        column.addWidget(label(words, tone="muted", wrap=True))
        self._start = import_button(read_only=self._read_only)
        self._start.clicked.connect(self.import_wanted)
        column.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return page

    def show_rows(self, rows: tuple[GoalTableRow, ...], covered: tuple[int, int]) -> None:
        """Show a goal's rows; `covered` counts its indicators with data, and all."""
        self._model.show_rows(rows)
        have, every = covered
        text = counted(
            "{n} of {{all}} global indicators has data",
            "{n} of {{all}} global indicators have data",
            have,
        )
        self._count.setText(text.format(all=number(every)))
        self._stack.setCurrentIndex(0 if rows else 1)
        if not self._read_only:
            for at in range(self._model.rowCount()):
                index = self._model.index(at, 0)
                if _can_be_told(rows[at]):
                    self._list.setIndexWidget(index, self._build_button(rows[at]))

    def _build_button(self, row: GoalTableRow) -> QWidget:
        """A card's button, on a pane that lets everything else through to the card."""
        insert = button(self.tr("Insert"), "chip")
        insert.setToolTip(self.tr("Insert the latest value into the text"))
        insert.setAccessibleName(
            self.tr("Insert {indicator}, {series} into the text").format(
                indicator=row.indicator, series=row.series.name
            )
        )
        # The keyboard has Return on the card; a click must leave the caret in the text.
        insert.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        insert.clicked.connect(lambda: self.insert_wanted.emit(row))
        pane = QWidget()
        place = QHBoxLayout(pane)
        place.setContentsMargins(22, 4, 22, 12)
        place.addStretch()
        place.addWidget(insert, 0, Qt.AlignmentFlag.AlignBottom)
        return pane

    @property
    def chosen_row(self) -> GoalTableRow | None:
        """The card that was chosen last."""
        row: GoalTableRow | None = self._list.currentIndex().data(ROW)
        return row

    def _insert(self, index: QModelIndex) -> None:
        if not self._read_only:
            self.insert_wanted.emit(index.data(ROW))

    def _offer_forms(self, index: QModelIndex, place: QPoint) -> None:
        row: GoalTableRow = index.data(ROW)
        latest = row.latest
        if self._read_only or not _can_be_told(row):
            menu = QMenu(self)
            menu.aboutToHide.connect(menu.deleteLater)
        else:
            menu = insert_menu(
                self, latest, self._language, lambda how: self.form_wanted.emit(latest, how)
            )
            menu.addSeparator()
        menu.addAction(cell_entry()).triggered.connect(lambda: self.cell_wanted.emit(latest))
        menu.popup(place)

    def _drag(self, index: QModelIndex) -> None:
        row: GoalTableRow = index.data(ROW)
        if self._read_only or not _can_be_told(row):
            return
        drag = QDrag(self._list)
        drag.setMimeData(series_mime.to_mime(row.latest, self._language))
        drag.setPixmap(self._list.grab(self._list.visualRect(index)))
        drag.exec(Qt.DropAction.CopyAction)

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        target = self._list if self._stack.currentIndex() == 0 else self._start
        if target is self._list and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
