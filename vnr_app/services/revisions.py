"""The revisions of a text: who wrote when, what it was, bringing it back, versions with a name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.models import (
    HistoryRevision,
    NamedText,
    NamedVersion,
    Section,
    SectionHead,
)
from db.operation import operation
from db.queries import texts
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_json import decode
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import revision_rows, section_keys, writing
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of a text. `words` are its words, `change` how many more than before.

    `names` are those of the named versions that it belongs to.
    """

    id: str
    section: str
    language: str
    author: str
    at: datetime
    words: int
    change: int
    parents: tuple[str, ...]
    names: tuple[str, ...]
    is_head: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A moment of the review that bears a name."""

    id: str
    name: str
    note: str
    author: str
    at: datetime
    texts: int


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """A text that is no longer the `revision` that a named version holds."""

    section: str
    title: str
    language: str
    revision: str


def of_section(review: Review, key: str, language: str | None = None) -> tuple[Revision, ...]:
    """The revisions of a text, newest first. Raises `KnownError` "unknown-section"."""
    chosen = language or review.info.language
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        rows = texts.revisions(session, key, chosen)
        head = session.get(SectionHead, (section.id, chosen))
        waiting = texts.siblings(session, section.id, chosen)
        names = texts.names_of_revisions(session, section.id, chosen)
    words = {row.id: row.words for row in rows}
    return tuple(
        Revision(
            id=row.id,
            section=key,
            language=chosen,
            author=row.author,
            at=row.created_at,
            words=row.words,
            change=row.words - max((words.get(each, 0) for each in row.parents), default=0),
            parents=row.parents,
            names=names.get(row.id, ()),
            is_head=head is not None and head.revision_id == row.id,
            waiting=row.id in waiting,
        )
        for row in rows
    )


def document(review: Review, revision: str) -> Document:
    """The text of a revision. Raises `KnownError` "unknown-revision"."""
    with review.store.reading() as session:
        row = session.get(HistoryRevision, revision)
        if row is None:
            raise _unknown()
        return decode(row.body)


def restore(review: Review, revision: str) -> writing.SectionText:
    """Make an earlier text the present one, as a new revision; nothing of the history is lost.

    A draft is kept as a revision of its own first. Raises `KnownError` "unknown-revision".
    """
    with review.store.reading() as session:
        row = session.get(HistoryRevision, revision)
        if row is None:
            raise _unknown()
        key, language, body = row.section_key, row.language, row.body
    writing.keep_draft(review, key, language)
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, language))
        same = head is not None and texts.body(session, head.revision_id) == body
    if same:
        return writing.text(review, key, language)
    title = _("Restore “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "restore", title, section=key, revision=revision) as running:
        session = running.session
        head = session.get(SectionHead, (section.id, language))
        parents = [None if head is None else head.revision_id, revision]
        made, _at = revision_rows.add_revision(
            session, running.number, review.author, key, language, body, parents
        )
        revision_rows.remove_siblings(session, section.id, language, parents)
        revision_rows.set_head(session, review, key, language, made)
    return writing.text(review, key, language)


def name_version(review: Review, name: str, note: str = "", key: str | None = None) -> str:
    """Give the present texts a name ("sent to cabinet"): of the whole review or of one section.

    Drafts become revisions first. Returns the id. Raises `KnownError` "no-name", "nothing-written".
    """
    if not name.strip():
        raise KnownError("no-name", _("A version needs a name, for example “Sent to cabinet”."))
    writing.keep_drafts(review)
    title = _("Name the version “{name}”").format(name=name.strip())
    with operation(review.store, "name", title, section=key) as running:
        session = running.session
        query = select(SectionHead).join(Section, Section.id == SectionHead.section_id)
        if key is not None:
            query = query.where((Section.key == key) | Section.key.startswith(f"{key}/"))
        heads = session.scalars(query).all()
        if not heads:
            raise KnownError("nothing-written", _("Nothing is written yet that could be named."))
        version = NamedVersion(name=name.strip(), note=note.strip())
        session.add(version)
        session.flush()
        session.add_all(
            NamedText(
                version_id=version.id,
                section_id=head.section_id,
                language=head.language,
                revision_id=head.revision_id,
            )
            for head in heads
        )
        return version.id


def named_versions(review: Review) -> tuple[Named, ...]:
    """The moments with a name, newest first."""
    with review.store.reading() as session:
        counts = texts.texts_of_versions(session)
        rows = session.scalars(select(NamedVersion).order_by(NamedVersion.created_at.desc()))
        return tuple(
            Named(row.id, row.name, row.note, row.created_by, row.created_at, counts[row.id])
            for row in rows
        )


def changed_since(review: Review) -> dict[str, tuple[ChangedSince, ...]]:
    """What has changed since each named version, by its id, in the order of the outline."""
    with review.store.reading() as session:
        rows = texts.texts_in_versions(session)
    found: dict[str, tuple[ChangedSince, ...]] = {}
    for row in rows:
        if row.revision != row.head:
            title = section_keys.title(review, row.section_key)
            each = ChangedSince(row.section_key, title, row.language, row.revision)
            found[row.version_id] = (*found.get(row.version_id, ()), each)
    return found


def _unknown() -> KnownError:
    return KnownError("unknown-revision", _("The review has no such version of a text."))
