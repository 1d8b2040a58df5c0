"""Our own reader of the cells of an .xlsx sheet: slower than the native one, but bounded.

It takes the pieces of a part as they come, stops where it is told, and keeps what lies within.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from vnr_app.importing.annotations import column_number
from vnr_app.importing.container import Container
from vnr_app.importing.format_codes import GENERAL, is_date, is_duration
from vnr_app.importing.grid import Cell, Place, Row
from vnr_app.importing.styles import CellStyle
from vnr_app.importing.superscripts import STRINGS

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_DAY = 2_958_466


class EnoughError(Exception):
    """Raised inside the parser where no further cell is wanted."""


class _Cells:
    """Expat handlers that collect the cells of the first rows and columns."""

    def __init__(
        self,
        rows: int,
        columns: int,
        styles: tuple[CellStyle, ...],
        *,
        from_1904: bool,
        stops: bool,
    ) -> None:
        self.found: dict[Place, Cell] = {}
        self.shared: dict[Place, int] = {}
        self._bounds = rows, columns
        self._styles = styles
        self._from_1904 = from_1904
        self._stops = stops
        self._row = self._column = -1
        self._kind = ""
        self._style = 0
        self._text: list[str] | None = None
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells; readers count up those without an address."""
        name = tag.rpartition(":")[2]
        if name == "row":
            row = attributes.get("r", "")
            self._row = int(row) - 1 if row.isdecimal() else self._row + 1
            self._column = -1
            if self._row >= self._bounds[0] and self._stops:
                raise EnoughError
        elif name == "c":
            match = re.fullmatch(r"([A-Za-z]{1,4})(\d{1,9})", attributes.get("r", ""))
            if match:
                self._row, self._column = int(match[2]) - 1, column_number(match[1].encode()) - 1
            else:
                self._column += 1
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdecimal() else 0
        elif name in ("v", "t"):
            self._text = None if self._phonetic else []
        elif name == "rPh":
            self._phonetic = True

    def end(self, tag: str) -> None:
        """Keep the value of a cell; the runs of a rich text are joined."""
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self._phonetic = False
        if name not in ("v", "t") or self._text is None:
            return
        text, self._text = "".join(self._text), None
        place = self._row, self._column
        if self._row >= self._bounds[0] or self._column >= self._bounds[1]:
            return
        if name == "t":
            self.found[place] = str(self.found.get(place, "")) + unescaped(text)
        elif self._kind == "s" and text.strip().isdecimal():
            self.shared[place] = int(text)
        elif text:
            self.found[place] = self._value(text)

    def data(self, text: str) -> None:
        """Add text to the open value."""
        if self._text is not None:
            self._text.append(text)

    def _value(self, text: str) -> Cell:
        if self._kind == "b":
            return text.strip() in ("1", "true")
        if self._kind == "d":
            return _iso_date(text)
        if self._kind != "n":
            return unescaped(text)
        try:
            number = float(text)
        except ValueError:
            return text
        style = self._styles[self._style] if self._style < len(self._styles) else None
        code = style.format if style else GENERAL
        return serial_value(number, code, from_1904=self._from_1904) if is_date(code) else number


def read_cells(
    pieces: Iterable[bytes],
    rows: int,
    columns: int,
    styles: tuple[CellStyle, ...],
    *,
    from_1904: bool = False,
    stops: bool = False,
) -> tuple[dict[Place, Cell], dict[Place, int]]:
    """The filled cells within so many rows and columns, and those that hold a shared string.

    With `stops` the first row beyond ends the reading, and the pieces may end anywhere.
    """
    cells = _Cells(rows, columns, styles, from_1904=from_1904, stops=stops)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.data
    try:
        for piece in pieces:
            parser.Parse(piece, False)
    except EnoughError:
        pass
    return cells.found, cells.shared


class _Strings:
    """Expat handlers that keep some of the shared strings, until the last of them has come."""

    def __init__(self, wanted: set[int]) -> None:
        self.found: dict[int, str] = {}
        self._wanted, self._last = wanted, max(wanted, default=-1)
        self._index = -1
        self._text: list[str] = []
        self._open = self._phonetic = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Count the strings."""
        name = tag.rpartition(":")[2]
        if name == "si":
            self._index += 1
            self._text = []
            if self._index > self._last:
                raise EnoughError
        self._phonetic = self._phonetic or name == "rPh"
        self._open = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        """Keep a string that is wanted."""
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self._phonetic = False
        self._open = False
        if name == "si" and self._index in self._wanted:
            self.found[self._index] = unescaped("".join(self._text))

    def data(self, text: str) -> None:
        """Add text to the open string."""
        if self._open:
            self._text.append(text)


def read_strings(pieces: Iterable[bytes], wanted: set[int]) -> dict[int, str]:
    """The shared strings of these numbers; those that the pieces do not reach are left out."""
    strings = _Strings(wanted)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = strings.start
    parser.EndElementHandler = strings.end
    parser.CharacterDataHandler = strings.data
    try:
        for piece in pieces:
            parser.Parse(piece, False)
    except EnoughError:
        pass
    return strings.found


def bounded_rows(
    container: Container,
    part: str,
    rows: int,
    columns: int,
    styles: tuple[CellStyle, ...],
    *,
    from_1904: bool,
) -> list[Row]:
    """The rows of a sheet within these bounds."""
    found, shared = read_cells(container.stream(part), rows, columns, styles, from_1904=from_1904)
    if shared and container.has(STRINGS):
        strings = read_strings(container.stream(STRINGS), set(shared.values()))
        found |= {place: strings.get(index, "") for place, index in shared.items()}
    return grid_of(found)


def grid_of(found: dict[Place, Cell]) -> list[Row]:
    """Rows of equal length from A1 on that hold these cells."""
    height = max((row for row, _column in found), default=-1) + 1
    width = max((column for _row, column in found), default=-1) + 1
    rows: list[Row] = [[""] * width for _row in range(height)]
    for (row, column), cell in found.items():
        rows[row][column] = cell
    return rows


def serial_value(number: float, code: str, *, from_1904: bool = False) -> Cell:
    """A serial number of days as the date, time or duration that its format shows.

    A number that no calendar has stays a number.
    """
    if is_duration(code):
        return timedelta(milliseconds=round(number * 86_400_000))
    if not 0 <= number < _LAST_DAY - 1462 * from_1904:
        return number
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - no zone
    if not from_1904 and number < 60:
        # Excel believes in a 29 February 1900, so that days before it are one later.
        start += timedelta(days=1)
    found = start + timedelta(milliseconds=round(number * 86_400_000))
    if number < 1:
        return found.time()
    return found.date() if found.time() == time() else found


def _iso_date(text: str) -> Cell:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date(found.year, found.month, found.day) if found.time() == time() else found


def unescaped(text: str) -> str:
    """A text with the characters that Excel writes as "_x000D_"."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
