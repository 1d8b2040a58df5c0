"""The stored original of an import at a cell: the rows around it, the raw text, the file's hash."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.models.rows_model import RowsModel
from ui.names import number
from ui.theme.colors import colors_of
from ui.widgets.basics import ElidedLabel, button, label, line, panel, strong
from vnr_app.domain.stretch import Stretch
from vnr_app.errors import KnownError
from vnr_app.services.original_view import Place, on_sheet

_WIDEST = 260
_MOST_RAW = 300
_STEP = 200
"""Rows that one press of a button goes up or down."""


class OriginalDialog(QDialog):
    """Does not stop the window's work; deletes itself when it is closed."""

    rows_wanted = Signal(object, object)
    """The `Place` that is wanted, and the first row of the stretch (None: around the place)."""
    save_wanted = Signal(object)
    """The `Place` whose file is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 600)
        self._home: Place | None = None
        self._home_sheet = ""
        self._place: Place | None = None
        self._rows: Stretch | None = None
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_words())
        self._stack.addWidget(self._build_sheet())
        column.addWidget(self._stack, 1)
        column.addWidget(line())
        column.addLayout(self._build_buttons())

    def _build_head(self) -> QWidget:
        head = panel("header")
        words = QVBoxLayout(head)
        words.setContentsMargins(24, 16, 24, 12)
        words.setSpacing(4)
        self._address = strong(label(size="lead", wrap=True))
        self._raw = label(wrap=True)
        self._about = ElidedLabel(size="small", tone="muted")
        self._hash = label(size="caption", tone="muted")
        for each in (self._address, self._raw, self._hash):
            each.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        for each in (self._address, self._raw, self._about, self._hash):
            words.addWidget(each)
        return head

    def _build_words(self) -> QWidget:
        holder = QWidget()
        words = QVBoxLayout(holder)
        words.setContentsMargins(24, 32, 24, 24)
        words.setSpacing(8)
        self._why = strong(label(wrap=True))
        self._hint = label(tone="muted", wrap=True)
        words.addWidget(self._why)
        words.addWidget(self._hint)
        words.addStretch(1)
        return holder

    def _build_sheet(self) -> QWidget:
        holder = QWidget()
        self._model = RowsModel(self)
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.setProperty("framed", True)
        self._view.setAccessibleName(self.tr("The sheet as it was imported"))
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setTabKeyNavigation(False)
        self._view.setWordWrap(False)
        self._view.verticalHeader().setDefaultSectionSize(26)
        self._sheets = QComboBox()
        self._sheets.setAccessibleName(self.tr("Sheet"))
        self._sheets.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._sheets.activated.connect(lambda at: self._turn_to(self._sheets.itemText(at)))
        self._range = label(size="small", tone="muted")
        self._up = button(self.tr("Rows above"), "chip", icon="arrow-up")
        self._down = button(self.tr("Rows below"), "chip", icon="arrow-down")
        self._up.clicked.connect(lambda: self._turn(-_STEP))
        self._down.clicked.connect(lambda: self._turn(_STEP))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sheets)
        row.addWidget(self._range, 1)
        row.addWidget(self._up)
        row.addWidget(self._down)
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._view, 1)
        return holder

    def _build_buttons(self) -> QHBoxLayout:
        self._save = button(self.tr("Save the original as…"), icon="export")
        self._save.clicked.connect(lambda: self.save_wanted.emit(self._home))
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        for each in (self._save, close):
            each.setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def show_place(self, place: Place) -> None:
        """Name a place while its file is being read."""
        self._home = self._place = place
        self._home_sheet = place.sheet
        self.setWindowTitle(self.tr("{file} – original").format(file=place.file))
        self._address.setText(place.address or place.file)
        self._raw.setText(self.tr("As written: {text}").format(text=place.raw[:_MOST_RAW]))
        self._raw.setVisible(bool(place.raw))
        self._about.setText(place.file)
        self._hash.setText(f"SHA-256 {place.sha256}")
        self._hash.setVisible(bool(place.sha256))
        self._say(self.tr("Reading the original…"), "")
        self._save.setEnabled(False)

    def show_rows(self, place: Place, rows: Stretch) -> None:
        """Show a stretch of the file; the cell that is looked for is current."""
        self._place, self._rows = place, rows
        if place is self._home:
            self._home_sheet = rows.sheet
        self._address.setText(place.address or place.file)
        self._raw.setVisible(bool(place.raw))
        notes = [place.file, rows.sheet]
        if rows.format:
            notes.append(self.tr("shown as {format}").format(format=rows.format))
        if rows.comment:
            notes.append(self.tr("comment: {text}").format(text=rows.comment))
        self._about.setText(" · ".join(each for each in notes if each))
        self._show_sheets(rows)
        self._model.show_rows(rows, place, colors_of(self))
        self._fit_columns()
        self._stack.setCurrentIndex(1)
        self._save.setEnabled(True)
        cell = self._model.cell()
        if cell.isValid():
            # Current, not selected: the ground of a selection would hide that of the cell.
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self._view.selectionModel().setCurrentIndex(cell, keep)
            self._view.scrollTo(cell, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: KnownError) -> None:
        """Say why the original cannot be shown."""
        self._say(error.message, error.hint)
        self._save.setEnabled(error.code not in ("no-original", "damaged-original"))

    def _say(self, why: str, hint: str) -> None:
        self._why.setText(why)
        self._hint.setText(hint)
        self._stack.setCurrentIndex(0)

    def _show_sheets(self, rows: Stretch) -> None:
        self._sheets.clear()
        self._sheets.addItems(rows.sheets)
        self._sheets.setCurrentText(rows.sheet)
        self._sheets.setVisible(len(rows.sheets) > 1)
        self._range.setText(
            self.tr("Rows {first} to {last} of {all}").format(
                first=number(min(rows.first_row + 1, rows.end_row)),
                last=number(rows.end_row),
                all=number(rows.total_rows),
            )
        )
        self._up.setEnabled(rows.first_row > 0)
        self._down.setEnabled(rows.end_row < rows.total_rows)

    def _fit_columns(self) -> None:
        for column in range(self._model.columnCount()):
            wanted = self._view.sizeHintForColumn(column) + 16
            self._view.setColumnWidth(column, max(64, min(_WIDEST, wanted)))

    def _turn(self, by: int) -> None:
        if self._rows is not None:
            self.rows_wanted.emit(self._place, max(0, self._rows.first_row + by))

    def _turn_to(self, sheet: str) -> None:
        """Show another sheet from its beginning, or the one of the cell around that."""
        if self._home is not None:
            home = sheet == self._home_sheet
            self.rows_wanted.emit(self._home if home else on_sheet(self._home, sheet), None)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the cell anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_model"):
            self._model.tint(colors_of(self))
