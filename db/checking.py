"""What the review holds beside a staging file, for the checks that compare both. All in SQL.

`staging` is attached and compared while these run, see `db.staging.attached`, `db.comparing`.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from vnr_app.domain.staged import STAGED, StagedRow

STORED = -1
"""The position of rows that the review holds and the file has not."""

_COLUMNS = ", ".join(f"s.{name}" for name in STAGED)


def replaced_numbers(session: Session) -> Iterator[tuple[StagedRow, str]]:
    """The staged rows whose number replaces another one, with that one; bounds are left out."""
    query = text(f"""
        SELECT {_COLUMNS}, o.number
        FROM staging.compared d
        CROSS JOIN staging.staged s ON s.position = d.position
        CROSS JOIN observation c ON c.key_id = s.key_id
        CROSS JOIN history_observation o ON o.id = c.version_id
        WHERE s.number <> o.number AND s.operator IS NULL AND o.operator IS NULL
        ORDER BY s.position
    """)
    return ((_row(found[:-1]), found[-1]) for found in session.execute(query))


def stored_lines(session: Session, most: int) -> list[StagedRow]:
    """The stored observations of the staged series that the file has not, at most so many.

    They come as staged rows at the position `STORED`; tables and cells of theirs are 0.
    """
    query = text("""
        SELECT :stored, k.id, k.series_id, k.area_id, k.breakdown_id, CAST(k.period_start AS TEXT),
               CAST(k.period_end AS TEXT), k.period_label, o.number, o.operator, o.state,
               o.context_id, 0, 0, 0, o.raw
        FROM history_key k
        JOIN observation c ON c.key_id = k.id
        JOIN history_observation o ON o.id = c.version_id
        WHERE k.series_id IN (SELECT id FROM staging.series)
          AND k.id NOT IN (SELECT key_id FROM staging.entry_by_key)
        LIMIT :most
    """)
    return [_row(found) for found in session.execute(query, {"stored": STORED, "most": most})]


def staged_rows(session: Session) -> Iterator[tuple[StagedRow, bool]]:
    """All staged rows, and whether the review has nothing of their key."""
    query = text(f"""
        SELECT {_COLUMNS}, COALESCE(d.action, '') = 'add'
        FROM staging.staged s LEFT JOIN staging.compared d ON d.position = s.position
        ORDER BY s.position
    """)
    return ((_row(found[:-1]), bool(found[-1])) for found in session.execute(query))


def first_rows(session: Session) -> dict[int, StagedRow]:
    """The first staged row of every series that has one."""
    query = text(f"""
        SELECT {_COLUMNS} FROM staging.staged s
        WHERE s.position IN (SELECT MIN(position) FROM staging.staged GROUP BY series_id)
    """)
    return {found.series_id: _row(found) for found in session.execute(query)}


def stored_units(session: Session) -> list[tuple[str, str, str]]:
    """(code, name, unit) of all series that the review has."""
    query = text("SELECT code, name, unit FROM series")
    return [(row.code, row.name, row.unit) for row in session.execute(query)]


def _row(found: Any) -> StagedRow:
    row: StagedRow = tuple(found)
    return row
