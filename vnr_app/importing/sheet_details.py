"""What the values of a sheet lost, put back beside them: marks, formats, errors, comments."""

import re
from collections.abc import Iterable, Iterator, Mapping

from vnr_app.domain.importplan import Problem, Severity, cell_name
from vnr_app.i18n import _, ngettext
from vnr_app.importing.format_codes import says_more
from vnr_app.importing.grid import Cell, Place, Row, Sheet
from vnr_app.importing.sheetscan import SheetScan
from vnr_app.importing.styles import CellStyle
from vnr_app.importing.superscripts import MarkedText, marked_inline

SHOWN_STRAYS = 20
SHOWN_CELLS = 5
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def put_back(
    sheet: Sheet,
    scan: SheetScan,
    strings: Mapping[int, MarkedText],
    styles: tuple[CellStyle, ...],
) -> None:
    """Write the marks, errors and styles that the scan found into a sheet whose rows are a list."""
    rows = sheet.rows
    assert isinstance(rows, list)
    notes = scan.notes
    marked = [(place, strings[index]) for place, index in notes.marked]
    marked += [(place, text) for place, xml in notes.rich if (text := marked_inline(xml))]
    struck = {place for place, text in marked if text.struck}
    for place, text in marked:
        if text.marks and is_inside(rows, place):
            rows[place[0]][place[1]] = text.text
            sheet.marks[place] = text.marks
    for place, code in notes.errors.items():
        if is_inside(rows, place):
            rows[place[0]][place[1]] = code
    for place, number in notes.styled.items():
        style = styles[number]
        if says_more(style.format):
            sheet.formats[place] = style.format
        if style.indent:
            sheet.indents[place] = style.indent
        if style.struck:
            struck.add(place)
    sheet.errors = notes.errors
    sheet.struck = frozenset(place for place in struck if is_filled(rows, place))
    sheet.merges = tuple(notes.merges)
    sheet.hidden_rows = frozenset(notes.hidden_rows)
    sheet.hidden_columns = frozenset(notes.hidden_columns)
    sheet.filtered = notes.filtered


def is_inside(rows: list[Row], place: Place) -> bool:
    """Whether a place lies on the grid."""
    return place[0] < len(rows) and place[1] < len(rows[place[0]])


def is_filled(rows: list[Row], place: Place) -> bool:
    """Whether something stands at a place."""
    return is_inside(rows, place) and rows[place[0]][place[1]] != ""


def detail_problems(sheet: Sheet, scan: SheetScan) -> list[Problem]:
    """What a person should know of the cells that the scan found, errors apart."""
    notes, name = scan.notes, sheet.name
    found = stray_problems(name, scan.strays)
    for place in notes.without_value:
        message = _("The result of this formula was not stored in the file.")
        advice = _("Open the file in a spreadsheet program, let it calculate, and save it.")
        found.append(
            _problem(name, place, "formula-no-value", Severity.ERROR, message, advice=advice)
        )
    for place in scan.repeated[:SHOWN_STRAYS]:
        message = _("This cell is given twice; the last one was read.")
        found.append(_problem(name, place, "grid-duplicate", Severity.WARNING, message))
    if scan.disordered:
        message = _("The cells of the sheet are not in order; each was read at its own address.")
        found.append(_problem(name, scan.disordered, "grid-order", Severity.WARNING, message))
    found += _summary(
        name,
        "external-link",
        notes.foreign,
        ngettext(
            "{count} formula takes its value from another workbook; the stored value was read.",
            "{count} formulas take their value from another workbook; the stored value was read.",
            len(notes.foreign),
        ),
    )
    found += _summary(
        name,
        "struck-through",
        sheet.struck,
        ngettext(
            "{count} cell is struck through; it may have been withdrawn.",
            "{count} cells are struck through; they may have been withdrawn.",
            len(sheet.struck),
        ),
    )
    return found


def strip_controls(sheet: Sheet) -> list[Problem]:
    """Take control characters out of the texts of a sheet, and say where."""
    changed: list[Place] = []
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _CONTROLS.search(cell):
                row[column] = without_controls(cell)
                changed.append((number, column))
    message = ngettext(
        "{count} cell holds control characters, which were left out.",
        "{count} cells hold control characters, which were left out.",
        len(changed),
    )
    return _summary(sheet.name, "control-chars", changed, message)


def without_controls(cell: Cell) -> Cell:
    """A text without control characters; line breaks and tabs stay."""
    if not isinstance(cell, str):
        return cell
    return _CONTROLS.sub("", cell.replace("\r\n", "\n").rstrip("\r"))


def _summary(sheet: str, code: str, places: Iterable[Place], message: str) -> list[Problem]:
    """One warning for many cells, at the first of them."""
    found = sorted(places)
    if not found:
        return []
    shown = ", ".join(cell_name(*place) for place in found[:SHOWN_CELLS])
    value = f"{shown}…" if len(found) > SHOWN_CELLS else shown
    return [_problem(sheet, None, code, Severity.WARNING, message.format(count=len(found)), value)]


def error_problems(sheet: Sheet) -> Iterator[Problem]:
    """The cells of a sheet whose formula has an error; there can be a million."""
    message = _("The formula of this cell has an error.")
    for place in sorted(sheet.errors):
        code = sheet.errors[place]
        yield _problem(sheet.name, place, "cell-error", Severity.ERROR, message, code)


def stray_problems(name: str, strays: list[Place]) -> list[Problem]:
    """The cells of a sheet that stand too far from all others to be read."""
    message = _("This cell stands far from everything else on its sheet and was not read.")
    return [
        _problem(name, place, "stray-cell", Severity.WARNING, message)
        for place in strays[:SHOWN_STRAYS]
    ]


def _problem(
    sheet: str,
    place: Place | None,
    code: str,
    severity: Severity,
    message: str,
    value: str = "",
    advice: str = "",
) -> Problem:
    cell = cell_name(*place) if place else ""
    return Problem(sheet, cell, code, value, severity, message, advice)
