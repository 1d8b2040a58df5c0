"""All figures of the review in one table."""

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
from ui.widgets.basics import button, label, page_header
from vnr_app.domain.framework import Framework
from vnr_app.services.indicators import GoalTableRow


class DataPage(QFrame):
    """Filters by goal and by words."""

    import_wanted = Signal()

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
        self._build(framework, language)

    def _build(self, framework: Framework, language: str) -> None:
        head, row = page_header(
            self.tr("Data"), self.tr("Every figure with its source; hover over one to see it.")
        )
        start = button(self.tr("Import a spreadsheet…"), "primary", icon="import")
        start.clicked.connect(self.import_wanted)
        start.setEnabled(not self._read_only)
        start.setToolTip(
            self.tr("The review was opened for reading only.") if self._read_only else ""
        )
        row.addWidget(start)
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
        self._table = IndicatorTable(self.tr("Figures of the review"), language, periods=5)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        words = self.tr(
            "No figures yet. Drop a spreadsheet anywhere in the window: a download from the UN "
            "Global SDG Database, a table of your statistical office, any .xlsx, .ods or .csv."
        )
        self._stack.addWidget(label(words, tone="muted", wrap=True))
        inner = QVBoxLayout()
        inner.setContentsMargins(32, 16, 32, 24)
        inner.setSpacing(16)
        inner.addLayout(filters)
        inner.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(inner, 1)

    def show_rows(self, rows: tuple[GoalTableRow, ...]) -> None:
        """Show the rows of all goals."""
        self._rows = rows
        self._stack.setCurrentIndex(0 if rows else 1)
        self._filter()

    def _filter(self) -> None:
        goal = str(self._goal.currentData())
        wanted = self._search.text().strip().casefold()
        rows = tuple(
            row
            for row in self._rows
            if (not goal or row.indicator.split(".")[0] == goal)
            and wanted in f"{row.indicator} {row.series.name} {detail(row)} {row.source}".casefold()
        )
        self._table.show_rows(rows)
        self._count.setText(counted("{n} row", "{n} rows", len(rows)))
