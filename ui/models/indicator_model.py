"""Indicator rows as a table: codes, names, the last periods, the source."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from ui.models.text_table import NO_PARENT, Index, TextTable
from ui.names import nature_name, state_name
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.units_shown import name_of, unit_of, value_of

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
    parts = (unit_of(row.series), row.breakdown)
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


def _font(point: Observation | None) -> QFont | None:
    if point is None or point.value.state not in _UNCERTAIN:
        return None
    made = QFont()
    made.setItalic(True)
    return made


class IndicatorModel(TextTable):
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
        self._heads = tuple(name for _kind, name in self._columns)
        self.endResetModel()

    def kinds(self) -> list[str]:
        """What stands in each column, "indicator" to "source"."""
        return [kind for kind, _name in self._columns]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """One row a series and breakdown."""
        return 0 if parent.isValid() else len(self._rows)

    def _more(self, row: int, column: int, role: int) -> object:
        """The row, its details, the figure of a cell; provisional ones are in italics."""
        found: object = None
        if role == Qt.ItemDataRole.FontRole:
            found = _font(self._point(row, column))
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

    def _point(self, row: int, column: int) -> Observation | None:
        kind, name = self._columns[column]
        if kind == "latest":
            return self._rows[row].latest
        return self._points[row].get(name) if kind == "period" else None

    def _text(self, row: int, column: int) -> str:
        each = self._rows[row]
        point = self._point(row, column)
        if point is not None:
            value = value_of(point, self._language)
            is_latest = self._columns[column][0] == "latest"
            return f"{value} ({point.period.label})" if is_latest else value
        return {
            "indicator": each.indicator,
            "series": name_of(each.series, groups=True),
            "source": each.source,
        }.get(self._columns[column][0], "")

    def _tip(self, row: int, column: int) -> str:
        point = self._point(row, column)
        if point is not None:
            return provenance(point)
        each = self._rows[row]
        if column == 0:
            return f"{each.indicator} {each.indicator_title}"
        text = self._text(row, column)
        return f"{text}\n{detail(each)}" if column == 1 else text
