"""Pictures of the review: taken in once, named by their content, never changed."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import now
from db.models import HistoryImage
from vnr_app.domain.richtext import Document, Figure
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services.picture_files import MOST_BYTES, examine
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture; `id` is the SHA-256 of `data`, width and height are in pixels."""

    id: str
    mime: str
    width: int
    height: int
    data: bytes


def add(review: Review, data: bytes) -> Picture:
    """Take a picture into the review and return it as stored: PNG, JPEG or GIF.

    Where and when it was taken, and by whom, is left out of it. A picture is evidence like a
    revision: taking one in is no step of its own, what undo takes back is the text that shows it.
    Raises `KnownError` as `examined` does.
    """
    picture = examined(data)
    with review.store.writing() as session:
        keep(session, picture, review.author)
    return picture


def examined(data: bytes) -> Picture:
    """A picture as it would be stored. Raises `KnownError` "not-a-picture", "picture-too-large"."""
    if len(data) > MOST_BYTES:
        raise KnownError(
            "picture-too-large",
            _("The picture has {size} MB; a picture may have {limit}.").format(
                size=len(data) // 1_000_000, limit=MOST_BYTES // 1_000_000
            ),
            _("Save it smaller, for example as JPEG, and insert it again."),
        )
    found = examine(data)
    return Picture(
        hashlib.sha256(found.data).hexdigest(), found.mime, found.width, found.height, found.data
    )


def keep(session: Session, picture: Picture, author: str) -> None:
    """Store an examined picture within a transaction, unless it is there."""
    if session.get(HistoryImage, picture.id) is None:
        session.add(
            HistoryImage(
                id=picture.id,
                mime=picture.mime,
                width=picture.width,
                height=picture.height,
                data=picture.data,
                added_by=author,
                added_at=now(),
            )
        )


def load(review: Review, image_id: str) -> Picture | None:
    """The picture of that id; None where the review does not have it."""
    with review.store.reading() as session:
        row = session.get(HistoryImage, image_id)
        return None if row is None else Picture(row.id, row.mime, row.width, row.height, row.data)


def known(review: Review) -> frozenset[str]:
    """The ids of all pictures."""
    with review.store.reading() as session:
        return frozenset(session.scalars(select(HistoryImage.id)))


def of_texts(review: Review, documents: tuple[Document, ...]) -> dict[str, Picture]:
    """The pictures that these texts show, by id; those that are missing are left out."""
    wanted = {
        block.image_id
        for document in documents
        for block in document.blocks
        if isinstance(block, Figure)
    }
    found = {image_id: load(review, image_id) for image_id in sorted(wanted)}
    return {image_id: picture for image_id, picture in found.items() if picture is not None}
