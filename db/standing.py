"""Which observations hold: of each, what the latest operation says that is not undone.

So any import can be taken out of the middle, and later ones stay.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.digests import span_of
from db.sqlite import new_table, raw_connection
from vnr_app.domain.runs import days_of, packed


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
    # Straight from the driver: of millions of observations none need be wrapped.
    connection = raw_connection(session)
    runs = connection.execute("""
        SELECT r.line_id, r.id, r.periods FROM temp.met m
        CROSS JOIN history_run r ON r.line_id = m.line_id
        WHERE r.operation_number NOT IN (SELECT operation_number FROM history_undone)
        ORDER BY m.line_id, r.id DESC
    """)
    connection.executemany(
        "INSERT INTO current_run (line_id, run_id, kept) VALUES (?, ?, ?)", _holding(runs)
    )


def _holding(runs: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str | None]]:
    """Line, run and places that hold (None for all) of those of these runs that hold.

    Of a line the newest run comes first: what it says, no later one can.
    """
    for line, of_line in groupby(runs, itemgetter(0)):
        said: set[str] = set()
        for _line, run, periods in of_line:
            days = days_of(periods)
            places = [at for at, day in enumerate(days) if day not in said]
            if places:
                yield line, run, packed(places) if len(places) < len(days) else None
            said.update(days)
