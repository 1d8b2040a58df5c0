"""The versions of a text: listed, compared with each other, brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_diff import Comparison, compare
from vnr_app.domain.richtext_ops import word_count
from vnr_app.jobs import JobContext
from vnr_app.services import history, revisions, section_keys, sources, writing
from vnr_app.services.rescue import RescuedText
from vnr_app.services.reviews import Review
from vnr_app.services.revisions import Revision

PRESENT = ""
"""Stands where the id of a revision does: the text as it is now, with what is being typed."""
RESCUED = "rescued"
"""Stands there for a text that the review did not take."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed since the last revision."""

    at: datetime
    words: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The versions of a text, newest first; `rescued` is a copy of it that lies beside them."""

    key: str
    language: str
    title: str
    revisions: tuple[Revision, ...]
    draft: Draft | None = None
    rescued: RescuedText | None = None

    @property
    def head(self) -> Revision | None:
        """The revision that is the section's text."""
        return next((each for each in self.revisions if each.is_head), None)

    @property
    def before(self) -> str:
        """What the present text is best compared with: the version before it."""
        if self.draft is not None and self.head is not None:
            return self.head.id
        parents = () if self.head is None else self.head.parents
        return parents[0] if parents else next((each.id for each in self.revisions), PRESENT)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a text side by side; `names` are those of the sources that they cite."""

    listing: Listing
    old: str
    new: str
    comparison: Comparison
    names: dict[str, str]


def listing(review: Review, key: str, language: str) -> Listing:
    """The versions of a text."""
    found = revisions.of_section(review, key, language)
    text = writing.text(review, key, language)
    made = Listing(key, language, section_keys.title(review, key), found)
    head = made.head
    if text.saved_at is None or (head is not None and head.at == text.saved_at):
        return made
    draft = Draft(text.saved_at, word_count(text.document))
    return Listing(key, language, made.title, found, draft)


def source_names(review: Review) -> dict[str, str]:
    """What the sources are called, by their ids."""
    return {each.id: each.label for each in sources.all_sources(review)}


def recorded(review: Review, kind: str, act: Callable[[], object]) -> str | None:
    """The id of the operation that an act recorded, for its undo; None where it changed nothing."""

    def last() -> history.OperationRecord | None:
        return next(iter(history.operations(review, 1)), None)

    before = last()
    act()
    after = last()
    if after is None or after == before or after.kind != kind:
        return None
    return after.id


class VersionsPresenter(QObject):
    """Lists the versions of one text after the other; what comes late is dropped."""

    listed = Signal(object)
    """A `Listing`."""
    restored = Signal(str, object)
    """Key of a text, and the id of the operation that brought it back; None for no change."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: tuple[str, str] | None = None

    def load(self, key: str, language: str) -> None:
        """Read the versions of a text."""
        wanted = self._wanted = (key, language)
        self._session.ask(
            lambda review, _job: listing(review, key, language),
            lambda found: self.listed.emit(found) if wanted == self._wanted else None,
        )

    def restore(self, key: str, revision: str) -> None:
        """Make an earlier version the present text."""
        self._session.ask(
            lambda review, _job: recorded(
                review, "restore", lambda: revisions.restore(review, revision)
            ),
            lambda operation: self.restored.emit(key, operation),
        )


class ComparingPresenter(QObject):
    """Compares two versions of a text beside the review's queue."""

    compared = Signal(object)
    """A `Compared`."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rescued: RescuedText | None = None
        self._asked = 0

    def open(
        self, key: str, language: str, old: str | None = None, rescued: RescuedText | None = None
    ) -> None:
        """Compare a version with the present text; without one, that before it."""
        self._rescued = rescued
        self._compare(key, language, old, PRESENT)

    def choose(self, key: str, language: str, old: str, new: str) -> None:
        """Compare two versions of the text that is shown."""
        self._compare(key, language, old, new)

    def drop(self) -> None:
        """Nobody waits for a comparison any more."""
        self._asked += 1

    def _compare(self, key: str, language: str, old: str | None, new: str) -> None:
        self._asked += 1
        asked, rescued = self._asked, self._rescued

        def collect(
            review: Review, _job: JobContext
        ) -> tuple[Listing, str, Document, Document, dict[str, str]]:
            found = listing(review, key, language)
            found = Listing(key, language, found.title, found.revisions, found.draft, rescued)
            chosen = found.before if old is None else old

            def document(version: str) -> Document:
                if version == RESCUED and rescued is not None:
                    return rescued.document
                if version == PRESENT:
                    return writing.text(review, key, language).document
                return revisions.document(review, version)

            return found, chosen, document(chosen), document(new), source_names(review)

        def work_out(got: tuple[Listing, str, Document, Document, dict[str, str]]) -> None:
            found, chosen, before, after, names = got
            if asked == self._asked:
                self._session.work_out(
                    lambda _job: compare(before, after),
                    lambda comparison: self._tell(
                        asked, Compared(found, chosen, new, comparison, names)
                    ),
                )

        self._session.ask(collect, work_out)

    def _tell(self, asked: int, compared: Compared) -> None:
        if asked == self._asked:
            self.compared.emit(compared)
