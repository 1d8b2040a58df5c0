"""The tables, one module an area. Importing this package registers them all."""

from db.base import Base
from db.models.data import (
    Area,
    Breakdown,
    Context,
    CurrentObservation,
    SeriesIndicator,
    SeriesRow,
    SourceFile,
    SourceTable,
)
from db.models.history import (
    HistoryChange,
    HistoryKey,
    HistoryObservation,
    HistoryOperation,
    HistoryRevision,
    HistoryUndone,
)
from db.models.review import Review
from db.models.sections import Draft, Section, SectionHead

__all__ = [
    "Area",
    "Base",
    "Breakdown",
    "Context",
    "CurrentObservation",
    "Draft",
    "HistoryChange",
    "HistoryKey",
    "HistoryObservation",
    "HistoryOperation",
    "HistoryRevision",
    "HistoryUndone",
    "Review",
    "Section",
    "SectionHead",
    "SeriesIndicator",
    "SeriesRow",
    "SourceFile",
    "SourceTable",
]
