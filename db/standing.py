"""Which observations hold: of each, what the latest operation says that is not undone.

So any import can be taken out of the middle, and later ones stay.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.digests import span_of
from db.sqlite import new_table
from db.unpacking import END, START

_STANDING = "r.operation_number NOT IN (SELECT operation_number FROM history_undone)"


def put_in_force(session: Session, number: int) -> None:
    """Let the runs of the newest operation hold; what `recompute` would find, but faster."""
    first, last = span_of(session, number)
    values = {"first": first, "last": last, "operation": number}
    new = "r.id BETWEEN :first AND :last AND r.operation_number = :operation"
    # A run that says the same periods of the same line takes the place of the other as a whole.
    session.execute(
        text(f"""
            DELETE FROM current_run WHERE run_id IN (
                SELECT o.id FROM history_run r NOT INDEXED
                CROSS JOIN current_run c ON c.line_id = r.line_id AND c.kept IS NULL
                CROSS JOIN history_run o ON o.id = c.run_id AND o.periods = r.periods
                WHERE {new})
        """),
        values,
    )
    _new_met(session)
    session.execute(
        text(f"""
            INSERT OR IGNORE INTO temp.met SELECT r.line_id FROM history_run r NOT INDEXED
            CROSS JOIN current_run c ON c.line_id = r.line_id WHERE {new}
        """),
        values,
    )
    session.execute(
        text(f"""
            INSERT INTO current_run (run_id, line_id) SELECT r.id, r.line_id
            FROM history_run r NOT INDEXED
            WHERE {new} AND r.line_id NOT IN (SELECT line_id FROM temp.met) ORDER BY r.id
        """),
        values,
    )
    _decide(session)


def recompute(session: Session, number: int) -> None:
    """Decide anew what holds of every line that the operation speaks of."""
    _new_met(session)
    session.execute(
        text("""
            INSERT OR IGNORE INTO temp.met
            SELECT line_id FROM history_run WHERE operation_number = :operation
        """),
        {"operation": number},
    )
    _decide(session)


def _new_met(session: Session) -> None:
    """An empty table of lines of which `_decide` shall decide."""
    new_table(session, "met", "line_id INTEGER PRIMARY KEY")


def _decide(session: Session) -> None:
    """Make the present runs of the lines in `met` anew."""
    session.execute(text("DELETE FROM current_run WHERE line_id IN (SELECT line_id FROM temp.met)"))
    # Where one operation alone speaks of a line, all its runs hold: it says nothing twice.
    session.execute(
        text(f"""
            INSERT INTO current_run (run_id, line_id)
            SELECT r.id, r.line_id FROM history_run r WHERE {_STANDING} AND r.line_id IN (
                SELECT r.line_id FROM temp.met m
                CROSS JOIN history_run r ON r.line_id = m.line_id AND {_STANDING}
                GROUP BY r.line_id HAVING MIN(r.operation_number) = MAX(r.operation_number))
        """)
    )
    session.execute(text("DELETE FROM temp.met WHERE line_id IN (SELECT line_id FROM current_run)"))
    columns = "run_id, place, line_id, size, PRIMARY KEY (run_id, place)"
    new_table(session, "winner", columns, "WITHOUT ROWID")
    # Beside MAX the other columns are those of the row that has it.
    session.execute(
        text(f"""
            INSERT INTO temp.winner (run_id, place, line_id, size)
            SELECT MAX(r.id), p.key, r.line_id, json_array_length(r.periods)
            FROM temp.met m
            CROSS JOIN history_run r ON r.line_id = m.line_id AND {_STANDING}
            CROSS JOIN json_each(r.periods) p
            GROUP BY r.line_id, {START}, {END}
        """)
    )
    session.execute(
        text("""
            INSERT INTO current_run (run_id, line_id, kept)
            SELECT run_id, line_id,
                   CASE WHEN COUNT(*) = size THEN NULL ELSE json_group_array(place) END
            FROM temp.winner GROUP BY run_id
        """)
    )
