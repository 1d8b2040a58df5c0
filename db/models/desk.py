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


class Unplaced(Tracked, Base):
    """What came back in a file from a ministry and waits for a decision.

    `kind` is "piece", text without a place, or "number", a living number that was typed over;
    `state` is "open", or what was decided. `body` is the JSON of a text: the piece, or a paragraph
    with the number alone. `before` and `after` are what stood around a piece, or what the number
    was and what was typed. `section_key` is "" where nobody can tell.
    """

    __tablename__ = "unplaced"

    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    file: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(200))
    section_key: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(20))
    block: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
