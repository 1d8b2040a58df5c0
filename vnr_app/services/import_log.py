"""The imports of a review, newest first, and what taking one back would do."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.models import HistoryOperation, HistoryOriginal, HistoryUndone, RecordRow
from db.undo import find
from db.unpacking import END, START
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One import.

    `counts` says how many observations were added, updated and so on, `records` how many records.
    `recipe` and `recipe_version` are empty and 0 where no recipe was used.
    """

    operation: str
    number: int
    at: datetime
    author: str
    title: str
    file: str
    sha256: str
    counts: Mapping[str, int]
    records: Mapping[str, int]
    recipe: str
    recipe_version: int
    undone: bool
    has_original: bool


@dataclass(frozen=True, slots=True)
class UndoEffect:
    """What taking an import back would do to its observations, and to its records.

    `vanish`: no standing import says them; `fall_back`: they get the value of an earlier one;
    `stay`: a later import has set them since. `kept_by` names the files of those later imports.
    """

    vanish: int
    fall_back: int
    stay: int
    kept_by: tuple[tuple[str, int], ...]
    records: int


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A table that an import brought figures from; `holding` of the `brought` are present.

    A sheet of records has a name alone.
    """

    sheet: str
    title: str
    region: str
    brought: int
    holding: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of an import: its tables, and how many records it was the last to say."""

    tables: tuple[ImportedTable, ...] = ()
    records: int = 0

    @property
    def brought(self) -> int:
        """How many figures it added or changed."""
        return sum(table.brought for table in self.tables)

    @property
    def holding(self) -> int:
        """How many of them nobody has said otherwise since."""
        return sum(table.holding for table in self.tables)


def entries(review: Review) -> tuple[ImportEntry, ...]:
    """All imports of the review, newest first, those that are undone among them."""
    with review.store.reading() as session:
        undone = set(session.scalars(select(HistoryUndone.operation_number)))
        originals = set(session.scalars(select(HistoryOriginal.id)))
        rows = session.scalars(
            select(HistoryOperation)
            .where(HistoryOperation.kind == "import")
            .order_by(HistoryOperation.number.desc())
        )
        return tuple(_entry(row, row.number in undone, originals) for row in rows)


def _entry(row: HistoryOperation, undone: bool, originals: set[str]) -> ImportEntry:
    said: dict[str, Any] = json.loads(row.arguments)
    return ImportEntry(
        operation=row.id,
        number=row.number,
        at=row.at,
        author=row.author,
        title=row.title,
        file=said.get("file", ""),
        sha256=said.get("sha256", ""),
        counts=said.get("counts", {}),
        records=said.get("records", {}),
        recipe=said.get("recipe", ""),
        recipe_version=said.get("recipe_version", 0),
        undone=undone,
        has_original=said.get("sha256") in originals,
    )


_TABLES = """
    SELECT operation.id AS operation, source_table.sheet, source_table.title, source_table.region,
           counted.brought, counted.holding
    FROM (
        SELECT run.operation_number, run.table_id,
               SUM(json_array_length(run.periods)) AS brought,
               SUM(CASE WHEN present.run_id IS NULL THEN 0
                   ELSE json_array_length(COALESCE(present.kept, run.periods)) END) AS holding
        FROM history_run run
        LEFT JOIN current_run present ON present.run_id = run.id
        GROUP BY run.operation_number, run.table_id
    ) counted
    JOIN history_operation operation ON operation.number = counted.operation_number
    LEFT JOIN source_table ON source_table.id = counted.table_id
    ORDER BY operation.number, source_table.sheet, source_table.id
"""


def standings(review: Review) -> dict[str, Standing]:
    """What is left of each import, by its operation; one that left nothing is not among them.

    Sheet, title and region are empty where an import that is taken back has left no trace of them.
    """
    tables: dict[str, list[ImportedTable]] = {}
    with review.store.reading() as session:
        for row in session.execute(text(_TABLES)):
            found = ImportedTable(
                row.sheet or "", row.title or "", row.region or "", row.brought, row.holding
            )
            tables.setdefault(row.operation, []).append(found)
        records: Counter[str] = Counter()
        columns = (RecordRow.operation, RecordRow.sheet)
        for operation, sheet, count in session.execute(
            select(*columns, func.count()).group_by(*columns).order_by(*columns)
        ):
            records[operation] += count
            tables.setdefault(operation, []).append(ImportedTable(sheet, "", "", 0, 0))
    return {
        operation: Standing(tuple(found_tables), records[operation])
        for operation, found_tables in tables.items()
    }


_EFFECT = f"""
    WITH mine AS (
        SELECT r.line_id, {START} AS first_day, {END} AS last_day
        FROM history_run r CROSS JOIN json_each(r.periods) p WHERE r.operation_number = :number
    ), others AS (
        SELECT r.line_id, {START} AS first_day, {END} AS last_day,
               MAX(CASE WHEN r.operation_number > :number THEN r.operation_number END) AS later,
               MAX(r.operation_number < :number) AS earlier
        FROM history_run r CROSS JOIN json_each(r.periods) p
        WHERE r.line_id IN (SELECT line_id FROM mine) AND r.operation_number <> :number
        AND r.operation_number NOT IN (SELECT operation_number FROM history_undone)
        GROUP BY 1, 2, 3
    )
    SELECT later.title AS title, COUNT(*) AS count, SUM(COALESCE(others.earlier, 0)) AS with_earlier
    FROM mine
    LEFT JOIN others ON others.line_id = mine.line_id
         AND others.first_day = mine.first_day AND others.last_day = mine.last_day
    LEFT JOIN history_operation later ON later.number = others.later
    GROUP BY later.number, later.title
    ORDER BY later.number
"""


def effect_of_undo(review: Review, operation: str) -> UndoEffect:
    """What taking that import back would do. Raises `KnownError` "unknown-operation"."""
    with review.store.reading() as session:
        row = find(session, operation)
        if row is None:
            raise KnownError(
                "unknown-operation",
                _("This review has no operation “{id}”.").format(id=operation),
            )
        found = session.execute(text(_EFFECT), {"number": row.number}).all()
        records = _records_of(session, row.number)
    vanish = fall_back = 0
    kept: list[tuple[str, int]] = []
    for title, count, with_earlier in found:
        if title is None:
            vanish, fall_back = count - with_earlier, with_earlier
        else:
            kept.append((title, count))
    return UndoEffect(vanish, fall_back, sum(count for _title, count in kept), tuple(kept), records)


def _records_of(session: Session, number: int) -> int:
    """How many records the operation brought or changed."""
    query = text(
        "SELECT COUNT(*) FROM history_change "
        "WHERE operation_number = :number AND table_name = 'record'"
    )
    return int(session.execute(query, {"number": number}).scalar_one())
