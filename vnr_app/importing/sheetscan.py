"""A stream over the XML of a sheet: true extents and what a reader of values would lose.

Readers trust what a sheet claims: one stray cell in its last corner makes the fast reader ask for
hundreds of gigabytes, and the process is killed. So the cells are counted here before it is called.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from vnr_app.i18n import _
from vnr_app.importing.annotations import DETAILED_CELLS, Annotations, column_number
from vnr_app.importing.container import Container
from vnr_app.importing.grid import Place
from vnr_app.importing.plain_cells import PlainCells
from vnr_app.importing.xmlcheck import XmlCheck

MAX_CELLS = 16_000_000
"""Cells of a grid, filled or not, above which a sheet is refused."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

_LONGEST = 1 << 20
_NEAR = 1 << 14
"""Bytes at the end of a piece in which a cell almost always begins."""
_SPARSE_FROM, _SPARSE_FACTOR = 200_000, 20
_ROW_GAP, _COLUMN_GAP = 1_000, 200
_ORDER_CHECKED = 5_000

_LETTERS, _DIGITS = bytes(range(65, 91)), b"0123456789"
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,4}\d{1,9})"')
"""A cell as almost every program writes it; several times faster to find than any cell."""
_USUAL_FILLED_CELL = re.compile(_USUAL_CELL.pattern + rb"(?:[^>]*[^/>])?>")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,9})[\"']([^>]*?)(/?)>"
)
_TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>/])([^>]*?)(/?)>")
_ADDRESS = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,9})[\"']")


@dataclass(slots=True)
class SheetScan:
    """Extents (counts) and number of filled cells, and what a reader of values would lose.

    Positions are counted from 0.
    """

    cells: int = 0
    rows: int = 0
    columns: int = 0
    rough: bool = False
    """Whether rows and columns are bounds, not counts; see `recount`."""
    unaddressed: bool = False
    """Whether cells stand there without an address; readers then count them up themselves."""
    notes: Annotations = field(default_factory=Annotations)
    disordered: Place | None = None
    """The first cell that does not come after the one before it."""
    repeated: list[Place] = field(default_factory=list)
    """Cells that are given twice."""
    strays: list[Place] = field(default_factory=list)
    seen: set[Place] = field(default_factory=set)
    """The first cells, by which those given twice are told."""

    @property
    def area(self) -> int:
        """The cells of a dense grid of this extent."""
        return self.rows * self.columns

    @property
    def is_beyond(self) -> bool:
        """Whether a cell lies where no sheet reaches."""
        return self.rows > MAX_ROWS or self.columns > MAX_COLUMNS

    @property
    def is_sparse(self) -> bool:
        """Whether a dense grid of this extent would be large and mostly empty, or too large."""
        return is_sparse(self.area, self.cells)


def is_sparse(area: int, cells: int) -> bool:
    """Whether a grid of so many places for these cells is large and mostly empty, or too large."""
    return area > MAX_CELLS or (area > _SPARSE_FROM and area > cells * _SPARSE_FACTOR)


def scan_sheet(container: Container, part: str, notes: Annotations) -> SheetScan:
    """Scan a sheet part; `KnownError` when it is no XML of a sheet or no grid that can be held."""
    scan = SheetScan(notes=notes)
    plain = PlainCells(notes.texts, notes.styles)
    for number, data in enumerate(_whole_tags(container, part, XmlCheck(container, part))):
        detailed = scan.cells < DETAILED_CELLS
        checked = scan.cells >= _ORDER_CHECKED
        reach = plain.reach(data, scan.columns, detailed=detailed) if checked else None
        if reach:
            scan.cells += data.count(b"</c>")
            scan.rows, scan.columns = max(scan.rows, reach[0]), max(scan.columns, reach[1])
            scan.rough = True
        else:
            notes.add(data, detailed=detailed)
            _scan_piece(scan, data)
        if not number:
            notes.add_frame(data[: data.find(b"sheetData")])
        notes.add_frame(data[data.rfind(b"</row") :])
    if scan.is_sparse or scan.is_beyond:
        recount(container, part, scan)
    _check_range(container, scan)
    if scan.unaddressed or scan.is_sparse:
        _find_strays(container, part, scan)
    if scan.area > MAX_CELLS or scan.cells > MAX_CELLS:
        raise container.refuse("cell-budget", _("a sheet holds or spans too many cells."))
    return scan


