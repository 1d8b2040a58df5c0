"""Observations in bulk: merging what was staged, taking back. Nearly all in SQL.

`staging` is a file that `db.staging.attached` has attached; ids are content-derived.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from db import leaving_out, sqlite, standing
from db.digests import digest_runs
from db.models import Area, Breakdown, Context
from vnr_app.domain.indicators import Operator, ValueState

if TYPE_CHECKING:
    from db.operation import Operation

_REFERENCES = (
    (Area, "area", ("code", "name")),
    (Breakdown, "breakdown", ("dimensions",)),
    (Context, "context", ("nature", "footnote", "source")),
)
_OPERATORS = ", ".join(f"'{operator.value}'" for operator in Operator)
_STATES = ", ".join(f"'{state.value}'" for state in ValueState)


def leave_out(session: Session, positions: Collection[int]) -> None:
    """Note which staged observations `merge` leaves out; what the others speak of is `taken`."""
    leaving_out.prepare(session, positions)


def taken(session: Session, column: str) -> list[int]:
    """The different values in an id column of the staged runs that are not left out."""
    return sorted(session.scalars(text(_taken(session, column))))


def _taken(session: Session, column: str) -> str:
    """The query of what `taken` returns."""
    runs = leaving_out.taken_runs(session)
    if column in ("series_id", "area_id", "breakdown_id"):
        return f"SELECT DISTINCT {column} FROM {runs}"
    return f"""
        SELECT DISTINCT {column} FROM staging.setting
        WHERE number IN (SELECT setting FROM {runs})
    """


def add_references(session: Session) -> None:
    """Add the areas, disaggregations and contexts of the rows taken that the review has not."""
    for model, table, names in _REFERENCES:
        columns = ", ".join(("id", *names))
        rows = session.execute(
            text(f"""
                SELECT {columns} FROM staging.{table}
                WHERE id IN ({_taken(session, f"{table}_id")})
                AND id NOT IN (SELECT id FROM main.{table}) ORDER BY id
            """)
        )
        session.add_all([model(**row) for row in rows.mappings()])
    session.flush()


def merge(running: "Operation") -> None:
    """Write the staged runs as runs of the operation; see `leave_out`.

    Values that are there already are written too: the review then holds what this file says even
    when the import that said it first is taken back.
    """
    session = running.session
    runs = leaving_out.taken_runs(session)
    _refuse_collisions(session, runs)
    _refuse_nonsense(session)
    # In the order of the lines every index grows at one place after the other, not all over.
    session.execute(
        text(f"""
            INSERT INTO history_line (id, series_id, area_id, breakdown_id)
            SELECT line_id, series_id, area_id, breakdown_id FROM {runs} WHERE TRUE ORDER BY rank
            ON CONFLICT (id) DO NOTHING
        """)
    )
    with sqlite.unchecked(session.connection()):
        session.execute(
            text(f"""
                INSERT INTO history_run (line_id, operation_number, operator, state, context_id,
                                         table_id, cell_row, cell_column, periods, numbers, raws)
                SELECT e.line_id, :operation, c.operator, c.state, c.context_id, t.id, e.cell_row,
                       c.cell_column, e.periods, e.numbers, e.raws
                FROM {runs} e
                CROSS JOIN staging.setting c ON c.number = e.setting
                CROSS JOIN staging.source_table t ON t.position = c.table_number
                ORDER BY e.rank
            """),
            {"operation": running.number},
        )
    standing.put_in_force(session, running.number)
    digest_runs(session, running.number, running.digest)
    running.kinds.add("observation")


def touched(session: Session, number: int) -> bool:
    """Whether an operation wrote observations."""
    query = text("SELECT 1 FROM history_run WHERE operation_number = :operation LIMIT 1")
    return session.execute(query, {"operation": number}).first() is not None


def _refuse_collisions(session: Session, runs: str) -> None:
    """Two different lines of one id would mix their values; practically it never happens."""
    query = text(f"""
        SELECT COUNT(*) FROM {runs} e
        CROSS JOIN history_line k ON k.id = e.line_id
        WHERE k.series_id <> e.series_id OR k.area_id <> e.area_id
           OR k.breakdown_id <> e.breakdown_id
    """)
    if session.execute(query).scalar():
        raise AssertionError("two lines of observations share one id")


def _refuse_nonsense(session: Session) -> None:
    """Check once what the table would check for every row."""
    query = text(f"""
        SELECT COUNT(*) FROM staging.setting
        WHERE operator NOT IN ({_OPERATORS}) OR state NOT IN ({_STATES})
    """)
    if session.execute(query).scalar():
        raise AssertionError("a staged row has an operator or a state that there is not")
