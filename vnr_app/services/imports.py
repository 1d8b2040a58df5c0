"""Importing a spreadsheet: plan, compare with what is there, commit as one operation."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db import guard, observations
from db.base import Base, content_id
from db.images import canonical
from db.models import (
    Area,
    Breakdown,
    Context,
    SeriesIndicator,
    SeriesRow,
    SourceFile,
    SourceTable,
)
from db.operation import Operation, operation
from vnr_app.domain.importplan import (
    Action,
    ImportPlan,
    PlannedObservation,
    PlannedSeries,
    Severity,
    range_name,
)
from vnr_app.domain.indicators import Dimensions
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.context import PlanContext
from vnr_app.jobs import JobContext
from vnr_app.services.countries import country, country_by_m49, country_of_name
from vnr_app.services.framework import load_framework
from vnr_app.services.reviews import Review, ReviewInfo

_DECIDING = ("no-indicator", "no-table")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A plan compared with the review: what the commit would do with every observation.

    `actions` and `old_values` are parallel to `plan.observations`; an old value is shown text.
    """

    plan: ImportPlan
    actions: tuple[Action, ...]
    old_values: tuple[str | None, ...]

    def counts(self, table: int | None = None) -> dict[Action, int]:
        """How many observations get which action, of one table or of all; errors are cells."""
        found = Counter(
            action
            for action, planned in zip(self.actions, self.plan.observations, strict=True)
            if table is None or planned.table == table
        )
        sheet = None if table is None else self.plan.tables[table].sheet
        found[Action.ERROR] += sum(
            problem.severity is Severity.ERROR and (sheet is None or problem.sheet == sheet)
            for problem in self.plan.problems
        )
        return {action: found[action] for action in Action}

    def has_changes(self) -> bool:
        """Whether a commit would change anything."""
        return any(action in (Action.ADD, Action.UPDATE) for action in self.actions)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a commit did; `operation` is None where everything was there already."""

    preview: ImportPreview
    operation: str | None


def preview(
    review: Review, path: Path, job: JobContext, *, indicator: str | None = None
) -> ImportPreview:
    """Read a file and say what importing it would do; nothing is written.

    `indicator` is what the person says a table is about that names none itself.

    Raises `KnownError` for a file that is no spreadsheet or cannot be read.
    """
    return compare(review, read(review.info, path, job, indicator=indicator))


def read(
    info: ReviewInfo, path: Path, job: JobContext, *, indicator: str | None = None
) -> ImportPlan:
    """What a file says; the first half of `preview`, which leaves the review's file alone."""
    if guard.is_live(path):
        raise KnownError(
            "not-a-spreadsheet",
            _("“{file}” is the open review, not a spreadsheet.").format(file=path.name),
        )
    from vnr_app.importing.pipeline import plan_file  # noqa: PLC0415 - readers load when needed

    return plan_file(path, plan_context(info, indicator), job)


def plan_context(info: ReviewInfo, indicator: str | None = None) -> PlanContext:
    """What the reader of a file must know about the review, and what the person says of it.

    Raises `KnownError` "unknown-indicator".
    """
    if indicator is not None:
        found = load_framework().find_indicator(indicator)
        if found is None:
            raise KnownError(
                "unknown-indicator",
                _("There is no indicator “{code}”.").format(code=indicator),
                _("Give a code such as 3.1.1."),
            )
        indicator = found.code
    return PlanContext(
        framework=load_framework(),
        country_alpha3=info.country,
        country_name=info.country_name,
        m49=_m49_of(info.country),
        area_of_m49=_area_of_m49,
        fiscal_month=info.fiscal_month,
        indicator=indicator,
        country_of_name=country_of_name,
    )


def compare(review: Review, plan: ImportPlan) -> ImportPreview:
    """The actions that committing the plan would take."""
    keys = _Keys(plan)
    with review.store.reading() as session:
        observations.stage(session, keys.staged())
        compared = observations.compare(session)
        session.rollback()
    return ImportPreview(
        plan,
        tuple(Action(action) for _position, action, _old in compared),
        tuple(old for _position, _action, old in compared),
    )


def _is_imported(review: Review, plan: ImportPlan) -> bool:
    """Whether this very file is among the sources of the review; an empty plan counts as such."""
    with review.store.reading() as session:
        return not plan.observations or session.get(SourceFile, _Keys(plan).file) is not None


def refuse_empty(found: ImportPreview) -> None:
    """Raise the first error of a file in which nothing could be understood."""
    if found.plan.observations:
        return
    errors = [p for p in found.plan.problems if p.severity is Severity.ERROR]
    # A broken cell is not why nothing comes in; that no table names an indicator is.
    errors.sort(key=lambda problem: problem.code not in _DECIDING)
    if errors:
        place = "!".join(each for each in (errors[0].sheet, errors[0].cell) if each)
        raise KnownError(
            errors[0].code, f"“{found.plan.file}” {place}: {errors[0].message}".replace(" :", ":")
        )


