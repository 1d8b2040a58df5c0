"""What another copy of a review holds: ends and revisions of texts, rows, and which were here."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import Base
from db.images import STAMPS, canonical, image_of, row_id_of
from db.models import (
    Draft,
    HistoryChange,
    HistoryOperation,
    HistoryRevision,
    HistoryUndone,
    Section,
    SectionHead,
    SectionSibling,
)
from db.operation import REVISION_RECORD, record_hash
from db.undo import NOT_UNDOABLE
from vnr_app.domain.lineage import Ends
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import is_empty

Place = tuple[str, str]
"""Key of a section and language."""


@dataclass(frozen=True, slots=True)
class Record:
    """A revision by the columns that its name is made of."""

    id: str
    values: dict[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether it still says what it was named for."""
        return self.id == record_hash(self.values)


@dataclass(slots=True)
class Texts:
    """The texts of a copy: where each ends, which revision comes from which, its drafts as such.

    A draft counts as the revision that keeping it would make.
    """

    ends: dict[Place, Ends] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, Record] = field(default_factory=dict)
    renders: dict[Place, str | None] = field(default_factory=dict)


def texts_of(session: Session) -> Texts:
    """The texts of a review without their bodies."""
    found = Texts()
    query = select(HistoryRevision.id, HistoryRevision.parents, HistoryRevision.author)
    for row in session.execute(query):
        found.parents[row.id] = tuple(json.loads(row.parents))
        found.authors[row.id] = row.author
    heads = session.execute(
        select(Section.key, SectionHead).join(SectionHead, SectionHead.section_id == Section.id)
    )
    for key, head in heads:
        found.ends[key, head.language] = Ends(head.revision_id)
        found.renders[key, head.language] = head.translation_of
    waiting = session.execute(
        select(Section.key, SectionSibling).join(
            SectionSibling, SectionSibling.section_id == Section.id
        )
    )
    for key, sibling in waiting:
        ends = found.ends.get((key, sibling.language), Ends())
        found.ends[key, sibling.language] = Ends(ends.head, ends.waiting | {sibling.revision_id})
    drafts = session.execute(select(Section.key, Draft).join(Draft, Draft.section_id == Section.id))
    for key, draft in drafts:
        _add_draft(session, found, key, draft)
    return found


def _add_draft(session: Session, found: Texts, key: str, draft: Draft) -> None:
    place = (key, draft.language)
    ends = found.ends.get(place, Ends())
    known = [body_of(session, each) for each in (ends.head, draft.base_revision) if each]
    if draft.body in known or (draft.base_revision is None and is_empty(decode(draft.body))):
        return
    parents = (draft.base_revision,) if draft.base_revision else ()
    values = {
        "section_key": key,
        "language": draft.language,
        "parents": canonical(list(parents)),
        "author": draft.author,
        "created_at": draft.saved_at,
        "format": decode(draft.body).version,
        "body": draft.body,
    }
    record = Record(record_hash(values), values)
    found.drafts[record.id] = record
    found.parents[record.id] = parents
    found.authors[record.id] = draft.author
    if draft.base_revision == ends.head:
        found.ends[place] = Ends(record.id, ends.waiting)
    else:
        found.ends[place] = Ends(ends.head, ends.waiting - {*parents} | {record.id})


def body_of(session: Session, revision: str) -> str | None:
    """The JSON of a revision's text."""
    return session.scalar(select(HistoryRevision.body).where(HistoryRevision.id == revision))


def revisions_saying(session: Session, place: Place, body: str) -> set[str]:
    """The revisions of a text that say exactly this."""
    key, language = place
    query = select(HistoryRevision.id).where(
        HistoryRevision.section_key == key,
        HistoryRevision.language == language,
        HistoryRevision.body == body,
    )
    return set(session.scalars(query))


def records(session: Session, revisions: Iterable[str]) -> list[Record]:
    """These revisions with their bodies, in the order in which they were made."""
    columns = [c for c in HistoryRevision.__table__.columns if c.name in REVISION_RECORD]
    query = select(HistoryRevision.id, HistoryRevision.operation_number, *columns)
    rows = [
        row
        for some in batched(sorted(revisions))
        for row in session.execute(query.where(HistoryRevision.id.in_(some)))
    ]
    rows.sort(key=lambda row: (row.operation_number, row.created_at, row.id))
    return [Record(row.id, {name: getattr(row, name) for name in REVISION_RECORD}) for row in rows]


def batched(values: list[str], size: int = 500) -> Iterator[list[str]]:
    """The values by as many as one query can name."""
    return (values[start : start + size] for start in range(0, len(values), size))


# --- Rows ---------------------------------------------------------------------------------------


def content(row: Base) -> dict[str, Any]:
    """What a row says, its stamps aside."""
    return {name: value for name, value in image_of(row).items() if name not in STAMPS}


def was_here(session: Session, row: Base) -> bool:
    """Whether an operation that stands has made such a row; if it is gone, somebody deleted it."""
    query = (
        select(HistoryChange.id)
        .join(HistoryOperation, HistoryOperation.number == HistoryChange.operation_number)
        .where(
            HistoryChange.table_name == row.__tablename__,
            HistoryChange.row_id == row_id_of(row),
            HistoryOperation.kind.not_in(NOT_UNDOABLE),
            HistoryOperation.number.not_in(select(HistoryUndone.operation_number)),
        )
    )
    return session.scalar(query.limit(1)) is not None


def has_said(session: Session, row: Base) -> bool:
    """Whether the row of that name said once what this one says."""
    images = session.scalars(
        select(HistoryChange.after).where(
            HistoryChange.table_name == row.__tablename__, HistoryChange.row_id == row_id_of(row)
        )
    )
    said = content(row)
    return any(_without_stamps(image) == said for image in images if image is not None)


def _without_stamps(image: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(image).items() if name not in STAMPS}
