"""Records of an import: compared with those of the review, written in the import's operation."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import registers
from db.images import canonical
from db.models import Organisation, RecordRow
from db.operation import Operation
from db.queries import records as queries
from vnr_app.domain.framework import official_order
from vnr_app.domain.importplan import Action, ImportPlan, Problem, Severity, cell_name
from vnr_app.domain.records import PlannedRecord, RecordKind
from vnr_app.i18n import _
from vnr_app.importing.stakeholders.duplicates import repetitions
from vnr_app.importing.stakeholders.keys import content_key, organisation_key

_SHORT = 200
_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class ComparedRecords:
    """What committing would do: parallel to `plan.records`; near repetitions of stored ones."""

    actions: tuple[Action, ...]
    problems: tuple[Problem, ...]

    def counts(self, plan: ImportPlan, table: int | None = None) -> dict[Action, int]:
        """How many records get which action, of one table or of all; zeros are left out."""
        return dict(
            Counter(
                action
                for action, record in zip(self.actions, plan.records, strict=True)
                if table is None or record.table == table
            )
        )

    @property
    def has_changes(self) -> bool:
        """Whether a commit would change a record."""
        return any(action is not Action.SAME for action in self.actions)


def compare(session: Session, plan: ImportPlan) -> ComparedRecords:
    """Which records are new, which say something else than before, which are known."""
    known = _Known(session)
    matched = known.match(plan.records)
    actions = tuple(
        Action.ADD if row is None else Action.SAME if known.says(row, record) else Action.UPDATE
        for record, row in zip(plan.records, matched, strict=True)
    )
    return ComparedRecords(actions, tuple(_near(plan, known, matched)))


def write(running: Operation, plan: ImportPlan, left_out: Collection[int] = ()) -> dict[str, int]:
    """Write the plan's records but those at the positions left out.

    Returns how many were added, updated and the same. A row is written also where it says the
    same: it stays then when the import that said it first is taken back.
    """
    session = running.session
    wanted = [each for at, each in enumerate(plan.records) if at not in left_out]
    known = _Known(session)
    organisations = _write_organisations(session, known, wanted)
    found: Counter[str] = Counter()
    written: list[RecordRow] = []
    # All are matched, as they were compared: what is left out keeps the row that is its own.
    for at, (record, match) in enumerate(zip(plan.records, known.match(plan.records), strict=True)):
        if at in left_out:
            continue
        if match is None:
            found[Action.ADD] += 1
            row = RecordRow()
            session.add(row)
        else:
            row = match
            found[Action.SAME if known.says(row, record) else Action.UPDATE] += 1
        key = organisation_key(record.organisation)
        values = _values(record if match is None else known.linked(row, record)) | {
            "organisation_id": organisations[key].id if key else None,
            "operation": running.id,
            "file": plan.file,
            "file_sha256": plan.sha256,
            "sheet": plan.tables[record.table].sheet,
            "cell_row": record.row,
        }
        for name, value in values.items():
            setattr(row, name, value)
        written.append(row)
    session.flush()
    registers.index(session, [row.id for row in written])
    return {str(action): number for action, number in found.items()}


def _write_organisations(
    session: Session, known: "_Known", wanted: Iterable[PlannedRecord]
) -> dict[str, Organisation]:
    """Every organisation that the records name, by its folded name; a class once given stays."""
    found = {row.folded: row for row in known.organisations.values()}
    for record in wanted:
        key = organisation_key(record.organisation)
        if not key:
            continue
        row = found.get(key)
        if row is None:
            name = record.organisation[:_LONGEST_NAME]
            row = found[key] = Organisation(name=name, folded=key, group_code=record.group)
            session.add(row)
        elif record.group and not row.group_code:
            row.group_code = record.group
    session.flush()
    return found


class _Known:
    """The records of the review, found by the id of a form service or by what they say."""

    def __init__(self, session: Session) -> None:
        self.organisations = {row.id: row for row in session.scalars(select(Organisation))}
        self.rows = [row for row, _organisation in queries.records(session)]
        self._by_id = {(row.kind, row.external_id): row for row in self.rows if row.external_id}
        self._by_key: dict[str, list[RecordRow]] = defaultdict(list)
        for row in self.rows:
            self._by_key[row.content_key].append(row)
        self._by_hand = queries.linked_by_hand(session)

    def linked(self, row: RecordRow, record: PlannedRecord) -> PlannedRecord:
        """A record with the links that people gave its row, and without those that they took."""
        if row.id not in self._by_hand:
            return record
        given, taken = self._by_hand[row.id]
        links = tuple(sorted((given | set(record.links)) - taken, key=official_order))
        return replace(record, links=links)

    def says(self, row: RecordRow, record: PlannedRecord) -> bool:
        """Whether a row says what a record says that was found to be the same one."""
        return _content(self.planned(row)) == _content(self.linked(row, record))

    def match(self, records: Iterable[PlannedRecord]) -> list[RecordRow | None]:
        """The row of each record, None for a new one; no row stands for two records."""
        planned = list(records)
        found: list[RecordRow | None] = [None] * len(planned)
        taken: set[str] = set()
        # What certainly belongs together goes first: the id, then links and all, then the words.
        for candidates in (self._with_id, self._with_links, self._with_words):
            for at, record in enumerate(planned):
                if found[at] is None:
                    rows = (row for row in candidates(record) if row.id not in taken)
                    found[at] = row = next(rows, None)
                    if row is not None:
                        taken.add(row.id)
        return found

    def _with_id(self, record: PlannedRecord) -> list[RecordRow]:
        row = self._by_id.get((record.kind.value, record.external_id))
        return [] if row is None else [row]

    def _with_links(self, record: PlannedRecord) -> list[RecordRow]:
        return [
            row
            for row in self._alike(record)
            if row.links == canonical(list(self.linked(row, record).links))
        ]

    def _with_words(self, record: PlannedRecord) -> list[RecordRow]:
        # The same reason given for two targets is two answers.
        return [] if record.kind is RecordKind.ANSWER else self._alike(record)

    def _alike(self, record: PlannedRecord) -> list[RecordRow]:
        """Rows of the same words that no form service tells apart from the record."""
        rows = self._by_key.get(content_key(record), [])
        ids = ("", record.external_id)
        return [row for row in rows if not record.external_id or row.external_id in ids]

    def organisation_key(self, row: RecordRow) -> str:
        """The folded name of a row's organisation, empty where it has none."""
        organisation = self.organisations.get(row.organisation_id or "")
        return "" if organisation is None else organisation.folded

    def planned(self, row: RecordRow) -> PlannedRecord:
        """A stored record as an import would plan it."""
        organisation = self.organisations.get(row.organisation_id or "")
        return PlannedRecord(
            table=0,
            row=row.cell_row,
            kind=RecordKind(row.kind),
            organisation="" if organisation is None else organisation.name,
            group="" if organisation is None else organisation.group_code,
            title=row.title,
            text=row.text,
            level=row.level,
            status=row.status,
            links=tuple(json.loads(row.links)),
            scales=tuple((question, answer) for question, answer in json.loads(row.scales)),
            consents=tuple((flag, given) for flag, given in json.loads(row.consents)),
            extra=tuple((heading, text) for heading, text in json.loads(row.extra)),
            external_id=row.external_id,
        )


