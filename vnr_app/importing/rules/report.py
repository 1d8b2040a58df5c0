"""The findings of the rules, each at its cell, and not more of one kind than a person reads."""

from collections import Counter
from collections.abc import Sequence

from vnr_app.domain.importplan import PlannedTable, Problem, Severity, cell_name
from vnr_app.domain.staged import StagedRow
from vnr_app.importing.problem_list import rest_of
from vnr_app.importing.rules.rows import COLUMN, NUMBER, RAW, ROW, TABLE

MOST = 50
"""Problems of one code that are listed; the others are counted."""


class Report:
    """Gathers problems; cells are named by the tables of the plan."""

    def __init__(self, tables: Sequence[PlannedTable]) -> None:
        self._tables = tables
        self._listed: list[Problem] = []
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def add(
        self,
        at: StagedRow,
        code: str,
        message: str,
        advice: str,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Tell of the cell of an observation, or count it where enough of its kind are listed."""
        self._counts[code, severity] += 1
        if self._counts[code, severity] <= MOST:
            sheet, cell = self._place(at)
            raw = at[NUMBER] if at[RAW] is None else at[RAW]
            self._listed.append(Problem(sheet, cell, code, raw or "", severity, message, advice))

    def add_more(self, code: str, number: int) -> None:
        """Count warnings of a kind that their rule has not kept the places of."""
        self._counts[code, Severity.WARNING] += number

    def cell(self, of: StagedRow, seen_from: StagedRow) -> str:
        """The name of a cell for a message at another one: with the sheet where that differs."""
        sheet, cell = self._place(of)
        return cell if sheet == self._place(seen_from)[0] else f"{sheet}!{cell}"

    def _place(self, row: StagedRow) -> tuple[str, str]:
        return self._tables[row[TABLE]].sheet, cell_name(row[ROW], row[COLUMN])

    def problems(self) -> list[Problem]:
        """All that was listed, and one problem for the rest of each kind."""
        return self._listed + [
            rest_of("", code, severity, number - MOST)
            for (code, severity), number in self._counts.items()
            if number > MOST
        ]
