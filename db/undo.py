"""Taking an operation back, and doing it again; both are operations themselves."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db import observations, references, registers, standing
from db.base import Base
from db.images import STAMPS, RowChange, holds, values_of
from db.models import Draft, HistoryChange, HistoryOperation, HistoryRevision, HistoryUndone
from db.operation import Operation, operation
from db.store import Store
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import is_empty
from vnr_app.errors import KnownError
from vnr_app.i18n import _

_TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
NOT_UNDOABLE = ("create", "undo", "redo")
"""Kinds of operations that are no step of their own: an undo is taken back by a redo."""


@dataclass(frozen=True, slots=True)
class _Direction:
    """Undo goes from the after image to the before image, redo the other way."""

    back: bool

    def ends(self, change: RowChange) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """The image that the row must have now, and the one that it shall get."""
        return (change.after, change.before) if self.back else (change.before, change.after)


def last_undoable(session: Session) -> HistoryOperation | None:
    """The newest operation that is neither undone nor an undo."""
    return session.scalars(
        select(HistoryOperation)
        .where(
            HistoryOperation.kind.not_in(NOT_UNDOABLE),
            HistoryOperation.number.not_in(select(HistoryUndone.operation_number)),
        )
        .order_by(HistoryOperation.number.desc())
        .limit(1)
    ).first()


def last_redoable(session: Session) -> HistoryOperation | None:
    """The operation undone last, unless something new was done since."""
    newest = session.scalars(select(HistoryOperation).order_by(HistoryOperation.number.desc()))
    for record in newest:
        if record.kind not in NOT_UNDOABLE:
            if session.get(HistoryUndone, record.number) is None:
                return None
            continue
        if record.kind == "undo":
            target = find(session, record.refers_to or "")
            if target is not None and session.get(HistoryUndone, target.number) is not None:
                return target
    return None


def find(session: Session, operation_id: str) -> HistoryOperation | None:
    """The operation of that id, or None."""
    return session.scalars(
        select(HistoryOperation).where(HistoryOperation.id == operation_id)
    ).first()


def undo(store: Store, operation_id: str | None = None) -> str:
    """Take back that operation, or the last one; returns the id of what was taken back.

    Raises `KnownError`: "nothing-to-undo", "unknown-operation", "already-undone",
    "undo-conflict" where what it changed was changed again since.
    """
    with store.reading() as session:
        target = _target(session, operation_id, last_undoable(session), _("undo"))
        if session.get(HistoryUndone, target.number) is not None:
            raise KnownError(
                "already-undone", _("“{title}” is undone already.").format(title=target.title)
            )
    title = _("Undo: {title}").format(title=target.title)
    with operation(store, "undo", title, refers_to=target.id) as running:
        running.session.execute(insert(HistoryUndone).values(operation_number=target.number))
        _apply(running, target, _Direction(back=True))
    return target.id


def redo(store: Store, operation_id: str | None = None) -> str:
    """Do that operation again, or what was undone last; returns its id.

    Raises `KnownError`: "nothing-to-redo", "unknown-operation", "not-undoable", "not-undone", and
    "undo-conflict" where what it changed was changed again since.
    """
    with store.reading() as session:
        last = last_redoable(session)
        if last is None and operation_id is None:
            raise KnownError("nothing-to-redo", _("There is nothing to do again."))
        target = _target(session, operation_id, last, _("redo"))
        if session.get(HistoryUndone, target.number) is None:
            raise KnownError(
                "not-undone", _("“{title}” is not taken back.").format(title=target.title)
            )
    title = _("Redo: {title}").format(title=target.title)
    with operation(store, "redo", title, refers_to=target.id) as running:
        running.session.execute(
            delete(HistoryUndone).where(HistoryUndone.operation_number == target.number)
        )
        _apply(running, target, _Direction(back=False))
    return target.id


def _target(
    session: Session, operation_id: str | None, last: HistoryOperation | None, verb: str
) -> HistoryOperation:
    if operation_id is None:
        if last is None:
            raise KnownError("nothing-to-undo", _("There is nothing to {verb}.").format(verb=verb))
        return last
    found = find(session, operation_id)
    if found is None:
        raise KnownError(
            "unknown-operation", _("This review has no operation “{id}”.").format(id=operation_id)
        )
    if found.kind in NOT_UNDOABLE:
        raise KnownError(
            "not-undoable", _("“{title}” cannot be undone by itself.").format(title=found.title)
        )
    return found


def changes_of(session: Session, number: int) -> list[RowChange]:
    """The images that an operation left, in the order of its changes."""
    rows = session.scalars(
        select(HistoryChange)
        .where(HistoryChange.operation_number == number)
        .order_by(HistoryChange.id)
    )
    return [
        RowChange(
            row.table_name,
            row.row_id,
            None if row.before is None else json.loads(row.before),
            None if row.after is None else json.loads(row.after),
        )
        for row in rows
    ]


def _apply(running: Operation, target: HistoryOperation, direction: _Direction) -> None:
    """Put rows and observations where they were (or come to be again)."""
    session = running.session
    changes = changes_of(session, target.number)
    ordered = reversed(changes) if direction.back else changes
    try:
        for change in ordered:
            if change.table not in (*references.TABLES, *registers.TABLES):
                _put(session, change, direction, target.title)
        session.flush()
    except IntegrityError as error:
        # Something made since hangs on it: an answer to a comment.
        raise _conflict(target.title) from error
    if observations.touched(session, target.number):
        running.kinds.add("observation")
        standing.recompute(session, target.number)
        if direction.back:
            references.remove_unused(session, target.number)
        else:
            references.restore_missing(session, target.number)
    registers.replay(session, target.number)


def _put(session: Session, change: RowChange, direction: _Direction, title: str) -> None:
    """Give one row the image it shall have, if it still has the one it must have."""
    expected, wanted = direction.ends(change)
    model = _TABLES[change.table]
    row = session.get(model, _key(change.row_id))
    if not holds(row, expected):
        raise _conflict(title)
    if change.table == "section_head":
        _drop_draft(session, change, expected, title)
    if wanted is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(model(**values_of(model, wanted)))
    else:
        for name, value in values_of(model, wanted).items():
            if name not in STAMPS:
                setattr(row, name, value)


def _conflict(title: str) -> KnownError:
    return KnownError(
        "undo-conflict",
        _("“{title}” cannot be undone: what it changed was changed again since.").format(
            title=title
        ),
        _("Undo the later change first, or restore the text from the section's history."),
    )


def _drop_draft(
    session: Session, change: RowChange, expected: dict[str, Any] | None, title: str
) -> None:
    """A draft would hide the text that comes back; one that says something new is not dropped."""
    image = change.after or change.before or {}
    draft = session.get(Draft, (image["section_id"], image["language"]))
    if draft is None:
        return
    kept = session.get(HistoryRevision, expected["revision_id"]) if expected else None
    if draft.body != kept.body if kept else not is_empty(decode(draft.body)):
        raise _conflict(title)
    session.delete(draft)


def _key(row_id: str) -> object:
    return tuple(json.loads(row_id)) if row_id.startswith("[") else row_id
