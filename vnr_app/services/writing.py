"""The texts of a review: read, saved while they are typed, kept as revisions."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.base import now
from db.images import canonical
from db.models import Draft, HistoryRevision, Section, SectionHead, SectionSibling
from db.operation import operation, record_hash
from db.queries import texts
from vnr_app.domain import richtext
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import is_empty, word_count
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import section_keys
from vnr_app.services.reviews import Review

FROM_NOTHING = ""
"""The base of a text that was written where there was none."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """The present text of a section in a language; `revision` is what it is based on.

    `waiting` says that another version stands beside the head until a person merges them; `met`
    that it was put there just now.
    """

    key: str
    language: str
    document: richtext.Document
    revision: str | None
    saved_at: datetime | None
    waiting: bool = False
    met: bool = False


def text(review: Review, key: str, language: str | None = None) -> SectionText:
    """The text of a section or part; an empty document where nothing was written yet.

    Raises `KnownError` "unknown-section".
    """
    chosen = language or review.info.language
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        stored = texts.text(session, section, chosen)
        waiting = bool(texts.siblings(session, section.id, chosen))
    if stored is None:
        empty = normalise(richtext.Document(blocks=()))
        return SectionText(key, chosen, empty, None, None, waiting)
    document = decode(stored.body)
    return SectionText(key, chosen, document, stored.revision, stored.saved_at, waiting)


def all_texts(review: Review, language: str | None = None) -> dict[str, richtext.Document]:
    """The texts of all sections that have one, by key."""
    with review.store.reading() as session:
        found = texts.texts(session, language or review.info.language)
    return {key: decode(stored.body) for key, stored in found.items()}


def save_draft(
    review: Review,
    key: str,
    document: richtext.Document,
    *,
    language: str | None = None,
    base: str | None = None,
) -> datetime:
    """Store what was typed since the last revision; overwrites the draft before. Cheap.

    `base` is the revision that was typed on, `FROM_NOTHING` for none; None stands for the head.
    """
    chosen = language or review.info.language
    moment = now()
    body = encode(normalise(document))
    with review.store.writing() as session:
        section = section_keys.leaf(review, session, key)
        draft = session.get(Draft, (section.id, chosen))
        if draft is None:
            draft = Draft(section_id=section.id, language=chosen)
            draft.base_revision = _base(session, section, chosen, base)
            session.add(draft)
        draft.body, draft.author, draft.saved_at = body, review.author, moment
    return moment


def keep(
    review: Review,
    key: str,
    document: richtext.Document,
    *,
    language: str | None = None,
    base: str | None = None,
) -> SectionText:
    """Make the text a revision of the section and drop its draft; nothing if it is unchanged.

    `base` is as for `save_draft`. Where it is no longer the head, nothing is overwritten: the
    revision waits beside the head to be merged.
    """
    chosen = language or review.info.language
    body = encode(normalise(document))
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, chosen))
        last = None if head is None else session.get(HistoryRevision, head.revision_id)
        parent = _base(session, section, chosen, base)
        has_draft = session.get(Draft, (section.id, chosen)) is not None
        waiting = bool(texts.siblings(session, section.id, chosen))
    if last is not None and last.body == body:
        _drop_draft(review, section.id, chosen, has_draft)
        return SectionText(key, chosen, decode(body), last.id, last.created_at, waiting)
    if last is None and is_empty(decode(body)):
        _drop_draft(review, section.id, chosen, has_draft)
        return SectionText(key, chosen, decode(body), None, None, waiting)
    title = _("Write “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "write", title, section=key, language=chosen) as running:
        session = running.session
        revision, created = add_revision(
            session, running.number, review.author, section.key, chosen, body, [parent]
        )
        meets = parent != (None if last is None else last.id)
        if meets:
            session.add(
                SectionSibling(section_id=section.id, language=chosen, revision_id=revision)
            )
            _delete_draft(session, section.id, chosen)
        else:
            set_head(session, review, key, chosen, revision)
    if meets:
        return replace(text(review, key, chosen), met=True)
    return SectionText(key, chosen, decode(body), revision, created, waiting)


def changed_meanwhile(review: Review, key: str) -> KnownError:
    """The sentence for a text that is no longer the one that was looked at."""
    return KnownError(
        "changed-meanwhile",
        _("“{section}” was changed meanwhile; nothing was overwritten.").format(
            section=section_keys.title(review, key)
        ),
        _("Look at the present text and try again."),
    )


def keep_drafts(review: Review) -> int:
    """Make a revision of every draft that is left, e.g. by a crash; returns how many there were."""
    with review.store.reading() as session:
        drafts = texts.drafts(session)
    for draft in drafts:
        keep(
            review,
            draft.section_key,
            decode(draft.body),
            language=draft.language,
            base=draft.revision or FROM_NOTHING,
        )
    return len(drafts)


def add_revision(
    session: Session,
    number: int,
    author: str,
    key: str,
    language: str,
    body: str,
    parents: list[str | None],
) -> tuple[str, datetime]:
    """Append a revision named by the hash of its whole record; returns its id and time."""
    created = now()
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
    _delete_draft(session, section.id, language)
    if section.status == SectionStatus.NOT_STARTED.value:
        section.status = SectionStatus.DRAFTING.value


def _base(session: Session, section: Section, language: str, base: str | None) -> str | None:
    """The revision that a text is based on, None for nothing."""
    if base is not None:
        return base or None
    head = session.get(SectionHead, (section.id, language))
    return None if head is None else head.revision_id


def _drop_draft(review: Review, section_id: str, language: str, exists: bool) -> None:
    if exists:
        with review.store.writing() as session:
            _delete_draft(session, section_id, language)


def _delete_draft(session: Session, section_id: str, language: str) -> None:
    draft = session.get(Draft, (section_id, language))
    if draft is not None:
        session.delete(draft)
