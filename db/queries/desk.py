"""Comments, versions that wait, named versions, sources, words, pictures."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Comment, Section, SectionSibling


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
