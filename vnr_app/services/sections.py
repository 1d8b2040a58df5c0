"""The outline of a review and the texts of its sections."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.base import now
from db.images import canonical
from db.models import Draft, HistoryRevision, Section, SectionHead
from db.operation import operation, record_hash
from db.queries import texts
from vnr_app.domain import richtext
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import is_empty, word_count
from vnr_app.domain.sections import Outline, OutlineSection, SectionKind, SectionStatus
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services.outline import load_outline
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class PartState:
    """A part that has its own text, and how far it is."""

    key: str
    title: str
    prompt: str
    status: SectionStatus
    words: int
    word_budget: int | None
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section and how far it is; words are those of all its parts."""

    key: str
    title: str
    prompt: str
    kind: SectionKind
    goal: str | None
    status: SectionStatus
    words: int
    word_budget: int | None
    owner: str
    due: date | None
    parts: tuple[PartState, ...]


@dataclass(frozen=True, slots=True)
class SectionText:
    """The present text of a section; `revision` is what it is based on."""

    key: str
    language: str
    document: richtext.Document
    revision: str | None
    saved_at: datetime | None


def outline(review: Review) -> tuple[SectionState, ...]:
    """All sections in the order of the report, those left out excepted."""
    language = review.info.language
    with review.store.reading() as session:
        rows = {row.key: row for row in texts.all_sections(session) if not row.left_out}
        words = {
            key: stored.words if stored.words is not None else word_count(decode(stored.body))
            for key, stored in texts.texts(session, language).items()
        }
        plan = load_outline(review.info.outline_version)
        return tuple(_state(each, rows, words) for each in plan.sections if each.key in rows)


def text(review: Review, key: str, language: str | None = None) -> SectionText:
    """The text of a section or part; an empty document where nothing was written yet.

    Raises `KnownError` "unknown-section".
    """
    chosen = language or review.info.language
    with review.store.reading() as session:
        stored = texts.text(session, _leaf(review, session, key), chosen)
    if stored is None:
        return SectionText(key, chosen, normalise(richtext.Document(blocks=())), None, None)
    return SectionText(key, chosen, decode(stored.body), stored.revision, stored.saved_at)


def all_texts(review: Review, language: str | None = None) -> dict[str, richtext.Document]:
    """The texts of all sections that have one, by key."""
    with review.store.reading() as session:
        found = texts.texts(session, language or review.info.language)
    return {key: decode(stored.body) for key, stored in found.items()}


def save_draft(review: Review, key: str, document: richtext.Document) -> datetime:
    """Store what was typed since the last revision; overwrites the draft before. Cheap."""
    language = review.info.language
    moment = now()
    body = encode(normalise(document))
    with review.store.writing() as session:
        section = _leaf(review, session, key)
        draft = session.get(Draft, (section.id, language))
        if draft is None:
            head = session.get(SectionHead, (section.id, language))
            draft = Draft(
                section_id=section.id,
                language=language,
                base_revision=None if head is None else head.revision_id,
            )
            session.add(draft)
        draft.body, draft.author, draft.saved_at = body, review.author, moment
    return moment


def keep(review: Review, key: str, document: richtext.Document) -> SectionText:
    """Make the text a revision of the section and drop its draft; nothing if it is unchanged."""
    language = review.info.language
    body = encode(normalise(document))
    with review.store.reading() as session:
        section = _leaf(review, session, key)
        head = session.get(SectionHead, (section.id, language))
        last = None if head is None else session.get(HistoryRevision, head.revision_id)
        has_draft = session.get(Draft, (section.id, language)) is not None
    if last is not None and last.body == body:
        if has_draft:
            _drop_draft(review, section.id, language)
        return SectionText(key, language, decode(body), last.id, last.created_at)
    if last is None and is_empty(decode(body)):
        if has_draft:
            _drop_draft(review, section.id, language)
        return SectionText(key, language, decode(body), None, None)
    title = _("Write “{section}”").format(section=_title(review, key))
    with operation(review.store, "write", title, section=key, language=language) as running:
        revision, created = _add_revision(
            running.session, running.number, review, key, body, None if last is None else last.id
        )
        _set_head(running.session, key, language, revision)
    return SectionText(key, language, decode(body), revision, created)


def keep_drafts(review: Review) -> int:
    """Make a revision of every draft that is left, e.g. by a crash; returns how many there were."""
    with review.store.reading() as session:
        drafts = [
            (stored.section_key, decode(stored.body))
            for stored in texts.texts(session, review.info.language).values()
            if stored.is_draft
        ]
    for key, document in drafts:
        keep(review, key, document)
    return len(drafts)


def set_status(review: Review, key: str, status: SectionStatus) -> None:
    """Say how far the work on a section or part has come."""
    title = _("Set the status of “{section}”").format(section=_title(review, key))
    with operation(review.store, "status", title, section=key, status=status.value) as running:
        section = texts.section_by_key(running.session, key)
        if section is None:
            raise _unknown(review, key)
        section.status = status.value


