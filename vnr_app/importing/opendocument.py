"""OpenDocument spreadsheets: their true size, and what the native reader leaves out of them.

A kilobyte may repeat a cell a billion times, so the cells are counted before they are read.
"""

from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from vnr_app.domain.importplan import Problem, Region, Severity
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.annotations import MAX_NOTED
from vnr_app.importing.container import Container
from vnr_app.importing.grid import Place, Workbook
from vnr_app.importing.hidden import apply_hidden, new_sheet
from vnr_app.importing.native import native_rows, native_sheets, open_native
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.sheetscan import MAX_CELLS, MAX_COLUMNS

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HIDDEN = ("collapse", "filter")
_MAX_LINES = 10_000
"""Hidden rows that are noted one by one."""


@dataclass(slots=True)
class OpenTable:
    """What a table says beside the values of its cells; places from 0."""

    name: str
    formats: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    merges: list[Region] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False


class _Scan:
    """Follows tables, rows and cells while expat streams over the content."""

    def __init__(self) -> None:
        self.largest = 0
        self.tables: list[OpenTable] = []
        self._rows = self._columns = self._column = self._defined = 0
        self._row_repeat = self._repeat = 1
        self._filled_column = 0
        self._pending = 0
        self._note: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        if tag == f"{_TABLE} table":
            self._rows = self._columns = self._pending = self._defined = 0
            self.tables.append(OpenTable(attributes.get(f"{_TABLE} name", "")))
        elif tag == f"{_TABLE} table-column":
            self._start_column(attributes)
        elif tag == f"{_TABLE} table-row":
            self._start_row(attributes)
        elif tag in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._start_cell(attributes)
        elif tag == f"{_OFFICE} annotation":
            self._note = []
        elif tag == f"{_TEXT} p" and self._note is None:
            self._filled_column = self._column

    def _start_column(self, attributes: dict[str, str]) -> None:
        repeat = _count(attributes.get(f"{_TABLE} number-columns-repeated"))
        if attributes.get(f"{_TABLE} visibility") in _HIDDEN and self.tables:
            last = min(self._defined + repeat, MAX_COLUMNS)
            self.tables[-1].hidden_columns.update(range(self._defined, last))
        self._defined += repeat

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_repeat = _count(attributes.get(f"{_TABLE} number-rows-repeated"))
        self._column = self._filled_column = 0
        visibility = attributes.get(f"{_TABLE} visibility")
        if visibility in _HIDDEN and self.tables:
            first = self._rows + self._pending
            last = first + min(self._row_repeat, _MAX_LINES)
            self.tables[-1].hidden_rows.update(range(first, last))
            self.tables[-1].filtered |= visibility == "filter"

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._repeat = _count(attributes.get(f"{_TABLE} number-columns-repeated"))
        place = self._rows + self._pending, self._column
        self._column += self._repeat
        kind = attributes.get(f"{_OFFICE} value-type")
        if kind:
            self._filled_column = self._column
        if not self.tables or len(self.tables[-1].formats) > MAX_NOTED * 20:
            return
        if kind == "percentage":
            columns = range(place[1], min(self._column, MAX_COLUMNS))
            self.tables[-1].formats |= {(place[0], column): "0%" for column in columns}
        width = _count(attributes.get(f"{_TABLE} number-columns-spanned"))
        height = _count(attributes.get(f"{_TABLE} number-rows-spanned"))
        if (width > 1 or height > 1) and len(self.tables[-1].merges) < MAX_NOTED:
            end = place[0] + height - 1, place[1] + width - 1
            self.tables[-1].merges.append(Region(*place, *end))

    def end(self, tag: str) -> None:
        """Leave an element; empty rows count only once something stands below them."""
        if tag == f"{_OFFICE} annotation" and self._note is not None:
            place = self._rows + self._pending, self._column - self._repeat
            if self.tables and len(self.tables[-1].comments) < MAX_NOTED:
                self.tables[-1].comments[place] = "".join(self._note).strip()
            self._note = None
        elif tag == f"{_TEXT} p" and self._note is not None:
            self._note.append("\n")
        elif tag == f"{_TABLE} table-row":
            self._pending += self._row_repeat
            if self._filled_column:
                self._rows += self._pending
                self._pending = 0
                self._columns = max(self._columns, self._filled_column)
                self.largest = max(self.largest, self._rows * self._columns)

    def data(self, text: str) -> None:
        """Add text to the open annotation."""
        if self._note is not None:
            self._note.append(text)


def _count(text: str | None) -> int:
    return max(int(text), 1) if text and text.isascii() and text.isdigit() else 1


def read_opendocument(name: str, content: bytes, recipe: Recipe) -> Workbook:
    """The sheets of a document; `KnownError` where it is damaged, protected or far too large."""
    problems = []
    with Container(BytesIO(content), name=name) as container:
        tables = {table.name: table for table in scan_opendocument(container)}
        if container.parts(r"basic/.+/.+"):
            message = _("The document holds macros; they were neither run nor kept.")
            problems.append(Problem("", "", "macros", "", Severity.WARNING, message))
    workbook = open_native(name, content)
    sheets = []
    for title, visible in native_sheets(workbook):
        sheet, wanted = new_sheet(title, recipe, visible=visible)
        sheets.append(sheet)
        if not wanted:
            continue
        sheet.rows = native_rows(workbook, title, name)
        if table := tables.get(title):
            sheet.formats, sheet.comments = table.formats, table.comments
            sheet.merges = tuple(table.merges)
            sheet.hidden_rows = frozenset(table.hidden_rows)
            sheet.hidden_columns = frozenset(table.hidden_columns)
            sheet.filtered = table.filtered
        apply_hidden(sheet, recipe.hidden)
    return Workbook("ods", sheets, problems)


def scan_opendocument(container: Container) -> list[OpenTable]:
    """What the tables of a document say beside their values; refuses what no table can hold."""
    _refuse_protected(container)
    scan = _Scan()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.data
    try:
        for piece in container.stream("content.xml"):
            parser.Parse(piece, False)
            if scan.largest > MAX_CELLS:
                break
    except KeyError:
        raise container.refuse("part-missing", _("its content is not inside.")) from None
    except expat.ExpatError as error:
        raise container.refuse(
            "xml-invalid",
            _("its content is no valid XML (line {line}).").format(line=error.lineno),
            _("Open the file in the program that made it and save it again."),
        ) from error
    if scan.largest > MAX_CELLS:
        raise container.refuse(
            "cell-budget", _("the file repeats its cells more often than any real table.")
        )
    return scan.tables


def _refuse_protected(container: Container) -> None:
    manifest = "meta-inf/manifest.xml"
    if container.has(manifest) and b"encryption-data" in container.read(manifest):
        raise KnownError(
            "password",
            _("“{name}” is protected by a password.").format(name=container.name),
            _("Save a copy without the password and import that."),
        )
