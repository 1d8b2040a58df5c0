"""The second reader of .xlsx workbooks (openpyxl): slow, but it cannot take the process with it."""

import warnings
from contextlib import closing
from io import BytesIO
from itertools import islice
from xml.etree.ElementTree import ParseError

from vnr_app.importing.grid import Cell, Row
from vnr_app.importing.native import damaged
from vnr_app.importing.sheetscan import SheetScan


def slow_rows(name: str, content: bytes, sheet: str, scan: SheetScan) -> list[Row]:
    """The rows of a sheet within its scanned bounds; `KnownError` where they cannot be read."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load

    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            with closing(book):
                page = book[sheet]
                page.reset_dimensions()
                rows = page.iter_rows(max_row=scan.rows, max_col=scan.columns, values_only=True)
                return [[_plain(cell) for cell in row] for row in islice(rows, scan.rows)]
    except (ValueError, TypeError, KeyError, ParseError, AttributeError) as error:
        raise damaged(name, error) from error


def _plain(cell: object) -> Cell:
    if cell is None:
        return ""
    return cell if isinstance(cell, Cell) else str(cell)
