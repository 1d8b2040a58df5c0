"""Rows that observations point to: series, areas, disaggregations, contexts, sources.

They come with imports. When an import is taken back those that no remaining observation needs go
with it; when it is done again they come back from the history's images.
"""

import json
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.base import Base
from db.models import (
    Area,
    Breakdown,
    Context,
    HistoryChange,
    HistoryLine,
    HistoryRun,
    HistoryUndone,
    SeriesIndicator,
    SeriesRow,
    SourceFile,
    SourceTable,
)

TABLES = (
    "series",
    "series_indicator",
    "area",
    "breakdown",
    "context",
    "source_file",
    "source_table",
)

_BATCH = 500  # ids a statement; databases limit the number of parameters
_OF_LINE: tuple[tuple[type[Base], InstrumentedAttribute[int]], ...] = (
    (SeriesRow, HistoryLine.series_id),
    (Area, HistoryLine.area_id),
    (Breakdown, HistoryLine.breakdown_id),
)
_OF_RUN: tuple[tuple[type[Base], InstrumentedAttribute[int]], ...] = (
    (Context, HistoryRun.context_id),
    (SourceTable, HistoryRun.table_id),
)


def _active() -> ColumnElement[bool]:
    """A run counts while its operation is not undone."""
    return HistoryRun.operation_number.not_in(select(HistoryUndone.operation_number))


def _pointed_to(column: InstrumentedAttribute[int]) -> Select[int]:
    """The ids in that column of all runs; to be narrowed by conditions."""
    return (
        select(column)
        .select_from(HistoryRun)
        .join(HistoryLine, HistoryLine.id == HistoryRun.line_id)
        .distinct()
    )


def _of_operation(session: Session, number: int, column: InstrumentedAttribute[int]) -> list[int]:
    """Ids in that column that the runs of an operation point to."""
    query = _pointed_to(column).where(HistoryRun.operation_number == number)
    return sorted(session.scalars(query))


def remove_unused(session: Session, number: int) -> None:
    """Delete what the undone operation pointed to and no active run points to."""
    for model, column in (*_OF_LINE, *_OF_RUN):
        candidates = _pointed_to(column).where(HistoryRun.operation_number == number)
        needed = _pointed_to(column).where(column.in_(candidates), _active())
        row_id = model.__table__.c.id
        unused = list(
            session.scalars(select(row_id).where(row_id.in_(candidates), row_id.not_in(needed)))
        )
        for start in range(0, len(unused), _BATCH):
            batch = unused[start : start + _BATCH]
            if model is SeriesRow:
                session.execute(delete(SeriesIndicator).where(SeriesIndicator.series_id.in_(batch)))
            session.execute(delete(model).where(row_id.in_(batch)))
    in_use = select(SourceTable.file_id)
    session.execute(delete(SourceFile).where(SourceFile.id.not_in(in_use)))


def restore_missing(session: Session, number: int) -> None:
    """Bring back from the images what the redone operation points to and is not there."""
    for model, column in _OF_LINE:
        missing = _missing(session, number, model, column)
        _insert_from_images(session, model, missing)
        if model is SeriesRow:
            _restore_indicators(session, missing)
    tables = _missing(session, number, SourceTable, HistoryRun.table_id)
    files = [image["file_id"] for image in _images(session, SourceTable, tables)]
    present = set(session.scalars(select(SourceFile.id)))
    _insert_from_images(session, SourceFile, sorted(set(files) - present))
    _insert_from_images(session, SourceTable, tables)
    contexts = _missing(session, number, Context, HistoryRun.context_id)
    _insert_from_images(session, Context, contexts)


def _missing(
    session: Session, number: int, model: type[Base], column: InstrumentedAttribute[int]
) -> list[int]:
    present = set(session.scalars(select(model.__table__.c.id)))
    return [i for i in _of_operation(session, number, column) if i not in present]


def _images(session: Session, model: type[Base], ids: list[int]) -> list[dict[str, Any]]:
    """The images with which these rows were made, one an id."""
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(ids), _BATCH):
        texts = session.execute(
            select(HistoryChange.row_id, HistoryChange.after).where(
                HistoryChange.table_name == model.__tablename__,
                HistoryChange.row_id.in_([str(i) for i in ids[start : start + _BATCH]]),
                HistoryChange.after.is_not(None),
            )
        )
        found.update({row_id: json.loads(after) for row_id, after in texts if after})
    return [found[str(i)] for i in ids]


def _insert_from_images(session: Session, model: type[Base], ids: list[int]) -> None:
    images = _images(session, model, ids)
    if images:
        session.execute(insert(model), images)


def _restore_indicators(session: Session, series: list[int]) -> None:
    wanted = {str(i) for i in series}
    links = session.scalars(
        select(HistoryChange.after)
        .where(HistoryChange.table_name == "series_indicator", HistoryChange.after.is_not(None))
        .distinct()
    )
    rows = [json.loads(text) for text in links if text is not None]
    rows = [row for row in rows if str(row["series_id"]) in wanted]
    if rows:
        session.execute(insert(SeriesIndicator), rows)
