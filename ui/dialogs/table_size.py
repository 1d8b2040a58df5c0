"""The dialog for a new table's size: point at it in a grid, or type it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from ui.dialogs.frame import FormDialog
from ui.editor.tables import MOST_COLUMNS, MOST_ROWS
from ui.theme.colors import colors_of
from ui.widgets.basics import label

_SQUARE = 24
_GAP = 4
_GRID = QSize(10, 8)


class SizeGrid(QWidget):
    """A grid of squares: those up to the mouse are the table. The keyboard types instead."""

    pointed = Signal(int, int)
    """Rows and columns under the mouse."""
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._columns = 0, 0
        step = _SQUARE + _GAP
        self.setFixedSize(_GRID.width() * step, _GRID.height() * step)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Size of the table"))

    def show_size(self, rows: int, columns: int) -> None:
        """Paint this many squares as chosen."""
        self._rows, self._columns = rows, columns
        self.update()

    def _at(self, point: QPoint) -> tuple[int, int]:
        step = _SQUARE + _GAP
        across = self.width() - point.x() if self.layoutDirection() == _RTL else point.x()
        row, column = point.y() // step + 1, across // step + 1
        return max(1, min(_GRID.height(), row)), max(1, min(_GRID.width(), column))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose what lies up to the mouse."""
        self.pointed.emit(*self._at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what was pointed at."""
        self.pointed.emit(*self._at(event.position().toPoint()))
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the squares."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, step = colors_of(self), _SQUARE + _GAP
        for row in range(_GRID.height()):
            for column in range(_GRID.width()):
                chosen = row < self._rows and column < self._columns
                painter.setPen(QColor(colors.accent if chosen else colors.border))
                painter.setBrush(QColor(colors.accent_soft if chosen else colors.page))
                at = column * step
                left = self.width() - at - step if self.layoutDirection() == _RTL else at
                square = QRectF(left + 2, row * step + 2, _SQUARE, _SQUARE)
                painter.drawRoundedRect(square, 3, 3)


_RTL = Qt.LayoutDirection.RightToLeft


class TableSizeDialog(FormDialog):
    """Takes the rows and columns of a new table; the first row is its heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call(self.tr("Insert a table"), self.tr("Insert"))
        self.setMinimumWidth(0)
        self._build()

    def _build(self) -> None:
        self._grid = SizeGrid()
        self._rows = _spin(self.tr("Rows"), 4, MOST_ROWS)
        self._columns = _spin(self.tr("Columns"), 3, MOST_COLUMNS)
        self._grid.pointed.connect(self._point)
        self._grid.clicked.connect(self.accept)
        for each in (self._rows, self._columns):
            each.valueChanged.connect(lambda _value: self._show())
        self.column.addWidget(self._grid)
        row = QHBoxLayout()
        row.setSpacing(16)
        for name, field in ((self.tr("Rows"), self._rows), (self.tr("Columns"), self._columns)):
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(label(name, size="small"))
            pair.addWidget(field)
            row.addLayout(pair)
        self.column.addLayout(row)
        hint = self.tr("The first row is the heading. A caption before the table numbers it.")
        self.column.addWidget(label(hint, size="small", tone="muted", wrap=True))
        self._show()
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows.selectAll()

    @property
    def size_chosen(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._rows.value(), self._columns.value()

    def _point(self, rows: int, columns: int) -> None:
        self._rows.setValue(rows)
        self._columns.setValue(columns)

    def _show(self) -> None:
        self._grid.show_size(*self.size_chosen)


def _spin(name: str, value: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(1, most)
    made.setValue(value)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setAccessibleName(name)
    return made
