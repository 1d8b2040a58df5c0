"""Ids made of the content itself, so that equal rows of two files are the same row."""

import hashlib
import json

from vnr_app.domain.importplan import PlannedSeries, PlannedTable, range_name
from vnr_app.domain.indicators import Dimensions


def content_id(*parts: str) -> int:
    """A 63-bit id made of the content itself."""
    joined = "\x1f".join(parts).encode()
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest()) >> 1


def line_id(series: int, area: int, breakdown: int) -> int:
    """The id of what observations share that differ by period only: `content_id` of the three."""
    # A million pass here: no list of parts is made.
    parts = f"{series}\x1f{area}\x1f{breakdown}".encode()
    return int.from_bytes(hashlib.blake2b(parts, digest_size=8).digest()) >> 1


def key_start(series: int, area: int, breakdown: int) -> hashlib.blake2b:
    """The hash that the keys of all periods of one thing begin with; see `key_of`."""
    return hashlib.blake2b(f"{series}\x1f{area}\x1f{breakdown}\x1f".encode(), digest_size=8)


def key_tail(start: str, end: str) -> bytes:
    """What the keys of all things in one period end with; start and end are ISO dates."""
    return f"{start}\x1f{end}".encode()


def key_of(start: hashlib.blake2b, tail: bytes) -> int:
    """The id of what an observation is about: `content_id` of its five parts."""
    whole = start.copy()  # much faster than a new one
    whole.update(tail)
    return int.from_bytes(whole.digest()) >> 1


def series_id(series: PlannedSeries) -> int:
    """The id of a series."""
    return content_id("series", series.code, series.name, series.unit, *series.indicators)


def area_id(code: str) -> int:
    """The id of an area."""
    return content_id("area", code)


def breakdown_id(dimensions: Dimensions) -> int:
    """The id of a disaggregation."""
    return content_id("breakdown", dimensions_text(dimensions))


def context_id(nature: str, footnote: str, source: str) -> int:
    """The id of what many observations say alike."""
    return content_id("context", nature, footnote, source)


def file_id(sha256: str, name: str) -> int:
    """The id of a source file."""
    return content_id("file", sha256, name)


def table_id(file: int, table: PlannedTable) -> int:
    """The id of a table of a source file."""
    return content_id("table", str(file), table.sheet, range_name(table.region), table.layout)


def dimensions_text(dimensions: Dimensions) -> str:
    """A disaggregation as canonical JSON."""
    return json.dumps(
        [list(pair) for pair in dimensions], ensure_ascii=False, separators=(",", ":")
    )
