"""The only way to write: one transaction, one recorded and named change, one undo step."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session, UOWTransaction

from db import digests
from db.base import Tracked, new_id, now
from db.images import Recorder, RowChange, canonical
from db.models import (
    Draft,
    HistoryChange,
    HistoryOperation,
    HistoryRevision,
    HistoryRun,
    HistoryUndone,
)
from db.store import Store
from vnr_app.events import ChangeSet

REVISION_RECORD = (
    "section_key",
    "language",
    "parents",
    "author",
    "created_at",
    "format",
    "body",
)
"""The columns of a revision whose SHA-256 is its id."""
FIRST_HASH = "0" * 64
"""What stands for the hash before the first operation."""
_TakeIn = Callable[[Session, int, "hashlib._Hash"], None]
"""A form in which a digest takes in the observations of an operation."""


@dataclass(slots=True)
class Operation:
    """A running operation. `kinds` and `ids` tell the views what to refresh."""

    session: Session
    number: int
    id: str
    author: str
    kind: str
    title: str
    arguments: dict[str, object] = field(default_factory=dict)
    refers_to: str | None = None
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    kinds: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


@contextmanager
def operation(
    store: Store, kind: str, title: str, *, refers_to: str | None = None, **arguments: object
) -> Iterator[Operation]:
    """Run one named change in a transaction, record it, and tell the views when it is stored.

    `title` is a sentence for the person; `arguments` are kept as JSON. Rows changed through the
    session are recorded with their images; what is written in bulk must be added to
    `operation.digest` by who writes it. An exception leaves the review as it was.
    """
    with store.writing() as session:
        last = session.execute(
            select(HistoryOperation.number, HistoryOperation.hash)
            .order_by(HistoryOperation.number.desc())
            .limit(1)
        ).first()
        running = Operation(
            session=session,
            number=(last.number if last else 0) + 1,
            id=new_id(),
            author=store.author,
            kind=kind,
            title=title,
            arguments=dict(arguments),
            refers_to=refers_to,
        )
        event.listen(session, "before_flush", _stamp(store.author))
        recorder = Recorder(session)
        yield running
        session.flush()
        _record(running, recorder.changes(), last.hash if last else FIRST_HASH)
    store.publisher.publish(ChangeSet(running.id, frozenset(running.kinds), frozenset(running.ids)))


class _stamp:  # noqa: N801 - a function with a memory
    """Write who and when into every tracked row that is flushed."""

    def __init__(self, author: str) -> None:
        self._author = author

    def __call__(self, session: Session, context: UOWTransaction, rows: object) -> None:
        moment = now()
        for row in session.new:
            if isinstance(row, Tracked):
                # A row that comes back, or from another copy, keeps who made it and when.
                if not row.created_by:
                    row.created_at, row.created_by = moment, self._author
                row.changed_at, row.changed_by = moment, self._author
        for row in session.dirty:
            if isinstance(row, Tracked) and session.is_modified(row):
                row.changed_at, row.changed_by = moment, self._author


def _record(running: Operation, changes: list[RowChange], previous_hash: str) -> None:
    """Write the operation's record and its images; the hash chains it to the one before."""
    images: list[dict[str, object]] = [
        {
            "operation_number": running.number,
            "table_name": change.table,
            "row_id": change.row_id,
            "before": None if change.before is None else canonical(change.before),
            "after": None if change.after is None else canonical(change.after),
        }
        for change in changes
    ]
    for image in images:
        running.digest.update(_image_input(image))
        running.kinds.add(str(image["table_name"]))
        running.ids.add(str(image["row_id"]))
    record = {
        "number": running.number,
        "id": running.id,
        "kind": running.kind,
        "title": running.title,
        "arguments": canonical(running.arguments),
        "refers_to": running.refers_to,
        "author": running.author,
        "at": now(),
        "digest": running.digest.hexdigest(),
        "previous_hash": previous_hash,
    }
    running.session.execute(insert(HistoryOperation).values(**record, hash=record_hash(record)))
    if images:
        running.session.execute(insert(HistoryChange), images)


