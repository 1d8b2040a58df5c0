"""Revisions, heads and what waits beside them, as rows: written inside an operation."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.base import now
from db.images import canonical
from db.models import Draft, HistoryRevision, SectionHead, SectionSibling
from db.operation import record_hash
from db.queries import texts
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import word_count
from vnr_app.domain.sections import SectionStatus
from vnr_app.services.reviews import Review


def add_revision(
    session: Session,
    number: int,
    author: str,
    key: str,
    language: str,
    body: str,
    parents: list[str | None],
    at: datetime | None = None,
) -> tuple[str, datetime]:
    """Append a revision named by the hash of its whole record; returns its id and time."""
    created = at or now()
    document = decode(body)
    record: dict[str, object] = {  # the columns of REVISION_RECORD
        "section_key": key,
        "language": language,
        "parents": canonical(sorted(parent for parent in parents if parent)),
        "author": author,
        "created_at": created,
        "format": document.version,
        "body": body,
    }
    revision = record_hash(record)
    if session.get(HistoryRevision, revision) is None:
        session.execute(
            insert(HistoryRevision).values(
                id=revision, words=word_count(document), operation_number=number, **record
            )
        )
    return revision, created


def set_head(session: Session, review: Review, key: str, language: str, revision: str) -> None:
    """Make a revision the text of its section; a first translation renders the present original."""
    section = texts.section_by_key(session, key)
    assert section is not None
    head = session.get(SectionHead, (section.id, language))
    if head is None:
        head = SectionHead(section_id=section.id, language=language, revision_id=revision)
        if language != review.info.language:
            original = session.get(SectionHead, (section.id, review.info.language))
            head.translation_of = None if original is None else original.revision_id
        session.add(head)
    else:
        head.revision_id = revision
    delete_draft(session, section.id, language)
    if section.status == SectionStatus.NOT_STARTED.value:
        section.status = SectionStatus.DRAFTING.value


def add_sibling(session: Session, section_id: str, language: str, revision: str) -> None:
    """Let a revision wait beside the head."""
    if session.get(SectionSibling, (section_id, language, revision)) is None:
        session.add(SectionSibling(section_id=section_id, language=language, revision_id=revision))


def remove_siblings(
    session: Session, section_id: str, language: str, revisions: list[str | None]
) -> None:
    """These revisions wait no more: a text that comes from them takes their place."""
    for revision in revisions:
        row = session.get(SectionSibling, (section_id, language, revision or ""))
        if row is not None:
            session.delete(row)


def delete_draft(session: Session, section_id: str, language: str) -> None:
    """What was typed since the last revision is one itself now, or wanted no more."""
    draft = session.get(Draft, (section_id, language))
    if draft is not None:
        session.delete(draft)
