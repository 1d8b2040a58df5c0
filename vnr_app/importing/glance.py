"""A first look at a file: the top of its sheets, in a time that does not depend on its length."""

from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from vnr_app.domain.importplan import SheetGrid
from vnr_app.importing.book import Book, SheetEntry, read_book
from vnr_app.importing.container import Container
from vnr_app.importing.grid import Cell, Place, Row, cell_text
from vnr_app.importing.sheet_cells import grid_of, read_cells, read_strings
from vnr_app.importing.sniff import Kind, sniff
from vnr_app.importing.styles import CellStyle, read_styles_or_none
from vnr_app.importing.superscripts import STRINGS

ROWS, COLUMNS = 200, 256
TEXT = 500
"""Signs of a cell that are shown."""

_MOST = 4 << 20
"""Bytes of a part that are looked at."""
_BEYOND = "…"


def glance(path: Path, sheets: Collection[str] = ()) -> list[SheetGrid]:
    """The first rows of the chosen sheets of a file, or else of all that are shown.

    Workbooks (.xlsx) and texts only; of other formats nothing is returned. `total_rows` is 0 where
    the number of rows is not known without reading on. `KnownError` as from `read_workbook`.
    """
    kind = sniff(path)
    if kind is Kind.CSV:
        from vnr_app.importing.csvtext import glance_rows  # noqa: PLC0415 - loads what judges cells

        return [_grid("", glance_rows(path, ROWS))]
    if kind is not Kind.XLSX:
        return []
    with Container(path) as container:
        book, styles = read_book(container), read_styles_or_none(container) or ()
        chosen = [
            entry
            for entry in book.sheets
            if (entry.name in sheets if sheets else entry.visible) and container.has(entry.part)
        ]
        tops = [_top(container, entry, book, styles) for entry in chosen]
        strings = _strings(container, {n for _cells, shared in tops for n in shared.values()})
        grids = []
        for entry, (cells, shared) in zip(chosen, tops, strict=True):
            texts = {place: strings.get(number, _BEYOND) for place, number in shared.items()}
            grids.append(_grid(entry.name, grid_of(cells | texts)))
        return grids


def _top(
    container: Container, entry: SheetEntry, book: Book, styles: tuple[CellStyle, ...]
) -> tuple[dict[Place, Cell], dict[Place, int]]:
    pieces = _first_bytes(container, entry.part)
    return read_cells(pieces, ROWS, COLUMNS, styles, from_1904=book.from_1904, stops=True)


def _strings(container: Container, wanted: set[int]) -> dict[int, str]:
    if not wanted or not container.has(STRINGS):
        return {}
    return read_strings(_first_bytes(container, STRINGS), wanted)


def _first_bytes(container: Container, part: str) -> Iterator[bytes]:
    taken = 0
    for piece in container.stream(part):
        # Small steps, so that the reader can stop soon after the last row wanted.
        for start in range(0, len(piece), 1 << 16):
            yield piece[start : start + (1 << 16)]
        taken += len(piece)
        if taken >= _MOST:
            return


def _grid(name: str, rows: list[Row]) -> SheetGrid:
    shown = tuple(
        tuple(cell_text(cell)[:TEXT] for cell in row[:COLUMNS]) for row in islice(rows, ROWS)
    )
    return SheetGrid(name, shown, 0)
