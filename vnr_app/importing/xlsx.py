"""Reader of .xlsx and .xlsm workbooks: checked first, read fast, and completed from the XML."""

from io import BytesIO
from typing import TYPE_CHECKING

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.annotations import ESCAPE, Annotations
from vnr_app.importing.book import Book, SheetEntry, read_book, read_comments, read_tables
from vnr_app.importing.container import Container
from vnr_app.importing.fallback import slow_rows
from vnr_app.importing.grid import Row, Sheet, Workbook
from vnr_app.importing.hidden import apply_hidden, new_sheet
from vnr_app.importing.native import native_rows, open_native
from vnr_app.importing.packages import in_utf8
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.sheet_cells import bounded_rows
from vnr_app.importing.sheet_details import detail_problems, put_back, strip_controls
from vnr_app.importing.sheetscan import SheetScan, recount, scan_sheet
from vnr_app.importing.styles import CellStyle, read_styles_or_none
from vnr_app.importing.superscripts import STRINGS, MarkedText, marked_strings
from vnr_app.importing.xmlcheck import XmlCheck

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


class _Reader:
    """One workbook while its sheets are read one after the other."""

    def __init__(self, container: Container, content: bytes, recipe: Recipe, *, slow: bool) -> None:
        self.container = container
        self.content = content
        self.recipe = recipe
        self.slow = slow
        self.problems: list[Problem] = []
        self.strings, self.escapes = _strings(container)
        self.styles = self._read_styles()
        self.book: Book = read_book(container)
        self._native: CalamineWorkbook | None = None

    def _read_styles(self) -> tuple[CellStyle, ...]:
        styles = read_styles_or_none(self.container)
        if styles is None:
            message = _("The cell formats cannot be read; the values are read without them.")
            self.warn("styles-unreadable", message)
        return styles or ()

    def warn(self, code: str, message: str, value: str = "") -> None:
        """Note something about the file as a whole."""
        self.problems.append(Problem("", "", code, value, Severity.WARNING, message))

    def read(self, entry: SheetEntry) -> Sheet:
        """A sheet with its cells and all that is known of them; a hidden one only if asked for."""
        sheet, wanted = new_sheet(entry.name, self.recipe, visible=entry.visible)
        if not wanted:
            return sheet
        if not self.container.has(entry.part):
            raise KnownError(
                "part-missing",
                _("“{name}” lists a sheet “{sheet}” that is not inside.").format(
                    name=self.container.name, sheet=entry.name
                ),
            )
        telling = frozenset(n for n, style in enumerate(self.styles) if style.tells)
        notes = Annotations(texts=frozenset(self.strings), styles=telling)
        scan = scan_sheet(self.container, entry.part, notes)
        sheet.rows = self._rows(entry, scan)
        if self.escapes or notes.escapes:
            sheet.problems += strip_controls(sheet)
        put_back(sheet, scan, self.strings, self.styles)
        sheet.comments = read_comments(self.container, entry.part)
        names = [(name, region) for page, name, region in self.book.names if page == entry.name]
        sheet.regions = (*read_tables(self.container, entry.part), *names)
        sheet.problems += detail_problems(sheet, scan)
        apply_hidden(sheet, self.recipe.hidden)
        return sheet

    def _rows(self, entry: SheetEntry, scan: SheetScan) -> list[Row]:
        """The rows by the fast reader where that is safe, else within the bounds of the scan."""
        if self.slow:
            recount(self.container, entry.part, scan)
            return slow_rows(self.container.name, self.content, entry.name, scan)
        if scan.cells and not scan.strays:
            try:
                if rows := native_rows(self._workbook(), entry.name, self.container.name):
                    return rows
            except KnownError:
                # It refuses a whole sheet for one error code that it does not know.
                if not scan.notes.errors:
                    raise
        recount(self.container, entry.part, scan)
        return bounded_rows(
            self.container,
            entry.part,
            scan.rows,
            scan.columns,
            self.styles,
            from_1904=self.book.from_1904,
        )

    def _workbook(self) -> "CalamineWorkbook":
        if self._native is None:
            self._native = open_native(self.container.name, self.content)
        return self._native


def read_xlsx(name: str, content: bytes, recipe: Recipe, *, slow: bool = False) -> Workbook:
    """The sheets of a workbook; `slow` keeps away from the native reader.

    `KnownError` where the workbook is damaged or would unpack to more than it can need.
    """
    content = in_utf8(name, content)
    with Container(BytesIO(content), name=name) as container:
        reader = _Reader(container, content, recipe, slow=slow)
        sheets = [reader.read(entry) for entry in reader.book.sheets]
        if container.has("xl/vbaproject.bin"):
            reader.warn("macros", _("The workbook holds macros; they were neither run nor kept."))
        for part in container.unread_bombs():
            message = _("A part that is not needed would unpack to far too much; it was not read.")
            reader.warn("zip-ratio-unused-part", message, part)
    return Workbook("xlsx", sheets, reader.problems)


def _strings(container: Container) -> tuple[dict[int, MarkedText], bool]:
    """The shared strings that say more than their text, and whether any holds escaped signs."""
    if not container.has(STRINGS):
        return {}, False
    check = XmlCheck(container, STRINGS)
    pieces = []
    for piece in container.stream(STRINGS):
        check.feed(piece)
        pieces.append(piece)
    check.close()
    content = b"".join(pieces)
    return marked_strings(content), ESCAPE in content