def _drop_draft(review: Review, section_id: str, language: str) -> None:
    with review.store.writing() as session:
        draft = session.get(Draft, (section_id, language))
        if draft is not None:
            session.delete(draft)


def _add_revision(
    session: Session, number: int, review: Review, key: str, body: str, parent: str | None
) -> tuple[str, datetime]:
    """Append a revision named by the hash of its whole record."""
    created = now()
    document = decode(body)
    record: dict[str, object] = {  # the columns of REVISION_RECORD
        "section_key": key,
        "language": review.info.language,
        "parents": canonical([parent] if parent else []),
        "author": review.author,
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


def _set_head(session: Session, key: str, language: str, revision: str) -> None:
    section = texts.section_by_key(session, key)
    assert section is not None
    head = session.get(SectionHead, (section.id, language))
    if head is None:
        session.add(SectionHead(section_id=section.id, language=language, revision_id=revision))
    else:
        head.revision_id = revision
    draft = session.get(Draft, (section.id, language))
    if draft is not None:
        session.delete(draft)
    if section.status == SectionStatus.NOT_STARTED.value:
        section.status = SectionStatus.DRAFTING.value


def _leaf(review: Review, session: Session, key: str) -> Section:
    """The row of a key that holds a text."""
    section = texts.section_by_key(session, key)
    if section is None:
        raise _unknown(review, key)
    plan = load_outline(review.info.outline_version)
    if "/" not in key and (parts := plan.section(key).parts):
        raise KnownError(
            "section-has-parts",
            _("“{key}” has parts; write into one of them.").format(key=key),
            _("For example {example}.").format(example=f"{key}/{parts[0].key}"),
        )
    return section


def _unknown(review: Review, key: str) -> KnownError:
    from difflib import get_close_matches  # noqa: PLC0415 - only for the hint of an error

    near = get_close_matches(key, load_outline(review.info.outline_version).leaf_keys(), n=1)
    hint = _("Did you mean “{key}”?").format(key=near[0]) if near else ""
    return KnownError(
        "unknown-section",
        _("The review has no section “{key}”.").format(key=key),
        hint or _("“vnr-app sections” lists the keys."),
    )


def _title(review: Review, key: str) -> str:
    plan = load_outline(review.info.outline_version)
    head, _slash, part = key.partition("/")
    return next(
        (
            f"{_short(section)}: {each.title}"
            for section in plan.sections
            if section.key == head
            for each in section.parts
            if each.key == part
        ),
        _plain_title(plan, head, key),
    )


def _short(section: OutlineSection) -> str:
    return _("Goal {number}").format(number=section.goal) if section.goal else section.title


def _plain_title(plan: Outline, head: str, key: str) -> str:
    return next((section.title for section in plan.sections if section.key == head), key)


def _state(
    section: OutlineSection, rows: dict[str, Section], words: dict[str, int]
) -> SectionState:
    row = rows[section.key]
    parts = tuple(
        _part_state(
            f"{section.key}/{part.key}", part.title, part.prompt, part.word_budget, rows, words
        )
        for part in section.parts
        if f"{section.key}/{part.key}" in rows
    )
    return SectionState(
        key=section.key,
        title=row.title or section.title,
        prompt=section.prompt,
        kind=section.kind,
        goal=section.goal,
        status=_status(row, parts, words.get(section.key, 0)),
        words=sum(part.words for part in parts) if parts else words.get(section.key, 0),
        word_budget=row.word_budget if row.word_budget is not None else section.word_budget,
        owner=row.owner,
        due=row.due,
        parts=parts,
    )


def _own_status(row: Section, words: int) -> SectionStatus:
    """What is being typed is a draft already, before it becomes a revision."""
    status = SectionStatus(row.status)
    if status is SectionStatus.NOT_STARTED and words:
        return SectionStatus.DRAFTING
    return status


def _status(row: Section, parts: tuple[PartState, ...], words: int) -> SectionStatus:
    """A section with parts is as far as they are, unless somebody has set its own status."""
    own = _own_status(row, words)
    if own is not SectionStatus.NOT_STARTED or not parts:
        return own
    states = {part.status for part in parts}
    if len(states) == 1:
        return states.pop()
    return SectionStatus.DRAFTING


def _part_state(
    key: str,
    title: str,
    prompt: str,
    budget: int | None,
    rows: dict[str, Section],
    words: dict[str, int],
) -> PartState:
    row = rows[key]
    return PartState(
        key=key,
        title=row.title or title,
        prompt=prompt,
        status=_own_status(row, words.get(key, 0)),
        words=words.get(key, 0),
        word_budget=row.word_budget if row.word_budget is not None else budget,
        owner=row.owner,
        due=row.due,
    )
