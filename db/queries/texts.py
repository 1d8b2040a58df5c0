"""Heads, drafts and revisions of texts."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    Draft,
    HistoryRevision,
    NamedText,
    NamedVersion,
    Section,
    SectionHead,
    SectionSibling,
)


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


def drafts(session: Session) -> tuple[StoredText, ...]:
    """Every draft, of all sections and languages."""
    rows = session.execute(
        select(Section.key, Draft)
        .join(Draft, Draft.section_id == Section.id)
        .order_by(Section.position, Draft.language)
    )
    return tuple(_of_draft(key, draft.language, draft) for key, draft in rows)


def languages(session: Session) -> tuple[str, ...]:
    """The languages that any text is in."""
    found = {
        *session.scalars(select(SectionHead.language)),
        *session.scalars(select(Draft.language)),
    }
    return tuple(sorted(found))


def siblings(session: Session, section_id: str, language: str) -> tuple[str, ...]:
    """The revisions that wait beside the head to be merged."""
    query = select(SectionSibling.revision_id).where(
        SectionSibling.section_id == section_id, SectionSibling.language == language
    )
    return tuple(session.scalars(query.order_by(SectionSibling.revision_id)))


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """A revision without its body."""

    id: str
    author: str
    created_at: datetime
    words: int
    parents: tuple[str, ...]


def revisions(session: Session, key: str, language: str) -> tuple[StoredRevision, ...]:
    """The revisions of a text, newest first."""
    rows = session.execute(
        select(
            HistoryRevision.id,
            HistoryRevision.author,
            HistoryRevision.created_at,
            HistoryRevision.words,
            HistoryRevision.parents,
        )
        .where(HistoryRevision.section_key == key, HistoryRevision.language == language)
        .order_by(HistoryRevision.operation_number.desc(), HistoryRevision.created_at.desc())
    )
    return tuple(
        StoredRevision(
            row.id, row.author, row.created_at, row.words, tuple(json.loads(row.parents))
        )
        for row in rows
    )


def body(session: Session, revision: str) -> str | None:
    """The JSON of a revision's text."""
    return session.scalar(select(HistoryRevision.body).where(HistoryRevision.id == revision))


def names_of_revisions(
    session: Session, section_id: str, language: str
) -> dict[str, tuple[str, ...]]:
    """The names of the versions that revisions of a text belong to, by revision."""
    rows = session.execute(
        select(NamedText.revision_id, NamedVersion.name)
        .join(NamedVersion, NamedVersion.id == NamedText.version_id)
        .where(NamedText.section_id == section_id, NamedText.language == language)
        .order_by(NamedVersion.created_at)
    )
    names: dict[str, tuple[str, ...]] = {}
    for row in rows:
        names[row.revision_id] = (*names.get(row.revision_id, ()), row.name)
    return names


def texts_of_versions(session: Session) -> dict[str, int]:
    """How many texts a named version holds, by its id."""
    rows = session.execute(
        select(NamedText.version_id, func.count().label("texts")).group_by(NamedText.version_id)
    )
    return {row.version_id: row.texts for row in rows}


@dataclass(frozen=True, slots=True)
class TextOfVersion:
    """The revision that a text had in a named version, and the one it has now, if any."""

    version_id: str
    section_key: str
    language: str
    revision: str
    head: str | None


def texts_in_versions(session: Session) -> tuple[TextOfVersion, ...]:
    """The texts of every named version, in the order of the outline."""
    rows = session.execute(
        select(
            NamedText.version_id,
            Section.key,
            NamedText.language,
            NamedText.revision_id,
            SectionHead.revision_id.label("head"),
        )
        .join(Section, Section.id == NamedText.section_id)
        .outerjoin(
            SectionHead,
            (SectionHead.section_id == NamedText.section_id)
            & (SectionHead.language == NamedText.language),
        )
        .order_by(Section.position, NamedText.language)
    )
    return tuple(
        TextOfVersion(row.version_id, row.key, row.language, row.revision_id, row.head)
        for row in rows
    )


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
