"""What stakeholders and ministries have said: the beginning of the registers."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Tracked


class Organisation(Tracked, Base):
    """Who said it; `group_code` is one of `resources/records/groups.json` or empty.

    `folded` is the name as it is looked up: folded, in lower case, without quotation marks.
    """

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(500))
    folded: Mapped[str] = mapped_column(String(500), unique=True)
    group_code: Mapped[str] = mapped_column(String(60))


class RecordRow(Tracked, Base):
    """A contribution, an answer, a measure, a commitment or an action field.

    `content_key` is a hash of kind, organisation, title and text. Links, scales, consents and
    extra are JSON lists. `operation` is the import that said it last, the other columns after it
    the place in that import's file (row from 0).
    """

    __tablename__ = "record"

    kind: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(200))
    external_id: Mapped[str] = mapped_column(String(200))
    content_key: Mapped[str] = mapped_column(String(32), index=True)
    links: Mapped[str] = mapped_column(Text)
    scales: Mapped[str] = mapped_column(Text)
    consents: Mapped[str] = mapped_column(Text)
    extra: Mapped[str] = mapped_column(Text)
    operation: Mapped[str] = mapped_column(String(36))
    file: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(String(64))
    sheet: Mapped[str] = mapped_column(Text)
    cell_row: Mapped[int]


class RecordLink(Base):
    """An index of the records' links, made anew from them: which goal, target or indicator."""

    __tablename__ = "record_link"

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    goal: Mapped[str] = mapped_column(String(2), index=True)
