"""All figures of the review in one table."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.models.indicator_model import detail
from ui.names import counted
from ui.panels.indicator_table import IndicatorTable
from ui.widgets.basics import button, label
from ui.widgets.page_parts import fill_page, import_button, page_header
from ui.widgets.strip import Strip
from vnr_app.domain.framework import Framework
from vnr_app.services.indicators import GoalTableRow


class DataPage(QFrame):
    """Filters by goal and by words."""

    import_wanted = Signal()
    log_wanted = Signal()
    """The import log is to be shown."""
    cell_wanted = Signal(object)
    """The `Observation` whose cell is wanted."""

    def __init__(
        self,
        framework: Framework,
        language: str,
        *,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self.setProperty("panel", "page")
        self._rows: tuple[GoalTableRow, ...] = ()
        self._operation = ""
        """The import whose figures alone are shown; empty for all."""
        self._build(framework, language)

    def _build(self, framework: Framework, language: str) -> None:
        self._of_import = Strip()
        self._of_import.wanted.connect(lambda: self.show_import("", ""))
        self._table = IndicatorTable(self.tr("Figures of the review"), language, periods=5)
        self._table.cell_wanted.connect(self.cell_wanted)
        words = self.tr(
            "No figures yet. Drop a spreadsheet anywhere in the window: a download from the UN "
            "Global SDG Database, a table of your statistical office, any .xlsx, .ods or .csv."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(label(words, tone="muted", wrap=True))
        inner = QVBoxLayout()
        inner.setSpacing(16)
        inner.addWidget(self._of_import)
        inner.addLayout(self._build_filters(framework))
        inner.addWidget(self._stack, 1)
        fill_page(self, self._build_head(), inner)

    def _build_head(self) -> QFrame:
        head, row = page_header(
            self.tr("Data"), self.tr("Every figure with its source; hover over one to see it.")
        )
        log = button(self.tr("Import log"), icon="history")
        log.clicked.connect(self.log_wanted)
        start = import_button("primary", read_only=self._read_only)
        start.clicked.connect(self.import_wanted)
        row.addWidget(log)
        row.addWidget(start)
        return head

    def _build_filters(self, framework: Framework) -> QHBoxLayout:
        self._goal = QComboBox()
        self._goal.setAccessibleName(self.tr("Goal"))
        self._goal.addItem(self.tr("All goals"), "")
        for goal in framework.goals:
            self._goal.addItem(f"{goal.code}. {goal.short}", goal.code)
        self._goal.setFixedWidth(280)
        self._goal.currentIndexChanged.connect(self._filter)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Filter by indicator, series or source"))
        self._search.setAccessibleName(self.tr("Filter the figures"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._count = label(size="small", tone="muted")
        filters = QHBoxLayout()
        filters.setSpacing(12)
        filters.addWidget(self._goal)
        filters.addWidget(self._search, 1)
        filters.addWidget(self._count)
        return filters

    def show_rows(self, rows: tuple[GoalTableRow, ...]) -> None:
        """Show the rows of all goals."""
        self._rows = rows
        self._stack.setCurrentIndex(0 if rows else 1)
        self._filter()

    def show_import(self, operation: str, file: str) -> None:
        """Show what an import brought and still holds; everything again for an empty one."""
        self._operation = operation
        if operation:
            words = self.tr("Only what “{file}” brought is shown.").format(file=file)
            self._of_import.say("import", words, self.tr("Show all figures"))
        else:
            self._of_import.hide()
        self._filter()

    def show_cell(self) -> None:
        """Ask for the cell of the figure that the keyboard is on."""
        if self._table.current is not None:
            self.cell_wanted.emit(self._table.current)

    def _filter(self) -> None:
        goal = str(self._goal.currentData())
        wanted = self._search.text().strip().casefold()
        rows = tuple(
            row
            for row in _brought(self._rows, self._operation)
            if (not goal or row.goal == goal)
            and wanted in f"{row.indicator} {row.series.name} {detail(row)} {row.source}".casefold()
        )
        self._table.show_rows(rows)
        self._count.setText(counted("{n} row", "{n} rows", len(rows)))


def _brought(rows: tuple[GoalTableRow, ...], operation: str) -> Iterator[GoalTableRow]:
    """The rows with those points alone that an import brought; all of them for none."""
    for row in rows:
        points = tuple(point for point in row.points if point.operation == operation)
        if not operation:
            yield row
        elif points:
            numbered = [point for point in points if point.value.number is not None]
            yield replace(row, points=points, latest=(numbered or points)[-1])
