"""What an earlier file of a kind brought and a staging file has no more. All in SQL.

`staging` is attached while these run, see `db.staging.attached`.
"""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.sqlite import new_table
from db.unpacking import END, HOLDS, LABEL, START, number
from vnr_app.domain.runs import LONGEST_RUN

_GONE_SHOWN = f"""
    SELECT v.id * {LONGEST_RUN} + p.key,
           COALESCE((SELECT group_concat(i.indicator, ' ') FROM series_indicator i
                     WHERE i.series_id = k.series_id), ''),
           e.name, a.code, b.dimensions, {LABEL},
           COALESCE(v.operator, '') || COALESCE({number("v")}, '')
"""
_GONE = f"""
    FROM temp.lost l
    CROSS JOIN history_run v ON v.id = l.run_id
    CROSS JOIN current_run c ON c.run_id = v.id
    JOIN history_line k ON k.id = v.line_id
    JOIN main.series e ON e.id = k.series_id
    JOIN main.area a ON a.id = k.area_id
    JOIN main.breakdown b ON b.id = k.breakdown_id
    CROSS JOIN json_each(v.periods) p
    WHERE {HOLDS} AND (v.line_id, {START}, {END}) NOT IN (
        SELECT line_id, first_day, last_day FROM temp.told)
"""
GONE_MOST = 20_000
"""How much of what is gone is listed; all of it is counted."""


def of_operation(
    session: Session, operation: int, *, all_series: bool
) -> tuple[int, list[tuple[Any, ...]]]:
    """What an operation set, what holds still, and what the staging file has not.

    Returns how many there are and the first of them, each as (its id, indicators, series, area,
    disaggregation, period, value); without `all_series` only of series that the staging file has.
    """
    _find_lost(session, operation, all_series=all_series)
    query = text(f"{_GONE_SHOWN} {_GONE} ORDER BY e.code, k.id, 6 LIMIT :most")
    rows = [tuple(row) for row in session.execute(query, {"most": GONE_MOST})]
    if len(rows) < GONE_MOST:
        return len(rows), rows
    return session.execute(text(f"SELECT COUNT(*) {_GONE}")).scalar_one(), rows


def _find_lost(session: Session, operation: int, *, all_series: bool) -> None:
    """Note the present runs of an operation that the staging file may lack, and what it has."""
    new_table(session, "lost", "run_id INTEGER PRIMARY KEY, line_id")
    session.execute(
        text("""
            INSERT INTO temp.lost
            SELECT v.id, v.line_id FROM history_run v
            JOIN current_run c ON c.run_id = v.id
            JOIN history_line k ON k.id = v.line_id
            WHERE v.operation_number = :operation
              AND (v.line_id, v.periods) NOT IN (SELECT line_id, periods FROM staging.run_by_line)
              AND (:all OR k.series_id IN (SELECT series_id FROM staging.run))
        """),
        {"operation": operation, "all": all_series},
    )
    new_table(session, "told", "line_id, first_day, last_day")
    session.execute(
        text(f"""
            INSERT INTO temp.told SELECT e.line_id, {START}, {END} FROM staging.run_by_line e
            CROSS JOIN json_each(e.periods) p
            WHERE e.line_id IN (SELECT line_id FROM temp.lost)
        """)
    )
