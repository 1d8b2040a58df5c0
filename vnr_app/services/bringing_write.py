"""Writing what another copy of the review has into this one."""

import hashlib

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db import registers
from db.base import Base
from db.images import STAMPS, image_of, values_of
from db.models import (
    HistoryImage,
    HistoryOriginal,
    HistoryRevision,
    RecordRow,
    Section,
    SectionHead,
)
from db.operation import Operation
from db.queries import texts
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import word_count
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import originals, revision_rows, section_keys
from vnr_app.services.bringing_plan import Plan, TextPlan
from vnr_app.services.picture_files import examine
from vnr_app.services.reviews import Review


def write(review: Review, running: Operation, plan: Plan, there: Session) -> None:
    """Write a plan within an operation.

    Raises `KnownError` "damaged-copy", and what values raise that are not what is stored there.
    """
    session = running.session
    for record in plan.revisions:
        words = word_count(decode(str(record.values["body"])))
        session.execute(
            insert(HistoryRevision).values(
                id=record.id, words=words, operation_number=running.number, **record.values
            )
        )
    for each in plan.texts:
        if each.changes:
            _write_text(review, session, each)
    for image_id in plan.pictures:
        _write_picture(running, there, image_id)
    for sha256 in plan.rows.originals:
        _write_original(running, there, sha256)
    for row in plan.rows.added:
        _refuse_strange(review, session, row)
        session.add(type(row)(**plan.rows.values(row)))
        # One by one, in their order: an answer comes after the comment that it answers.
        session.flush()
    for row in plan.rows.changed:
        key = tuple(getattr(row, column.name) for column in row.__table__.primary_key)
        present = session.get_one(type(row), key)
        for name, value in plan.rows.values(row).items():
            if name not in STAMPS:
                setattr(present, name, value)
    session.flush()
    written = (*plan.rows.added, *plan.rows.changed)
    registers.index(session, [each.id for each in written if isinstance(each, RecordRow)])


def _write_text(review: Review, session: Session, plan: TextPlan) -> None:
    key, language = plan.place
    section = texts.section_by_key(session, key)
    if section is None:
        raise section_keys.unknown(review, key)
    head = session.get(SectionHead, (section.id, language))
    if head is None and plan.after.head is not None:
        head = SectionHead(section_id=section.id, language=language)
        session.add(head)
    if head is not None and plan.after.head is not None:
        head.revision_id, head.translation_of = plan.after.head, plan.renders
        if section.status == SectionStatus.NOT_STARTED.value:
            section.status = SectionStatus.DRAFTING.value
    gone = [each for each in plan.before.waiting if each not in plan.after.waiting]
    revision_rows.remove_siblings(session, section.id, language, [*gone])
    for revision in sorted(plan.after.waiting - plan.before.waiting):
        revision_rows.add_sibling(session, section.id, language, revision)


def _write_picture(running: Operation, there: Session, image_id: str) -> None:
    """A picture by its own bytes: neither its name nor its kind is taken on trust."""
    row = there.get_one(HistoryImage, image_id)
    if hashlib.sha256(row.data).hexdigest() != image_id:
        raise KnownError(
            "damaged-copy",
            _("A picture of the copy is damaged; nothing was brought in."),
            _("Ask its sender for a new copy."),
        )
    found = examine(row.data)
    running.session.add(
        HistoryImage(
            id=image_id,
            mime=found.mime,
            width=found.width,
            height=found.height,
            data=row.data,
            added_by=row.added_by,
            added_at=row.added_at,
        )
    )


def _write_original(running: Operation, there: Session, sha256: str) -> None:
    """The file that records were read from, if it is still what its hash names."""
    row = there.get_one(HistoryOriginal, sha256)
    if not originals.is_whole(row):
        raise KnownError(
            "damaged-copy",
            _("The file “{file}” in the copy is damaged; nothing was brought in.").format(
                file=row.name
            ),
            _("Ask its sender for a new copy."),
        )
    running.session.add(HistoryOriginal(**values_of(HistoryOriginal, image_of(row))))


def _refuse_strange(review: Review, session: Session, row: Base) -> None:
    section = getattr(row, "section_id", None)
    if section is not None and session.get(Section, section) is None:
        raise section_keys.unknown(review, str(section))
