"""Texts that go to a ministry as a Word file, and come back edited: the one entry point.

`parcel` writes the file, `read_returned` looks at what came back and writes nothing, `accept` takes
it in as one operation. What could not be placed, and numbers that were typed over, stay listed in
the review (`unplaced`, `changed_numbers`) until somebody has dealt with them.
"""

from pathlib import Path

from vnr_app.jobs import JobContext
from vnr_app.services.returning_records import (
    ALL,
    Accepted,
    Answer,
    BlockChange,
    ChangedNumber,
    Choices,
    Reason,
    Returned,
    ReturnedComment,
    ReturnedNumber,
    ReturnedPiece,
    ReturnedSection,
    TrackedChange,
    Unplaced,
)
from vnr_app.services.reviews import Review

__all__ = [
    "ALL",
    "Accepted",
    "Answer",
    "BlockChange",
    "ChangedNumber",
    "Choices",
    "Reason",
    "Returned",
    "ReturnedComment",
    "ReturnedNumber",
    "ReturnedPiece",
    "ReturnedSection",
    "TrackedChange",
    "Unplaced",
    "accept",
    "answer",
    "changed_numbers",
    "discard",
    "open_matters",
    "parcel",
    "place",
    "read_returned",
    "unplaced",
]


def parcel(
    review: Review,
    keys: tuple[str, ...] | None,
    target: Path,
    *,
    language: str | None = None,
    template: str | Path | None = None,
    locked: bool = False,
    reviewers: tuple[str, ...] = (),
    job: JobContext,
) -> tuple[str, ...]:
    """Write sections, goals or parts (None: all) as a Word file for a ministry; whole or not.

    `locked` lets Word protect all but the texts, for everybody or for the named `reviewers` (names
    or addresses as Word knows them); nothing of ours relies on it. What is being typed becomes
    revisions first. `template` is as in `exports.Order`. Returns the keys of the texts that can be
    edited. Raises `KnownError`: "unknown-section", "unknown-language", "unknown-format",
    "invalid-template", and those of writing.
    """
    from vnr_app.services.returning_parcel import write_parcel  # noqa: PLC0415 - python-docx

    return write_parcel(
        review,
        keys,
        target,
        language=language,
        template=template,
        locked=locked,
        reviewers=reviewers,
        job=job,
    )


def read_returned(review: Review, file: Path, job: JobContext | None = None) -> Returned:
    """What a file from a ministry brings back; nothing is written.

    Raises `KnownError`: "another-review", "not-returned" where the file has nothing of a report of
    ours, "file-not-found", "file-not-readable", and those of reading a Word file ("damaged-file",
    "zip-ratio", ...).
    """
    from vnr_app.services.returning_read import read  # noqa: PLC0415 - readers load when needed

    return read(review, file, job or JobContext())


def accept(review: Review, returned: Returned, choices: Choices = ALL) -> Accepted:
    """Take in what came back, as one operation; twice is as good as once.

    Each section gets a revision with what was sent as its parent; where the review's text moved
    on meanwhile, it waits beside it to be merged. Block changes that were not chosen keep the text
    that was sent. The file itself is kept as evidence.
    """
    from vnr_app.services.returning_accept import take_in  # noqa: PLC0415

    return take_in(review, returned, choices)


def unplaced(review: Review) -> tuple[Unplaced, ...]:
    """The tray: pieces of returned files that wait for a place, oldest first."""
    from vnr_app.services.returning_tray import open_pieces  # noqa: PLC0415

    return open_pieces(review)


def place(review: Review, piece: str, key: str, language: str | None = None) -> None:
    """Append a piece of the tray to the text of a section.

    Raises `KnownError`: "unknown-piece", "unknown-section", "section-has-parts".
    """
    from vnr_app.services.returning_tray import place_piece  # noqa: PLC0415

    place_piece(review, piece, key, language)


def discard(review: Review, piece: str) -> None:
    """Take a piece out of the tray; undo brings it back. Raises `KnownError` "unknown-piece"."""
    from vnr_app.services.returning_tray import discard_piece  # noqa: PLC0415

    discard_piece(review, piece)


def changed_numbers(review: Review) -> tuple[ChangedNumber, ...]:
    """The numbers that were typed over and are not answered yet, oldest first."""
    from vnr_app.services.returning_tray import open_numbers  # noqa: PLC0415

    return open_numbers(review)


def answer(review: Review, number: str, how: Answer) -> None:
    """Settle a number that was typed over. Raises `KnownError` "unknown-piece"."""
    from vnr_app.services.returning_tray import answer_number  # noqa: PLC0415

    answer_number(review, number, how)


def open_matters(review: Review) -> int:
    """How many pieces and numbers of returned files wait for a decision."""
    return len(unplaced(review)) + len(changed_numbers(review))
