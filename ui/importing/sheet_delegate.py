"""Paints the cells of a sheet: a corner where something is to be looked at, frames of tables."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.importing.sheet_model import SheetModel
from ui.theme.colors import Colors, colors_of
from vnr_app.domain.importplan import Region, Severity

Index = QModelIndex | QPersistentModelIndex
_CORNER = 7
"""Pixels of the sides of a corner."""


class SheetDelegate(QStyledItemDelegate):
    """Marks a cell in its corner, as spreadsheets mark comments: colour alone says nothing."""

    def __init__(self, view: QTableView, model: SheetModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then its corner."""
        super().paint(painter, option, index)
        tone = self._tone(index.row(), index.column(), colors_of(self._view))
        if not tone:
            return
        area: QRect = option.rect
        rtl = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = area.topLeft() if rtl else area.topRight() + QPoint(1, 0)
        side = _CORNER if rtl else -_CORNER
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone))
        painter.drawPolygon(
            QPolygon([corner, corner + QPoint(side, 0), corner + QPoint(0, _CORNER)])
        )
        painter.restore()

    def _tone(self, row: int, column: int, colors: Colors) -> str:
        problem = self._model.problem(row, column)
        if problem is not None and problem.severity is Severity.ERROR:
            return colors.error
        if problem is not None and problem.severity is Severity.QUESTION:
            return colors.accent
        if self._model.is_unused(row, column) or problem is not None:
            return colors.warning
        return ""


def paint_frames(view: QTableView, regions: list[Region], color: QColor) -> None:
    """Draw a frame around each table that is in sight."""
    painter = QPainter(view.viewport())
    painter.setPen(QPen(color, 2))
    for region in regions:
        frame = frame_of(view, region)
        if frame.intersects(view.viewport().rect()):
            painter.drawRect(frame.adjusted(1, 1, -2, -2))
    painter.end()


def frame_of(view: QTableView, region: Region) -> QRect:
    """The rectangle of a region in the coordinates of the view's cells."""
    model = view.model()
    first = view.visualRect(model.index(region.first_row, region.first_column))
    last = view.visualRect(
        model.index(
            min(region.last_row, model.rowCount() - 1),
            min(region.last_column, model.columnCount() - 1),
        )
    )
    return first.united(last)
