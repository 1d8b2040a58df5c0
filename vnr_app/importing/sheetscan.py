"""A stream over the XML of a sheet: true extents, errors and raised characters, without a tree.

Readers trust what a sheet claims: one stray cell in its last corner makes the fast reader ask for
hundreds of gigabytes, and the process is killed. So the cells are counted here before it is called.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from vnr_app.i18n import _
from vnr_app.importing.container import Container

MAX_CELLS = 16_000_000
"""Cells of a grid, filled or not, above which a sheet is refused."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

_LONGEST = 1 << 20
_SPARSE_FROM, _SPARSE_FACTOR = 200_000, 20
_ROW_GAP, _COLUMN_GAP = 1_000, 200

_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,9})[\"']([^>]*?)(/?)>"
)
_PLAIN_CELL = re.compile(_CELL.pattern.replace(rb"(?:\w+:)?", b""))
"""The same without a namespace prefix, as almost every program writes it; several times faster."""
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>/])([^>]*?)(/?)>")
_ADDRESS = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,9})[\"']")
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"'][^>]*?\bt=[\"']e[\"'][^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).){0,2000}?<(?:\w+:)?v>([^<]{1,40})<",
    re.DOTALL,
)
_TEXT_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"'][^>]*?\bt=[\"']s[\"'][^>]*>\s*"
    rb"<(?:\w+:)?v>(\d+)<"
)
_RICH_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"'][^>]*?\bt=[\"']inlineStr[\"'][^>]*>"
    rb"\s*(<(?:\w+:)?is>(?:(?!</(?:\w+:)?c>).){0,65536}?</(?:\w+:)?is>)",
    re.DOTALL,
)


@dataclass(slots=True)
class SheetScan:
    """Extents (counts) and number of filled cells, and what a reader of values would lose.

    `texts` are positions of cells by the shared strings asked for, `rich` the XML of texts with
    raised characters that stand in the cell itself; positions are counted from 0.
    """

    cells: int = 0
    rows: int = 0
    columns: int = 0
    unaddressed: bool = False
    """Whether cells stand there without an address; readers then count them up themselves."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    texts: list[tuple[int, int, int]] = field(default_factory=list)
    rich: list[tuple[int, int, bytes]] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)

    @property
    def area(self) -> int:
        """The cells of a dense grid of this extent."""
        return self.rows * self.columns

    @property
    def is_sparse(self) -> bool:
        """Whether a dense grid of this extent would be large and mostly empty, or too large."""
        return self.area > MAX_CELLS or (
            self.area > _SPARSE_FROM and self.area > self.cells * _SPARSE_FACTOR
        )


def scan_sheet(container: Container, part: str, texts: set[int]) -> SheetScan:
    """Scan a sheet part; `KnownError` when it is no XML of a sheet or no grid that can be held."""
    scan = SheetScan()
    for data in _whole_tags(container, part):
        _scan_piece(scan, data, texts)
    _check_range(container, scan)
    if scan.unaddressed or scan.is_sparse:
        _find_strays(container, part, scan)
    if scan.area > MAX_CELLS or scan.cells > MAX_CELLS:
        raise container.refuse("cell-budget", _("a sheet holds or spans too many cells."))
    return scan


def _check_range(container: Container, scan: SheetScan) -> None:
    if scan.rows > MAX_ROWS or scan.columns > MAX_COLUMNS:
        raise container.refuse("grid-range", _("a cell lies outside of any possible sheet."))


def _whole_tags(container: Container, part: str) -> Iterator[bytes]:
    """The part in pieces that are cut before a cell or a row."""
    rest = b""
    for piece in container.stream(part):
        if b"\x00" in piece:
            raise container.refuse(
                "xml-invalid", _("the part {part} holds NUL bytes.").format(part=part)
            )
        data = rest + piece
        cut = max(data.rfind(b"<c "), data.rfind(b":c "), data.rfind(b"<row"))
        cut = data.rfind(b"<", 0, cut + 1) if cut >= 0 else data.rfind(b"<")
        data, rest = (data[:cut], data[cut:]) if cut > 0 else (b"", data)
        if len(rest) > _LONGEST:
            # No cell is that long; what follows cannot be one either.
            rest = rest[:1024]
        yield data
    yield rest


def _scan_piece(scan: SheetScan, data: bytes, texts: set[int]) -> None:
    found = (_CELL if b":c " in data else _PLAIN_CELL).findall(data)
    filled = [(column, row) for column, row, _attributes, closed in found if not closed]
    scan.cells += len(filled)
    if filled:
        scan.rows = max(scan.rows, *map(int, {row for _column, row in filled}))
        scan.columns = max(scan.columns, *map(_number, {column for column, _row in filled}))
    scan.unaddressed = scan.unaddressed or len(_ANY_CELL.findall(data)) > len(found)
    if b't="e"' in data or b"t='e'" in data:
        for column, row, code in _ERROR_CELL.findall(data):
            scan.errors[int(row) - 1, _number(column) - 1] = code.decode("utf-8", "replace")
    if b"vertAlign" in data:
        for column, row, content in _RICH_CELL.findall(data):
            scan.rich.append((int(row) - 1, _number(column) - 1, content))
    if texts:
        for column, row, index in _TEXT_CELL.findall(data):
            if int(index) in texts:
                scan.texts.append((int(row) - 1, _number(column) - 1, int(index)))


def _positions(container: Container, part: str) -> Iterator[tuple[int, int]]:
    """The filled cells of a part, those without an address counted up as readers do."""
    row = column = -1
    for data in _whole_tags(container, part):
        for tag, attributes, closed in _TOKEN.findall(data):
            address = _ADDRESS.search(attributes)
            if tag == b"row":
                row = int(address[2]) - 1 if address else row + 1
                column = -1
                continue
            if address and address[1]:
                row, column = int(address[2]) - 1, _number(address[1]) - 1
            else:
                column += 1
            if not closed:
                yield row, column


def _find_strays(container: Container, part: str, scan: SheetScan) -> None:
    """Shrink the extent to the main block; what lies beyond a wide gap is a stray."""
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    for row, column in _positions(container, part):
        rows[row] += 1
        columns[column] += 1
    scan.cells = rows.total()
    scan.rows, scan.columns = max(rows, default=-1) + 1, max(columns, default=-1) + 1
    _check_range(container, scan)
    if not scan.is_sparse:
        return
    scan.rows = _block_end(rows, _ROW_GAP) + 1
    scan.columns = _block_end(columns, _COLUMN_GAP) + 1
    scan.strays = [
        (row, column)
        for row, column in _positions(container, part)
        if row >= scan.rows or column >= scan.columns
    ]


def _number(letters: bytes) -> int:
    """The number of a column counted from 1: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _block_end(occupied: Counter[int], gap: int) -> int:
    """The last position before the first wide gap after which less than half follows."""
    positions = sorted(occupied)
    total, seen = sum(occupied.values()), 0
    for position, following in pairwise(positions):
        seen += occupied[position]
        if following - position > gap and (total - seen) * 2 < total:
            return position
    return positions[-1]
