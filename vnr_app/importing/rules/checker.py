"""All rules over the observations of one import, in one pass and one look at the series."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from vnr_app.domain.importplan import PlannedSeries, PlannedTable, Problem
from vnr_app.domain.staged import StagedRow
from vnr_app.i18n import _, ngettext
from vnr_app.importing.identities import NAMED
from vnr_app.importing.ledger import Ledger
from vnr_app.importing.registers import Run
from vnr_app.importing.rules.bounds import Bounds
from vnr_app.importing.rules.kinds import unit_kind
from vnr_app.importing.rules.lines import Suspect
from vnr_app.importing.rules.report import Report
from vnr_app.importing.rules.rows import (
    LABEL,
    TABLE,
    Line,
    LineKey,
    Names,
    shown,
)
from vnr_app.importing.rules.suspicions import line_suspects, told
from vnr_app.importing.rules.totals import Mismatch, mismatches
from vnr_app.importing.rules.unit_conflicts import unit_conflicts

_TOGETHER = 5
"""So many series of a table that jump in one year have one reason."""
MOST_COMPARED = NAMED
"""Above so many observations their series are not compared, which would need them all at once."""

_MANY_LINES = 50_000
"""Above so many observations they are not compared either where most are alone in their line."""


class Checker:
    """Takes the observations of a plan in batches and tells at the end what is odd about them.

    `country` is the alpha-3 code of the review's country, of which other areas are parts.
    """

    def __init__(self, today: date, country: str, ledger: Ledger) -> None:
        self._country = country
        self._ledger = ledger
        self._bounds = Bounds(today, ledger)
        self._lines: dict[LineKey, list[StagedRow]] = {}
        self._first: dict[int, StagedRow] = {}
        self._count = 0
        self._full = False
        """Whether there is too much to be compared."""

    def add(self, runs: Sequence[Run]) -> None:
        """Take in the next observations."""
        self._bounds.add(runs)
        self._count += sum([len(run.spans) for run in runs])
        lone = self._count > _MANY_LINES and len(self._lines) * 2 > self._count
        if self._full or lone or self._count > MOST_COMPARED:
            self._full = True
            self._lines.clear()
            return
        lines = self._lines
        for run in runs:
            staged = self._ledger.staged(run)
            key = run.subject.ids
            line = lines.get(key)
            if line is None:
                lines[key] = staged
                self._first.setdefault(key[0], staged[0])
            else:
                line += staged

    def problems(
        self, series: Sequence[PlannedSeries], tables: Sequence[PlannedTable], names: Names
    ) -> list[Problem]:
        """What was found in all batches, given the series and tables of the plan."""
        report = Report(tables)
        self._bounds.tell(series, names.series, report)
        first = {names.series[identity]: row for identity, row in self._first.items()}
        _tell_units(series, first, report)
        kinds = [unit_kind(each.unit, each.name) for each in series]
        for mismatch in mismatches(self._lines, names, kinds, self._country):
            _tell_mismatch(mismatch, report)
        _tell_suspects(self._lines.values(), report)
        return report.problems()


def _tell_units(
    series: Sequence[PlannedSeries], first: dict[int, StagedRow], report: Report
) -> None:
    """Report series in two units; `first` has a row of each series that has any."""
    for one, other in unit_conflicts(series):
        if one in first and other in first:
            report.add(
                first[other],
                "unit-conflict",
                _("“{series}” is in “{unit}” here and in “{other}” in {cell}.").format(
                    series=series[other].name,
                    unit=series[other].unit,
                    other=series[one].unit,
                    cell=report.cell(first[one], first[other]),
                ),
                _("They are kept as two series; if they are one, give both the same unit."),
            )


def _tell_suspects(lines: Iterable[Line], report: Report) -> None:
    """Report what does not fit; what changes a whole table in one year is told of once."""
    together: dict[tuple[int, str], list[tuple[StagedRow, Suspect]]] = defaultdict(list)
    for line in lines:
        for row, suspect in line_suspects(line):
            if suspect.kind == "jump":
                together[row[TABLE], row[LABEL]].append((row, suspect))
            else:
                report.add(row, *told(suspect, shown(row)))
    for jumps in together.values():
        listed = jumps if len(jumps) < _TOGETHER else jumps[:1]
        for row, suspect in listed:
            code, message, advice = told(suspect, shown(row))
            if others := len(jumps) - len(listed):
                message += " " + ngettext(
                    "So does {count} more in {period}.",
                    "So do {count} more in {period}.",
                    others,
                ).format(count=others, period=row[LABEL])
            report.add(row, code, message, advice)


def _tell_mismatch(mismatch: Mismatch, report: Report) -> None:
    found = mismatch.found
    cells = [report.cell(row, found.total) for row in found.parts]
    named = ", ".join(cells[:4]) + (" …" if len(cells) > 4 else "")
    if mismatch.as_sum:
        message = _("The parts ({cells}) add up to {sum}, the total here is {total}.")
    else:
        message = _("The total {total} does not lie between its parts ({cells}).")
    message = message.format(cells=named, sum=f"{found.sum:.12g}", total=shown(found.total))
    if mismatch.others:
        message += " " + ngettext(
            "{count} more total of this series has the same problem.",
            "{count} more totals of this series have the same problem.",
            mismatch.others,
        ).format(count=mismatch.others)
    report.add(
        found.total,
        "total-mismatch",
        message,
        _("Compare them with the source; a part may be missing or stand in a wrong row."),
    )
