"""What all tables share: naming convention, column types, the tracked mixin."""

import os
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from vnr_app.domain.identity import content_id

__all__ = ["BIG", "NAMING", "Base", "Tracked", "UtcTime", "content_id", "new_id", "now"]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


BIG = BigInteger().with_variant(Integer, "sqlite")
"""A 63-bit integer; SQLite makes only an INTEGER key the row's own address."""


class Base(DeclarativeBase):
    """The declarative base; constraint names are the same in every database."""

    metadata = MetaData(naming_convention=NAMING)


class UtcTime(TypeDecorator[datetime]):
    """An instant. Stored as ISO text in UTC, because SQLite drops the offset of a DateTime."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the database; a time without a zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else datetime.fromisoformat(value)


def now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A UUID (version 7) that sorts by the time of its making."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return str(uuid.UUID(int=value))


class Tracked:
    """Columns of a row that people edit: who, when, and a version for optimistic locking."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=new_id)
    version_id: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_by: Mapped[str] = mapped_column(String(200))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a declared attribute gets the class
        """Two writers of one row: the second is told instead of overwriting."""
        return {"version_id_col": cls.version_id}
