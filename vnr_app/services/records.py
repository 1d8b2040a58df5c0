"""What stakeholders and ministries have said, listed by goal beside the text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from db.models import Organisation, RecordRow
from db.queries import records as queries
from vnr_app.domain.records import PERSONAL, RecordKind
from vnr_app.services.reviews import Review

_HIDING = ("publish-name", "publish")
_REVEALING = ("contact", "publish-contact")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it may be shown. `row` counts from 0, `group` is a code.

    `personal` is empty unless who answered has agreed to be contacted; `may_be_named` is False
    where the organisation's name must not be printed.
    """

    id: str
    kind: RecordKind
    organisation: str
    group: str
    title: str
    text: str
    level: str
    status: str
    links: tuple[str, ...]
    scales: Pairs
    consents: tuple[tuple[str, bool], ...]
    extra: Pairs
    personal: Pairs
    may_be_named: bool
    operation: str
    file: str
    sha256: str
    sheet: str
    row: int
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation with the number of its records."""

    id: str
    name: str
    group: str
    records: int


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """How many records there are: in all, by goal, and by class ("" where it is not known)."""

    all: int
    by_goal: dict[str, int]
    by_group: dict[str, int]


def by_goal(review: Review, goal: str, kind: RecordKind | None = None) -> tuple[Record, ...]:
    """The records that speak of a goal, its targets or indicators, by organisation."""
    with review.store.reading() as session:
        return _shown(queries.records(session, goal=goal, kind=kind))


def all_records(
    review: Review, kind: RecordKind | None = None, organisation: str | None = None
) -> tuple[Record, ...]:
    """All records, or those of one kind or organisation (its id), by organisation."""
    with review.store.reading() as session:
        return _shown(queries.records(session, kind=kind, organisation=organisation))


def organisations(review: Review) -> tuple[OrganisationEntry, ...]:
    """All organisations by name."""
    query = (
        select(Organisation, func.count(RecordRow.id))
        .outerjoin(RecordRow, RecordRow.organisation_id == Organisation.id)
        .group_by(Organisation.id)
        .order_by(Organisation.folded)
    )
    with review.store.reading() as session:
        return tuple(
            OrganisationEntry(row.id, row.name, row.group_code, count)
            for row, count in session.execute(query)
        )


def counts(review: Review) -> RecordCounts:
    """How many records there are, by goal and by class of stakeholders."""
    with review.store.reading() as session:
        found = session.scalar(select(func.count(RecordRow.id))) or 0
        return RecordCounts(
            found, queries.counts_by_goal(session), queries.counts_by_group(session)
        )


def _shown(found: Sequence[queries.Found]) -> tuple[Record, ...]:
    return tuple(_record(row, organisation) for row, organisation in found)


def _record(row: RecordRow, organisation: Organisation | None) -> Record:
    consents = tuple((flag, given) for flag, given in json.loads(row.consents))
    said = dict(consents)
    extra = [(heading, text) for heading, text in json.loads(row.extra)]
    revealed = any(said.get(flag) for flag in _REVEALING)
    hidden = said.get("anonymous", False) or any(said.get(flag) is False for flag in _HIDING)
    return Record(
        id=row.id,
        kind=RecordKind(row.kind),
        organisation="" if organisation is None else organisation.name,
        group="" if organisation is None else organisation.group_code,
        title=row.title,
        text=row.text,
        level=row.level,
        status=row.status,
        links=tuple(json.loads(row.links)),
        scales=tuple((question, answer) for question, answer in json.loads(row.scales)),
        consents=consents,
        extra=tuple(pair for pair in extra if not pair[0].startswith(PERSONAL)),
        personal=tuple(
            (heading.removeprefix(PERSONAL), text)
            for heading, text in extra
            if revealed and heading.startswith(PERSONAL)
        ),
        may_be_named=not hidden,
        operation=row.operation,
        file=row.file,
        sha256=row.file_sha256,
        sheet=row.sheet,
        row=row.cell_row,
        author=row.created_by,
        at=row.changed_at,
    )
