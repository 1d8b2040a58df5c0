"""The figures of a goal above its texts: the table of its indicators, or how some get here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.panels.indicator_table import IndicatorTable
from ui.widgets.basics import label, strong
from vnr_app.services.indicators import GoalTableRow


class GoalFigures(QWidget):
    """Shows neither table nor words until it is known whether there are figures."""

    cell_wanted = Signal(object)
    """The `Observation` whose cell is wanted."""

    def __init__(self, goal: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = IndicatorTable(
            self.tr("Indicators of goal {number}").format(number=goal), language
        )
        self._table.cell_wanted.connect(self.cell_wanted)
        self._table.hide()
        self._nothing = label(
            self.tr("No figures for this goal yet. Drop a spreadsheet anywhere to import it."),
            tone="muted",
            wrap=True,
        )
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(strong(label(self.tr("Indicators"), size="lead")))
        column.addWidget(self._table)
        column.addWidget(self._nothing)

    def show_rows(self, rows: tuple[GoalTableRow, ...]) -> None:
        """Show the indicator rows of the goal."""
        self._table.show_rows(rows)
        self._table.fit_rows()
        self._table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
