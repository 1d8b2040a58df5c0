"""Texts that go to ministries and come back: written, read, taken in, their open matters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from ui.presenters.versions import recorded, source_names
from vnr_app.domain.sections import SectionKind
from vnr_app.jobs import JobContext
from vnr_app.services import returning
from vnr_app.services.export_findings import template_faults
from vnr_app.services.returning import Answer, ChangedNumber, Choices, Returned, Unplaced
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: the keys of sections (None: all), where to, and who may write in it.

    `template` is as in `exports.Order`.
    """

    keys: tuple[str, ...] | None
    path: Path
    language: str
    locked: bool
    reviewers: tuple[str, ...]
    template: str | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came back, and what the sources are called that its texts cite."""

    returned: Returned
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Matters:
    """What of returned files waits for a decision."""

    pieces: tuple[Unplaced, ...]
    numbers: tuple[ChangedNumber, ...]


class ReturningPresenter(QObject):
    """Asks on the review's thread; nothing of a returned file is written before `accept`."""

    sent = Signal(object, int)
    """Path of the file, and how many texts can be edited in it."""
    arrived = Signal(object)
    """An `Arrived`."""
    accepted = Signal(object, object)
    """The keys that were taken in, and the `Accepted`."""
    template_looked = Signal(object, object)
    """Name or path of a template, and the findings about it."""
    settled = Signal(str, object)
    """A sentence about a piece or a number, and the id of the operation."""
    matters_loaded = Signal(object)
    """The `Matters`."""
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def look_at_template(self, template: str | None) -> None:
        """Find what is wrong with a template before a file is written with it."""
        self._session.ask(
            lambda _review, _job: tuple(template_faults(template)),
            lambda faults: self.template_looked.emit(template, faults),
            self.failed.emit,
        )

    def send(self, parcel: Parcel) -> None:
        """Write a file for a ministry."""

        def write(review: Review, job: JobContext) -> tuple[str, ...]:
            return returning.parcel(
                review,
                parcel.keys,
                parcel.path,
                language=parcel.language,
                template=parcel.template,
                locked=parcel.locked,
                reviewers=parcel.reviewers,
                job=job,
            )

        self._session.ask(
            write,
            lambda keys: self.sent.emit(parcel.path, len(keys)),
            self.failed.emit,
            self.cancelled.emit,
            title=self.tr("Writing “{file}”").format(file=parcel.path.name),
        )

    def read(self, path: Path) -> None:
        """Look at a file that came back."""

        def look(review: Review, job: JobContext) -> Arrived:
            return Arrived(returning.read_returned(review, path, job), source_names(review))

        self._session.ask(
            look,
            self.arrived.emit,
            self.failed.emit,
            self.cancelled.emit,
            title=self.tr("Reading “{file}”").format(file=path.name),
        )

    def accept(self, returned: Returned, choices: Choices) -> None:
        """Take in what was chosen of a file."""
        keys = frozenset(choices.sections or ())
        self._session.ask(
            lambda review, _job: returning.accept(review, returned, choices),
            lambda accepted: self.accepted.emit(keys, accepted),
            self.failed.emit,
        )

    def load_matters(self) -> None:
        """Read what waits for a decision."""
        self._session.ask(
            lambda review, _job: Matters(
                returning.unplaced(review), returning.changed_numbers(review)
            ),
            self.matters_loaded.emit,
        )

    def place(self, piece: str, key: str) -> None:
        """Put a piece behind the text of a section."""
        self._settle(
            "place",
            lambda review: returning.place(review, piece, key),
            self.tr("The piece stands at the end of the section."),
        )

    def discard(self, piece: str) -> None:
        """Take a piece off the list."""
        self._settle(
            "discard",
            lambda review: returning.discard(review, piece),
            self.tr("The piece was discarded."),
        )

    def answer(self, number: str, how: Answer) -> None:
        """Settle a number that was typed over."""
        said = {
            Answer.KEEP: self.tr("Our number stays."),
            Answer.NOTE: self.tr("Our number stays; a comment at it asks for a check."),
        }[how]
        self._settle("answer", lambda review: returning.answer(review, number, how), said)

    def _settle(self, kind: str, act: Callable[[Review], None], said: str) -> None:
        self._session.ask(
            lambda review, _job: recorded(review, kind, lambda: act(review)),
            lambda operation: self._tell_settled(said, operation),
            self.failed.emit,
        )

    def _tell_settled(self, said: str, operation: str | None) -> None:
        self.settled.emit(said, operation)
        self._session.texts_changed.emit()


def places(states: tuple[SectionState, ...]) -> tuple[tuple[str, str], ...]:
    """The texts of a review that a piece can be put into: key and name."""
    found: list[tuple[str, str]] = []
    for state in states:
        name = state.title
        if state.kind is SectionKind.GOAL and state.goal is not None:
            name = f"{state.goal}. {state.title}"
        if not state.parts:
            found.append((state.key, name))
        found += [(part.key, f"{name}: {part.title}") for part in state.parts]
    return tuple(found)
