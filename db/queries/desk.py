"""Comments, versions that wait, and what of returned files waits for a decision."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Comment, Section, SectionSibling, Unplaced

NUMBER, PIECE, OPEN = "number", "piece", "open"
"""Kinds of what returned files left to be decided, and its state until it is; see `Unplaced`."""


@dataclass(frozen=True, slots=True)
class Overtyped:
    """A living number of a text that was typed over in a returned file, not answered yet."""

    section: str
    language: str
    block: str
    was: str
    now: str
    file: str


def open_comments(session: Session) -> dict[str, int]:
    """How many threads of comments are open, by the section's key."""
    rows = session.execute(
        select(Section.key, func.count().label("threads"))
        .join(Comment, Comment.section_id == Section.id)
        .where(Comment.parent_id.is_(None), Comment.resolved.is_(False))
        .group_by(Section.key)
    )
    return {row.key: row.threads for row in rows}


def waiting_texts(session: Session) -> tuple[tuple[str, str], ...]:
    """The texts beside which a version waits: the section's key and the language."""
    rows = session.execute(
        select(Section.key, SectionSibling.language)
        .join(SectionSibling, SectionSibling.section_id == Section.id)
        .order_by(Section.position, SectionSibling.language)
        .distinct()
    )
    return tuple((row.key, row.language) for row in rows)


def waiting_versions(session: Session) -> dict[str, int]:
    """How many versions wait to be merged, by the section's key."""
    rows = session.execute(
        select(Section.key, func.count().label("versions"))
        .join(SectionSibling, SectionSibling.section_id == Section.id)
        .group_by(Section.key)
    )
    return {row.key: row.versions for row in rows}


def overtyped_numbers(session: Session) -> tuple[Overtyped, ...]:
    """The numbers that were typed over and wait for an answer, oldest first."""
    rows = session.scalars(
        select(Unplaced)
        .where(Unplaced.kind == NUMBER, Unplaced.state == OPEN)
        .order_by(Unplaced.created_at, Unplaced.id)
    )
    return tuple(
        Overtyped(row.section_key, row.language, row.block, row.before, row.after, row.file)
        for row in rows
    )


def pieces_without_place(session: Session) -> dict[str, int]:
    """How many pieces of returned files wait for a place, by the name of the file."""
    rows = session.execute(
        select(Unplaced.file, func.count().label("pieces"))
        .where(Unplaced.kind == PIECE, Unplaced.state == OPEN)
        .group_by(Unplaced.file)
        .order_by(Unplaced.file)
    )
    return {row.file: row.pieces for row in rows}
