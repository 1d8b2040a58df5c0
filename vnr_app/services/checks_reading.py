"""What checks look through: read from the review in one go, so that they need the file no more."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.queries import desk
from vnr_app.services import (
    comments,
    images,
    living,
    references,
    sections,
    sources,
    translations,
)
from vnr_app.services.comments import Thread
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState


@dataclass(frozen=True, slots=True)
class Contents:
    """The review as it was when it was read.

    `sources` and `pictures` are ids, `waiting` section and language of the texts beside which a
    version waits, `overtyped` the numbers of returned files that wait for an answer, `pieces` how
    many pieces wait for a place by the name of their file.
    """

    states: tuple[SectionState, ...]
    texts: translations.Stored
    values: living.Values
    sources: frozenset[str]
    pictures: frozenset[str]
    figures: references.Figures
    threads: tuple[Thread, ...]
    waiting: tuple[tuple[str, str], ...]
    overtyped: tuple[desk.Overtyped, ...]
    pieces: Mapping[str, int]


def read(review: Review) -> Contents:
    """Read what the checks look through; the texts are left as they are stored."""
    with review.store.reading() as session:
        waiting = desk.waiting_texts(session)
        overtyped = desk.overtyped_numbers(session)
        pieces = desk.pieces_without_place(session)
    return Contents(
        states=sections.outline(review),
        texts=translations.stored(review),
        values=living.load(review),
        sources=frozenset(each.id for each in sources.all_sources(review)),
        pictures=images.known(review),
        figures=references.figures(review),
        threads=comments.threads(review),
        waiting=waiting,
        overtyped=overtyped,
        pieces=pieces,
    )
