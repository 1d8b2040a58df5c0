"""Rows of two copies of a review compared: comments, sources, records, recipes and the like."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import Base
from db.images import image_of, row_id_of, values_of
from db.models import (
    Comment,
    HistoryOriginal,
    NamedText,
    NamedVersion,
    Organisation,
    RecipeRow,
    RecordRow,
    Source,
    Synonym,
    Unplaced,
    Word,
)
from db.queries import copies
from vnr_app.domain.records import RecordKind

BROUGHT = (
    Comment, Source, Word, NamedVersion, NamedText, Organisation, RecordRow, RecipeRow, Synonym,
    Unplaced,
)  # fmt: skip
"""The rows that are brought in, those first that others refer to."""

_ASIDE: Mapping[type[Base], frozenset[str]] = {
    RecordRow: frozenset({"operation", "file", "file_sha256", "sheet", "cell_row"}),
    RecipeRow: frozenset({"version"}),
}
"""Columns that differ between copies which say the same: where it was read, its number there."""


@dataclass(slots=True)
class RowPlan:
    """What of another copy's rows would be written. The rows belong to no session.

    `differing` are rows that were changed in both copies; ours stay as they are.
    """

    added: list[Base] = field(default_factory=list)
    changed: list[Base] = field(default_factory=list)
    differing: list[Base] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)
    """The hashes of the files that records were read from, of those that are not here."""
    organisations: dict[str, str] = field(default_factory=dict)
    """Id of an organisation there → its id here, where both copies met it by themselves."""
    versions: dict[str, int] = field(default_factory=dict)
    """Id of a recipe's version → its number here, where that of the other copy is taken."""

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.added or self.changed)

    def values(self, row: Base) -> dict[str, Any]:
        """The columns of a row as they are to be written here."""
        values = values_of(type(row), image_of(row))
        if isinstance(row, RecordRow) and row.organisation_id is not None:
            values["organisation_id"] = self._here(row.organisation_id)
        if isinstance(row, RecipeRow):
            values["version"] = self.versions.get(row.id, row.version)
        return values

    def said(self, row: Base) -> dict[str, Any]:
        """What a row says, by which it is the same in both copies."""
        aside = _ASIDE.get(type(row), frozenset())
        found = {name: value for name, value in copies.content(row).items() if name not in aside}
        if isinstance(row, RecordRow) and row.organisation_id is not None:
            found["organisation_id"] = self._here(row.organisation_id)
        return found

    def _here(self, organisation: str) -> str:
        return self.organisations.get(organisation, organisation)


def compare_rows(here: Session, there: Session) -> RowPlan:
    """What the rows of the other copy say that ours do not.

    Raises `ValueError` and the like where the other copy is damaged.
    """
    plan = RowPlan(organisations=_same_organisations(here, there))
    for model in BROUGHT:
        rows = {row_id_of(row): row for row in there.scalars(select(model))}
        twins = _Twins(plan, list(here.scalars(select(model))), rows)
        wanted: dict[str, Base] = {}
        for identity, row in rows.items():
            present = here.get(model, _key(row))
            if present is None:
                if not copies.was_here(here, row) and not twins.has(row):
                    wanted[identity] = row
            elif plan.said(present) != plan.said(row) and not copies.has_said(here, row):
                is_ours_older = copies.has_said(there, present)
                (plan.changed if is_ours_older else plan.differing).append(row)
        plan.differing += twins.differing
        for row in [each for each in wanted.values() if isinstance(each, Comment)]:
            # A thread that was deleted here comes back with the answer that it got elsewhere.
            first = row.parent_id
            if first and first in rows and here.get(model, first) is None:
                wanted[first] = rows[first]
        plan.added += sorted(wanted.values(), key=_order)
    _complete(here, there, plan)
    there.expunge_all()
    return plan


