"""What the review holds beside a staging file, for the checks that compare both. All in SQL.

`staging` is attached and compared while these run, see `db.staging.attached`, `db.comparing`.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.unpacking import END, HOLDS, LABEL, START, number, raw, staged
from vnr_app.domain.staged import STAGED, StagedRow

STORED = -1
"""The position of rows that the review holds and the file has not."""

_STAGED = staged("staging.")
_COLUMNS = ", ".join(f"s.{name}" for name in STAGED)


def replaced_numbers(session: Session) -> Iterator[tuple[StagedRow, str]]:
    """The staged rows whose number replaces another one, with that one; bounds are left out."""
    # The old value begins with its operator, where it has one.
    query = text(f"""
        SELECT {_COLUMNS}, d.old
        FROM staging.compared d
        CROSS JOIN ({_STAGED}) s ON s.run_position =
            (SELECT MAX(position) FROM staging.run WHERE position <= d.position)
            AND s.position = d.position
        WHERE s.number <> d.old AND s.operator IS NULL AND d.old GLOB '[-0-9]*'
        ORDER BY s.position
    """)
    return ((_row(found[:-1]), found[-1]) for found in session.execute(query))


def stored_lines(session: Session, most: int) -> list[StagedRow]:
    """The stored observations of the staged series that the file has not, at most so many.

    They come as staged rows at the position `STORED`; tables and cells of theirs are 0.
    """
    query = text(f"""
        SELECT :stored, k.id, k.series_id, k.area_id, k.breakdown_id, {START}, {END}, {LABEL},
               {number("o")}, o.operator, o.state, o.context_id, 0, 0, 0, {raw("o")}
        FROM history_line k
        CROSS JOIN current_run c ON c.line_id = k.id
        CROSS JOIN history_run o ON o.id = c.run_id
        CROSS JOIN json_each(o.periods) p
        WHERE k.series_id IN (SELECT id FROM staging.series) AND {HOLDS}
          AND (k.id, {START}, {END}) NOT IN (
              SELECT line_id, period_start, period_end FROM ({_STAGED}))
        LIMIT :most
    """)
    return [_row(found) for found in session.execute(query, {"stored": STORED, "most": most})]


def staged_rows(session: Session) -> Iterator[tuple[StagedRow, bool]]:
    """All staged rows, and whether the review has nothing of their line in their period."""
    query = text(f"""
        SELECT {_COLUMNS}, COALESCE(d.action, '') = 'add'
        FROM ({_STAGED}) s LEFT JOIN staging.compared d ON d.position = s.position
        ORDER BY s.position
    """)
    return ((_row(found[:-1]), bool(found[-1])) for found in session.execute(query))


def first_rows(session: Session) -> dict[int, StagedRow]:
    """The first staged row of every series that has one."""
    query = text(f"""
        SELECT {_COLUMNS} FROM ({_STAGED}) s
        WHERE s.position = s.run_position AND s.run_position IN (
            SELECT MIN(position) FROM staging.run GROUP BY series_id)
    """)
    return {found.series_id: _row(found) for found in session.execute(query)}


def stored_units(session: Session) -> list[tuple[str, str, str]]:
    """(code, name, unit) of all series that the review has."""
    query = text("SELECT code, name, unit FROM series")
    return [(row.code, row.name, row.unit) for row in session.execute(query)]


def _row(found: Any) -> StagedRow:
    row: StagedRow = tuple(found)
    return row
