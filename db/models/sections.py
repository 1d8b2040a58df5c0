"""Sections of the review, their texts' heads and drafts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Tracked, UtcTime
from vnr_app.domain.sections import SectionStatus

_STATUSES = ", ".join(f"'{status.value}'" for status in SectionStatus)


class Section(Tracked, Base):
    """A section or a part of one; title and budget are empty where the outline's own hold.

    `owner` is the responsible institution, `person` who writes there.
    """

    __tablename__ = "section"
    __table_args__ = (CheckConstraint(f"status IN ({_STATUSES})", name="status"),)

    key: Mapped[str] = mapped_column(String(120), unique=True)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("section.id"))
    position: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(400))
    word_budget: Mapped[int | None]
    left_out: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(20), default=SectionStatus.NOT_STARTED.value)
    owner: Mapped[str] = mapped_column(String(200), default="")
    person: Mapped[str] = mapped_column(String(200), default="", server_default="")
    due: Mapped[date | None] = mapped_column(Date)


class SectionHead(Base):
    """The revision that is the text of a section in a language.

    A translation names the revision of the original that it renders: it is stale where that is
    no longer the original's head.
    """

    __tablename__ = "section_head"

    section_id: Mapped[str] = mapped_column(ForeignKey("section.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    revision_id: Mapped[str] = mapped_column(String(64))
    translation_of: Mapped[str | None] = mapped_column(String(64))


class SectionSibling(Base):
    """A revision that met a head which it was not based on; it waits for a person's choice."""

    __tablename__ = "section_sibling"

    section_id: Mapped[str] = mapped_column(ForeignKey("section.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    revision_id: Mapped[str] = mapped_column(String(64), primary_key=True)


class Draft(Base):
    """What was typed since the last revision; one row a text, overwritten while typing."""

    __tablename__ = "draft"

    section_id: Mapped[str] = mapped_column(ForeignKey("section.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    base_revision: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime] = mapped_column(UtcTime)
