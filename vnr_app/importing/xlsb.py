"""Reader of binary workbooks (.xlsb): their extents are checked, then the native reader reads."""

from collections.abc import Iterator
from io import BytesIO

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.container import Container
from vnr_app.importing.grid import Workbook
from vnr_app.importing.hidden import new_sheet
from vnr_app.importing.native import native_rows, native_sheets, open_native
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.sheetscan import MAX_COLUMNS, MAX_ROWS, is_sparse

_ROW, _FIRST_CELL, _LAST_CELL, _DIMENSION, _BLANK = 0, 1, 11, 148, 1


def read_xlsb(name: str, content: bytes, recipe: Recipe) -> Workbook:
    """The sheets of a binary workbook; `KnownError` where they span more than can be held."""
    problems = []
    with Container(BytesIO(content), name=name) as container:
        for part in container.parts(r"xl/.*\.bin"):
            if part.startswith("xl/worksheets/"):
                _check_sheet(container, part)
            elif part in ("xl/workbook.bin", "xl/sharedstrings.bin", "xl/styles.bin"):
                container.read(part)
        if container.has("xl/vbaproject.bin"):
            message = _("The workbook holds macros; they were neither run nor kept.")
            problems.append(Problem("", "", "macros", "", Severity.WARNING, message))
    workbook = open_native(name, content)
    sheets = []
    for title, visible in native_sheets(workbook):
        sheet, wanted = new_sheet(title, recipe, visible=visible)
        if wanted:
            sheet.rows = native_rows(workbook, title, name)
        sheets.append(sheet)
    return Workbook("xlsb", sheets, problems)


def _check_sheet(container: Container, part: str) -> None:
    row = last_row = last_column = -1
    cells = 0
    for kind, data in _records(container.read(part)):
        if kind == _ROW:
            row = int.from_bytes(data[:4], "little")
        elif kind == _DIMENSION:
            claimed = int.from_bytes(data[4:8], "little"), int.from_bytes(data[12:16], "little")
            if claimed[0] >= MAX_ROWS or claimed[1] >= MAX_COLUMNS:
                raise container.refuse("grid-range", _("a sheet is larger than any can be."))
        elif _FIRST_CELL <= kind <= _LAST_CELL and kind != _BLANK:
            cells += 1
            last_row = max(last_row, row)
            last_column = max(last_column, int.from_bytes(data[:4], "little"))
    if last_row >= MAX_ROWS or last_column >= MAX_COLUMNS:
        raise container.refuse("grid-range", _("a cell lies outside of any possible sheet."))
    if is_sparse((last_row + 1) * (last_column + 1), cells):
        raise container.refuse(
            "cell-budget",
            _("a sheet spans too many cells, nearly all of them empty."),
            _("Save it as .xlsx, or clear the cells that stand far from the table."),
        )


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: a type of one or two bytes, a length of up to four, the data."""
    position, size = 0, len(data)
    while position < size:
        kind = data[position]
        position += 1
        if kind & 0x80 and position < size:
            kind = (kind & 0x7F) | (data[position] & 0x7F) << 7
            position += 1
        length = 0
        for shift in range(0, 28, 7):
            if position >= size:
                return
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, data[position : position + length]
        position += length
