"""Observations in bulk: merging what was staged, taking back. All in SQL.

`staging` is a file that `db.staging.attached` has attached; ids are content-derived.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.models import Area, Breakdown, Context

if TYPE_CHECKING:
    from db.operation import Operation

_CHUNK = 5_000

_REFERENCES = (
    (Area, "area", ("code", "name")),
    (Breakdown, "breakdown", ("dimensions",)),
    (Context, "context", ("nature", "footnote", "source")),
)
_TAKEN = "WHERE s.position NOT IN (SELECT position FROM temp.left_out)"
# In the order of the keys every index grows at one place after the other, not all over.
_BY_KEY = f"FROM staging.by_key s {_TAKEN}"


def leave_out(session: Session, positions: Sequence[int]) -> None:
    """Note which staged rows `merge` leaves out."""
    session.execute(text("DROP TABLE IF EXISTS temp.left_out"))
    session.execute(text("CREATE TEMPORARY TABLE left_out (position INTEGER PRIMARY KEY)"))
    if positions:
        session.execute(
            text("INSERT OR IGNORE INTO temp.left_out VALUES (:position)"),
            [{"position": each} for each in positions],
        )


def taken(session: Session, column: str) -> list[int]:
    """The different values in an id column of the staged rows that are not left out."""
    query = text(f"SELECT DISTINCT s.{column} FROM staging.staged s {_TAKEN}")
    return sorted(session.scalars(query))


def add_references(session: Session) -> None:
    """Add the areas, disaggregations and contexts of the rows taken that the review has not."""
    for model, table, names in _REFERENCES:
        columns = ", ".join(("id", *names))
        rows = session.execute(
            text(f"""
                SELECT {columns} FROM staging.{table}
                WHERE id IN (SELECT DISTINCT s.{table}_id FROM staging.staged s {_TAKEN})
                AND id NOT IN (SELECT id FROM main.{table}) ORDER BY id
            """)
        )
        session.add_all([model(**row) for row in rows.mappings()])
    session.flush()


def merge(running: "Operation") -> None:
    """Write the staged rows as versions of the operation; see `leave_out`.

    Values that are there already are written too: the review then holds what this file says even
    when the import that said it first is taken back.
    """
    session = running.session
    _refuse_collisions(session)
    session.execute(
        text(f"""
            INSERT INTO history_key (id, series_id, area_id, breakdown_id,
                                     period_start, period_end, period_label)
            SELECT key_id, series_id, area_id, breakdown_id,
                   period_start, period_end, period_label
            {_BY_KEY} ORDER BY s.rowid
            ON CONFLICT (id) DO NOTHING
        """)
    )
    session.execute(
        text(f"""
            INSERT INTO history_observation (key_id, operation_number, removed, number, operator,
                                             state, context_id, table_id, cell_row, cell_column,
                                             raw)
            SELECT s.key_id, :operation, FALSE, s.number, s.operator, s.state, s.context_id,
                   (SELECT id FROM staging.source_table t WHERE t.position = s.table_number),
                   s.cell_row, s.cell_column, s.raw
            {_BY_KEY} ORDER BY s.rowid
        """),
        {"operation": running.number},
    )
    put_in_force(session, running.number)
    digest_versions(session, running.number, running.digest)
    running.kinds.add("observation")


def put_in_force(session: Session, number: int) -> None:
    """Let the versions of the newest operation hold; what `recompute` would find, but faster."""
    session.execute(
        text("""
            INSERT INTO observation (key_id, version_id)
            SELECT key_id, id FROM history_observation WHERE operation_number = :operation
            ORDER BY id
            ON CONFLICT (key_id) DO UPDATE SET version_id = excluded.version_id
        """),
        {"operation": number},
    )


def versions_of(session: Session, number: int) -> Iterator[Sequence[tuple[object, ...]]]:
    """What an operation wrote, with its keys, in its order and in parts; the chain covers it."""
    query = f"""
        SELECT o.key_id, k.series_id, k.area_id, k.breakdown_id, CAST(k.period_start AS TEXT),
               CAST(k.period_end AS TEXT), k.period_label, o.number, o.operator, o.state,
               o.context_id, o.table_id, o.cell_row, o.cell_column, o.raw
        FROM history_observation o LEFT JOIN history_key k ON k.id = o.key_id
        WHERE o.operation_number = {number:d} ORDER BY o.id
    """
    # Straight from the driver: rows that nobody asks by name need not be wrapped.
    found = session.connection().connection.cursor()
    found.execute(query)
    while rows := found.fetchmany(_CHUNK):
        yield rows
    found.close()


def digest_versions(session: Session, number: int, digest: "hashlib._Hash") -> None:
    """Take the versions that an operation wrote into its digest."""
    for rows in versions_of(session, number):
        digest.update("".join(map(repr, rows)).encode())


def touched(session: Session, number: int) -> bool:
    """Whether an operation wrote observations."""
    query = text("SELECT 1 FROM history_observation WHERE operation_number = :operation LIMIT 1")
    return session.execute(query, {"operation": number}).first() is not None


def recompute(session: Session, number: int) -> None:
    """Decide anew which version holds for every key that the operation touched.

    It is the latest version whose operation is not undone; so any import can be taken out of the
    middle and later ones stay.
    """
    operation = {"operation": number}
    session.execute(
        text("""
            DELETE FROM observation WHERE key_id IN (
                SELECT key_id FROM history_observation WHERE operation_number = :operation)
        """),
        operation,
    )
    session.execute(
        text("""
            INSERT INTO observation (key_id, version_id)
            SELECT latest.key_id, latest.id FROM history_observation latest
            JOIN (
                SELECT v.key_id, MAX(v.id) AS id
                FROM history_observation v
                WHERE v.key_id IN (
                    SELECT key_id FROM history_observation WHERE operation_number = :operation)
                AND v.operation_number NOT IN (SELECT operation_number FROM history_undone)
                GROUP BY v.key_id
            ) newest ON newest.id = latest.id
            WHERE NOT latest.removed
        """),
        operation,
    )


def _refuse_collisions(session: Session) -> None:
    """Two different keys of one id would mix their values; practically it never happens."""
    query = text("""
        SELECT COUNT(*) FROM staging.by_key s CROSS JOIN history_key k ON k.id = s.key_id
        WHERE k.series_id <> s.series_id OR k.area_id <> s.area_id
           OR k.breakdown_id <> s.breakdown_id
           OR k.period_start <> s.period_start OR k.period_end <> s.period_end
    """)
    if session.execute(query).scalar():
        raise AssertionError("two observations share one key id")
