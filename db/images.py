"""Before and after images of the rows that an operation touches."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from db.base import Base, UtcTime
from db.models import Draft

STAMPS = {"version_id", "changed_at", "changed_by", "created_at", "created_by"}
"""Columns that say who and when, not what."""
_UNRECORDED = (Draft,)
"""Drafts are overwritten while typing; their history are the revisions made of them."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None where it did not exist. Values are as in the database."""

    table: str
    row_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def canonical(value: object) -> str:
    """JSON whose text depends on nothing but the value; what hashes are made of."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an image")


def row_id_of(row: Base) -> str:
    """The primary key as text: the value itself, or a JSON list of several."""
    values = [getattr(row, column.name) for column in inspect(row).mapper.primary_key]
    return str(values[0]) if len(values) == 1 else canonical([str(v) for v in values])


def image_of(row: Base) -> dict[str, Any]:
    """All columns of a row as plain JSON values."""
    columns = inspect(row).mapper.column_attrs
    return {
        c.key: (_plain(v) if isinstance(v := getattr(row, c.key), date) else v) for c in columns
    }


def holds(row: Base | None, image: dict[str, Any] | None) -> bool:
    """Whether a row says what an image says, its stamps aside.

    An image that is older than a column says nothing about that column.
    """
    if row is None or image is None:
        return row is None and image is None
    present = image_of(row)
    return all(present[name] == value for name, value in image.items() if name not in STAMPS)


def values_of(model: type[Base], image: dict[str, Any]) -> dict[str, Any]:
    """An image's JSON values as the model's Python values: dates and times out of their text."""
    values: dict[str, Any] = {}
    for attribute in inspect(model).column_attrs:
        if attribute.key not in image:
            continue  # the image is older than the column, whose default holds
        value = image[attribute.key]
        kind = attribute.columns[0].type
        if isinstance(value, str) and isinstance(kind, UtcTime):
            value = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(kind, Date):
            value = date.fromisoformat(value)
        values[attribute.key] = value
    return values


def _image_before(row: Base) -> dict[str, Any]:
    state = inspect(row)
    image = image_of(row)
    for attribute in state.mapper.column_attrs:
        deleted = state.attrs[attribute.key].history.deleted
        if deleted:
            old = deleted[0]
            image[attribute.key] = _plain(old) if isinstance(old, date) else old
    return image


class Recorder:
    """Listens to a session's flushes and keeps the images of every row it writes."""

    def __init__(self, session: Session) -> None:
        self._before: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._after: dict[tuple[str, str], dict[str, Any] | None] = {}
        event.listen(session, "before_flush", self._note_before)
        event.listen(session, "after_flush", self._note_after)

    def changes(self) -> list[RowChange]:
        """The net changes, in the order in which the rows were first touched."""
        return [
            RowChange(table, row_id, before, self._after[table, row_id])
            for (table, row_id), before in self._before.items()
            if before != self._after[table, row_id]
        ]

    def _note_before(self, session: Session, context: UOWTransaction, rows: object) -> None:
        for row in (*session.dirty, *session.deleted):
            if _recorded(row) and (row in session.deleted or session.is_modified(row)):
                self._before.setdefault((row.__tablename__, row_id_of(row)), _image_before(row))

    def _note_after(self, session: Session, context: UOWTransaction) -> None:
        for row in session.new:
            if _recorded(row):
                key = (row.__tablename__, row_id_of(row))
                self._before.setdefault(key, None)
                self._after[key] = image_of(row)
        for row in session.dirty:
            if _recorded(row):
                key = (row.__tablename__, row_id_of(row))
                if key in self._before:
                    self._after[key] = image_of(row)
        for row in session.deleted:
            if _recorded(row):
                self._after[row.__tablename__, row_id_of(row)] = None


def _recorded(row: object) -> bool:
    if not isinstance(row, Base) or isinstance(row, _UNRECORDED):
        return False
    return not row.__tablename__.startswith("history_")
