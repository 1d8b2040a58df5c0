"""Observations in bulk: staging, comparing, merging, taking back. All in SQL.

A staged row is a tuple in the order of `STAGED`; ids are content-derived (see `db.base`).
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.base import content_id

if TYPE_CHECKING:
    from db.operation import Operation

STAGED = (
    "position",
    "key_id",
    "series_id",
    "area_id",
    "breakdown_id",
    "period_start",
    "period_end",
    "period_label",
    "number",
    "operator",
    "state",
    "context_id",
    "table_id",
    "cell_row",
    "cell_column",
    "raw",
)

StagedRow = tuple[
    int, int, int, int, int, str, str, str,
    str | None, str | None, str, int, int, int, int, str | None,
]  # fmt: skip

_CREATE = """
CREATE TEMPORARY TABLE staged (
    position INTEGER PRIMARY KEY, key_id BIGINT, series_id BIGINT, area_id BIGINT,
    breakdown_id BIGINT, period_start DATE, period_end DATE, period_label TEXT, number TEXT,
    operator TEXT, state TEXT, context_id BIGINT, table_id BIGINT, cell_row INTEGER,
    cell_column INTEGER, raw TEXT
)
"""

# Two values are the same when nothing that a reader sees differs; where they stand may differ.
_SAME = """
    o.number IS NOT DISTINCT FROM s.number AND o.operator IS NOT DISTINCT FROM s.operator
    AND o.state = s.state AND o.context_id = s.context_id
"""


def key_id(series: int, area: int, breakdown: int, start: str, end: str) -> int:
    """The id of what an observation is about."""
    return content_id(str(series), str(area), str(breakdown), start, end)


def stage(session: Session, rows: Iterable[StagedRow]) -> None:
    """Fill the temporary table `staged`, straight through the driver (the ORM costs 50 times)."""
    connection = session.connection()
    connection.exec_driver_sql("DROP TABLE IF EXISTS staged")
    connection.exec_driver_sql(_CREATE)
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(STAGED))
    batch = list(rows)
    if batch:
        connection.exec_driver_sql(f"INSERT INTO staged VALUES ({marks})", batch)


def compare(session: Session) -> list[tuple[int, str, str | None]]:
    """(position, action, old value) of every staged row against what holds now.

    The action is "add", "update" or "same"; the old value is shown text, with its operator.
    """
    query = f"""
        SELECT s.position,
               CASE WHEN o.id IS NULL THEN 'add' WHEN {_SAME} THEN 'same' ELSE 'update' END,
               CASE WHEN o.id IS NULL THEN NULL
                    ELSE COALESCE(o.operator, '') || COALESCE(o.number, '') END
        FROM staged s
        LEFT JOIN observation c ON c.key_id = s.key_id
        LEFT JOIN history_observation o ON o.id = c.version_id
        ORDER BY s.position
    """
    return [(row[0], row[1], row[2]) for row in session.execute(text(query))]


def merge(running: "Operation") -> None:
    """Write the staged rows as versions of the operation.

    Values that are there already are written too: the review then holds what this file says even
    when the import that said it first is taken back.
    """
    session = running.session
    _refuse_collisions(session)
    session.execute(
        text("""
            INSERT INTO history_key (id, series_id, area_id, breakdown_id,
                                     period_start, period_end, period_label)
            SELECT key_id, series_id, area_id, breakdown_id,
                   period_start, period_end, period_label
            FROM staged s
            WHERE NOT EXISTS (SELECT 1 FROM history_key k WHERE k.id = s.key_id)
            ORDER BY position
        """)
    )
    session.execute(
        text("""
            INSERT INTO history_observation (key_id, operation_number, removed, number, operator,
                                             state, context_id, table_id, cell_row, cell_column,
                                             raw)
            SELECT s.key_id, :operation, FALSE, s.number, s.operator, s.state, s.context_id,
                   s.table_id, s.cell_row, s.cell_column, s.raw
            FROM staged s
            ORDER BY s.position
        """),
        {"operation": running.number},
    )
    recompute(session, running.number)
    running.digest.update(digest_input(session, running.number))
    running.kinds.add("observation")


def versions_of(session: Session, number: int) -> Sequence[tuple[object, ...]]:
    """What an operation wrote, with its keys, in its order; the hash chain covers it."""
    query = text("""
        SELECT o.key_id, k.series_id, k.area_id, k.breakdown_id, CAST(k.period_start AS TEXT),
               CAST(k.period_end AS TEXT), k.period_label, o.number, o.operator, o.state,
               o.context_id, o.table_id, o.cell_row, o.cell_column, o.raw
        FROM history_observation o LEFT JOIN history_key k ON k.id = o.key_id
        WHERE o.operation_number = :operation ORDER BY o.id
    """)
    return [tuple(row) for row in session.execute(query, {"operation": number})]


def digest_input(session: Session, number: int) -> bytes:
    """The versions that an operation wrote, as its digest takes them in; empty for none."""
    return "".join(map(repr, versions_of(session, number))).encode()


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
        SELECT COUNT(*) FROM staged s JOIN history_key k ON k.id = s.key_id
        WHERE k.series_id <> s.series_id OR k.area_id <> s.area_id
           OR k.breakdown_id <> s.breakdown_id
           OR k.period_start <> s.period_start OR k.period_end <> s.period_end
    """)
    if session.execute(query).scalar():
        raise AssertionError("two observations share one key id")
