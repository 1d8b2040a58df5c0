"""Indicator rows as a table: codes, names, the last periods, the source."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ui.names import nature_name, plain_tooltip, state_name
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.services.indicators import GoalTableRow, format_value
from vnr_app.services.wording import unit_text

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1
DETAIL = Qt.ItemDataRole.UserRole + 2
POINT = Qt.ItemDataRole.UserRole + 3
_UNCERTAIN = (ValueState.PROVISIONAL, ValueState.ESTIMATED, ValueState.PROJECTED)


def provenance(observation: Observation) -> str:
    """Where a value came from, line by line, in plain text."""
    value = observation.value
    parts = [
        f"{observation.period.label}: {value.shown() or state_name(value.state)}",
        state_name(value.state),
        nature_name(observation.nature),
        observation.source,
        " · ".join(p for p in (observation.file, observation.sheet, observation.cell) if p),
        observation.footnote,
    ]
    return "\n".join(part for part in parts if part)


def detail(row: GoalTableRow) -> str:
    """Unit, area and group of a row in words: "per 1,000 live births · women"."""
    parts = (unit_text(row.series.unit), row.breakdown)
    return " · ".join(part for part in parts if part)


def last_periods(rows: tuple[GoalTableRow, ...], number: int) -> list[str]:
    """Labels of the periods that are worth a column: the latest ones with figures."""
    starts = {
        point.period.label: point.period.start
        for row in rows
        for point in row.points
        if point.value.number is not None
    }
    return sorted(starts, key=lambda period: (starts[period], period))[-number:]


class IndicatorModel(QAbstractTableModel):
    """Rows of `GoalTableRow` under columns that depend on them.

    Each of the last `periods` has a column; unit and breakdown are the `DETAIL` of the series, the
    `POINT` of a cell is its observation, or the latest one.
    """

    def __init__(
        self,
        language: str,
        *,
        periods: int = 3,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._most_periods = periods
        self._rows: tuple[GoalTableRow, ...] = ()
        self._points: list[dict[str, Observation]] = []
        self._columns: list[tuple[str, str]] = []

    def show_rows(self, rows: tuple[GoalTableRow, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self._points = [{point.period.label: point for point in row.points} for row in rows]
        self._columns = [("indicator", self.tr("Indicator")), ("series", self.tr("Series"))]
        self._columns += [("period", label) for label in last_periods(rows, self._most_periods)]
        self._columns += [("latest", self.tr("Latest")), ("source", self.tr("Source"))]
        self.endResetModel()

    def kinds(self) -> list[str]:
        """What stands in each column, "indicator" to "source"."""
        return [kind for kind, _name in self._columns]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """One row a series and breakdown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """As many columns as `kinds` has."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][1]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, alignment, provenance on hover; provisional figures in italics."""
        row, column = index.row(), index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._text(row, column)
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            found = self._alignment(column)
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = plain_tooltip(self._hover(row, column))
        elif role == Qt.ItemDataRole.FontRole:
            found = self._font(self._point(row, column))
        elif role == DETAIL:
            found = detail(self._rows[row])
        elif role == ROW:
            found = self._rows[row]
        elif role == POINT:
            found = self._point(row, column) or self._rows[row].latest
        return found

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_number = self._columns[column][0] in ("period", "latest")
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _font(self, point: Observation | None) -> QFont | None:
        if point is None or point.value.state not in _UNCERTAIN:
            return None
        made = QFont()
        made.setItalic(True)
        return made

    def _point(self, row: int, column: int) -> Observation | None:
        kind, name = self._columns[column]
        if kind == "latest":
            return self._rows[row].latest
        return self._points[row].get(name) if kind == "period" else None

    def _text(self, row: int, column: int) -> str:
        each = self._rows[row]
        point = self._point(row, column)
        if point is not None:
            value = format_value(point.value, self._language)
            is_latest = self._columns[column][0] == "latest"
            return f"{value} ({point.period.label})" if is_latest else value
        return {
            "indicator": each.indicator,
            "series": each.series.name,
            "source": each.source,
        }.get(self._columns[column][0], "")

    def _hover(self, row: int, column: int) -> str:
        point = self._point(row, column)
        if point is not None:
            return provenance(point)
        each = self._rows[row]
        if column == 0:
            return f"{each.indicator} {each.indicator_title}"
        return f"{each.series.name}\n{detail(each)}" if column == 1 else self._text(row, column)