def recount(container: Container, part: str, scan: SheetScan) -> None:
    """Count exactly where a scan was rough."""
    if not scan.rough:
        return
    exact = SheetScan()
    for data in _whole_tags(container, part):
        _scan_piece(exact, data)
    scan.cells, scan.rows, scan.columns = exact.cells, exact.rows, exact.columns
    scan.rough = False


def _check_range(container: Container, scan: SheetScan) -> None:
    if scan.is_beyond:
        raise container.refuse("grid-range", _("a cell lies outside of any possible sheet."))


def _whole_tags(container: Container, part: str, check: XmlCheck | None = None) -> Iterator[bytes]:
    """The part in pieces that are cut before a cell or a row."""
    rest = b""
    for piece in container.stream(part):
        if b"\x00" in piece:
            raise container.refuse(
                "xml-invalid", _("the part {part} holds NUL bytes.").format(part=part)
            )
        if check:
            check.feed(piece)
        data = rest + piece
        cut = _last_start(data, max(0, len(data) - _NEAR))
        cut = cut if cut >= 0 else _last_start(data, 0)
        cut = data.rfind(b"<", 0, cut + 1) if cut >= 0 else data.rfind(b"<")
        data, rest = (data[:cut], data[cut:]) if cut > 0 else (b"", data)
        if len(rest) > _LONGEST:
            # No cell is that long; what follows cannot be one either.
            rest = rest[:1024]
        yield data
    if check:
        check.close()
    yield rest


def _last_start(data: bytes, since: int) -> int:
    """Where the last cell or row begins."""
    return max(data.rfind(start, since) for start in (b"<c ", b":c ", b"<row"))


def _scan_piece(scan: SheetScan, data: bytes) -> None:
    addresses, cells = _USUAL_CELL.findall(data), len(_ANY_CELL.findall(data))
    if len(addresses) == cells:
        if cells > data.count(b"</c>"):
            addresses = _USUAL_FILLED_CELL.findall(data)
        joined = b" ".join(addresses)
        rows, columns = joined.translate(None, _LETTERS), joined.translate(None, _DIGITS)
        _count_cells(scan, rows.split(), columns.split())
    else:
        found = _CELL.findall(data)
        filled = [(column, row) for column, row, _attributes, closed in found if not closed]
        _count_cells(scan, [row for _column, row in filled], [column for column, _row in filled])
        scan.unaddressed = scan.unaddressed or cells > len(found)


def _count_cells(scan: SheetScan, rows: list[bytes], columns: list[bytes]) -> None:
    if not rows:
        return
    if scan.cells < _ORDER_CHECKED:
        _check_order(scan, rows[:_ORDER_CHECKED], columns[:_ORDER_CHECKED])
    scan.cells += len(rows)
    scan.rows = max(scan.rows, *map(int, set(rows)))
    scan.columns = max(scan.columns, *map(column_number, set(columns)))


def _check_order(scan: SheetScan, rows: list[bytes], columns: list[bytes]) -> None:
    """Compare each cell with the one before it; readers may mix up what is not in order."""
    last = max(scan.seen, default=(-1, -1))
    for row, column in zip(rows, columns, strict=True):
        place = int(row) - 1, column_number(column) - 1
        if place in scan.seen:
            scan.repeated.append(place)
        elif place < last:
            scan.disordered = scan.disordered or place
        scan.seen.add(place)
        last = place


def _positions(container: Container, part: str) -> Iterator[Place]:
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
                row, column = int(address[2]) - 1, column_number(address[1]) - 1
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
    scan.cells, scan.rough = rows.total(), False
    scan.rows, scan.columns = max(rows, default=-1) + 1, max(columns, default=-1) + 1
    _check_range(container, scan)
    if not scan.is_sparse:
        return
    last_row, last_column = block_end(rows, columns)
    scan.rows, scan.columns = last_row + 1, last_column + 1
    scan.strays = [
        (row, column)
        for row, column in _positions(container, part)
        if row >= scan.rows or column >= scan.columns
    ]


def block_end(rows: Counter[int], columns: Counter[int]) -> Place:
    """The last row and column of the main block of cells, by the filled cells of each line."""
    return _line_end(rows, _ROW_GAP), _line_end(columns, _COLUMN_GAP)


def _line_end(occupied: Counter[int], gap: int) -> int:
    """The last position before the first wide gap after which less than half follows."""
    positions = sorted(occupied)
    total, seen = sum(occupied.values()), 0
    for position, following in pairwise(positions):
        seen += occupied[position]
        if following - position > gap and (total - seen) * 2 < total:
            return position
    return positions[-1]
