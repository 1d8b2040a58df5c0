"""From a file on disk to the plan of its import; nothing is written."""

from itertools import islice
from pathlib import Path

from vnr_app.domain.importplan import (
    ImportPlan,
    PlannedObservation,
    Problem,
    Severity,
    SheetGrid,
    cell_name,
)
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.context import PlanContext
from vnr_app.importing.grid import Sheet, cell_text
from vnr_app.importing.layouts import tidy, unsd, wide
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.readers import read_workbook
from vnr_app.io import sha256_of
from vnr_app.jobs import JobContext

__all__ = ["PlanContext", "plan_file"]

PREVIEW_ROWS = 200
PREVIEW_TEXT = 500


def plan_file(path: Path, context: PlanContext, job: JobContext | None = None) -> ImportPlan:
    """What a file says, as a plan; `KnownError` when it cannot be read as a table at all."""
    job = job or JobContext()
    job.progress(0, 0, _("Reading the file"))
    before = _stamp(path)
    workbook = read_workbook(path)
    digest, size = sha256_of(path), before[0]
    if _stamp(path) != before:
        # The hash must be that of the bytes that were read: it is what provenance rests on.
        raise KnownError(
            "changed-while-reading",
            _("“{file}” was changed while it was read.").format(file=path.name),
            _("Close it in other programs and try again."),
        )
    collector = Collector(path.stem, context, job)
    collector.problems += workbook.problems
    grids, without = [], []
    for sheet in workbook.sheets:
        job.check_cancelled()
        if not sheet.visible:
            collector.problem(
                "hidden-sheet",
                _("The sheet is hidden and was skipped."),
                sheet=sheet.name,
                severity=Severity.NOTE,
            )
            continue
        grids.append(_grid(sheet))
        collector.problems += sheet.problems
        collector.reported |= {(problem.sheet, problem.cell) for problem in sheet.problems}
        tables = len(collector.tables)
        _read_sheet(sheet, collector)
        if len(collector.tables) == tables:
            without.append(sheet.name)
    _report_empty(collector, without)
    _report_abroad(collector)
    if not collector.observations:
        # What keeps everything out is told before the faults of single cells.
        collector.problems.sort(key=lambda problem: not _keeps_all_out(problem))
    return ImportPlan(
        file=path.name,
        sha256=digest,
        size=size,
        kind=workbook.kind,
        sheets=tuple(grids),
        tables=tuple(collector.tables),
        series=tuple(collector.series),
        areas=tuple(collector.areas.items()),
        observations=tuple(collector.observations),
        problems=tuple(collector.problems),
    )


def _read_sheet(sheet: Sheet, collector: Collector) -> None:
    """Known columns first; whatever else has periods across is found by its looks."""
    if unsd.recognise(sheet):
        unsd.read(sheet, collector)
    elif tidy.recognise(sheet):
        tidy.read(sheet, collector)
    else:
        wide.read(sheet, collector)


def _report_empty(collector: Collector, sheets: list[str]) -> None:
    severity = Severity.WARNING if collector.tables else Severity.ERROR
    message = _("No table was recognised here.")
    collector.problems += [Problem(name, "", "no-table", "", severity, message) for name in sheets]


def _keeps_all_out(problem: Problem) -> bool:
    return problem.code == "no-indicator" and problem.severity is Severity.ERROR


def _report_abroad(collector: Collector) -> None:
    """Tell once of every other country that a table names, at its first observation."""
    told = {problem.value for problem in collector.problems if problem.code == "other-area"}
    abroad = collector.places.abroad.keys() - told
    if not abroad:
        return
    found: dict[str, list[PlannedObservation]] = {}
    for observation in collector.observations:
        if observation.area in abroad:
            found.setdefault(observation.area, []).append(observation)
    for code, observations in found.items():
        first = observations[0]
        collector.problem(
            "other-area",
            _("{count} observations are about {area}, not about the review's country.").format(
                count=len(observations), area=collector.areas[code]
            ),
            sheet=collector.tables[first.table].sheet,
            cell=cell_name(first.row, first.column),
            value=code,
            severity=Severity.WARNING,
        )


def _grid(sheet: Sheet) -> SheetGrid:
    shown = [
        tuple(cell_text(cell)[:PREVIEW_TEXT] for cell in row)
        for row in islice(sheet.rows, PREVIEW_ROWS)
    ]
    return SheetGrid(sheet.name, tuple(shown), len(sheet.rows))


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change of a file; zeros for one that is not there, as its reader tells."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
