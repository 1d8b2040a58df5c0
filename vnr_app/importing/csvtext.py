"""Delimited text: its encoding, its dialect, and its records in a stream."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import cast

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.grid import Row
from vnr_app.importing.sheetscan import MAX_COLUMNS
from vnr_app.importing.sniff import looks_like_text, utf16_without_mark

MAX_FIELD = 16 * 1024 * 1024
_SAMPLE = 256 * 1024
_DELIMITERS = ",;\t|"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CYRILLIC = ("windows-1251", "koi8-r", "cp866", "mac_cyrillic")


@dataclass(frozen=True, slots=True)
class TextRows:
    """The records of a text file, to be iterated any number of times."""

    path: Path
    encoding: str
    delimiter: str
    skip: int = 0
    lines: int = 0

    def __len__(self) -> int:
        """The number of lines; a record may span several."""
        return self.lines

    def __iter__(self) -> Iterator[Row]:
        csv.field_size_limit(MAX_FIELD)
        with self.path.open(encoding=self.encoding, newline="", errors="replace") as stream:
            for _line in range(self.skip):
                stream.readline()
                yield []
            try:
                yield from cast("Iterator[Row]", csv.reader(stream, delimiter=self.delimiter))
            except csv.Error as error:
                raise KnownError(
                    "csv-field", f"“{self.path.name}”: {_('a field is too long to read.')}"
                ) from error


def open_text(path: Path) -> TextRows:
    """The records of a delimited text; `KnownError` where it cannot be cut into fields."""
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    encoding = detect_encoding(path, head)
    sample = head.decode(encoding, "ignore").lstrip("\ufeff")
    skip = 0
    delimiter = ""
    if match := re.match(r"sep=(.)\r?\n", sample, re.IGNORECASE):
        skip, delimiter = 1, match[1]
        sample = sample[match.end() :]
    delimiter = delimiter or detect_delimiter(sample)
    _check_width(path, sample, delimiter)
    lines, quotes = _count_marks(path)
    if quotes % 2:
        _refuse_open_quote(path, encoding, delimiter)
    return TextRows(path, encoding, delimiter, skip, lines)


def detect_encoding(path: Path, head: bytes) -> str:
    """The encoding of a text: by its mark, as UTF-8, as UTF-16 without a mark, else by guessing."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if codec := utf16_without_mark(head[:8192]):
        return codec
    if not looks_like_text(head):
        raise KnownError("unsupported", f"“{path.name}” {_('is not a text file.')}")
    try:
        head[: len(head) - 4 if len(head) == _SAMPLE else None].decode()
    except UnicodeDecodeError:
        return _guess(head)
    return "utf-8"


def _guess(head: bytes) -> str:
    """The likeliest old encoding; a Cyrillic one when the text then reads as ordinary words."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only old files need it

    sample = head[:65536]
    share, cyrillic = max((_word_share(sample, encoding), encoding) for encoding in _CYRILLIC)
    best = from_bytes(sample).best()
    guess = best.encoding if best else "cp1252"
    if share >= 0.8 or re.search(r"1251|koi8|cyrillic|cp866|cp855|8859_5", guess):
        return cyrillic
    return guess


def _word_share(sample: bytes, encoding: str) -> float:
    """The share of the foreign letters of a text that stand in Cyrillic words of usual case."""
    text = sample.decode(encoding, "replace")
    foreign = sum(sign > "\x7f" for sign in text)
    words = re.findall(r"\b[А-ЯЁа-яё][а-яё]+\b", text)
    return sum(len(word) for word in words) / max(foreign, 1)


def detect_delimiter(sample: str) -> str:
    """The delimiter that cuts most lines of a sample into the same number of fields."""
    lines = [line for line in sample.splitlines()[:200] if line.strip()][:60]
    if len(lines) > 1 and len(sample) >= _SAMPLE // 2:
        lines.pop()

    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(
            len(record) for record in csv.reader(StringIO("\n".join(lines)), delimiter=delimiter)
        )
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            return (0, 0)
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        return (count / sum(widths.values()), width)

    csv.field_size_limit(MAX_FIELD)
    return max(_DELIMITERS, key=score)


def _check_width(path: Path, sample: str, delimiter: str) -> None:
    if any(line.count(delimiter) >= MAX_COLUMNS for line in sample.splitlines()):
        raise KnownError(
            "too-many-columns",
            f"“{path.name}” {_('has more columns than any spreadsheet can hold.')}",
        )


def _count_marks(path: Path) -> tuple[int, int]:
    """The numbers of lines and of quotation marks of a file."""
    lines = quotes = 0
    piece = b""
    with path.open("rb") as stream:
        while more := stream.read(1 << 20):
            piece = more
            lines += piece.count(b"\n")
            quotes += piece.count(b'"')
    return lines + (not piece.endswith((b"\n", b"\n\0"))), quotes


def _refuse_open_quote(path: Path, encoding: str, delimiter: str) -> None:
    """Refuse a text whose quotation mark is never closed: it would swallow the rest of the file."""
    line = before = 0
    with path.open(encoding=encoding, newline="", errors="replace") as text:
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
