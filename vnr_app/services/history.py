"""What was done to the review, by whom, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db import undo as undoing
from db.models import HistoryOperation, HistoryUndone
from db.operation import verify_chain
from db.tampering import changed_rows
from vnr_app.services import writing
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One recorded change; `undoable` says whether it can be offered for taking back."""

    id: str
    number: int
    kind: str
    title: str
    author: str
    at: datetime
    undone: bool
    undoable: bool


def operations(review: Review, limit: int = 200) -> tuple[OperationRecord, ...]:
    """The recorded changes, newest first."""
    with review.store.reading() as session:
        undone = set(session.scalars(select(HistoryUndone.operation_number)))
        rows = session.scalars(
            select(HistoryOperation).order_by(HistoryOperation.number.desc()).limit(limit)
        )
        return tuple(_record(row, undone) for row in rows)


def undo(review: Review, operation: str | None = None) -> OperationRecord:
    """Take back that operation, or the last one; see `db.undo.undo` for what can be wrong.

    Drafts that a crash left become revisions first: an undo must not hide what was typed.
    """
    writing.keep_drafts(review)
    return _one(review, undoing.undo(review.store, operation))


def last_undoable(review: Review) -> OperationRecord | None:
    """The operation that would be taken back next; None where there is none."""
    with review.store.reading() as session:
        row = undoing.last_undoable(session)
        return None if row is None else _record(row, set())


def redo(review: Review, operation: str | None = None) -> OperationRecord:
    """Do that operation again, or what was taken back last; see `db.undo.redo`."""
    return _one(review, undoing.redo(review.store, operation))


def broken_links(review: Review) -> tuple[int, ...]:
    """Numbers of operations whose record, or what they left, was changed after the fact.

    0 stands for rows that no operation made.
    """
    with review.store.reading() as session:
        return tuple(sorted({*verify_chain(session), *changed_rows(session)}))


def last_change(review: Review) -> datetime:
    """When the review was changed last; a report of the same state carries the same date."""
    with review.store.reading() as session:
        moment = session.scalar(
            select(HistoryOperation.at).order_by(HistoryOperation.number.desc()).limit(1)
        )
    return moment or review.info.created


def _one(review: Review, identity: str) -> OperationRecord:
    with review.store.reading() as session:
        row = undoing.find(session, identity)
        assert row is not None
        return _record(row, set(session.scalars(select(HistoryUndone.operation_number))))


def _record(row: HistoryOperation, undone: set[int]) -> OperationRecord:
    is_undone = row.number in undone
    return OperationRecord(
        id=row.id,
        number=row.number,
        kind=row.kind,
        title=row.title,
        author=row.author,
        at=row.at,
        undone=is_undone,
        undoable=not is_undone and row.kind not in undoing.NOT_UNDOABLE,
    )
