"""Bringing in another copy of the review, as teams send them to each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.base import Base
from db.models import Comment, NamedVersion, RecipeRow, RecordRow, Source, Word
from db.operation import operation
from db.queries import copies
from db.queries.copies import Record
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import word_count
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import section_keys, writing
from vnr_app.services.bringing_plan import Arrival, Plan, TextPlan, authors_of, compare
from vnr_app.services.bringing_write import write
from vnr_app.services.outline import load_outline
from vnr_app.services.reviews import Review, open_review

__all__ = ["Arrival", "Brought", "Incoming", "IncomingText", "bring_in", "preview"]

_DAMAGE = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    IntegrityError,
)
"""What values raise that are not of the kind that is stored there."""


@dataclass(frozen=True, slots=True)
class IncomingText:
    """A text of the other copy, and what becomes of it; `authors` wrote what is new in it."""

    section: str
    title: str
    language: str
    arrival: Arrival
    authors: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """What another copy of the review has that this one has not.

    `differing` counts comments, sources, records and the like that were changed in both copies:
    ours stay. Figures, statuses, owners and dates are not brought in.
    """

    file: str
    authors: tuple[str, ...]
    texts: tuple[IncomingText, ...]
    revisions: int
    comments: int
    sources: int
    words: int
    pictures: int
    names: int
    records: int
    recipes: int
    differing: int
    has_news: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in; `operation` is None where all of it was here already."""

    incoming: Incoming
    operation: str | None


def preview(review: Review, path: Path) -> Incoming:
    """Say what bringing in another copy would do; nothing is written.

    Raises `KnownError`: "same-file", "another-review", "damaged-copy", and those of opening.
    """
    with (
        _opened(review, path) as other,
        _both(review, other) as (here, there),
        _refusing_damage(path),
    ):
        plan = compare(here, there)
        return _incoming(review, path, plan, there)


def bring_in(review: Review, path: Path) -> Brought:
    """Take over what another copy has, as one operation; twice is as good as once.

    Texts that come from ours take their place, others wait beside ours to be merged; nothing is
    deleted. The other file is only read. Drafts of ours become revisions first. Raises as
    `preview` does.
    """
    with _opened(review, path) as other:
        with _both(review, other) as (here, there), _refusing_damage(path):
            plan = compare(here, there)
            if not plan.changes:
                return Brought(_incoming(review, path, plan, there), None)
        review.back_up("before-bringing-in")
        writing.keep_drafts(review)
        with other.store.reading() as there:
            title = _("Bring in “{file}”").format(file=path.name)
            with (
                operation(review.store, "bring-in", title, file=path.name) as running,
                _refusing_damage(path),
            ):
                plan = compare(running.session, there)
                incoming = _incoming(review, path, plan, there)
                write(review, running, plan, there)
                made = running.id
        return Brought(incoming, made)


@contextmanager
def _opened(review: Review, path: Path) -> Iterator[Review]:
    """The other copy, for reading; it is left as it is."""
    if review.is_at(path):
        raise KnownError(
            "same-file",
            _("“{file}” is the open review itself.").format(file=path.name),
            _("Choose the copy that was sent to you."),
        )
    with open_review(path, read_only=True, snapshot_if_used=True) as other:
        if other.info.id != review.info.id:
            raise KnownError(
                "another-review",
                _("“{file}” is not a copy of this review, but one of {country}, {year}.").format(
                    file=path.name, country=other.info.country_name, year=other.info.year
                ),
                _("Only copies of one and the same review can be brought together."),
            )
        yield other


@contextmanager
def _both(review: Review, other: Review) -> Iterator[tuple[Session, Session]]:
    with review.store.reading() as here, other.store.reading() as there:
        yield here, there


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """What cannot be read in the copy, or does not fit together there, is damage to it."""
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(path) from error


def _incoming(review: Review, path: Path, plan: Plan, there: Session) -> Incoming:
    bodies = {record.id: str(record.values["body"]) for record in plan.revisions}
    for record in plan.revisions:
        _check(path, record)
    rows = [*plan.rows.added, *plan.rows.changed]

    def text(each: TextPlan) -> IncomingText:
        key, language = each.place
        shown = next(iter(sorted(each.after.waiting - each.before.waiting)), each.after.head) or ""
        body = bodies.get(shown) or copies.body_of(there, shown)
        return IncomingText(
            key,
            section_keys.title(review, key),
            language,
            each.arrival,
            () if each.arrival is Arrival.KNOWN else tuple(sorted(each.authors)),
            0 if body is None else word_count(decode(body)),
        )

    leaves = load_outline(review.info.outline_version).leaf_keys()
    order = {key: at for at, key in enumerate(leaves)}

    def placed(each: TextPlan) -> tuple[int, str, str]:
        key, language = each.place
        return order.get(key, len(order)), key, language

    def count(model: type[Base]) -> int:
        return sum(isinstance(row, model) for row in rows)

    return Incoming(
        file=path.name,
        authors=tuple(sorted({author for author in authors_of(plan) if author})),
        texts=tuple(text(each) for each in sorted(plan.texts, key=placed)),
        revisions=len(plan.revisions),
        comments=count(Comment),
        sources=count(Source),
        words=count(Word),
        pictures=len(plan.pictures),
        names=count(NamedVersion),
        records=count(RecordRow),
        recipes=count(RecipeRow),
        differing=len(plan.rows.differing),
        has_news=plan.changes,
    )


def _check(path: Path, record: Record) -> None:
    """A revision that does not fit its name was changed on its way, or by a fault of a disk."""
    try:
        if record.is_whole:
            decode(str(record.values["body"]))
            return
    except (ValueError, KeyError, TypeError):
        pass
    raise _damaged(path)


def _damaged(path: Path) -> KnownError:
    return KnownError(
        "damaged-copy",
        _("“{file}” was damaged or changed by another program; nothing was brought in.").format(
            file=path.name
        ),
        _("Ask its sender for a new copy."),
    )
