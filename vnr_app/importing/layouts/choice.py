"""Which way a sheet of unknown form is read: the one that makes sense of more of its numbers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from vnr_app.domain.importplan import Severity, cell_place
from vnr_app.importing.codes import is_other_numbering
from vnr_app.importing.grid import Sheet
from vnr_app.importing.layouts import general, wide
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.decisions import means_sheet, regions_of
from vnr_app.importing.layouts.listing import lists_tables

_SAMPLE = 1_000
"""Rows of a long sheet by which its form is told."""
_LABELS = 6
"""Columns in which the codes of rows are looked for."""


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a sheet as wide tables where that uses all its numbers, else as what uses more.

    A list of tables is none, unless people drew one there.
    """
    framework = collector.context.framework
    other = collector.numbered or is_other_numbering(_labels(sheet), framework)
    collector.other_numbering = other
    sample = sheet
    if len(sheet.rows) > _SAMPLE:
        sample = replace(sheet, rows=list(islice(sheet.rows, _SAMPLE)))
    recipe, names = collector.context.recipe, collector.sheet_names
    drawn = regions_of(recipe, sheet.name, names)
    if not drawn and lists_tables(list(sample.rows), sheet.name, names):
        return
    (wide.read if _is_wide(sample, collector) else general.read)(sheet, collector)


def _labels(sheet: Sheet) -> Iterator[str]:
    """The texts of the first columns of a sheet, where the codes of rows stand."""
    for row in islice(sheet.rows, _SAMPLE):
        yield from (cell for cell in row[:_LABELS] if isinstance(cell, str))


_OTHERWISE = {"row": ("dimension", "area", "number"), "column": ("period",)}
"""Decisions about lines that make no sense of a wide table."""


def _is_wide(sheet: Sheet, collector: Collector) -> bool:
    """Whether a sheet, or the first rows of a long one, are wide tables."""
    recipe, names = collector.context.recipe, collector.sheet_names
    rules = (rule for rule in recipe.lines if means_sheet(rule, sheet.name, names))
    if any(rule.role in _OTHERWISE[rule.axis] for rule in rules):
        return False
    across = _trial(collector)
    wide.read(sheet, across)
    # Where people drew a table, what lies outside it is no reason to read it another way.
    drawn = regions_of(recipe, sheet.name, names)
    if across.tables and (drawn or not (_unused(across) or _misread(across))):
        return True
    anyhow = _trial(collector)
    general.read(sheet, anyhow)
    return _score(across) >= _score(anyhow)


def _trial(collector: Collector) -> Collector:
    """A collector of its own, for a reading that is thrown away."""
    trial = Collector(collector.file_stem, collector.context, collector.job)
    trial.sheet_names, trial.survey = collector.sheet_names, collector.survey
    trial.heads, trial.numbered = collector.heads, collector.numbered
    trial.other_numbering = collector.other_numbering
    return trial


def _score(collector: Collector) -> tuple[int, int, int]:
    """How many numbers became observations, how few rows were misread, how many tables."""
    seen = sum(table.numbers_seen for table in collector.tables)
    return seen - _unused(collector), -_misread(collector), len(collector.tables)


def _unused(collector: Collector) -> int:
    return sum(len(table.numbers_unused) for table in collector.tables)


def _misread(collector: Collector) -> int:
    """How many rows hold several cells that are no values and not one that is: headers, rather."""
    places = [
        place
        for problem in collector.problems
        if problem.severity is Severity.ERROR and (place := cell_place(problem.cell))
    ]
    counts = Counter(row for row, _column in places)
    valued = {observation.row for observation in collector.observations} if counts else set()
    return sum(count > 1 and row not in valued for row, count in counts.items())
