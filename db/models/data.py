"""Series, areas, disaggregations, sources, and which observations are the present ones.

Rows of these tables have content-derived ids: the same series in two files is the same row, and
an import that is taken back and done again finds its own rows.
"""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import BIG, Base


class SeriesRow(Base):
    """A measured quantity in one unit."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(200), index=True)
    name: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(200))


class SeriesIndicator(Base):
    """Which indicators a series serves; repeated indicators stand under their first code."""

    __tablename__ = "series_indicator"

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Area(Base):
    """A country, region or place; `code` is ISO alpha-3 for countries."""

    __tablename__ = "area"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(Text)


class Breakdown(Base):
    """A disaggregation as canonical JSON: [["age","15-49"],["sex","F"]]."""

    __tablename__ = "breakdown"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dimensions: Mapped[str] = mapped_column(Text)


class Context(Base):
    """What many observations of a table say alike: nature, footnote, source."""

    __tablename__ = "context"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    nature: Mapped[str] = mapped_column(String(40))
    footnote: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)


class SourceFile(Base):
    """A file that was imported, by its content."""

    __tablename__ = "source_file"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BIG)
    kind: Mapped[str] = mapped_column(String(20))


class SourceTable(Base):
    """A table of a file, as the import recognised it; notes are a JSON list."""

    __tablename__ = "source_table"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file_id: Mapped[int] = mapped_column(ForeignKey("source_file.id"))
    sheet: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(String(60))
    layout: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)


class CurrentRun(Base):
    """A run of which at least one observation holds now.

    `kept` lists the places in the run of those that hold, as JSON; null where all of them do.
    """

    __tablename__ = "current_run"

    run_id: Mapped[int] = mapped_column(BIG, primary_key=True, autoincrement=False)
    line_id: Mapped[int] = mapped_column(index=True)
    kept: Mapped[str | None] = mapped_column(Text)