def record_hash(record: dict[str, object]) -> str:
    """The SHA-256 of an operation's record, without its own hash."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()


def _image_input(image: dict[str, object]) -> bytes:
    """A row of `history_change` without its id, as the operation's digest takes it in."""
    return canonical(image).encode()


def state_of(session: Session) -> str:
    """A short name of what the review is now: its last operation and its drafts."""
    last = session.scalar(
        select(HistoryOperation.hash).order_by(HistoryOperation.number.desc()).limit(1)
    )
    drafts = session.scalar(select(func.max(Draft.saved_at)))
    return hashlib.sha256(canonical([last, drafts]).encode()).hexdigest()[:16]


def verify_chain(session: Session) -> list[int]:
    """Numbers of the operations whose record or content does not fit; empty when all is well.

    The record must fit the hash before it, its digest the observations and images kept for it,
    the name of every revision its content.
    """
    broken: list[int] = []
    previous = FIRST_HASH
    columns = [c for c in HistoryOperation.__table__.columns if c.name != "hash"]
    rows = session.execute(
        select(HistoryOperation.hash, *columns).order_by(HistoryOperation.number)
    )
    for row in rows:
        record = {column.name: getattr(row, column.name) for column in columns}
        if (
            row.previous_hash != previous
            or row.hash != record_hash(record)
            or not _fits(session, row.number, row.digest)
        ):
            broken.append(row.number)
        previous = row.hash
    return sorted(
        {*broken, *_changed_revisions(session), *_orphans(session), *_wrongly_undone(session)}
    )


def _fits(session: Session, number: int, expected: str) -> bool:
    """Whether the content of an operation has the digest that it had, in one form or another."""
    return any(_digest_of(session, number, take_in) == expected for take_in in digests.FORMS)


def _digest_of(session: Session, number: int, take_in: _TakeIn) -> str:
    """The digest that the content of an operation has now."""
    digest = hashlib.sha256()
    try:
        take_in(session, number, digest)
    except sqlite3.OperationalError as error:
        if "JSON" not in str(error):
            raise
        return ""  # bytes in the place of a text: JSON has none, and nobody writes them
    images = session.execute(
        select(
            HistoryChange.operation_number,
            HistoryChange.table_name,
            HistoryChange.row_id,
            HistoryChange.before,
            HistoryChange.after,
        )
        .where(HistoryChange.operation_number == number)
        .order_by(HistoryChange.id)
    )
    for image in images.mappings():
        digest.update(_image_input(dict(image)))
    return digest.hexdigest()


def _changed_revisions(session: Session) -> list[int]:
    """Numbers of the operations that wrote a revision whose name is not that of its content."""
    named = [c for c in HistoryRevision.__table__.columns if c.name in REVISION_RECORD]
    rows = session.execute(
        select(HistoryRevision.id, HistoryRevision.operation_number, *named)
    ).mappings()
    return [
        row["operation_number"]
        for row in rows
        if row["id"] != record_hash({name: row[name] for name in REVISION_RECORD})
    ]


def _wrongly_undone(session: Session) -> set[int]:
    """Numbers of the operations that are marked as undone, or not, against the record."""
    numbers: dict[str | None, int] = {}
    undone: set[int] = set()
    rows = session.execute(
        select(
            HistoryOperation.number,
            HistoryOperation.id,
            HistoryOperation.kind,
            HistoryOperation.refers_to,
        ).order_by(HistoryOperation.number)
    )
    for row in rows:
        numbers[row.id] = row.number
        if row.kind in ("undo", "redo"):
            undone ^= {numbers.get(row.refers_to, row.number)}
    return undone ^ set(session.scalars(select(HistoryUndone.operation_number)))


def _orphans(session: Session) -> list[int]:
    """Numbers under which something is kept although no operation has them."""
    numbers = select(HistoryOperation.number)
    columns = (
        HistoryChange.operation_number,
        HistoryRun.operation_number,
        HistoryRevision.operation_number,
    )
    return [
        number
        for column in columns
        for number in session.scalars(select(column).where(column.not_in(numbers)).distinct())
    ]
