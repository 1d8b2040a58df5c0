"""What was found in a workbook, written into a copy of it: comments at the cells, and a list.

The copy keeps what openpyxl keeps: values, formulas, formats, comments, macros. Of a file that it
cannot open, a new workbook is made with the values as they were read.
"""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from vnr_app.domain.findings_sheet import is_findings_list
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.exporting.findings_cells import annotate, keep_digits, write_text
from vnr_app.exporting.findings_list import free_title, write_list
from vnr_app.i18n import _, ngettext

MOST_CELLS = 5_000
"""Cells that get a comment; spreadsheet programs become slow with more. The list has all."""

_LAST_ROW = 1_048_576

FoundInSheets = dict[str, dict[str, list[Problem]]]
"""Sheet → cell (A1) → what was found there."""


def copy_with_findings(
    original: Path, problems: Sequence[Problem], out: BinaryIO, *, macros: bool
) -> None:
    """Write a copy of an .xlsx or .xlsm workbook with the findings in it.

    `macros` says whether the copy keeps those of the original; they are never run. Raises whatever
    openpyxl raises for a file that it cannot read.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load

    with warnings.catch_warnings(action="ignore"):
        book = load_workbook(original, keep_vba=macros, rich_text=True)
        for sheet in book.worksheets:
            if is_findings_list(sheet["A1"].value):
                book.remove(sheet)
        found = _by_cell(problems)
        for sheet in book.worksheets:
            sheet.sheet_view.tabSelected = False
            for each in sheet._cells.values():  # only those that exist: the extent may be huge
                keep_digits(each)
            for cell, here in found.get(sheet.title, {}).items():
                annotate(_first_of_merge(sheet, cell), here)
        titles = {sheet.title: sheet.title for sheet in book.worksheets}
        listed = book.create_sheet(free_title(_("Findings"), book.sheetnames), 0)
        write_list(listed, problems, titles)
        book.active = 0
        book.save(out)


def rebuild_with_findings(
    sheets: Sequence[tuple[str, Iterable[Sequence[object]]]],
    problems: Sequence[Problem],
    out: BinaryIO,
) -> None:
    """Write a new .xlsx workbook with these (name, rows of cells) and the findings in it.

    Text stays text, whatever it begins with.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load

    book = Workbook(write_only=True)
    titles: dict[str, str] = {}
    for name, _rows in sheets:
        titles[name] = free_title(name, titles.values())
    listed = book.create_sheet(free_title(_("Findings"), titles.values()))
    found = _by_cell(problems)
    cut = [
        _too_long(name)
        for name, rows in sheets
        if not _write_rows(book.create_sheet(titles[name]), rows, found.get(name, {}))
    ]
    write_list(listed, [*cut, *problems], titles)
    book.save(out)


def _by_cell(problems: Iterable[Problem]) -> FoundInSheets:
    """The problems by sheet and cell, of so many cells as get a comment."""
    found: FoundInSheets = defaultdict(dict)
    cells = 0
    for problem in problems:
        cell = problem.cell.partition(":")[0]
        here = found[problem.sheet]
        if cell and (cell in here or cells < MOST_CELLS):
            cells += cell not in here
            here.setdefault(cell, []).append(problem)
    return found


def _first_of_merge(sheet: Any, name: str) -> Any:
    """The cell of that name; of merged cells only the first one can carry a comment."""
    from openpyxl.cell.cell import MergedCell  # noqa: PLC0415 - slow to load

    cell = sheet[name]
    if not isinstance(cell, MergedCell):
        return cell
    region = next(each for each in sheet.merged_cells.ranges if name in each)
    return sheet.cell(region.min_row, region.min_col)


def _write_rows(
    sheet: Any, rows: Iterable[Sequence[object]], found: dict[str, list[Problem]]
) -> bool:
    """Append rows with their comments; False where there are more than a worksheet holds."""
    from openpyxl.utils.cell import coordinate_to_tuple  # noqa: PLC0415 - slow to load

    places: dict[int, dict[int, list[Problem]]] = defaultdict(dict)
    for name, here in found.items():
        row, column = coordinate_to_tuple(name)
        places[row][column] = here
    for number, values in enumerate(rows, start=1):
        if number > _LAST_ROW:
            return False
        noted = places.get(number, {})
        missing = max(noted, default=0) - len(values)
        cells = [_cell(sheet, value) for value in (*values, *[""] * missing)]
        for column, here in noted.items():
            annotate(cells[column - 1], here)
        sheet.append(cells)
    return True


def _cell(sheet: Any, value: object) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - slow to load

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        if value:
            write_text(cell, value)
    else:
        cell.value = value  # type: ignore[assignment]  # a value that a reader gives
        keep_digits(cell)
    return cell


def _too_long(name: str) -> Problem:
    message = ngettext(
        "Only the first {count:,} row is shown; a worksheet holds no more.",
        "Only the first {count:,} rows are shown; a worksheet holds no more.",
        _LAST_ROW,
    )
    return Problem(name, "", "too-long", "", Severity.NOTE, message.format(count=_LAST_ROW))
