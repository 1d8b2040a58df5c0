"""What a returned file brought, what of it is taken in, and what waits for a decision: the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from vnr_app.domain.richtext import Document, ValueRef
from vnr_app.domain.richtext_diff import Row
from vnr_app.services.images import Picture

# --- What came back -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that Word recorded: "insert", "delete", "move-from" or "move-to"."""

    kind: str
    author: str
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What became of one block; `number` names it within its section.

    `row` is the row of the comparison of base and returned text ("changed", "added", "removed",
    "moved"), fit to be shown as everywhere else; `authors` are those of the tracked changes in it.
    """

    number: int
    row: Row
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment of the file; `parent` is the number of the one that it answers.

    `section` is empty where it stands on nothing that is a section's; `quote` is what it is about.
    """

    number: str
    author: str
    at: datetime | None
    text: str
    quote: str = ""
    section: str = ""
    parent: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedNumber:
    """A living number that was typed over: a question, never a text.

    The returned text keeps the living number; `was` is what was sent, `now` what stood there.
    """

    section: str
    language: str
    block: str
    reference: ValueRef
    was: str
    now: str
    author: str = ""


class Reason(StrEnum):
    """Why a piece of the file has no place in a section's text."""

    FRONT = "front"
    """It stands before the first section: on the cover, in the contents."""
    DERIVED = "derived"
    """It was typed into something that the report makes by itself: a table of data, a caption."""
    TITLE = "title"
    """The title of a section was changed."""
    BELOW = "below"
    """It stands behind the sections, among the sources."""
    MARGIN = "margin"
    """It was typed into a header or footer."""
    CHART = "chart"
    """A chart was changed or put in; the piece says what."""
    PICTURE = "picture"
    """A picture of a kind that no program but its own can show; the piece says so."""


@dataclass(frozen=True, slots=True)
class ReturnedPiece:
    """Text that could not be placed, with what stood before and after it, for the tray.

    `section` is the key of the nearest section above it, "" for none.
    """

    document: Document
    reason: Reason
    section: str = ""
    language: str = ""
    before: str = ""
    after: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedSection:
    """One section of the file.

    `base` is the revision that was sent, "" for none. `document` is the text as it came back with
    all tracked changes accepted, `original` with all of them rejected. `head_moved` says that the
    review's text is no longer `base`: accepted, the text waits beside it to be merged.
    `known` says that this very text is in the review already. `recorded` says that the file's own
    record told what was sent; where it is lost, an earlier text of the review is known too.
    """

    key: str
    title: str
    language: str
    base: str
    base_document: Document
    document: Document
    original: Document
    changes: tuple[BlockChange, ...]
    authors: tuple[str, ...] = ()
    tracked: tuple[TrackedChange, ...] = ()
    comments: tuple[ReturnedComment, ...] = ()
    numbers: tuple[ReturnedNumber, ...] = ()
    head_moved: bool = False
    known: bool = False
    recorded: bool = True

    @property
    def has_news(self) -> bool:
        """Whether there is anything to accept."""
        return bool((self.changes and not self.known) or self.comments or self.numbers)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file brought back: the sections with news in the order of the report, and the rest.

    `unchanged` are keys of sections that came back as they were sent. `remarks` are sentences for
    the person, such as that the record of what was sent is missing. `comments` are those that
    stand on no section's text.
    """

    file: Path
    sha256: str
    author: str
    sections: tuple[ReturnedSection, ...] = ()
    unchanged: tuple[str, ...] = ()
    unplaced: tuple[ReturnedPiece, ...] = ()
    comments: tuple[ReturnedComment, ...] = ()
    remarks: tuple[str, ...] = ()
    images: tuple[Picture, ...] = ()
    """New pictures, as they would be stored."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who changed or remarked something, in order of names."""
        found = {name for section in self.sections for name in section.authors}
        found |= {each.author for section in self.sections for each in section.comments}
        found |= {each.author for each in self.comments}
        return tuple(sorted(found - {""}))

    @property
    def has_news(self) -> bool:
        """Whether there is anything to accept."""
        return bool(self.unplaced or self.comments or any(each.has_news for each in self.sections))


# --- Taking it in ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choices:
    """What of a returned file is taken in; without arguments all of it.

    `sections`: by key the numbers of the block changes, None for all of them; sections that are
    not named are left; None takes all sections. The key "" stands for what belongs to no section:
    pieces without a place and comments on the report. `comments`: whether comments become threads.
    """

    sections: Mapping[str, frozenset[int] | None] | None = None
    comments: bool = True

    @property
    def everything_else(self) -> bool:
        """Whether what belongs to no section is taken in."""
        return self.sections is None or "" in self.sections


ALL = Choices()


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken in; `operation` is None where nothing was new.

    `written` are keys of sections whose text is now the returned one, `waiting` of those whose
    returned text waits beside another to be merged.
    """

    operation: str | None
    written: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    comments: int = 0
    numbers: int = 0
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A piece in the tray; `section` is a guess, "" for none."""

    id: str
    file: str
    author: str
    at: datetime
    section: str
    language: str
    reason: Reason
    document: Document
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A living number that somebody typed over in a returned file, not answered yet.

    `name` says what the number is about, "" where its series is no longer in the data.
    """

    id: str
    file: str
    author: str
    at: datetime
    section: str
    language: str
    block: str
    reference: ValueRef
    name: str
    was: str
    now: str


class Answer(StrEnum):
    """What becomes of a number that was typed over."""

    KEEP = "keep"
    """Our number stays and the matter is closed."""
    NOTE = "note"
    """Our number stays; a comment at it tells the statisticians."""
