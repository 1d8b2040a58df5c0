"""The history: append-only, never pruned.

All its tables are named `history_…`; all other tables hold the present state only, so that an
operation that is taken back leaves them exactly as they were.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import BIG, Base, UtcTime
from vnr_app.domain.indicators import Operator, ValueState

_OPERATORS = ", ".join(f"'{operator.value}'" for operator in Operator)
_STATES = ", ".join(f"'{state.value}'" for state in ValueState)


def _operation() -> ForeignKey:
    """A reference to the operation, whose record is written last, when all it did is known."""
    return ForeignKey("history_operation.number", deferrable=True, initially="DEFERRED")


class HistoryOperation(Base):
    """A named change: one transaction, one undo step, one link of the hash chain.

    `title` and `arguments` (JSON) say what was done; `refers_to` is the operation that an undo
    or redo speaks of; `digest` covers the recorded changes; `hash` covers this row, the digest
    and the hash before.
    """

    __tablename__ = "history_operation"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(Text)
    arguments: Mapped[str] = mapped_column(Text)
    refers_to: Mapped[str | None] = mapped_column(String(36))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcTime)
    digest: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class HistoryChange(Base):
    """A row before and after an operation, as canonical JSON; null where it did not exist."""

    __tablename__ = "history_change"
    __table_args__ = (Index("ix_history_change_row", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    operation_number: Mapped[int] = mapped_column(_operation(), index=True)
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[str] = mapped_column(String(200))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class HistoryUndone(Base):
    """Operations that are taken back at present."""

    __tablename__ = "history_undone"

    operation_number: Mapped[int] = mapped_column(
        ForeignKey("history_operation.number"), primary_key=True, autoincrement=False
    )


class HistoryRevision(Base):
    """A version of a text, named by the SHA-256 of the whole record; parents is a JSON list."""

    __tablename__ = "history_revision"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    section_key: Mapped[str] = mapped_column(String(120), index=True)
    language: Mapped[str] = mapped_column(String(20))
    parents: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    format: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    words: Mapped[int]
    operation_number: Mapped[int] = mapped_column(_operation())


class HistoryLine(Base):
    """What observations are about, their periods aside; the id is made of the other columns."""

    __tablename__ = "history_line"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    series_id: Mapped[int] = mapped_column(index=True)
    area_id: Mapped[int] = mapped_column(BIG)
    breakdown_id: Mapped[int] = mapped_column(BIG)


class HistoryRun(Base):
    """Observations of a line that an operation read from cells below each other, and alike.

    `periods`, `numbers` and `raws` are JSON lists, see `vnr_app.domain.runs`; `raws` is null where
    all texts equal their numbers. The first stands in the cell given, each next a row below.
    """

    __tablename__ = "history_run"
    __table_args__ = (
        CheckConstraint(f"operator IN ({_OPERATORS})", name="operator"),
        CheckConstraint(f"state IN ({_STATES})", name="state"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    line_id: Mapped[int] = mapped_column(index=True)
    operation_number: Mapped[int] = mapped_column(index=True)
    operator: Mapped[str | None] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(20))
    context_id: Mapped[int] = mapped_column(BIG)
    table_id: Mapped[int] = mapped_column(BIG)
    cell_row: Mapped[int]
    cell_column: Mapped[int]
    periods: Mapped[str] = mapped_column(Text)
    numbers: Mapped[str] = mapped_column(Text)
    raws: Mapped[str | None] = mapped_column(Text)


class HistoryImage(Base):
    """A picture, named by the SHA-256 of its bytes; texts of any age refer to it."""

    __tablename__ = "history_image"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    mime: Mapped[str] = mapped_column(String(60))
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    added_by: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UtcTime)


class HistoryOriginal(Base):
    """A file as it was imported, named by the SHA-256 of its bytes; `data` is zlib-compressed."""

    __tablename__ = "history_original"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BIG)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    added_by: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UtcTime)
