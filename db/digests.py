"""What an operation's digest takes in of the observations that it wrote.

Since adr 18 it is JSON, a list a version, put together by SQLite itself. Operations that older
programs wrote have digests over Python's notation of the same rows.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

_PIECE = 1_000
"""Ids whose versions are put together at once; the digest does not depend on it."""
_OF_KEY = "o.key_id, k.series_id, k.area_id, k.breakdown_id"
_OF_VERSION = """
    o.number, o.operator, o.state, o.context_id, o.table_id, o.cell_row, o.cell_column, o.raw
"""
_FROM = """
    FROM history_observation o NOT INDEXED LEFT JOIN history_key k ON k.id = o.key_id
    WHERE o.id BETWEEN ? AND ? AND o.operation_number = ? ORDER BY o.id
"""
_JSON = f"""
    SELECT group_concat(line, '') FROM (
        SELECT json_array({_OF_KEY}, k.period_start, k.period_end, k.period_label, o.removed,
                          {_OF_VERSION}) AS line {_FROM})
"""
_ROWS = f"""
    SELECT {_OF_KEY}, CAST(k.period_start AS TEXT), CAST(k.period_end AS TEXT), k.period_label,
           {_OF_VERSION} {_FROM}
"""


def digest_versions(session: Session, number: int, digest: "hashlib._Hash") -> None:
    """Take the versions that an operation wrote, with their keys, into its digest."""
    for (piece,) in _pieces(session, number, _JSON):
        digest.update((piece or "").encode())


def digest_versions_as_before(session: Session, number: int, digest: "hashlib._Hash") -> None:
    """Take them in as programs before adr 18 did."""
    for row in _pieces(session, number, _ROWS):
        digest.update(repr(row).encode())


def span_of(session: Session, number: int) -> tuple[int, int]:
    """The first and last id of the versions that an operation wrote; (0, -1) where it wrote none.

    Walking from one to the other costs less than going through an index to each of a million.
    """
    query = text("""
        SELECT (SELECT MIN(id) FROM history_observation WHERE operation_number = :operation),
               (SELECT MAX(id) FROM history_observation WHERE operation_number = :operation)
    """)
    first, last = session.execute(query, {"operation": number}).one()
    return (0, -1) if first is None else (first, last)


def _pieces(session: Session, number: int, query: str) -> Iterator[tuple[Any, ...]]:
    """What a query answers for one stretch of ids after the other."""
    first, last = span_of(session, number)
    # Straight from the driver: rows that nobody asks by name need not be wrapped.
    cursor = session.connection().connection.cursor()
    for start in range(first, last + 1, _PIECE):
        yield from cursor.execute(query, (start, min(start + _PIECE - 1, last), number))
    cursor.close()
