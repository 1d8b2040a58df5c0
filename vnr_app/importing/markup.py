"""Tables in markup that pose as workbooks: HTML pages and SpreadsheetML 2003."""

from html.parser import HTMLParser
from pathlib import Path
from xml.parsers import expat

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.encodings import detect_encoding
from vnr_app.importing.grid import Cell, Row, Sheet

MAX_SIZE = 50 * 1024 * 1024
MAX_SPAN = 1_000
_HEAD = 65_536


class _TableParser(HTMLParser):
    """Collects the cells of every table of a page; a nested table is part of its outer one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._close_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._close_cell()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), MAX_SPAN) if span.isdigit() else 1
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        """Add text to the open cell."""
        if self._text is not None:
            self._text.append(data)

    def _close_cell(self) -> None:
        if self._text is not None:
            self.tables[-1][-1] += ["".join(self._text).strip(), *[""] * (self._span - 1)]
        self._text = None


def _content(path: Path) -> bytes:
    if path.stat().st_size > MAX_SIZE:
        raise KnownError("too-large", f"“{path.name}” {_('is too large for a table in a page.')}")
    return path.read_bytes()


def read_html(path: Path) -> list[Sheet]:
    """The tables of a web page, each as a sheet."""
    content = _content(path)
    parser = _TableParser()
    head = content[:_HEAD]
    encoding = detect_encoding(path.name, head, is_whole=len(content) <= _HEAD)
    parser.feed(content.decode(encoding, "replace"))
    parser.close()
    return [
        Sheet(f"Table {number}", rows, typed=False)
        for number, rows in enumerate(parser.tables, 1)
        if any(rows)
    ]


class _SpreadsheetReader:
    """Expat handlers that build sheets from SpreadsheetML 2003."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[Row]]] = []
        self._column = 0
        self._kind = ""
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a worksheet, row, cell or its data; `ss:Index` skips ahead within bounds."""
        name = tag.rpartition(":")[2]
        index = attributes.get("ss:Index", "")
        if name == "Worksheet":
            self.sheets.append((attributes.get("ss:Name", ""), []))
        elif name == "Row" and self.sheets:
            rows = self.sheets[-1][1]
            if index.isdigit() and len(rows) < int(index) - 1 <= len(rows) + MAX_SPAN:
                rows += [[] for _row in range(int(index) - 1 - len(rows))]
            rows.append([])
            self._column = 0
        elif name == "Cell":
            self._column += 1
            if index.isdigit() and self._column < int(index) <= self._column + MAX_SPAN:
                self._column = int(index)
        elif name == "Data":
            self._kind, self._text = attributes.get("ss:Type", ""), []

    def end(self, tag: str) -> None:
        """Close the data of a cell."""
        if tag.rpartition(":")[2] != "Data" or self._text is None or not self.sheets:
            return
        text = "".join(self._text)
        cell: Cell = text
        if self._kind == "Number":
            try:
                cell = float(text)
            except ValueError:
                cell = text
        row = self.sheets[-1][1][-1]
        row += [""] * (self._column - 1 - len(row))
        row.append(cell)
        self._text = None

    def data(self, text: str) -> None:
        """Add text to the open cell."""
        if self._text is not None:
            self._text.append(text)


def read_spreadsheetml(path: Path) -> list[Sheet]:
    """The sheets of a SpreadsheetML 2003 file."""
    reader = _SpreadsheetReader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(_content(path), True)
    except expat.ExpatError as error:
        raise KnownError(
            "xml-invalid",
            _("“{name}” is damaged at line {line}.").format(name=path.name, line=error.lineno),
        ) from error
    return [Sheet(name, rows) for name, rows in reader.sheets]
