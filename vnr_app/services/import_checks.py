"""What is odd about a plan beside what the review holds: units, scale, sign, jumps, rounding."""

from collections import defaultdict

from sqlalchemy.orm import Session

from db import checking
from vnr_app.domain import identity
from vnr_app.domain.importplan import ImportPlan, Problem, Severity, cell_name
from vnr_app.domain.staged import StagedRow
from vnr_app.i18n import _, ngettext
from vnr_app.importing.codes import name_key
from vnr_app.importing.rules.changes import Change, change_of
from vnr_app.importing.rules.checker import MOST_COMPARED
from vnr_app.importing.rules.report import Report
from vnr_app.importing.rules.rows import (
    AREA,
    BREAKDOWN,
    COLUMN,
    NUMBER,
    POSITION,
    ROW,
    SERIES,
    TABLE,
    LineKey,
    shown,
)
from vnr_app.importing.rules.suspicions import line_suspects, times, told
from vnr_app.importing.rules.unit_conflicts import same_unit

_LINE_CODES = ("stored-scale", "stored-sign", "stored-jump")
CODES = frozenset({*Change, *_LINE_CODES, "stored-unit"})
"""The codes of the problems that a comparison finds: the next comparison replaces them."""


def against_review(session: Session, plan: ImportPlan) -> tuple[Problem, ...]:
    """All problems of a plan, those of this comparison with the review among them.

    The staging file of the plan is attached and compared. Above 200,000 observations series are
    not laid beside stored ones, which would need all of them at once.
    """
    kept = [problem for problem in plan.problems if problem.code not in CODES]
    report = Report(plan.tables)
    _check_units(session, plan, report)
    _check_changes(session, plan, report)
    if len(plan.observations) <= MOST_COMPARED:
        _check_lines(session, plan, {(each.sheet, each.cell) for each in kept}, report)
    return (*kept, *report.problems())


def _check_units(session: Session, plan: ImportPlan, report: Report) -> None:
    """Tell of series that the review has in other units only."""
    stored: dict[tuple[str, str], set[str]] = defaultdict(set)
    codes = {each.code for each in plan.series}
    for code, name, unit in checking.stored_units(session):
        if code in codes:
            stored[code, name_key(name)].add(unit)
    clashes = {}
    for each in plan.series:
        units = stored.get((each.code, name_key(each.name)), set())
        if units and not any(same_unit(each.unit, unit) for unit in units):
            clashes[identity.series_id(each)] = each, min(units)
    if not clashes:
        return
    for number, row in checking.first_rows(session).items():
        if number in clashes:
            series, unit = clashes[number]
            report.add(
                row,
                "stored-unit",
                _("“{series}” is in “{unit}” here; the review has it in “{stored}”.").format(
                    series=series.name, unit=series.unit, stored=unit
                ),
                _("They would be two series. Give the unit of the review where it is the same."),
            )


def _check_changes(session: Session, plan: ImportPlan, report: Report) -> None:
    """Tell once of each series and kind of changes that are hardly meant."""
    first: dict[tuple[int, Change, float], tuple[StagedRow, str]] = {}
    counts: dict[tuple[int, Change, float], int] = defaultdict(int)
    for row, old in checking.replaced_numbers(session):
        found = change_of(old, row[NUMBER] or "")
        if found is not None:
            key = (row[SERIES], *found)
            counts[key] += 1
            first.setdefault(key, (row, old))
    names = {identity.series_id(each): each.name or each.code for each in plan.series}
    for key, (row, old) in first.items():
        series, change, factor = key
        message = _message(change, counts[key], factor).format(
            count=counts[key],
            series=names[series],
            old=old,
            new=shown(row),
            times=times(factor),
        )
        severity = Severity.NOTE if change is Change.ROUNDING_ONLY else Severity.WARNING
        report.add(row, change, message, _advice(change), severity)


def _message(change: Change, count: int, factor: float) -> str:
    if change is Change.DECIMALS_DROPPED:
        return ngettext(
            "{count} number of “{series}” has lost decimals: {old} → {new}.",
            "{count} numbers of “{series}” have lost decimals, the first {old} → {new}.",
            count,
        )
    if change is Change.ROUNDING_ONLY:
        return ngettext(
            "{count} number of “{series}” is more exact only: {old} → {new}.",
            "{count} numbers of “{series}” are more exact only, the first {old} → {new}.",
            count,
        )
    if change is Change.SIGN:
        return ngettext(
            "{count} number of “{series}” changes its sign: {old} → {new}.",
            "{count} numbers of “{series}” change their sign, the first {old} → {new}.",
            count,
        )
    if factor < 1:
        return ngettext(
            "{count} number of “{series}” is about {times} times smaller than the one it replaces: "
            "{old} → {new}.",
            "{count} numbers of “{series}” are about {times} times smaller than those they "
            "replace, the first {old} → {new}.",
            count,
        )
    return ngettext(
        "{count} number of “{series}” is about {times} times the one it replaces: {old} → {new}.",
        "{count} numbers of “{series}” are about {times} times those they replace, the first "
        "{old} → {new}.",
        count,
    )


def _advice(change: Change) -> str:
    return {
        Change.DECIMALS_DROPPED: _("Import a file with more decimals, or leave these numbers out."),
        Change.ROUNDING_ONLY: _("Nothing needs to be done."),
        Change.SCALE: _("Look whether the unit has changed, or a decimal mark was lost."),
        Change.SIGN: _("Look whether a minus sign was lost, or is a dash."),
    }[change]


def _check_lines(
    session: Session, plan: ImportPlan, told_of: set[tuple[str, str]], report: Report
) -> None:
    """Tell of new numbers that do not fit the years that the review has and the file has not."""
    lines: dict[LineKey, list[StagedRow]] = defaultdict(list)
    for row in checking.stored_lines(session, MOST_COMPARED):
        lines[_key(row)].append(row)
    if not lines:
        return
    new = set()
    for row, is_new in checking.staged_rows(session):
        line = lines.get(_key(row))
        if line is not None:
            line.append(row)
            if is_new:
                new.add(row[POSITION])
    for line in lines.values():
        for row, suspect in line_suspects(line):
            place = plan.tables[row[TABLE]].sheet, cell_name(row[ROW], row[COLUMN])
            if row[POSITION] in new and place not in told_of:
                _code, message, advice = told(suspect, shown(row))
                report.add(row, f"stored-{suspect.kind}", message, advice)


def _key(row: StagedRow) -> LineKey:
    return row[SERIES], row[AREA], row[BREAKDOWN]