def commit(review: Review, found: ImportPreview, job: JobContext) -> ImportResult:
    """Write the plan as one operation; nothing where this very file is in the review already."""
    plan = found.plan
    if not found.has_changes() and _is_imported(review, plan):
        return ImportResult(found, None)
    review.back_up("before-import")
    keys = _Keys(plan)
    counts = {str(action): number for action, number in found.counts().items() if number}
    title = _("Import “{file}”").format(file=plan.file)
    with operation(
        review.store, "import", title, file=plan.file, sha256=plan.sha256, counts=counts
    ) as running:
        job.check_cancelled()
        job.progress(1, 3, _("Sources and series"))
        observations.stage(running.session, keys.staged())
        _write_references(running, plan, keys)
        job.check_cancelled()
        job.progress(2, 3, _("Observations"))
        observations.merge(running)
        job.check_cancelled()
        made = running.id
    job.progress(3, 3, _("Done"))
    return ImportResult(found, made)


class _Keys:
    """The content-derived ids of all that a plan names."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.file = content_id("file", plan.sha256, plan.file)
        self.series = [_series_id(each) for each in plan.series]
        self.tables = [
            content_id("table", str(self.file), table.sheet, range_name(table.region), table.layout)
            for table in plan.tables
        ]
        self.areas: dict[str, int] = {}
        self.breakdowns: dict[Dimensions, int] = {}
        self.contexts: dict[tuple[str, str, str], int] = {}

    def staged(self) -> list[observations.StagedRow]:
        """One row an observation, in the plan's order; fills the dictionaries on the way."""
        return [self._row(i, each) for i, each in enumerate(self.plan.observations)]

    def _row(self, position: int, each: PlannedObservation) -> observations.StagedRow:
        area = self.areas.get(each.area)
        if area is None:
            area = self.areas[each.area] = content_id("area", each.area)
        breakdown = self.breakdowns.get(each.dimensions)
        if breakdown is None:
            text = dimensions_text(each.dimensions)
            breakdown = self.breakdowns[each.dimensions] = content_id("breakdown", text)
        said = (each.nature, each.footnote, each.source)
        context = self.contexts.get(said)
        if context is None:
            context = self.contexts[said] = content_id("context", *said)
        series = self.series[each.series]
        start, end = each.period.start.isoformat(), each.period.end.isoformat()
        value = each.value
        return (
            position,
            observations.key_id(series, area, breakdown, start, end),
            series,
            area,
            breakdown,
            start,
            end,
            each.period.label,
            value.number,
            value.operator.value if value.operator else None,
            value.state.value,
            context,
            self.tables[each.table],
            each.row,
            each.column,
            None if each.raw == value.number else each.raw,
        )


def dimensions_text(dimensions: Dimensions) -> str:
    """A disaggregation as canonical JSON."""
    return canonical([list(pair) for pair in dimensions])


def _series_id(series: PlannedSeries) -> int:
    return content_id("series", series.code, series.name, series.unit, *series.indicators)


def _write_references(running: Operation, plan: ImportPlan, keys: _Keys) -> None:
    """Add what the new versions point to and the review does not have yet."""
    session = running.session
    names = dict(plan.areas)
    used_series = {each.series for each in plan.observations}
    used_tables = {each.table for each in plan.observations}
    for number, (identity, each) in enumerate(zip(keys.series, plan.series, strict=True)):
        if number in used_series and session.get(SeriesRow, identity) is None:
            session.add(SeriesRow(id=identity, code=each.code, name=each.name, unit=each.unit))
            session.flush()
            session.add_all(
                SeriesIndicator(series_id=identity, indicator=code) for code in each.indicators
            )
    for code, identity in keys.areas.items():
        _add(session, Area(id=identity, code=code, name=names.get(code, code)))
    for dimensions, identity in keys.breakdowns.items():
        _add(session, Breakdown(id=identity, dimensions=dimensions_text(dimensions)))
    for (nature, footnote, source), identity in keys.contexts.items():
        _add(session, Context(id=identity, nature=nature, footnote=footnote, source=source))
    _add(
        session,
        SourceFile(
            id=keys.file, name=plan.file, sha256=plan.sha256, size=plan.size, kind=plan.kind
        ),
    )
    session.flush()
    for number, (identity, table) in enumerate(zip(keys.tables, plan.tables, strict=True)):
        if number in used_tables:
            _add(
                session,
                SourceTable(
                    id=identity,
                    file_id=keys.file,
                    sheet=table.sheet,
                    region=range_name(table.region),
                    layout=table.layout,
                    title=table.title,
                    unit=table.unit,
                    notes=canonical(list(table.notes)),
                ),
            )


def _add(session: Session, row: Base) -> None:
    """Add a row with a content-derived id unless it is there."""
    if session.get(type(row), row.id) is None:  # type: ignore[attr-defined]
        session.add(row)


def _m49_of(alpha3: str) -> str | None:
    try:
        return country(alpha3).m49.lstrip("0")
    except KnownError:
        return None


def _area_of_m49(code: str) -> str | None:
    try:
        return country_by_m49(code).alpha3
    except KnownError:
        return None
