"""Versions that met: two texts of one section that a person merges into one."""

from dataclasses import dataclass
from datetime import datetime

from db.models import HistoryRevision, SectionHead, SectionSibling
from db.operation import operation
from db.queries import texts
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.i18n import _
from vnr_app.services import section_keys, writing
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
        if head is None or not waiting:
            return ()
        parents = {row.id: row.parents for row in texts.revisions(session, key, chosen)}
        found = [
            Meeting(
                key,
                chosen,
                _version(session.get(HistoryRevision, _base(parents, head.revision_id, each))),
                _version(session.get(HistoryRevision, head.revision_id)),
                _version(session.get(HistoryRevision, each)),
            )
            for each in waiting
        ]
    return tuple(sorted(found, key=lambda each: (each.other.at is not None, each.other.at)))


def merge(review: Review, meeting: Meeting, document: Document) -> writing.SectionText:
    """Make the merged text the section's, with both versions as its parents.

    Raises `KnownError` "changed-meanwhile" where the present text is no longer the one shown.
    """
    title = _("Merge versions of “{section}”").format(
        section=section_keys.title(review, meeting.section)
    )
    body = encode(normalise(document))
    key, language = meeting.section, meeting.language
    with operation(review.store, "merge", title, section=key, language=language) as running:
        session = running.session
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, language))
        if head is None or head.revision_id != meeting.present.revision:
            raise writing.changed_meanwhile(review, key)
        sibling = session.get(SectionSibling, (section.id, language, meeting.other.revision))
        if sibling is not None:
            session.delete(sibling)
        parents: list[str | None] = [meeting.present.revision, meeting.other.revision]
        made, _at = writing.add_revision(
            session, running.number, review.author, key, language, body, parents
        )
        writing.set_head(session, review, key, language, made)
    return writing.text(review, key, language)


def set_aside(review: Review, meeting: Meeting) -> None:
    """Keep the present text as it is; the other version stays in the history."""
    title = _("Keep “{section}” and set the other version aside").format(
        section=section_keys.title(review, meeting.section)
    )
    with operation(review.store, "merge", title, section=meeting.section) as running:
        section = section_keys.leaf(review, running.session, meeting.section)
        key = (section.id, meeting.language, meeting.other.revision)
        sibling = running.session.get(SectionSibling, key)
        if sibling is not None:
            running.session.delete(sibling)


def _version(row: HistoryRevision | None) -> Version:
    if row is None:
        return Version("", "", None, normalise(Document(blocks=())))
    return Version(row.id, row.author, row.created_at, decode(row.body))


def _base(parents: dict[str, tuple[str, ...]], one: str, other: str) -> str:
    """The nearest revision that both come from, counted from `other`; empty for none."""
    before = _ancestors(parents, one)
    wave, seen = [other], {other}
    while wave:
        for each in wave:
            if each in before:
                return each
        wave = [p for each in wave for p in parents.get(each, ()) if p not in seen]
        seen.update(wave)
    return ""


def _ancestors(parents: dict[str, tuple[str, ...]], revision: str) -> set[str]:
    found, left = {revision}, [revision]
    while left:
        for parent in parents.get(left.pop(), ()):
            if parent not in found:
                found.add(parent)
                left.append(parent)
    return found
