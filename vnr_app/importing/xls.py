"""Reader of old workbooks (.xls): checked first, then read by the native reader."""

from vnr_app.domain.importplan import Problem, Region, Severity
from vnr_app.i18n import _
from vnr_app.importing.biff import OldBook, OldSheet, check_old_workbook
from vnr_app.importing.encrypted import decrypt
from vnr_app.importing.grid import Sheet, Workbook
from vnr_app.importing.hidden import apply_hidden, new_sheet
from vnr_app.importing.native import native_rows, native_sheets, open_native
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.sheet_details import is_inside, stray_problems


def read_xls(name: str, content: bytes, recipe: Recipe, password: str | None) -> Workbook:
    """The sheets of an old workbook; `KnownError` where it is damaged or stays protected."""
    book = check_old_workbook(name, content)
    if book.encrypted:
        book = check_old_workbook(name, decrypt(name, content, password))
    workbook = open_native(name, book.content)
    sheets = []
    for title, visible in native_sheets(workbook):
        sheet, wanted = new_sheet(title, recipe, visible=visible)
        if wanted:
            sheet.rows = native_rows(workbook, title, name)
            ranges = workbook.get_sheet_by_name(title).merged_cell_ranges or []
            sheet.merges = tuple(Region(*start, *end) for start, end in ranges)
            _complete(sheet, book.sheets.get(title))
            apply_hidden(sheet, recipe.hidden)
        sheets.append(sheet)
    return Workbook("xls", sheets, _macros(book))


def _complete(sheet: Sheet, old: OldSheet | None) -> None:
    """Put back what the native reader leaves out."""
    rows = sheet.rows
    if old is None or not isinstance(rows, list):
        return
    for place, code in old.errors.items():
        if is_inside(rows, place):
            rows[place[0]][place[1]] = code
    sheet.errors, sheet.formats = old.errors, old.formats
    sheet.hidden_rows = frozenset(old.hidden_rows)
    sheet.hidden_columns = frozenset(old.hidden_columns)
    sheet.filtered = old.filtered
    sheet.problems += stray_problems(sheet.name, old.strays)


def _macros(book: OldBook) -> list[Problem]:
    message = _("The workbook holds macros; they were neither run nor kept.")
    return [Problem("", "", "macros", "", Severity.WARNING, message)] if book.macros else []
