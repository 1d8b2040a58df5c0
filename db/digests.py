"""What an operation's digest takes in of the observations that it wrote.

Since adr 20 it is JSON, a list a run, put together by SQLite itself. Operations that older programs
wrote have digests over single observations: as JSON since adr 18, in Python's notation before. All
three can be made of what is stored.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.sqlite import raw_connection
from db.unpacking import END, LABEL, START, number, raw
from vnr_app.domain.identity import key_of, key_start, key_tail

_PIECE = 1_000
"""Ids whose runs are put together at once; the digest does not depend on it."""
_OF_LINE = "k.series_id, k.area_id, k.breakdown_id"
_FROM = "FROM history_run r NOT INDEXED LEFT JOIN history_line k ON k.id = r.line_id"
_WHERE = "WHERE r.id BETWEEN ? AND ? AND r.operation_number = ?"
_JSON = f"""
    SELECT group_concat(line, '') FROM (
        SELECT json_array(r.line_id, {_OF_LINE}, r.operator, r.state, r.context_id, r.table_id,
                          r.cell_row, r.cell_column, r.periods, r.numbers, r.raws) AS line
        {_FROM} {_WHERE} ORDER BY r.id)
"""
_KEY = f"observation_key({_OF_LINE}, {START}, {END})"
_VALUE = f"""
    {number("r")}, r.operator, r.state, r.context_id, r.table_id, r.cell_row + p.key,
    r.cell_column, {raw("r")}
"""
_EACH = f"{_FROM} CROSS JOIN json_each(r.periods) p {_WHERE} ORDER BY r.id, p.key"
# Whether an observation is removed, which no program ever said, was a part of it: 0.
_JSON_EACH = f"""
    SELECT group_concat(line, '') FROM (
        SELECT json_array({_KEY}, {_OF_LINE}, {START}, {END}, {LABEL}, 0, {_VALUE}) AS line {_EACH})
"""
_ROWS = f"SELECT {_KEY}, {_OF_LINE}, {START}, {END}, {LABEL}, {_VALUE} {_EACH}"


def digest_runs(session: Session, operation: int, digest: "hashlib._Hash") -> None:
    """Take the runs that an operation wrote, with their lines, into its digest."""
    for (piece,) in _pieces(session, operation, _JSON):
        digest.update((piece or "").encode())


def digest_observations(session: Session, operation: int, digest: "hashlib._Hash") -> None:
    """Take its observations in one by one, as programs between adr 18 and adr 20 did."""
    _know_keys(session)
    for (piece,) in _pieces(session, operation, _JSON_EACH):
        digest.update((piece or "").encode())


def digest_as_rows(session: Session, operation: int, digest: "hashlib._Hash") -> None:
    """Take them in as programs before adr 18 did."""
    _know_keys(session)
    for row in _pieces(session, operation, _ROWS):
        digest.update(repr(row).encode())


FORMS = (digest_runs, digest_observations, digest_as_rows)
"""All forms that there were, the newest first."""


def span_of(session: Session, operation: int) -> tuple[int, int]:
    """The first and last id of the runs that an operation wrote; (0, -1) where it wrote none.

    Walking from one to the other costs less than going through an index to each.
    """
    query = text("""
        SELECT (SELECT MIN(id) FROM history_run WHERE operation_number = :operation),
               (SELECT MAX(id) FROM history_run WHERE operation_number = :operation)
    """)
    first, last = session.execute(query, {"operation": operation}).one()
    return (0, -1) if first is None else (first, last)


def _pieces(session: Session, operation: int, query: str) -> Iterator[tuple[Any, ...]]:
    """What a query answers for one stretch of ids after the other."""
    first, last = span_of(session, operation)
    # Straight from the driver: rows that nobody asks by name need not be wrapped.
    cursor = raw_connection(session).cursor()
    for start in range(first, last + 1, _PIECE):
        yield from cursor.execute(query, (start, min(start + _PIECE - 1, last), operation))
    cursor.close()


def _know_keys(session: Session) -> None:
    """Let SQL name an observation as earlier programs named it."""

    def key(series: int, area: int, breakdown: int, start: str, end: str) -> int:
        return key_of(key_start(series, area, breakdown), key_tail(start, end))

    raw_connection(session).create_function("observation_key", 5, key, deterministic=True)
