"""Heads, drafts and revisions of texts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Draft, HistoryRevision, Section, SectionHead


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text as stored: the body is the JSON of the text model."""

    section_key: str
    language: str
    body: str
    revision: str | None
    saved_at: datetime
    author: str
    words: int | None
    is_draft: bool


def all_sections(session: Session) -> tuple[Section, ...]:
    """Every section and part, in order."""
    return tuple(session.scalars(select(Section).order_by(Section.position)))


def section_by_key(session: Session, key: str) -> Section | None:
    """The section or part of that key."""
    return session.scalars(select(Section).where(Section.key == key)).first()


def texts(session: Session, language: str) -> dict[str, StoredText]:
    """The present text of every section in a language: its draft, or else its head revision."""
    heads = session.execute(
        select(Section.key, HistoryRevision)
        .join(SectionHead, SectionHead.section_id == Section.id)
        .join(HistoryRevision, HistoryRevision.id == SectionHead.revision_id)
        .where(SectionHead.language == language)
    )
    found = {key: _of_revision(key, language, revision) for key, revision in heads}
    drafts = session.execute(
        select(Section.key, Draft)
        .join(Draft, Draft.section_id == Section.id)
        .where(Draft.language == language)
    )
    for key, draft in drafts:
        found[key] = _of_draft(key, language, draft)
    return found


def text(session: Session, section: Section, language: str) -> StoredText | None:
    """The present text of one section."""
    draft = session.get(Draft, (section.id, language))
    if draft is not None:
        return _of_draft(section.key, language, draft)
    head = session.get(SectionHead, (section.id, language))
    revision = None if head is None else session.get(HistoryRevision, head.revision_id)
    return None if revision is None else _of_revision(section.key, language, revision)


def _of_revision(key: str, language: str, revision: HistoryRevision) -> StoredText:
    return StoredText(
        key,
        language,
        revision.body,
        revision.id,
        revision.created_at,
        revision.author,
        revision.words,
        is_draft=False,
    )


def _of_draft(key: str, language: str, draft: Draft) -> StoredText:
    return StoredText(
        key,
        language,
        draft.body,
        draft.base_revision,
        draft.saved_at,
        draft.author,
        None,
        is_draft=True,
    )
