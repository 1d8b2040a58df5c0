"""Two copies of a review compared: what the other one has that this one has not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import HistoryImage
from db.queries import copies
from db.queries.copies import Place, Record, Texts
from vnr_app.domain.lineage import Ends, origins, put_together
from vnr_app.services.bringing_rows import RowPlan, compare_rows


class Arrival(StrEnum):
    """What becomes of a text of the other copy."""

    FORWARD = "forward"
    """It comes from ours and takes its place."""
    MEETS = "meets"
    """Both were changed; a person merges them."""
    KNOWN = "known"
    """It is here already."""


@dataclass(frozen=True, slots=True)
class TextPlan:
    """Where a text ends here, and where it will; `renders` is what a translation is made of.

    `authors` wrote what is in the other copy's text and not in ours.
    """

    place: Place
    before: Ends
    after: Ends
    renders: str | None
    renders_changes: bool
    authors: frozenset[str]

    @property
    def arrival(self) -> Arrival:
        """What becomes of it."""
        if self.after.waiting - self.before.waiting:
            return Arrival.MEETS
        return Arrival.KNOWN if self.after.head == self.before.head else Arrival.FORWARD

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return self.after != self.before or self.renders_changes


@dataclass(slots=True)
class Plan:
    """What bringing in another copy would write."""

    texts: list[TextPlan] = field(default_factory=list)
    revisions: list[Record] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    rows: RowPlan = field(default_factory=RowPlan)

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        written = self.revisions or self.pictures or self.rows.changes
        return bool(written) or any(each.changes for each in self.texts)


def compare(here: Session, there: Session) -> Plan:
    """What the other copy has that is not here. Drafts of both sides count as revisions.

    Raises `ValueError` and the like where the other copy is damaged.
    """
    ours, theirs = copies.texts_of(here), copies.texts_of(there)
    _refuse_dangling(theirs)
    plan = Plan()
    stored = ours.parents.keys() - ours.drafts.keys()
    new = theirs.parents.keys() - stored
    drafts = [record for name, record in theirs.drafts.items() if name in new]
    plan.revisions = [*copies.records(there, new - theirs.drafts.keys()), *drafts]
    parents = {**theirs.parents, **ours.parents}
    for place, ends in theirs.ends.items():
        before = ours.ends.get(place, Ends())
        told = _told_already(here, there, _Side(place, ours, theirs), parents)
        head = None if ends.head in told else ends.head
        after = put_together(parents, before, Ends(head, ends.waiting - told))
        renders = ours.renders.get(place)
        if after.head == ends.head:
            renders = _later(parents, renders, theirs.renders.get(place))
        came = _line(parents, ends) - _line(parents, before)
        plan.texts.append(
            TextPlan(
                place,
                before,
                after,
                renders,
                renders != ours.renders.get(place),
                frozenset(theirs.authors[name] for name in came if name in theirs.authors),
            )
        )
    known = set(here.scalars(select(HistoryImage.id)))
    plan.pictures = [each for each in there.scalars(select(HistoryImage.id)) if each not in known]
    plan.rows = compare_rows(here, there)
    return plan


def _refuse_dangling(theirs: Texts) -> None:
    """A text that ends in a revision that is not there could be neither shown nor merged."""
    ends = {name for each in theirs.ends.values() for name in each.revisions}
    ends |= {name for name in theirs.renders.values() if name is not None}
    if not ends <= theirs.parents.keys():
        raise ValueError("a text ends in a revision that is not there")


@dataclass(frozen=True, slots=True)
class _Side:
    place: Place
    ours: Texts
    theirs: Texts


def _told_already(
    here: Session, there: Session, side: _Side, parents: dict[str, tuple[str, ...]]
) -> frozenset[str]:
    """Ends of the other copy that say what ours said too: there is nothing to merge.

    Both copies kept the same draft, or two people made the same correction.
    """
    line = _line(parents, side.ours.ends.get(side.place, Ends()))
    told = set()
    for end in side.theirs.ends[side.place].revisions - line:
        draft = side.theirs.drafts.get(end)
        body = copies.body_of(there, end) if draft is None else str(draft.values["body"])
        same = {n for n, each in side.ours.drafts.items() if each.values["body"] == body}
        same |= copies.revisions_saying(here, side.place, body or "")
        if (same & line) - origins(parents, end):
            told.add(end)
    return frozenset(told)


def _line(parents: dict[str, tuple[str, ...]], ends: Ends) -> set[str]:
    """All that a text is made of."""
    return {name for end in ends.revisions for name in origins(parents, end)}


def _later(parents: dict[str, tuple[str, ...]], ours: str | None, theirs: str | None) -> str | None:
    """Of two revisions of the original the one that comes from the other; ours in doubt."""
    if theirs is None or (ours is not None and ours not in origins(parents, theirs)):
        return ours
    return theirs


def authors_of(plan: Plan) -> Iterator[str]:
    """Who wrote what is not here."""
    for text in plan.texts:
        if text.arrival is not Arrival.KNOWN:
            yield from text.authors
    for row in plan.rows.added:
        yield getattr(row, "created_by", "")
    for row in plan.rows.changed:
        yield getattr(row, "changed_by", "")
