"""From a file on disk to the plan of its import; nothing is written."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from vnr_app.domain.findings_sheet import is_findings_list
from vnr_app.domain.importplan import (
    ImportPlan,
    PlannedObservation,
    Problem,
    Severity,
    SheetGrid,
)
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.importing.abroad import Title, report_abroad, report_titles_abroad, titles_above
from vnr_app.importing.codes import numbers_chapters
from vnr_app.importing.context import PlanContext
from vnr_app.importing.fingerprint import features_of
from vnr_app.importing.grid import Sheet, cell_text
from vnr_app.importing.layouts import sdmx, sdmx_converter, unsd
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.exported import without_repeats
from vnr_app.importing.readers import read_workbook
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.registers import Sink
from vnr_app.importing.rules import Checker, Names
from vnr_app.importing.sheet_details import error_problems
from vnr_app.importing.survey import survey
from vnr_app.importing.titles import page_heads
from vnr_app.io import sha256_of
from vnr_app.jobs import JobContext

__all__ = ["PlanContext", "plan_file"]

GRID_ROWS = 200
"""Rows of a sheet that the plan itself shows, and that are handed over together."""
GRID_MOST = 20_000
"""Rows of a sheet that are shown at all."""
GRID_TEXT = 500
"""Signs of a cell that are shown."""


def plan_file(
    path: Path,
    context: PlanContext,
    job: JobContext | None = None,
    sink: Sink | None = None,
    *,
    fallback: bool = False,
) -> ImportPlan:
    """What a file says, as a plan; `KnownError` when it cannot be read as a table at all.

    With a sink the observations and the rows of the sheets go there: the plan has none of them.
    With `fallback` the native reader, which can take the process with it, is not used.
    """
    job = job or JobContext()
    job.progress(0, 0, _("Reading the file"))
    before = _stamp(path)
    workbook = read_workbook(
        path, recipe=context.recipe, password=context.password, fallback=fallback
    )
    workbook.sheets = [sheet for sheet in workbook.sheets if not _lists_findings(sheet)]
    digest, size = sha256_of(path), before[0]
    _refuse_changed(path, before)
    collector = Collector(path.stem, context, job, sink)
    today = date.today()  # noqa: DTZ011 - a year is local
    checker = Checker(today, context.country_alpha3, collector.ledger)
    collector.ledger.watch = checker.add
    collector.problems += workbook.problems
    sheets = without_repeats(workbook.sheets, collector)
    _look_over(sheets, collector)
    grids, without, titles = _read_sheets(sheets, collector, sink)
    _report_empty(collector, without)
    report_abroad(collector)
    report_titles_abroad(titles, collector)
    _report_unnamed(collector)
    collector.ledger.close()
    _report_odd(collector, checker)
    return ImportPlan(
        file=path.name,
        sha256=digest,
        size=size,
        kind=workbook.kind,
        sheets=tuple(grids),
        tables=tuple(collector.tables),
        series=tuple(collector.series),
        areas=tuple(collector.areas.items()),
        observations=_observations(collector, sink),
        problems=tuple(collector.problems),
        records=tuple(collector.records),
        fingerprint=tuple(sorted(collector.features)),
    )


def _refuse_changed(path: Path, before: tuple[int, int]) -> None:
    """Refuse a file that was written to: its hash, on which provenance rests, is of other bytes."""
    if _stamp(path) != before:
        raise KnownError(
            "changed-while-reading",
            _("“{file}” was changed while it was read.").format(file=path.name),
            _("Close it in other programs and try again."),
        )


def _look_over(sheets: list[Sheet], collector: Collector) -> None:
    """Decide what is decided once for a whole file, before its tables are read."""
    context = collector.context
    collector.survey = survey(_unknown(sheets, context.recipe), context)
    collector.problems += collector.survey.problems
    collector.sheet_names = tuple(sheet.name for sheet in sheets)
    collector.heads = page_heads(sheets)
    names = collector.sheet_names
    collector.numbered = numbers_chapters(names, context.framework, context.national)


def _read_sheets(
    sheets: list[Sheet], collector: Collector, sink: Sink | None
) -> tuple[list[SheetGrid], list[str], list[Title]]:
    """Read the sheets that are wanted.

    Returns what is shown of them, the names of those without a table, the titles of the tables.
    """
    parameters = sdmx_converter.find(sheets)
    grids, without = [], []
    titles: list[Title] = []
    for sheet in sheets:
        collector.job.check_cancelled()
        if not _is_wanted(sheet, collector.context.recipe):
            continue
        if not sheet.visible:
            collector.problem(
                "hidden-sheet",
                _("The sheet is hidden and was skipped."),
                sheet=sheet.name,
                severity=Severity.NOTE,
            )
            continue
        grids.append(_grid(sheet, sink))
        collector.problems += sheet.problems
        collector.problems += error_problems(sheet)
        collector.reported |= {(problem.sheet, problem.cell) for problem in sheet.problems}
        tables = len(collector.tables)
        collector.errors = sheet.errors
        if parameters is None:
            _read_sheet(sheet, collector)
        elif sheet.name != parameters.sheet:
            sdmx_converter.read(sheet, parameters, collector)
        head = list(islice(sheet.rows, GRID_ROWS))
        collector.features |= features_of(collector.tables[tables:], head)
        titles += titles_above(collector.tables[tables:], head)
        if len(collector.tables) == tables and not _is_explained(sheet):
            without.append(sheet.name)
    return grids, without, titles


def _is_wanted(sheet: Sheet, recipe: Recipe) -> bool:
    """Whether people left a sheet in; "*" stands for those that they did not name."""
    return recipe.sheets.get(sheet.name, recipe.sheets.get("*", True))


def _unknown(sheets: list[Sheet], recipe: Recipe) -> Iterator[Sheet]:
    """The sheets of no known form: those of known ones leave nothing to be asked."""
    return (
        sheet
        for sheet in sheets
        if sheet.visible and _is_wanted(sheet, recipe) and not _is_known(sheet)
    )


def _lists_findings(sheet: Sheet) -> bool:
    """Whether a sheet is what an earlier import wrote into a copy of its workbook."""
    return is_findings_list(next((row[0] for row in sheet.rows if row), None))


def _read_sheet(sheet: Sheet, collector: Collector) -> None:
    """Read a sheet as what it is recognised to be."""
    if sdmx.recognise(sheet):
        sdmx.read(sheet, collector)
    elif unsd.recognise(sheet):
        unsd.read(sheet, collector)
    else:
        from vnr_app.importing.layouts import known  # noqa: PLC0415 - all other layouts

        known.read(sheet, collector)


def _is_known(sheet: Sheet) -> bool:
    """Whether a sheet has a form that leaves nothing to be asked."""
    if sdmx.recognise(sheet) or unsd.recognise(sheet):
        return True
    from vnr_app.importing.layouts import known  # noqa: PLC0415 - all other layouts

    return known.recognise(sheet)


def _is_explained(sheet: Sheet) -> bool:
    """Whether the reader told already why there can be no table on a sheet."""
    return any(problem.code in ("no-rows", "no-values") for problem in sheet.problems)


def _report_unnamed(collector: Collector) -> None:
    """Ask once what the values are about that name no indicator."""
    if not collector.unnamed:
        return
    sheet, cell = next(iter(collector.unnamed))
    count = sum(collector.unnamed.values())
    message = ngettext(
        "{count} value names no indicator: neither its table and row nor the names of the sheet "
        "and the file tell one.",
        "{count} values name no indicator: neither their tables and rows nor the names of the "
        "sheets and the file tell one.",
        count,
    ).format(count=count)
    collector.problems.append(
        Problem(
            sheet,
            cell,
            "no-indicator",
            "",
            Severity.QUESTION,
            message,
            advice=_("Name the indicator, or import the values and name it later."),
            decides="indicator",
        )
    )


def _report_empty(collector: Collector, sheets: list[str]) -> None:
    severity = Severity.NOTE if collector.tables else Severity.WARNING
    message = _("No table was recognised here.")
    collector.problems += [Problem(name, "", "no-table", "", severity, message) for name in sheets]


def _report_odd(collector: Collector, checker: Checker) -> None:
    """Tell of observations that are there but hardly right."""
    ledger = collector.ledger
    names = Names(ledger.series, ledger.known.areas, ledger.known.breakdowns)
    collector.problems += checker.problems(tuple(collector.series), collector.tables, names)


def _observations(collector: Collector, sink: Sink | None) -> tuple[PlannedObservation, ...]:
    """The observations of a plan that keeps them itself."""
    return tuple(collector.observations) if sink is None else ()


def _grid(sheet: Sheet, sink: Sink | None) -> SheetGrid:
    """The first rows of a sheet as text; with a sink they go there, and more of them."""
    # Most cells are texts, which need no call.
    rows = (
        [
            cell.strip()[:GRID_TEXT] if type(cell) is str else cell_text(cell)[:GRID_TEXT]
            for cell in row
        ]
        for row in islice(sheet.rows, GRID_MOST if sink else GRID_ROWS)
    )
    if sink is None:
        return SheetGrid(sheet.name, tuple(map(tuple, rows)), len(sheet.rows))
    first = 0
    while chunk := list(islice(rows, GRID_ROWS)):
        sink.write_grid(sheet.name, first, chunk)
        first += len(chunk)
    return SheetGrid(sheet.name, (), len(sheet.rows))


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change of a file; zeros for one that is not there, as its reader tells."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
