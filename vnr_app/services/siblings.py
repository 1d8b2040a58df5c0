"""Versions that met: two texts of one section that a person merges into one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import HistoryRevision, SectionHead
from db.operation import operation
from db.queries import texts
from vnr_app.domain.lineage import common_origin
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.i18n import _
from vnr_app.services import revision_rows, section_keys, writing
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts that meet; `revision` is empty for what both come from, if nothing."""

    revision: str
    author: str
    at: datetime | None
    document: Document


@dataclass(frozen=True, slots=True)
class Meeting:
    """The text of a section, another one beside it, and the newest text that both come from."""

    section: str
    language: str
    base: Version
    present: Version
    other: Version


def meetings(review: Review, key: str, language: str | None = None) -> tuple[Meeting, ...]:
    """The versions that wait beside the text of a section, oldest first."""
    chosen = language or review.info.language
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, chosen))
        waiting = texts.siblings(session, section.id, chosen)
        parents = {row.id: row.parents for row in texts.revisions(session, key, chosen)}
        # A text that was taken back has no head; what waits beside it is offered still.
        present = "" if head is None else head.revision_id
        found = [
            Meeting(
                key,
                chosen,
                _version(session, common_origin(parents, present, each)),
                _version(session, present),
                _version(session, each),
            )
            for each in waiting
        ]
    return tuple(sorted(found, key=lambda each: (str(each.other.at), each.other.revision)))


def merge(review: Review, meeting: Meeting, document: Document) -> writing.SectionText:
    """Make the merged text the section's, with both versions as its parents.

    Raises `KnownError` "changed-meanwhile" where the versions are no longer the ones shown.
    """
    title = _("Merge versions of “{section}”").format(
        section=section_keys.title(review, meeting.section)
    )
    return _settle(review, meeting, title, encode(normalise(document)))


def set_aside(review: Review, meeting: Meeting) -> None:
    """Keep the present text as it is; the other version stays in the history.

    It becomes an origin of the present text, so that no other copy brings it up again.
    Raises `KnownError` "changed-meanwhile" where the versions are no longer the ones shown.
    """
    title = _("Keep “{section}” and set the other version aside").format(
        section=section_keys.title(review, meeting.section)
    )
    _settle(review, meeting, title, encode(meeting.present.document))


def _settle(review: Review, meeting: Meeting, title: str, body: str) -> writing.SectionText:
    key, language = meeting.section, meeting.language
    # What was typed since is a text that the person has not seen merged.
    writing.keep_draft(review, key, language)
    with operation(review.store, "merge", title, section=key, language=language) as running:
        session = running.session
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, language))
        present = "" if head is None else head.revision_id
        waiting = texts.siblings(session, section.id, language)
        if present != meeting.present.revision or meeting.other.revision not in waiting:
            raise writing.changed_meanwhile(review, key)
        parents: list[str | None] = [present, meeting.other.revision]
        made, _at = revision_rows.add_revision(
            session, running.number, review.author, key, language, body, parents
        )
        revision_rows.remove_siblings(session, section.id, language, parents)
        revision_rows.set_head(session, review, key, language, made)
    return writing.text(review, key, language)


def _version(session: Session, revision: str) -> Version:
    row = session.get(HistoryRevision, revision) if revision else None
    if row is None:
        return Version("", "", None, normalise(Document(blocks=())))
    return Version(row.id, row.author, row.created_at, decode(row.body))
