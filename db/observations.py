"""Observations in bulk: merging what was staged, taking back. All in SQL.

`staging` is a file that `db.staging.attached` has attached; ids are content-derived.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from db import sqlite
from db.digests import digest_versions, span_of
from db.models import Area, Breakdown, Context
from vnr_app.domain.indicators import Operator, ValueState

if TYPE_CHECKING:
    from db.operation import Operation

_REFERENCES = (
    (Area, "area", ("code", "name")),
    (Breakdown, "breakdown", ("dimensions",)),
    (Context, "context", ("nature", "footnote", "source")),
)
_REGISTERS = {
    "subject": ("series_id", "area_id", "breakdown_id"),
    "setting": ("context_id", "table_number"),
}
"""What the numbers in staged rows stand for, by the table that tells."""
_TAKEN = "WHERE e.position NOT IN (SELECT position FROM temp.left_out)"
_OPERATORS = ", ".join(f"'{operator.value}'" for operator in Operator)
_STATES = ", ".join(f"'{state.value}'" for state in ValueState)


def leave_out(session: Session, positions: Sequence[int]) -> None:
    """Note which staged rows `merge` leaves out, and what the others speak of; see `taken`."""
    session.execute(text("DROP TABLE IF EXISTS temp.left_out"))
    session.execute(text("CREATE TEMPORARY TABLE left_out (position INTEGER PRIMARY KEY)"))
    if positions:
        session.execute(
            text("INSERT OR IGNORE INTO temp.left_out VALUES (:position)"),
            [{"position": each} for each in positions],
        )
    for register in _REGISTERS:
        table = f"taken_{register}"
        session.execute(text(f"DROP TABLE IF EXISTS temp.{table}"))
        session.execute(text(f"CREATE TEMPORARY TABLE {table} (number INTEGER PRIMARY KEY)"))
        session.execute(
            text(f"INSERT OR IGNORE INTO {table} SELECT e.{register} FROM staging.entry e {_TAKEN}")
        )


def taken(session: Session, column: str) -> list[int]:
    """The different values in an id column of the staged rows that are not left out."""
    return sorted(session.scalars(text(_taken(column))))


def _taken(column: str) -> str:
    """The query of what `taken` returns."""
    register = next(name for name, columns in _REGISTERS.items() if column in columns)
    return f"""
        SELECT DISTINCT r.{column} FROM staging.{register} r
        WHERE r.number IN (SELECT number FROM temp.taken_{register})
    """


def add_references(session: Session) -> None:
    """Add the areas, disaggregations and contexts of the rows taken that the review has not."""
    for model, table, names in _REFERENCES:
        columns = ", ".join(("id", *names))
        rows = session.execute(
            text(f"""
                SELECT {columns} FROM staging.{table}
                WHERE id IN ({_taken(f"{table}_id")})
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
    _refuse_nonsense(session)
    # In the order of the keys every index grows at one place after the other, not all over.
    session.execute(
        text(f"""
            INSERT INTO history_key (id, series_id, area_id, breakdown_id,
                                     period_start, period_end, period_label)
            SELECT e.key_id, u.series_id, u.area_id, u.breakdown_id,
                   p.period_start, p.period_end, p.period_label
            FROM staging.entry_by_key e
            CROSS JOIN staging.subject u ON u.number = e.subject
            CROSS JOIN staging.period p ON p.number = e.period
            {_TAKEN} ORDER BY e.rank
            ON CONFLICT (id) DO NOTHING
        """)
    )
    with sqlite.unchecked(session.connection()):
        session.execute(
            text(f"""
                INSERT INTO history_observation (key_id, operation_number, removed, number,
                                                 operator, state, context_id, table_id, cell_row,
                                                 cell_column, raw)
                SELECT e.key_id, :operation, FALSE, e.number, c.operator, c.state, c.context_id,
                       t.id, e.cell_row, c.cell_column, e.raw
                FROM staging.entry_by_key e
                CROSS JOIN staging.setting c ON c.number = e.setting
                CROSS JOIN staging.source_table t ON t.position = c.table_number
                {_TAKEN} ORDER BY e.rank
            """),
            {"operation": running.number},
        )
    put_in_force(session, running.number)
    digest_versions(session, running.number, running.digest)
    running.kinds.add("observation")


def put_in_force(session: Session, number: int) -> None:
    """Let the versions of the newest operation hold; what `recompute` would find, but faster."""
    first, last = span_of(session, number)
    session.execute(
        text("""
            INSERT INTO observation (key_id, version_id)
            SELECT key_id, id FROM history_observation NOT INDEXED
            WHERE id BETWEEN :first AND :last AND operation_number = :operation ORDER BY id
            ON CONFLICT (key_id) DO UPDATE SET version_id = excluded.version_id
        """),
        {"first": first, "last": last, "operation": number},
    )


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
        SELECT COUNT(*) FROM staging.entry_by_key e
        CROSS JOIN history_key k ON k.id = e.key_id
        CROSS JOIN staging.subject u ON u.number = e.subject
        CROSS JOIN staging.period p ON p.number = e.period
        WHERE k.series_id <> u.series_id OR k.area_id <> u.area_id
           OR k.breakdown_id <> u.breakdown_id
           OR k.period_start <> p.period_start OR k.period_end <> p.period_end
    """)
    if session.execute(query).scalar():
        raise AssertionError("two observations share one key id")


def _refuse_nonsense(session: Session) -> None:
    """Check once what the table would check for every row."""
    query = text(f"""
        SELECT COUNT(*) FROM staging.setting
        WHERE operator NOT IN ({_OPERATORS}) OR state NOT IN ({_STATES})
    """)
    if session.execute(query).scalar():
        raise AssertionError("a staged row has an operator or a state that there is not")
