"""Rows that imports bring and people may correct: organisations, records, national indicators.

What holds of such a row is the last image that a standing operation left of it, so that any
import can be taken out of the middle and what later ones said stays. Organisations and national
indicators stay besides while something present needs them.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from db import observations
from db.base import Base
from db.images import STAMPS, holds, row_id_of, values_of
from db.models import (
    HistoryChange,
    HistoryOperation,
    HistoryUndone,
    NationalIndicator,
    Organisation,
    RecordLink,
    RecordRow,
    SeriesIndicator,
)

TABLES = ("organisation", "record", "national_indicator")

_BATCH = 500  # ids a statement; databases limit the number of parameters
_NO_STEPS = ("undo", "redo")

Images = dict[str, dict[str, Any] | None]
"""Row id → what the row shall say; None where it shall not be."""


def replay(session: Session, number: int) -> None:
    """Give the rows that an operation brought what the operations that stand say of them.

    To be called after the operation was marked as undone, or as standing again.
    """
    records = set(session.scalars(_touched(number, RecordRow.__tablename__)))
    others = set(session.scalars(_touched(number, Organisation.__tablename__)))
    others |= set(session.scalars(_touched(number, NationalIndicator.__tablename__)))
    if not (records or others or observations.touched(session, number)):
        return
    wanted = _standing(session, RecordRow, records)
    _unindex(session, records)
    _delete(session, RecordRow, [each for each in records if wanted.get(each) is None])
    organisations = _standing(session, Organisation)
    needed = {image["organisation_id"] for image in wanted.values() if image}
    needed |= set(session.scalars(select(RecordRow.organisation_id).distinct()))
    _keep_needed(session, Organisation, organisations, needed - {None})
    _write(session, RecordRow, wanted)
    _index(session, records)
    indicators = set(session.scalars(select(SeriesIndicator.indicator).distinct()))
    _keep_needed(session, NationalIndicator, _standing(session, NationalIndicator), indicators)


def index(session: Session, records: Iterable[str]) -> None:
    """Make the links of these records anew; their rows must have been flushed."""
    ids = list(records)
    _unindex(session, ids)
    _index(session, ids)


def _touched(number: int, table: str) -> Select[str]:
    return select(HistoryChange.row_id).where(
        HistoryChange.operation_number == number, HistoryChange.table_name == table
    )


def _standing(session: Session, model: type[Base], ids: Iterable[str] | None = None) -> Images:
    """The last image that a standing operation left of each of these rows, or of all."""
    undone = select(HistoryUndone.operation_number)
    last = (
        select(func.max(HistoryChange.id))
        .join(HistoryOperation, HistoryOperation.number == HistoryChange.operation_number)
        .where(
            HistoryChange.table_name == model.__tablename__,
            HistoryOperation.kind.not_in(_NO_STEPS),
            HistoryOperation.number.not_in(undone),
        )
        .group_by(HistoryChange.row_id)
    )
    if ids is None:
        return _images(session, last)
    found: Images = {}
    for some in _batched(ids):
        found |= _images(session, last.where(HistoryChange.row_id.in_(some)))
    return found


def _images(session: Session, changes: Select[int]) -> Images:
    rows = session.execute(
        select(HistoryChange.row_id, HistoryChange.after).where(HistoryChange.id.in_(changes))
    )
    return {row.row_id: None if row.after is None else json.loads(row.after) for row in rows}


def _keep_needed(session: Session, model: type[Base], standing: Images, needed: set[str]) -> None:
    """Write what stands; a row that stands no more goes, unless something present needs it."""
    key = model.__mapper__.primary_key[0]
    present = set(session.scalars(select(key)))
    kept = needed - standing.keys()
    _delete(session, model, [e for e in present - kept if standing.get(e) is None])
    _write(session, model, standing)
    for some in _batched(kept - present):
        newest = (
            select(func.max(HistoryChange.id))
            .where(
                HistoryChange.table_name == model.__tablename__,
                HistoryChange.row_id.in_(some),
                HistoryChange.after.is_not(None),
            )
            .group_by(HistoryChange.row_id)
        )
        _write(session, model, _images(session, newest))


def _write(session: Session, model: type[Base], images: Images) -> None:
    present = _rows(session, model, images)
    for identity, image in images.items():
        if image is None:
            continue
        row = present.get(identity)
        if row is None:
            session.add(model(**values_of(model, image)))
        elif not holds(row, image):
            for name, value in values_of(model, image).items():
                if name not in STAMPS:
                    setattr(row, name, value)
    session.flush()


def _delete(session: Session, model: type[Base], ids: Iterable[str]) -> None:
    for row in _rows(session, model, ids).values():
        session.delete(row)
    session.flush()


def _rows(session: Session, model: type[Base], ids: Iterable[str]) -> dict[str, Base]:
    """Those of these rows that are there, by their ids."""
    key = model.__mapper__.primary_key[0]
    return {
        row_id_of(row): row
        for some in _batched(ids)
        for row in session.scalars(select(model).where(key.in_(some)))
    }


def _unindex(session: Session, records: Iterable[str]) -> None:
    for some in _batched(records):
        session.execute(delete(RecordLink).where(RecordLink.record_id.in_(some)))


def _index(session: Session, records: Iterable[str]) -> None:
    for some in _batched(records):
        rows = session.execute(
            select(RecordRow.id, RecordRow.links).where(RecordRow.id.in_(some))
        ).all()
        links = [
            {"record_id": row.id, "code": code, "goal": code.split(".")[0]}
            for row in rows
            for code in json.loads(row.links)
        ]
        if links:
            session.execute(insert(RecordLink), links)


def _batched(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids by as many as one statement can name."""
    ordered = sorted(ids)
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
