"""Delimited text: its encoding, its dialect, and its records in a stream."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.container import WORKBOOK
from vnr_app.importing.encodings import detect_encoding, known_encoding
from vnr_app.importing.grid import Row
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.importing.sheetscan import MAX_COLUMNS
from vnr_app.importing.sniff import GZIP

MAX_FIELD = 16 * 1024 * 1024
"""Characters of a field beyond which a text is refused."""
LONGEST_CELL = 32_767
"""Characters of a field that are read, as many as a cell of a workbook can hold."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
SAMPLE = 256 * 1024

_DELIMITERS = ",;\t|"
_INFLATED = 2 * 1024**3
_WINDOW = 1 << 14


@dataclass(frozen=True, slots=True)
class TextRows:
    """The records of a text file, to be iterated any number of times.

    `skip` lines at the start are no records. Texts with control characters are cleaned of them,
    and those with fields longer than a cell are cut.
    """

    path: Path
    encoding: str
    delimiter: str
    skip: int = 0
    lines: int = 0
    has_controls: bool = False
    has_long_lines: bool = False
    open_end: str = ""
    """The last line, where no line break ends it."""

    def __len__(self) -> int:
        """The number of lines; a record may span several."""
        return self.lines

    def __iter__(self) -> Iterator[Row]:
        with self.open() as stream, self.refusing():
            for _line in range(self.skip):
                stream.readline()
                yield []
            if self.has_long_lines:
                for record in self._all(stream):
                    yield [cell[:LONGEST_CELL] for cell in record]
            else:
                yield from cast("Iterator[Row]", self._all(stream))

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Refuse the file where a record of it cannot be cut into fields."""
        csv.field_size_limit(MAX_FIELD)
        try:
            yield
        except csv.Error as error:
            raise KnownError(
                "csv-field", f"“{self.path.name}”: {_('a field is too long to read.')}"
            ) from error

    def open(self) -> TextIO:
        """The decoded text, packed or not."""
        if is_packed(self.path):
            return gzip.open(self.path, "rt", encoding=self.encoding, errors="replace", newline="")
        return self.path.open(encoding=self.encoding, newline="", errors="replace")

    def _all(self, stream: TextIO) -> "Iterator[list[str]]":
        lines: Iterable[str] = stream
        if self.has_controls:
            lines = filter(None, (CONTROLS.sub("", line) for line in stream))
        return csv.reader(lines, delimiter=self.delimiter)


def is_packed(path: Path) -> bool:
    """Whether a file is a single one packed by gzip."""
    with path.open("rb") as stream:
        return stream.read(2) == GZIP


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a text, packed or not."""
    return cast("BinaryIO", gzip.open(path)) if is_packed(path) else path.open("rb")


def open_text(path: Path, recipe: Recipe = NO_RECIPE) -> TextRows:
    """The records of a delimited text; `KnownError` where it cannot be cut into fields."""
    with open_bytes(path) as stream:
        head = stream.read(SAMPLE)
    encoding, delimiter, skip, sample = _dialect(path, head, recipe)
    _check_width(path, sample, delimiter)
    marks = _count_marks(path)
    if marks.quotes % 2:
        _refuse_open_quote(path, encoding, delimiter)
    end = _decoded_end(marks, encoding, head)
    return TextRows(
        path,
        encoding,
        delimiter,
        skip,
        marks.lines,
        has_controls=bool(CONTROLS.search(sample) or CONTROLS.search(end)),
        has_long_lines=marks.has_long_lines,
        open_end="" if end.endswith(("\n", "\r")) else end.rpartition("\n")[2],
    )


def _dialect(path: Path, head: bytes, recipe: Recipe) -> tuple[str, str, int, str]:
    """Encoding, delimiter, lines before the first record, and the text of the head from there."""
    encoding = known_encoding(recipe.encoding)
    encoding = encoding or detect_encoding(path.name, head, is_whole=len(head) < SAMPLE)
    sample = head.decode(encoding, "ignore").lstrip("\ufeff")
    skip = 0
    delimiter = recipe.delimiter
    if match := re.match(r"sep=(.)\r?\n", sample, re.IGNORECASE):
        skip, delimiter = 1, delimiter or match[1]
        sample = sample[match.end() :]
    delimiter = delimiter or detect_delimiter(sample)
    return encoding, delimiter, skip, sample


