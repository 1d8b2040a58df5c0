"""What importing a plan would do, paged from its staging file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vnr_app.domain.comparison import GoneEntry, PlanEntry
from vnr_app.domain.importplan import Action, ImportPlan, Severity
from vnr_app.services.record_imports import ComparedRecords
from vnr_app.services.staged import StagedObservations

_CHANGING = (Action.ADD, Action.UPDATE, Action.CONFLICT)


@dataclass(frozen=True, slots=True)
class Disputes:
    """The sources that a file contradicts, each by the file it came in; "" for what was typed."""

    by_source: tuple[tuple[str, int], ...] = ()
    """With how many of its values are contradicted, the most first."""
    by_position: Mapping[int, str] = field(default_factory=dict)
    """Of the first conflicts, by their positions in the plan."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A plan compared with the review: what the commit would do with every observation.

    It pages from the staging file; `close` it when nobody looks at it any more.
    """

    plan: ImportPlan
    rows: StagedObservations
    gone_count: int
    """How many observations an earlier file of this kind brought that this one has no more."""
    actions: Mapping[int, Mapping[Action, int]]
    """Position of a table → how many of its observations get which action."""
    records: ComparedRecords
    """What becomes of the plan's records."""
    seen: int = 0
    """The newest operation of the review when it was compared."""
    disputes: Disputes = Disputes()
    """Whom the conflicts are with."""

    def counts(self, table: int | None = None) -> dict[Action, int]:
        """How many observations get which action, of one table or of all; errors are cells."""
        tables = self.actions.values() if table is None else [self.actions.get(table, {})]
        found = {action: sum(each.get(action, 0) for each in tables) for action in Action}
        sheet = None if table is None else self.plan.tables[table].sheet
        found[Action.ERROR] += sum(
            problem.severity is Severity.ERROR and (sheet is None or problem.sheet == sheet)
            for problem in self.plan.problems
        )
        return found

    def has_changes(self) -> bool:
        """Whether a commit would change anything."""
        return self.records.has_changes or any(
            each.get(action) for each in self.actions.values() for action in _CHANGING
        )

    def entries(
        self, action: Action | None = None, search: str = "", first: int = 0, count: int = 200
    ) -> list[PlanEntry]:
        """A page of the observations with an action (None: any) that hold all words."""
        return self.rows.staging.entries(action, search, first, count)

    def number(self, action: Action | None = None, search: str = "") -> int:
        """How many entries there are in all pages."""
        if search:
            return self.rows.staging.number(action, search)
        return len(self.rows) if action is None else self.counts()[action]

    def gone(self, first: int = 0, count: int = 200) -> list[GoneEntry]:
        """A page of what an earlier file of this kind brought and this one has no more."""
        return self.rows.staging.gone(first, count)

    def grid_rows(self, sheet: str, first: int, count: int) -> list[tuple[str, ...]]:
        """Rows of a sheet as text, from 0; the first 20,000 rows can be looked at."""
        return self.rows.staging.grid_rows(sheet, first, count)

    def position_at(self, sheet: str, row: int, column: int) -> int | None:
        """The position of the value that a cell became, row and column from 0; None for none."""
        tables = [at for at, table in enumerate(self.plan.tables) if table.sheet == sheet]
        return self.rows.staging.position_at(tables, row, column)

    def series_counts(self) -> dict[int, int]:
        """Position of a table → the number of its series."""
        return self.rows.staging.series_of_tables()

    def changing(self, action: Action | None = None, search: str = "") -> list[int]:
        """Positions of the entries with an action that hold all words and change something."""
        return self.rows.staging.changing(action, search)

    def conflicts(self) -> list[int]:
        """Positions of the observations that contradict another source."""
        return self.rows.staging.conflicts()

    def close(self) -> None:
        """Delete what was staged; safe to call twice."""
        self.rows.close()
