"""Whose values a staging file contradicts.

`staging` is attached and compared while these run, see `db.staging.attached`.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

_DISPUTED = """
    FROM staging.compared d
    CROSS JOIN history_run o ON o.id = d.old_run
    JOIN history_operation h ON h.number = o.operation_number
    LEFT JOIN source_table t ON t.id = o.table_id
    LEFT JOIN source_file f ON f.id = t.file_id
    WHERE d.action = 'conflict'
"""
_FILE = "CASE WHEN h.kind = 'import' THEN COALESCE(f.name, h.title) ELSE '' END"


def by_source(session: Session) -> list[tuple[str, int]]:
    """(file, number of its values that are contradicted), the most first; "" for those by hand."""
    query = f"SELECT {_FILE} AS file, COUNT(*) AS number {_DISPUTED} GROUP BY 1 ORDER BY 2 DESC, 1"
    return [(row.file, row.number) for row in session.execute(text(query))]


def by_position(session: Session, most: int) -> dict[int, str]:
    """Position in the plan → file whose value it contradicts, of the first ones; "" as above."""
    query = f"SELECT d.position, {_FILE} AS file {_DISPUTED} ORDER BY d.position LIMIT :most"
    return {row.position: row.file for row in session.execute(text(query), {"most": most})}