def _complete(here: Session, there: Session, plan: RowPlan) -> None:
    """Add what the records need, and give recipes numbers that are free here."""
    records = [each for each in (*plan.added, *plan.changed) if isinstance(each, RecordRow)]
    for record in records:
        _refuse_odd(record)
    known = {row.id for row in here.scalars(select(Organisation))}
    known |= {each.id for each in plan.added if isinstance(each, Organisation)}
    for wanted in dict.fromkeys(plan.values(each)["organisation_id"] for each in records):
        if wanted is not None and wanted not in known:
            organisation = there.get(Organisation, wanted)
            if organisation is None:
                raise ValueError("a record of an organisation that is not there")
            plan.added.insert(0, organisation)
    files = dict.fromkeys(each.file_sha256 for each in records)
    kept = set(here.scalars(select(HistoryOriginal.id)))
    sent = set(there.scalars(select(HistoryOriginal.id)))
    plan.originals = [each for each in files if each in sent and each not in kept]
    last: dict[str, int] = {}
    for row in here.scalars(select(RecipeRow)):
        last[row.name] = max(last.get(row.name, 0), row.version)
    recipes = [each for each in plan.added if isinstance(each, RecipeRow)]
    for recipe in sorted(recipes, key=lambda each: (each.name, each.version, each.created_at)):
        number = max(recipe.version, last.get(recipe.name, 0) + 1)
        last[recipe.name] = plan.versions[recipe.id] = number


def _same_organisations(here: Session, there: Session) -> dict[str, str]:
    ours = {row.folded: row.id for row in here.scalars(select(Organisation))}
    present = set(ours.values())
    return {
        row.id: ours[row.folded]
        for row in there.scalars(select(Organisation))
        if row.folded in ours and row.id not in present
    }


class _Twins:
    """Rows that both copies made by themselves, as from the same file, under other ids."""

    def __init__(self, plan: RowPlan, ours: list[Base], theirs: Mapping[str, Base]) -> None:
        self.differing: list[Base] = []
        self._plan = plan
        alone = [row for row in ours if row_id_of(row) not in theirs]
        self._same = Counter(key for row in alone if (key := self._whole(row)) is not None)
        self._words = Counter(_words(row) for row in alone if isinstance(row, RecordRow))

    def has(self, row: Base) -> bool:
        """Whether a row is here under another id; one that differs by its links stays ours."""
        if isinstance(row, Organisation):
            return row.id in self._plan.organisations
        key = self._whole(row)
        if key is not None and self._same[key]:
            self._same[key] -= 1
            if isinstance(row, RecordRow):
                self._words[_words(row)] -= 1
            return True
        if (
            isinstance(row, RecordRow)
            and row.kind != RecordKind.ANSWER
            and self._words[_words(row)]
        ):
            self._words[_words(row)] -= 1
            self.differing.append(row)
            return True
        return False

    def _whole(self, row: Base) -> str | None:
        """What a record or recipe says without its own id; None for other rows."""
        if not isinstance(row, RecordRow | RecipeRow):
            return None
        said = {name: value for name, value in self._plan.said(row).items() if name != "id"}
        return json.dumps(said, sort_keys=True)


def _words(row: RecordRow) -> tuple[str, str]:
    return row.content_key, row.external_id


def _refuse_odd(record: RecordRow) -> None:
    """What cannot be read back would be in the way of all records."""
    RecordKind(record.kind)
    if not all(isinstance(each, str) for each in json.loads(record.links)):
        raise ValueError("links that are no codes")
    for pairs in (record.scales, record.consents, record.extra):
        for name, _value in json.loads(pairs):
            if not isinstance(name, str):
                raise ValueError("an answer without a question")


def _key(row: Base) -> tuple[object, ...]:
    return tuple(getattr(row, column.name) for column in row.__table__.primary_key)


def _order(row: Base) -> tuple[bool, str]:
    return (isinstance(row, Comment) and row.parent_id is not None, row_id_of(row))
