"""What stands around the texts: comments, named versions, cited sources, learned words."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Tracked


class Comment(Tracked, Base):
    """A remark on a stretch of text, which carries its id; `quote` is that text as it was.

    A reply names the comment it answers; only the first of a thread is resolved.
    """

    __tablename__ = "comment"

    section_id: Mapped[str] = mapped_column(ForeignKey("section.id"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id"))
    quote: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    resolved: Mapped[bool] = mapped_column(default=False)


class NamedVersion(Tracked, Base):
    """A moment of the review that somebody gave a name to ("sent to cabinet")."""

    __tablename__ = "named_version"

    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")


class NamedText(Base):
    """The revision that a text had in a named version."""

    __tablename__ = "named_text"

    version_id: Mapped[str] = mapped_column(ForeignKey("named_version.id"), primary_key=True)
    section_id: Mapped[str] = mapped_column(ForeignKey("section.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    revision_id: Mapped[str] = mapped_column(String(64))


class Source(Tracked, Base):
    """A publication or data set that the texts cite: `label` in the text, `reference` in full."""

    __tablename__ = "source"

    label: Mapped[str] = mapped_column(String(200))
    reference: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text, default="")


class Word(Base):
    """A word that the spelling of a language shall know."""

    __tablename__ = "word"

    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    word: Mapped[str] = mapped_column(String(200), primary_key=True)
