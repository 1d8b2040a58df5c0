"""The review itself: one row."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Tracked


class Review(Tracked, Base):
    """Whose review this is, for which forum, and the versions of what it is built on."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("fiscal_month BETWEEN 1 AND 12", name="fiscal_month"),
    )

    country: Mapped[str] = mapped_column(String(3))
    country_name: Mapped[str] = mapped_column(String(200))
    year: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(20))
    framework_version: Mapped[str] = mapped_column(String(40))
    outline_version: Mapped[str] = mapped_column(String(40))
    fiscal_month: Mapped[int]
    marked_as: Mapped[str] = mapped_column(String(400), default="")
