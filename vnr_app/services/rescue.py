"""Texts that a review did not take: written beside the program's own data, offered later."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

from sqlalchemy import select

from db.base import now
from db.models import HistoryRevision
from db.queries import texts
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import is_empty, word_count
from vnr_app.io import atomic_write
from vnr_app.paths import user_data_dir
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class RescuedText:
    """A text that was typed and is not in the review; `place` names its copy."""

    place: Path
    key: str
    language: str
    saved_at: datetime
    words: int
    document: Document


def folder() -> Path:
    """Where the copies of all reviews lie."""
    return user_data_dir() / "rescued"


def _place(review_id: str, opening: str, key: str, language: str) -> Path:
    """The copy of one opening of a review; keys hold slashes, which names of files do not."""
    return folder() / review_id / opening / language / f"{quote(key, safe='')}.json"


def write(review_id: str, opening: str, key: str, language: str, document: Document) -> Path:
    """Write a text that its review does not take; it replaces the copy before of this opening.

    `opening` tells apart the times that the review was opened: none writes over what another
    could not save.
    """
    place = _place(review_id, opening, key, language)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with atomic_write(place) as stream:
        stream.write(encode(normalise(document)).encode())
    return place


def saved_after_all(review_id: str, opening: str, key: str, language: str) -> None:
    """The review took the text that this opening had to rescue, or a later one."""
    _remove(_place(review_id, opening, key, language))


def new_opening() -> str:
    """A name for one opening of a review; they sort by time."""
    return f"{now():%Y%m%dT%H%M%S}-{os.getpid()}-{secrets.token_hex(3)}"


def found(review: Review) -> tuple[RescuedText, ...]:
    """The rescued texts of a review, oldest first.

    Those that are empty or that the review holds, now or in its history, are removed without a
    word; a copy that cannot be read is left where it is.
    """
    rescued = []
    for place in sorted((folder() / review.info.id).glob("*/*/*.json")):
        key, language = unquote(place.stem), place.parent.name
        try:
            body = place.read_text(encoding="utf-8")
            document = decode(body)
            saved_at = datetime.fromtimestamp(place.stat().st_mtime, UTC)
        except (OSError, ValueError):
            continue
        if is_empty(document) or _is_held(review, key, language, encode(normalise(document))):
            _remove(place)
        else:
            words = word_count(document)
            rescued.append(RescuedText(place, key, language, saved_at, words, document))
    return tuple(sorted(rescued, key=lambda each: each.saved_at))


def discard(rescued: RescuedText) -> None:
    """Remove a copy, after the person has taken its text or has refused it."""
    _remove(rescued.place)


def _is_held(review: Review, key: str, language: str, body: str) -> bool:
    """Whether the review has this very text, as it stands or as a revision."""
    with review.store.reading() as session:
        section = texts.section_by_key(session, key)
        stored = None if section is None else texts.text(session, section, language)
        if stored is not None and encode(normalise(decode(stored.body))) == body:
            return True
        same = select(HistoryRevision.id).where(
            HistoryRevision.section_key == key,
            HistoryRevision.language == language,
            HistoryRevision.body == body,
        )
        return session.scalars(same).first() is not None


def _remove(place: Path) -> None:
    """Delete a copy and the folders that it leaves empty."""
    place.unlink(missing_ok=True)
    for each in list(place.parents)[:3]:
        try:
            each.rmdir()
        except OSError:
            return
