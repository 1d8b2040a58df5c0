"""Readers: a file on disk → sheets of cells, whatever its format."""

import warnings
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, fromstring

from vnr_app.domain.importplan import Problem, Severity, cell_name
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.container import Container
from vnr_app.importing.csvtext import open_text
from vnr_app.importing.grid import Cell, Row, Sheet, Workbook
from vnr_app.importing.markup import read_html, read_spreadsheetml
from vnr_app.importing.opendocument import check_opendocument
from vnr_app.importing.sheetscan import SheetScan, scan_sheet
from vnr_app.importing.sniff import Kind, sniff
from vnr_app.importing.superscripts import inline_superscripts, superscript_strings

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_SHOWN_STRAYS = 20


def read_workbook(path: Path) -> Workbook:
    """All sheets of a file; `KnownError` names the file and what is wrong with it."""
    kind = sniff(path)
    readers: dict[Kind, Callable[[Path], list[Sheet]]] = {
        Kind.XLSX: _read_xlsx,
        Kind.XLS: _read_plain,
        Kind.ODS: _read_ods,
        Kind.CSV: lambda file: [Sheet("", open_text(file), typed=False)],
        Kind.HTML: read_html,
        Kind.SPREADSHEETML: read_spreadsheetml,
    }
    return Workbook(kind.value, readers[kind](path))


def _damaged(path: Path, error: BaseException) -> KnownError:
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return KnownError(
        "unreadable-workbook",
        _("“{name}” cannot be read as a workbook: {reason}.").format(
            name=path.name, reason=reason.rstrip(".")
        ),
        _("Open it in a spreadsheet program and save it again."),
    )


def _open_calamine(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - loads a native library

    try:
        # By content, as the sniffing did; from a path the reader would trust the name's ending.
        return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | MemoryError):
            raise
        # A panic of the native reader derives from BaseException.
        raise _damaged(path, error) from error


def _calamine_rows(workbook: "CalamineWorkbook", name: str, path: Path) -> list[Row]:
    try:
        return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | MemoryError):
            raise
        raise _damaged(path, error) from error


def _sheet_list(workbook: "CalamineWorkbook") -> list[tuple[str, bool]]:
    """Names of the work sheets (no charts, no macro sheets) and whether they are shown."""
    return [
        (meta.name, str(meta.visible).endswith(".Visible"))
        for meta in workbook.sheets_metadata
        if str(meta.typ).endswith(".WorkSheet")
    ]


def _read_plain(path: Path) -> list[Sheet]:
    workbook = _open_calamine(path)
    return [
        Sheet(name, _calamine_rows(workbook, name, path) if visible else [], visible)
        for name, visible in _sheet_list(workbook)
    ]


def _read_ods(path: Path) -> list[Sheet]:
    with Container(path) as container:
        check_opendocument(container)
    return _read_plain(path)


def _read_xlsx(path: Path) -> list[Sheet]:
    with Container(path) as container:
        raised = _superscripts(container, path)
        parts = _sheet_parts(container, path)
        workbook = _open_calamine(path)
        sheets = []
        for name, visible in _sheet_list(workbook):
            if not visible:
                sheets.append(Sheet(name, [], visible))
                continue
            part = parts.get(name, "")
            if not container.has(part):
                raise KnownError(
                    "part-missing",
                    _("“{name}” lists a sheet “{sheet}” that is not inside.").format(
                        name=path.name, sheet=name
                    ),
                )
            scan = scan_sheet(container, part, set(raised))
            sheets.append(_scanned_sheet(path, workbook, name, scan, raised))
        return sheets


def _superscripts(container: Container, path: Path) -> dict[int, tuple[str, str]]:
    try:
        return superscript_strings(container)
    except ParseError as error:
        raise _damaged(path, error) from error


def _sheet_parts(container: Container, path: Path) -> dict[str, str]:
    """The part of each sheet, by the relations of the workbook."""
    try:
        book = fromstring(container.read("xl/workbook.xml"))
        relations = fromstring(container.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError) as error:
        raise _damaged(path, error) from error
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    parts = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
            target = targets.get(relation, "").replace("\\", "/")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[sheet.get("name", "")] = part.lower()
    return parts


def _scanned_sheet(
    path: Path,
    workbook: "CalamineWorkbook",
    name: str,
    scan: SheetScan,
    raised: dict[int, tuple[str, str]],
) -> Sheet:
    """A sheet's rows by the fast reader where that is safe, with what it would lose put back."""
    sheet = Sheet(name, [])
    if scan.strays:
        rows = _bounded_rows(path, name, scan)
        sheet.problems += _stray_problems(name, scan.strays)
    else:
        try:
            rows = _calamine_rows(workbook, name, path)
        except KnownError:
            # The fast reader refuses a whole sheet for one error code that it does not know.
            if not scan.errors:
                raise
            rows = _bounded_rows(path, name, scan)
    for row, column, index in scan.texts:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column], sheet.marks[row, column] = raised[index]
    for row, column, content in scan.rich:
        split = inline_superscripts(content)
        if split and row < len(rows) and column < len(rows[row]):
            rows[row][column], sheet.marks[row, column] = split
    for (row, column), code in scan.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = code
    sheet.problems += _error_problems(name, scan.errors)
    sheet.rows = rows
    return sheet


def _bounded_rows(path: Path, name: str, scan: SheetScan) -> list[Row]:
    """The main block of a sheet, read slowly and never beyond its bounds."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load

    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(path, read_only=True, data_only=True)
            with closing(book):
                sheet = book[name]
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_row=scan.rows, max_col=scan.columns, values_only=True)
                return [[_plain(cell) for cell in row] for row in islice(rows, scan.rows)]
    except (ValueError, TypeError, KeyError, ParseError, AttributeError) as error:
        raise _damaged(path, error) from error


def _plain(cell: object) -> Cell:
    if cell is None:
        return ""
    return cell if isinstance(cell, Cell) else str(cell)


def _error_problems(name: str, errors: dict[tuple[int, int], str]) -> list[Problem]:
    message = _("The formula of this cell has an error.")
    return [
        Problem(name, cell_name(row, column), "cell-error", code, Severity.ERROR, message)
        for (row, column), code in sorted(errors.items())
    ]


def _stray_problems(name: str, strays: list[tuple[int, int]]) -> list[Problem]:
    message = _("This cell stands far from everything else on its sheet and was not read.")
    return [
        Problem(name, cell_name(row, column), "stray-cell", "", Severity.WARNING, message)
        for row, column in strays[:_SHOWN_STRAYS]
    ]
