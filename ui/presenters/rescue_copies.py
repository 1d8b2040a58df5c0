"""Copies of the texts that the disk refused, for one opening of a review."""

from ui.presenters.review import ReviewPresenter
from vnr_app.domain.richtext import Document
from vnr_app.services import rescue

Place = tuple[str, str]
"""Key and language of a text."""


class RescueCopies:
    """Writes a copy beside the program's data, and takes it away once the review has the text."""

    def __init__(self, session: ReviewPresenter) -> None:
        self._jobs = session.jobs
        self._review_id = session.review.info.id
        self._opening = rescue.new_opening()
        self._written: set[Place] = set()

    def write(self, place: Place, document: Document) -> None:
        """Write a copy now; the text will be tried again."""
        self._written.add(place)
        self.leave_behind(place, document)

    def write_soon(self, place: Place, document: Document) -> None:
        """Write a copy beside what else is under way; the text will be tried again."""
        self._written.add(place)
        self._jobs.pure(lambda _job: self.leave_behind(place, document))

    def leave_behind(self, place: Place, document: Document) -> None:
        """Write a copy of a text that will not be tried again: no save takes it away."""
        rescue.write(self._review_id, self._opening, *place, document)

    def saved(self, place: Place) -> None:
        """The review took a text, or a later one: a copy of it is needed no more."""
        if place in self._written:
            self._written.remove(place)
            self._jobs.pure(
                lambda _job: rescue.saved_after_all(self._review_id, self._opening, *place)
            )
