"""Comments on the texts: threads with replies, resolved or open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Comment as CommentRow
from db.models import Section
from db.operation import operation
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import section_keys
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Remark:
    """One contribution to a thread."""

    id: str
    author: str
    at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its replies; the text that it is about carries its id.

    `quote` is that text as it was when the comment was made.
    """

    id: str
    section: str
    language: str
    quote: str
    resolved: bool
    remarks: tuple[Remark, ...]


def threads(
    review: Review, section: str | None = None, language: str | None = None
) -> tuple[Thread, ...]:
    """The threads of a section with its parts (None: of the whole review), oldest first."""
    query = (
        select(Section.key, CommentRow)
        .join(Section, Section.id == CommentRow.section_id)
        .order_by(Section.position, CommentRow.created_at, CommentRow.id)
    )
    with review.store.reading() as session:
        rows = [
            (key, row)
            for key, row in session.execute(query)
            if (section is None or key == section or key.startswith(f"{section}/"))
            and language in (None, row.language)
        ]
    replies: dict[str, list[Remark]] = {}
    for _key, row in rows:
        replies.setdefault(row.parent_id or row.id, []).append(
            Remark(row.id, row.created_by, row.created_at, row.body)
        )
    return tuple(
        Thread(row.id, key, row.language, row.quote, row.resolved, tuple(replies[row.id]))
        for key, row in rows
        if row.parent_id is None
    )


def add(review: Review, key: str, quote: str, body: str, language: str | None = None) -> str:
    """Comment on a stretch of a text; returns the id that the stretch must carry."""
    title = _("Comment on “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "comment", title, section=key) as running:
        section = section_keys.leaf(review, running.session, key)
        row = CommentRow(
            section_id=section.id,
            language=language or review.info.language,
            quote=quote.strip(),
            body=_checked(body),
            resolved=False,
        )
        running.session.add(row)
        running.session.flush()
        return row.id


def reply(review: Review, thread: str, body: str) -> str:
    """Answer in a thread; a thread that was resolved is open again."""
    with operation(review.store, "comment", _("Answer a comment")) as running:
        first = _row(running.session, thread)
        row = CommentRow(
            section_id=first.section_id,
            language=first.language,
            parent_id=first.id,
            quote="",
            body=_checked(body),
            resolved=False,
        )
        first.resolved = False
        running.session.add(row)
        running.session.flush()
        return row.id


def edit(review: Review, remark: str, body: str) -> None:
    """Put a contribution otherwise."""
    with operation(review.store, "comment", _("Change a comment")) as running:
        _row(running.session, remark).body = _checked(body)


def resolve(review: Review, thread: str, *, resolved: bool = True) -> None:
    """Say that a thread is settled, or that it is not."""
    title = _("Resolve a comment") if resolved else _("Open a comment again")
    with operation(review.store, "comment", title) as running:
        _row(running.session, thread).resolved = resolved


def remove(review: Review, remark: str) -> None:
    """Delete a reply, or a comment with its replies; undo brings them back."""
    with operation(review.store, "comment", _("Delete a comment")) as running:
        row = _row(running.session, remark)
        for answer in running.session.scalars(
            select(CommentRow).where(CommentRow.parent_id == row.id)
        ):
            running.session.delete(answer)
        running.session.flush()
        running.session.delete(row)


def _row(session: Session, identity: str) -> CommentRow:
    row = session.get(CommentRow, identity)
    if row is None:
        raise KnownError("unknown-comment", _("This comment was deleted meanwhile."))
    return row


def _checked(body: str) -> str:
    if not body.strip():
        raise KnownError("empty-comment", _("A comment needs some words."))
    return body.strip()
