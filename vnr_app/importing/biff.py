"""Old workbooks (.xls), checked record by record before the native reader sees them.

A record may claim a grid of billions of cells; what it claims is put right in memory.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.format_codes import BUILT_IN, GENERAL, says_more
from vnr_app.importing.grid import Place
from vnr_app.importing.sheetscan import block_end, is_sparse

_BOUNDSHEET, _FILEPASS, _FORMAT, _XF = 0x85, 0x2F, 0x41E, 0xE0
_DIMENSIONS, _ROW, _COLINFO, _FILTERMODE, _EOF = 0x200, 0x208, 0x7D, 0x9B, 0x0A
_NUMBER, _LABEL, _LABELSST, _RSTRING, _RK, _MULRK = 0x203, 0x204, 0xFD, 0xD6, 0x27E, 0xBD
_FORMULA, _BOOLERR = 0x06, 0x205
_CELLS = frozenset((_NUMBER, _LABEL, _LABELSST, _RSTRING, _RK, _MULRK, _FORMULA, _BOOLERR))
_NOTHING = 0xFFFE
"""A record type that means nothing, and is skipped by every reader."""
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class OldSheet:
    """What the records of a sheet say beside the values of its cells; places from 0."""

    name: str
    errors: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    strays: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OldBook:
    """A checked workbook: bytes that are safe to read, and what is known of its sheets."""

    content: bytes
    sheets: dict[str, OldSheet]
    encrypted: bool
    macros: bool


def check_old_workbook(name: str, content: bytes) -> OldBook:
    """Check a workbook in the old format; `KnownError` where it is cut off or damaged."""
    import olefile  # noqa: PLC0415 - only old workbooks need it

    file = BytesIO(content)
    try:
        with olefile.OleFileIO(
            file, write_mode=True, raise_defects=olefile.DEFECT_INCORRECT
        ) as container:
            stream = "Workbook" if container.exists("Workbook") else "Book"
            book = bytearray(container.openstream(stream).read())
            if len(book) != container.get_size(stream):
                raise _truncated(name)
            macros = container.exists("_VBA_PROJECT_CUR")
            scan = _BookScan(book)
            if scan.encrypted:
                return OldBook(content, {}, encrypted=True, macros=macros)
            sheets = scan.sheets()
            if scan.changed:
                container.write_stream(stream, bytes(book))
                content = file.getvalue()
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise _truncated(name) from error
    return OldBook(content, {sheet.name: sheet for sheet in sheets}, encrypted=False, macros=macros)


def _truncated(name: str) -> KnownError:
    return KnownError(
        "truncated",
        _("“{name}” is incomplete or damaged.").format(name=name),
        _("Copy or download it again."),
    )


class _BookScan:
    """The records of a workbook stream; lying extents and strays are written over in place."""

    def __init__(self, book: bytearray) -> None:
        self.changed = False
        self.encrypted = False
        self._book = book
        self._offsets: list[tuple[int, str]] = []
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        self._read_globals()

    def _records(self, start: int) -> Iterator[tuple[int, int, int]]:
        """(type, start of the data, length) of each record of a substream."""
        position, book = start, self._book
        while position + 4 <= len(book):
            kind, length = struct.unpack_from("<HH", book, position)
            if position + 4 + length > len(book):
                raise ValueError
            yield kind, position + 4, length
            position += 4 + length
            if kind == _EOF:
                return
        raise ValueError

    def _read_globals(self) -> None:
        for kind, at, length in self._records(0):
            if kind == _FILEPASS:
                self.encrypted = True
                return
            if kind == _BOUNDSHEET:
                offset, _state, sheet_kind = struct.unpack_from("<IBB", self._book, at)
                if sheet_kind == 0:
                    self._offsets.append((offset, self._text(at + 6, length - 6, wide_count=False)))
            elif kind == _FORMAT:
                number = struct.unpack_from("<H", self._book, at)[0]
                self._formats[number] = self._text(at + 2, length - 2, wide_count=True)
            elif kind == _XF:
                self._styles.append(struct.unpack_from("<H", self._book, at + 2)[0])

    def _text(self, at: int, length: int, *, wide_count: bool) -> str:
        """A text of BIFF8: its count, a flag for two bytes a character, the characters."""
        head = 2 if wide_count else 1
        count = int.from_bytes(self._book[at : at + head], "little")
        is_wide = self._book[at + head] & 1
        data = bytes(self._book[at + head + 1 : at + length])
        if is_wide:
            return data[: 2 * count].decode("utf-16-le", "replace")
        return data[:count].decode("latin-1")

    def sheets(self) -> list[OldSheet]:
        """Each work sheet, checked."""
        return [self._read_sheet(offset, name) for offset, name in self._offsets]

    def _read_sheet(self, offset: int, name: str) -> OldSheet:
        sheet = OldSheet(name)
        cells: list[tuple[int, int, int]] = []
        dimensions = 0
        for kind, at, length in self._records(offset):
            if kind in _CELLS:
                row, column, style = struct.unpack_from("<HHH", self._book, at)
                if kind == _MULRK:
                    column = struct.unpack_from("<H", self._book, at + length - 2)[0]
                cells.append((row, column, at))
                self._note_cell(sheet, kind, at, (row, column), style)
            elif kind == _DIMENSIONS:
                dimensions = at
            elif kind == _ROW:
                row, flags = struct.unpack_from("<H10xB", self._book, at)
                if flags & 0x20:
                    sheet.hidden_rows.add(row)
            elif kind == _COLINFO:
                first, last, flags = struct.unpack_from("<HH4xH", self._book, at)
                if flags & 1:
                    sheet.hidden_columns.update(range(first, min(last, 255) + 1))
            elif kind == _FILTERMODE:
                sheet.filtered = True
        self._put_right(sheet, cells, dimensions)
        return sheet

    def _note_cell(self, sheet: OldSheet, kind: int, at: int, place: Place, style: int) -> None:
        book = self._book
        if kind == _BOOLERR and book[at + 7]:
            sheet.errors[place] = _ERRORS.get(book[at + 6], "#N/A")
        elif kind == _FORMULA and book[at + 12 : at + 14] == b"\xff\xff" and book[at + 6] == 2:
            sheet.errors[place] = _ERRORS.get(book[at + 8], "#N/A")
        elif kind in (_NUMBER, _RK, _FORMULA) and style < len(self._styles):
            number = self._styles[style]
            code = self._formats.get(number) or BUILT_IN.get(number, GENERAL)
            if says_more(code):
                sheet.formats[place] = code

    def _put_right(
        self, sheet: OldSheet, cells: list[tuple[int, int, int]], dimensions: int
    ) -> None:
        """Write the true extent over what the sheet claims; cells far from all others are lost."""
        rows, columns = Counter(c[0] for c in cells), Counter(c[1] for c in cells)
        last_row, last_column = max(rows, default=-1), max(columns, default=-1)
        if is_sparse((last_row + 1) * (last_column + 1), len(cells)):
            last_row, last_column = block_end(rows, columns)
            for row, column, at in cells:
                if row > last_row or column > last_column:
                    struct.pack_into("<H", self._book, at - 4, _NOTHING)
                    sheet.strays.append((row, column))
                    self.changed = True
        if not dimensions:
            return
        claimed = struct.unpack_from("<IIHH", self._book, dimensions)
        if claimed[1] > last_row + 1 or claimed[3] > last_column + 1:
            extent = 0, last_row + 1, 0, last_column + 1
            struct.pack_into("<IIHH", self._book, dimensions, *extent)
            self.changed = True
