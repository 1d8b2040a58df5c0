"""The texts of a review: read, saved while they are typed, kept as revisions."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from db.base import now
from db.models import Draft, HistoryRevision, Section, SectionHead
from db.operation import operation
from db.queries import texts
from vnr_app.domain import richtext
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import is_empty
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import revision_rows, section_keys
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
    if base is not None:
        _keep_other_draft(review, key, chosen, body, base)
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
    if base is not None:
        _keep_other_draft(review, key, chosen, body, base)
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        parent = _base(session, section, chosen, base)
    return _keep(review, section.id, _Typed(key, chosen, body, parent, review.author))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text that somebody typed on a revision, None for nothing; `at` is None for just now."""

    key: str
    language: str
    body: str
    base: str | None
    author: str
    at: datetime | None = None


def _keep(review: Review, section_id: str, typed: _Typed) -> SectionText:
    key, language, body = typed.key, typed.language, typed.body
    with review.store.reading() as session:
        head = session.get(SectionHead, (section_id, language))
        ends = [None if head is None else head.revision_id, typed.base]
        known = [session.get(HistoryRevision, each) for each in ends if each]
        same = next((each for each in known if each is not None and each.body == body), None)
        has_draft = session.get(Draft, (section_id, language)) is not None
        waiting = bool(texts.siblings(session, section_id, language))
    if same is not None or (typed.base is None and is_empty(decode(body))):
        _drop_draft(review, section_id, language, has_draft)
        revision, at = (None, None) if same is None else (same.id, same.created_at)
        return SectionText(key, language, decode(body), revision, at, waiting)
    title = _("Write “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "write", title, section=key, language=language) as running:
        session = running.session
        made, created = revision_rows.add_revision(
            session, running.number, typed.author, key, language, body, [typed.base], typed.at
        )
        head = session.get(SectionHead, (section_id, language))
        meets = typed.base != (None if head is None else head.revision_id)
        if meets:
            revision_rows.add_sibling(session, section_id, language, made)
            revision_rows.remove_siblings(session, section_id, language, [typed.base])
            revision_rows.delete_draft(session, section_id, language)
        else:
            revision_rows.set_head(session, review, key, language, made)
    if meets:
        return replace(text(review, key, language), met=True)
    return SectionText(key, language, decode(body), made, created, waiting)


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
        _keep_draft(review, draft)
    return len(drafts)


def keep_draft(review: Review, key: str, language: str) -> None:
    """Make a revision of the draft of one text, if there is one."""
    with review.store.reading() as session:
        drafts = texts.drafts(session)
    for draft in drafts:
        if (draft.section_key, draft.language) == (key, language):
            _keep_draft(review, draft)


def _keep_draft(review: Review, draft: texts.StoredText) -> None:
    """By who typed it, when it was typed: two copies of a review make the same revision of it."""
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, draft.section_key)
    _keep(
        review,
        section.id,
        _Typed(
            draft.section_key,
            draft.language,
            draft.body,
            draft.revision,
            draft.author,
            draft.saved_at,
        ),
    )


def _keep_other_draft(review: Review, key: str, language: str, body: str, base: str) -> None:
    """A draft that was typed on another revision than `base` is not overwritten."""
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        draft = session.get(Draft, (section.id, language))
    if draft is not None and draft.body != body and draft.base_revision != (base or None):
        keep_draft(review, key, language)


def _base(session: Session, section: Section, language: str, base: str | None) -> str | None:
    """The revision that a text is based on, None for nothing."""
    if base is not None:
        return base or None
    head = session.get(SectionHead, (section.id, language))
    return None if head is None else head.revision_id


def _drop_draft(review: Review, section_id: str, language: str, exists: bool) -> None:
    if exists:
        with review.store.writing() as session:
            revision_rows.delete_draft(session, section_id, language)
