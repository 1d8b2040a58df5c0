"""Asking the person who has a review open for it, and handing it over."""

from enum import StrEnum
from pathlib import Path

from db import takeover
from db.copies import give_to
from db.notice import user_name
from db.takeover import Request
from vnr_app.services import writing
from vnr_app.services.reviews import Review

__all__ = [
    "Answer",
    "Request",
    "answer",
    "ask_for",
    "hand_over",
    "pending_request",
    "refuse",
    "withdraw",
]


class Answer(StrEnum):
    """What the owner of a review says to a request."""

    WAITING = "waiting"
    REFUSED = "refused"
    FREE = "free"
    """The review can be opened now."""
    LOST = "lost"
    """Somebody else has the review now; they were not asked."""


def ask_for(path: Path, name: str | None = None) -> Request:
    """Ask for a review that another program has open; without a name, in that of the account.

    Raises `KnownError` "asked-already" where somebody else waits, "cannot-ask".
    """
    return takeover.write_request(path, name or user_name())


def answer(path: Path, request: Request) -> Answer:
    """How a request stands; asking for the answer renews it, for a request is not kept for ever."""
    if not takeover.is_held(path):
        return Answer.FREE
    found = takeover.read_request(path)
    if found is None or found.id != request.id:
        return Answer.LOST
    if found.refused:
        return Answer.REFUSED
    takeover.renew(path)
    return Answer.WAITING


def withdraw(path: Path, request: Request) -> None:
    """Ask no longer."""
    takeover.remove_request(path, request)


def pending_request(review: Review) -> Request | None:
    """Who asks for an open review and has no answer yet."""
    found = takeover.read_request(review.info.path)
    return None if found is None or found.refused else found


def refuse(review: Review, request: Request) -> None:
    """Keep the review and say so."""
    takeover.refuse(review.info.path, request)


def hand_over(review: Review, request: Request) -> Review:
    """Keep every draft as a revision and give the file back; returns the review for reading.

    What is returned is a copy of the review as it was given, and says who has it now. An error
    leaves the review open.
    """
    writing.keep_drafts(review)
    return Review(give_to(review.store, f"{request.user} ({request.host})"))
