"""Comparing a staging file with what the review holds. All in SQL.

`staging` is attached while these run, see `db.staging.attached`.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.models import HistoryOperation, HistoryUndone, SourceFile, SourceTable

# Two values are the same when nothing that a reader sees differs; where they stand may differ.
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
           CASE WHEN o.id IS NULL THEN 'add' WHEN {_ELSEWHERE} THEN 'conflict' ELSE 'update' END,
           CASE WHEN o.id IS NULL THEN NULL
                ELSE COALESCE(o.operator, '') || COALESCE(o.number, '') END
    FROM staging.entry_by_key e
    CROSS JOIN staging.setting s ON s.number = e.setting
    LEFT JOIN observation c ON c.key_id = e.key_id
    LEFT JOIN history_observation o ON o.id = c.version_id
    WHERE e.rank > :first AND e.rank <= :last AND (o.id IS NULL OR NOT ({_SAME}))
"""
_GONE_SHOWN = """
    SELECT k.id, COALESCE((SELECT group_concat(i.indicator, ' ') FROM series_indicator i
                  WHERE i.series_id = k.series_id), ''),
           e.name, a.code, b.dimensions, k.period_label,
           COALESCE(v.operator, '') || COALESCE(v.number, '')
"""
_GONE = """
    FROM history_observation v
    JOIN observation c ON c.version_id = v.id
    JOIN history_key k ON k.id = v.key_id
    JOIN main.series e ON e.id = k.series_id
    JOIN main.area a ON a.id = k.area_id
    JOIN main.breakdown b ON b.id = k.breakdown_id
    WHERE v.operation_number = :operation
      AND v.key_id NOT IN (SELECT key_id FROM staging.entry_by_key)
      AND (:all OR k.series_id IN (SELECT series_id FROM staging.subject))
"""
GONE_MOST = 20_000
"""How much of what is gone is listed; all of it is counted."""


def stem_of(name: str) -> str:
    """What names the source of a file: the letters of its name, in one case.

    "Health_2023.xlsx" and "health 2024 (2).xls" are issues of one table.
    """
    stem = name.rpartition(".")[0] or name
    return "".join(re.findall(r"[^\W\d_]+", stem)).casefold() or stem.casefold()


def is_empty(session: Session) -> bool:
    """Whether the review has no observation at all, so that there is nothing to compare with."""
    return session.execute(text("SELECT 1 FROM observation LIMIT 1")).first() is None


def know_own_tables(session: Session, file: str) -> None:
    """Note which tables of the review come from files of this name, numbers in it aside."""
    session.execute(text("DROP TABLE IF EXISTS temp.own_table"))
    session.execute(text("CREATE TEMPORARY TABLE own_table (id BIGINT PRIMARY KEY)"))
    rows = session.execute(
        select(SourceTable.id, SourceFile.name).join(
            SourceFile, SourceFile.id == SourceTable.file_id
        )
    )
    own = [{"id": row.id} for row in rows if stem_of(row.name) == stem_of(file)]
    if own:
        session.execute(text("INSERT INTO temp.own_table VALUES (:id)"), own)


def write_compared(session: Session, first: int, last: int) -> None:
    """Keep what happens to rows of the staging file, from `first` on by the order of their keys."""
    session.execute(
        text(f"INSERT INTO staging.compared {_COMPARED}"), {"first": first, "last": last}
    )


def compared(session: Session, first: int, last: int) -> list[tuple[int, str, str | None]]:
    """(position, action, old value) of rows that change, from `first` on by order of keys.

    The action is "add", "update" or "conflict" (the present value is another source's or was set
    by hand); the old value is shown text, with its operator.
    """
    rows = session.execute(text(_COMPARED), {"first": first, "last": last})
    return [(row[0], row[1], row[2]) for row in rows]


def newest(session: Session) -> int:
    """The number of the newest operation; what is compared holds as of it."""
    return session.scalar(select(func.max(HistoryOperation.number))) or 0


def changed_since(session: Session, number: int) -> bool:
    """Whether a later operation wrote, took back or did again something that is compared."""
    query = text("""
        SELECT 1 FROM history_operation h
        LEFT JOIN history_operation t ON t.id = h.refers_to AND h.kind IN ('undo', 'redo')
        WHERE h.number > :number AND (
            EXISTS (SELECT 1 FROM history_observation v
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


def gone(session: Session, number: int, *, all_series: bool) -> tuple[int, list[tuple[Any, ...]]]:
    """What an operation set, what holds still, and what the staging file has not.

    Returns how many there are and the first of them, each as (key, indicators, series, area,
    disaggregation, period, value); without `all_series` only of series that the staging file has.
    """
    values = {"operation": number, "all": all_series, "most": GONE_MOST}
    query = text(f"{_GONE_SHOWN} {_GONE} ORDER BY e.code, k.id LIMIT :most")
    rows = [tuple(row) for row in session.execute(query, values)]
    if len(rows) < GONE_MOST:
        return len(rows), rows
    return session.execute(text(f"SELECT COUNT(*) {_GONE}"), values).scalar_one(), rows