def detect_delimiter(sample: str) -> str:
    """The delimiter that cuts most lines of a sample into the same number of fields."""
    lines = [line for line in sample.splitlines()[:200] if line.strip()][:60]
    if len(lines) > 1 and len(sample) >= SAMPLE // 2:
        lines.pop()

    def score(delimiter: str) -> tuple[float, bool, int]:
        widths = Counter(
            len(record) for record in csv.reader(StringIO("\n".join(lines)), delimiter=delimiter)
        )
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            return (0, False, 0)
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        # Hardly a text holds a tab, while codes before tabs are joined by commas.
        return (count / sum(widths.values()), delimiter == "\t", width)

    csv.field_size_limit(MAX_FIELD)
    return max(_DELIMITERS, key=score)


def _check_width(path: Path, sample: str, delimiter: str) -> None:
    if any(line.count(delimiter) >= MAX_COLUMNS for line in sample.splitlines()):
        raise KnownError(
            "too-many-columns",
            f"“{path.name}” {_('has more columns than any spreadsheet can hold.')}",
        )


@dataclass(slots=True)
class _Marks:
    """What one pass over the bytes of a text counts."""

    lines: int = 0
    quotes: int = 0
    has_long_lines: bool = False
    end: bytes = b""
    """The last bytes of the file."""


def _count_marks(path: Path) -> _Marks:
    marks = _Marks()
    size, inflated = path.stat().st_size, 0
    try:
        with open_bytes(path) as stream:
            while piece := stream.read(1 << 20):
                inflated += len(piece)
                if inflated > _INFLATED or (
                    inflated > WORKBOOK.ratio_from and inflated > size * WORKBOOK.ratio
                ):
                    raise KnownError(
                        "zip-ratio",
                        f"“{path.name}”: {_('the file unpacks to far more than it can need.')}",
                    )
                _count_piece(marks, piece)
    except EOFError:
        raise KnownError(
            "truncated",
            _("“{name}” is incomplete or damaged.").format(name=path.name),
            _("Copy or download it again."),
        ) from None
    marks.lines += not marks.end.endswith((b"\n", b"\n\0"))
    return marks


def _count_piece(marks: _Marks, piece: bytes) -> None:
    marks.lines += piece.count(b"\n")
    marks.quotes += piece.count(b'"')
    marks.end = (marks.end + piece)[-4096:]
    marks.has_long_lines = marks.has_long_lines or any(
        piece.find(b"\n", start, start + _WINDOW) < 0
        for start in range(0, len(piece) - _WINDOW + 1, _WINDOW)
    )


def _decoded_end(marks: _Marks, encoding: str, head: bytes) -> str:
    """The last characters of a text."""
    if encoding == "utf-16":
        encoding = "utf-16-be" if head.startswith(b"\xfe\xff") else "utf-16-le"
    return marks.end.decode(encoding, "ignore")


def _refuse_open_quote(path: Path, encoding: str, delimiter: str) -> None:
    """Refuse a text whose quotation mark is never closed: it would swallow the rest of the file."""
    line = before = 0
    with TextRows(path, encoding, delimiter).open() as text:
        reader = csv.reader(text, delimiter=delimiter)
        for _record in reader:
            line = before + 1 if reader.line_num - before > 1 else 0
            before = reader.line_num
    if line:
        raise KnownError(
            "csv-quote",
            _("“{name}”: a quotation mark opened in line {line} is never closed.").format(
                name=path.name, line=line
            ),
        )


def glance_rows(path: Path, count: int) -> list[Row]:
    """The first records of a text, from its first bytes alone."""
    with open_bytes(path) as stream:
        head = stream.read(SAMPLE)
    _encoding, delimiter, skip, sample = _dialect(path, head, NO_RECIPE)
    lines = sample.splitlines(keepends=True)
    if len(head) == SAMPLE and len(lines) > 1:
        lines.pop()
    csv.field_size_limit(MAX_FIELD)
    records = csv.reader((CONTROLS.sub("", line) for line in lines), delimiter=delimiter)
    return [[] for _line in range(skip)] + [list(record) for record in islice(records, count)]
