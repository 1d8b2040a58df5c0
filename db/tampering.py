"""Rows and pictures that were changed behind the history's back."""

import hashlib
import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import references
from db.base import Base
from db.images import holds, row_id_of
from db.models import CurrentRun, Draft, HistoryChange, HistoryImage, RecordLink

_UNTRACKED = {
    Draft.__tablename__,
    CurrentRun.__tablename__,
    RecordLink.__tablename__,
    *references.TABLES,
}
"""Rows that are made anew from the history, or are none of it yet."""


def changed_rows(session: Session) -> list[int]:
    """Numbers of the operations whose rows are no longer as they left them; 0 for rows of none."""
    last = select(func.max(HistoryChange.id)).group_by(
        HistoryChange.table_name, HistoryChange.row_id
    )
    changes = session.scalars(
        select(HistoryChange).where(
            HistoryChange.id.in_(last), HistoryChange.table_name.not_in(_UNTRACKED)
        )
    )
    known = {(each.table_name, each.row_id): each for each in changes}
    broken: set[int] = set()
    for mapper in Base.registry.mappers:
        name = mapper.class_.__tablename__
        if name in _UNTRACKED or name.startswith("history_"):
            continue
        for row in session.scalars(select(mapper.class_)):
            change = known.pop((name, row_id_of(row)), None)
            if change is None or not holds(row, json.loads(change.after or "null")):
                broken.add(0 if change is None else change.operation_number)
    # What is left has no row: rightly so where the last thing that happened was its deletion.
    return sorted(broken | {e.operation_number for e in known.values() if e.after is not None})


def broken_pictures(session: Session) -> tuple[str, ...]:
    """The ids of pictures whose bytes are no longer those that they were named for."""
    rows = session.execute(select(HistoryImage.id, HistoryImage.data))
    return tuple(row.id for row in rows if hashlib.sha256(row.data).hexdigest() != row.id)
