"""Comparing a staging file with what the review holds. All in SQL.

`staging` is attached while these run, see `db.staging.attached`.
"""

import re
from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.models import HistoryOperation, HistoryUndone, SourceFile, SourceTable
from db.sqlite import new_table
from db.unpacking import END, HOLDS, START, number

# Two values are the same when nothing that a reader sees differs; where they stand may differ.
_SAME_RUN = """
    SELECT 1 FROM current_run c CROSS JOIN history_run o ON o.id = c.run_id
    WHERE c.line_id = e.line_id AND c.kept IS NULL
      AND o.periods = e.periods AND o.numbers = e.numbers
      AND o.operator IS NOT DISTINCT FROM s.operator AND o.state = s.state
      AND o.context_id = s.context_id
"""
_SAME_NUMBER = """
    (o.number IS NOT DISTINCT FROM e.number AND o.operator IS NOT DISTINCT FROM s.operator)
"""
_SAME = f"{_SAME_NUMBER} AND o.state = s.state AND o.context_id = s.context_id"
_ELSEWHERE = f"""
    NOT {_SAME_NUMBER} AND ((o.table_id NOT IN (SELECT id FROM own_table)
     AND (SELECT source FROM main.context WHERE id = o.context_id)
         <> (SELECT source FROM staging.context WHERE id = s.context_id))
    OR o.operation_number IN (SELECT number FROM history_operation WHERE kind <> 'import'))
"""
_COMPARED = f"""
    SELECT e.position,
           CASE WHEN o.run_id IS NULL THEN 'add' WHEN {_ELSEWHERE} THEN 'conflict'
                ELSE 'update' END,
           CASE WHEN o.run_id IS NULL THEN NULL
                ELSE COALESCE(o.operator, '') || COALESCE(o.number, '') END,
           o.run_id
    FROM (
        SELECT e.position + p.key AS position, e.line_id, e.setting, {START} AS first_day,
               {END} AS last_day, {number("e")} AS number
        FROM temp.differing d
        CROSS JOIN staging.run_by_line e ON e.rank = d.rank
        CROSS JOIN json_each(e.periods) p
    ) e
    CROSS JOIN staging.setting s ON s.number = e.setting
    LEFT JOIN temp.held o ON o.line_id = e.line_id
         AND o.first_day = e.first_day AND o.last_day = e.last_day
    WHERE o.run_id IS NULL OR NOT ({_SAME})
"""


def stem_of(name: str) -> str:
    """What names the source of a file: the letters of its name, in one case.

    "Health_2023.xlsx" and "health 2024 (2).xls" are issues of one table.
    """
    stem = name.rpartition(".")[0] or name
    return "".join(re.findall(r"[^\W\d_]+", stem)).casefold() or stem.casefold()


def is_empty(session: Session) -> bool:
    """Whether the review has no observation at all, so that there is nothing to compare with."""
    return session.execute(text("SELECT 1 FROM current_run LIMIT 1")).first() is None


def know_own_tables(session: Session, file: str) -> None:
    """Note which tables of the review come from files of this name, numbers in it aside."""
    new_table(session, "own_table", "id BIGINT PRIMARY KEY")
    rows = session.execute(
        select(SourceTable.id, SourceFile.name).join(
            SourceFile, SourceFile.id == SourceTable.file_id
        )
    )
    own = [{"id": row.id} for row in rows if stem_of(row.name) == stem_of(file)]
    if own:
        session.execute(text("INSERT INTO temp.own_table VALUES (:id)"), own)


def number_of_runs(session: Session) -> int:
    """How many runs the staging file has; `compared` goes through them by their numbers."""
    return session.scalar(text("SELECT COUNT(*) FROM staging.run_by_line")) or 0


def write_compared(session: Session, first: int, last: int) -> None:
    """Keep what happens to the runs `first` + 1 to `last` of the staging file."""
    _find_differing(session, first, last)
    session.execute(text(f"INSERT INTO staging.compared {_COMPARED}"))


def compared(session: Session, first: int, last: int) -> list[tuple[int, str, str | None, int]]:
    """(position, action, old value, old run) of what changes in the runs `first` + 1 to `last`.

    The action is "add", "update" or "conflict" (the present value is another source's or was set
    by hand); the old value is shown text, with its operator, the old run where it stands.
    """
    _find_differing(session, first, last)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(text(_COMPARED))]


def _find_differing(session: Session, first: int, last: int) -> None:
    """Note the staged runs that the review has not just so, and what it has of their lines."""
    new_table(session, "differing", "rank INTEGER PRIMARY KEY, line_id")
    session.execute(
        text(f"""
            INSERT INTO temp.differing SELECT e.rank, e.line_id FROM staging.run_by_line e
            CROSS JOIN staging.setting s ON s.number = e.setting
            WHERE e.rank > :first AND e.rank <= :last AND NOT EXISTS ({_SAME_RUN})
        """),
        {"first": first, "last": last},
    )
    new_table(
        session,
        "held",
        "line_id, first_day, last_day, number, operator, state, context_id, table_id,"
        " operation_number, run_id, PRIMARY KEY (line_id, first_day, last_day)",
        "WITHOUT ROWID",
    )
    session.execute(
        text(f"""
            INSERT INTO temp.held
            SELECT c.line_id, {START}, {END}, {number("o")}, o.operator, o.state, o.context_id,
                   o.table_id, o.operation_number, o.id
            FROM (SELECT DISTINCT line_id FROM temp.differing) d
            CROSS JOIN current_run c ON c.line_id = d.line_id
            CROSS JOIN history_run o ON o.id = c.run_id
            CROSS JOIN json_each(o.periods) p WHERE {HOLDS}
        """)
    )


def newest(session: Session) -> int:
    """The number of the newest operation; what is compared holds as of it."""
    return session.scalar(select(func.max(HistoryOperation.number))) or 0


def changed_since(session: Session, number: int) -> bool:
    """Whether a later operation wrote, took back or did again something that is compared."""
    query = text("""
        SELECT 1 FROM history_operation h
        LEFT JOIN history_operation t ON t.id = h.refers_to AND h.kind IN ('undo', 'redo')
        WHERE h.number > :number AND (
            EXISTS (SELECT 1 FROM history_run v
                    WHERE v.operation_number IN (h.number, t.number))
            OR EXISTS (SELECT 1 FROM history_change c
                       WHERE c.operation_number IN (h.number, t.number)
                       AND c.table_name IN ('record', 'organisation')))
        LIMIT 1
    """)
    return session.execute(query, {"number": number}).first() is not None


def earlier_imports(session: Session) -> Sequence[tuple[int, str]]:
    """(number, arguments as JSON) of the imports that hold, the newest first."""
    rows = session.execute(
        select(HistoryOperation.number, HistoryOperation.arguments)
        .where(
            HistoryOperation.kind == "import",
            HistoryOperation.number.not_in(select(HistoryUndone.operation_number)),
        )
        .order_by(HistoryOperation.number.desc())
    )
    return [(row.number, row.arguments) for row in rows]
