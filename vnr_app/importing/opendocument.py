"""The true size of an OpenDocument spreadsheet: a kilobyte may repeat a cell a billion times."""

from xml.parsers import expat

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.container import Container
from vnr_app.importing.sheetscan import MAX_CELLS

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


class _Extents:
    """Counts filled cells and the extent of each table while expat streams over the content."""

    def __init__(self) -> None:
        self.largest = 0
        self._rows = self._columns = self._column = 0
        self._repeat = 1
        self._filled_column = 0
        self._pending = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow tables, rows and cells."""
        if tag == f"{_TABLE} table":
            self._rows = self._columns = self._pending = 0
        elif tag == f"{_TABLE} table-row":
            self._repeat = _count(attributes.get(f"{_TABLE} number-rows-repeated"))
            self._column = self._filled_column = 0
        elif tag in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._column += _count(attributes.get(f"{_TABLE} number-columns-repeated"))
            if f"{_OFFICE} value-type" in attributes:
                self._filled_column = self._column
        elif tag == f"{_TEXT} p":
            self._filled_column = self._column

    def end(self, tag: str) -> None:
        """Add a row; empty rows count only once something stands below them."""
        if tag != f"{_TABLE} table-row":
            return
        self._pending += self._repeat
        if self._filled_column:
            self._rows += self._pending
            self._pending = 0
            self._columns = max(self._columns, self._filled_column)
            self.largest = max(self.largest, self._rows * self._columns)


def _count(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdigit() else 1


def check_opendocument(container: Container) -> None:
    """Refuse a document whose tables would fill more cells than any real one."""
    extents = _Extents()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = extents.start
    parser.EndElementHandler = extents.end
    try:
        for piece in container.stream("content.xml"):
            parser.Parse(piece, False)
            if extents.largest > MAX_CELLS:
                break
    except expat.ExpatError as error:
        raise KnownError(
            "xml-invalid",
            _("“{name}” is damaged: its content is no valid XML (line {line}).").format(
                name=container.name, line=error.lineno
            ),
        ) from error
    if extents.largest > MAX_CELLS:
        raise KnownError(
            "cell-budget",
            _("“{name}” repeats its cells more often than any real table.").format(
                name=container.name
            ),
        )
