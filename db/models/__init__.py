"""The tables, one module an area. Importing this package registers them all."""

from db.base import Base
from db.models.data import (
    Area,
    Breakdown,
    Context,
    CurrentRun,
    SeriesIndicator,
    SeriesRow,
    SourceFile,
    SourceTable,
)
from db.models.desk import Comment, NamedText, NamedVersion, Source, Unplaced, Word
from db.models.history import (
    HistoryChange,
    HistoryImage,
    HistoryLine,
    HistoryOperation,
    HistoryOriginal,
    HistoryRevision,
    HistoryRun,
    HistoryUndone,
)
from db.models.importing import NationalIndicator, RecipeRow, Synonym
from db.models.records import Organisation, RecordLink, RecordRow
from db.models.review import Review
from db.models.sections import Draft, Section, SectionHead, SectionSibling

__all__ = [
    "Area",
    "Base",
    "Breakdown",
    "Comment",
    "Context",
    "CurrentRun",
    "Draft",
    "HistoryChange",
    "HistoryImage",
    "HistoryLine",
    "HistoryOperation",
    "HistoryOriginal",
    "HistoryRevision",
    "HistoryRun",
    "HistoryUndone",
    "NamedText",
    "NamedVersion",
    "NationalIndicator",
    "Organisation",
    "RecipeRow",
    "RecordLink",
    "RecordRow",
    "Review",
    "Section",
    "SectionHead",
    "SectionSibling",
    "SeriesIndicator",
    "SeriesRow",
    "Source",
    "SourceFile",
    "SourceTable",
    "Synonym",
    "Unplaced",
    "Word",
]
