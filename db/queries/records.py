"""Records with their organisations, filtered and ordered in SQL."""

import json
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    HistoryChange,
    HistoryOperation,
    HistoryUndone,
    Organisation,
    RecordLink,
    RecordRow,
)

Found = tuple[RecordRow, Organisation | None]


def records(
    session: Session,
    *,
    goal: str | None = None,
    kind: str | None = None,
    organisation: str | None = None,
) -> Sequence[Found]:
    """Records by organisation, kind and place in their files; None stands for all.

    `goal` is a goal's code, of whose targets and indicators records are found too.
    """
    query = (
        select(RecordRow, Organisation)
        .outerjoin(Organisation, Organisation.id == RecordRow.organisation_id)
        .order_by(
            func.coalesce(Organisation.folded, "\uffff"),
            RecordRow.kind,
            RecordRow.file,
            RecordRow.sheet,
            RecordRow.cell_row,
            RecordRow.id,
        )
    )
    if goal is not None:
        linked = select(RecordLink.record_id).where(RecordLink.goal == goal)
        query = query.where(RecordRow.id.in_(linked))
    if kind is not None:
        query = query.where(RecordRow.kind == kind)
    if organisation is not None:
        query = query.where(RecordRow.organisation_id == organisation)
    return [(row, found) for row, found in session.execute(query)]


def linked_by_hand(session: Session) -> dict[str, tuple[set[str], set[str]]]:
    """Record → the links that people gave it and those that they took off, as it stands."""
    query = (
        select(HistoryChange.row_id, HistoryChange.before, HistoryChange.after)
        .join(HistoryOperation, HistoryOperation.number == HistoryChange.operation_number)
        .where(
            HistoryChange.table_name == RecordRow.__tablename__,
            HistoryOperation.kind == "record",
            HistoryChange.before.is_not(None),
            HistoryChange.after.is_not(None),
            HistoryOperation.number.not_in(select(HistoryUndone.operation_number)),
        )
        .order_by(HistoryChange.id)
    )
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row_id, before, after in session.execute(query):
        old, new = (set(json.loads(json.loads(str(e))["links"])) for e in (before, after))
        given, taken = found.get(row_id, (set(), set()))
        found[row_id] = (given | new - old) - (old - new), (taken | old - new) - (new - old)
    return found


def counts_by_goal(session: Session) -> dict[str, int]:
    """Goal → how many records speak of it."""
    query = select(RecordLink.goal, func.count(RecordLink.record_id.distinct())).group_by(
        RecordLink.goal
    )
    return dict(session.execute(query).all())


def counts_by_group(session: Session) -> dict[str, int]:
    """Class of stakeholders → how many records come from it; "" where it is not known."""
    group = func.coalesce(Organisation.group_code, "")
    query = (
        select(group, func.count(RecordRow.id))
        .outerjoin(Organisation, Organisation.id == RecordRow.organisation_id)
        .group_by(group)
    )
    return dict(session.execute(query).all())