def _values(record: PlannedRecord) -> dict[str, object]:
    """The columns that hold what a record says, its organisation aside."""
    return {
        "kind": record.kind.value,
        "title": record.title,
        "text": record.text,
        "level": record.level[:_SHORT],
        "status": record.status[:_SHORT],
        "external_id": record.external_id[:_SHORT],
        "content_key": content_key(record),
        "links": canonical(list(record.links)),
        "scales": canonical([list(pair) for pair in record.scales]),
        "consents": canonical([list(pair) for pair in record.consents]),
        "extra": canonical([list(pair) for pair in record.extra]),
    }


def _content(record: PlannedRecord) -> Mapping[str, object]:
    """What a record says; an organisation is the same under every spelling of its name."""
    return _values(record) | {"organisation": organisation_key(record.organisation)}


def _near(plan: ImportPlan, known: _Known, matched: list[RecordRow | None]) -> Iterable[Problem]:
    """One warning for each new record that is nearly alike to a stored one."""
    same = {row.id for row in matched if row is not None}
    new = [record for record, row in zip(plan.records, matched, strict=True) if row is None]
    names = {organisation_key(record.organisation) for record in new}
    stored = [
        row for row in known.rows if row.id not in same and known.organisation_key(row) in names
    ]
    everything = [*map(known.planned, stored), *new]
    for found in repetitions(everything):
        if found.first >= len(stored) or found.again < len(stored):
            continue
        row, record = stored[found.first], everything[found.again]
        yield Problem(
            sheet=plan.tables[record.table].sheet,
            cell=cell_name(record.row, 0),
            code="record-duplicate",
            value=(record.text or record.title)[:_SHORT],
            severity=Severity.WARNING,
            message=_(
                "This is nearly what the same organisation said in “{file}”, row {row}."
            ).format(file=row.file, row=row.cell_row + 1),
            advice=_("Leave it out if it is the same contribution."),
        )
