"""Importing a spreadsheet: plan, compare with what is there, commit as one operation.

The file is read by a process of its own, which hands over a staging file (adr 13).
"""

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.orm import Session

from db import comparing, disputes, gone, guard, observations
from db.models import SourceFile
from db.operation import operation
from db.staging import attached
from vnr_app.domain import identity
from vnr_app.domain.importplan import Action, ImportPlan
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.jobs import JobContext
from vnr_app.services import (
    import_checks,
    national,
    originals,
    recipe_matching,
    recipes,
    record_imports,
    synonyms,
)
from vnr_app.services.import_context import context_request, known_indicator
from vnr_app.services.import_preview import Disputes, ImportPreview
from vnr_app.services.import_process import CrashError, serve
from vnr_app.services.import_references import write_references
from vnr_app.services.reviews import Review, ReviewInfo
from vnr_app.services.staged import Workplace, open_plan, staged

__all__ = ["ImportPreview", "ImportResult", "commit", "compare", "preview", "read"]

_log = logging.getLogger(__name__)
STALE = "stale-preview"
"""The code of the error of committing what was compared with an earlier state."""
DECISIONS = "decisions"
"""Under this name the operation keeps how the file was read: its recipe may change or go."""
_RECIPE = "recipe"
_DISPUTES_NAMED = 1_000
"""Of so many conflicts the other source is kept by value; all are counted by source."""
_STEP = 10_000
"""Runs that are compared between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a commit did; `operation` is None where everything was there already."""

    preview: ImportPreview
    operation: str | None


def preview(
    review: Review,
    path: Path,
    job: JobContext,
    *,
    indicator: str | None = None,
    recipe: Recipe = NO_RECIPE,
    password: str | None = None,
) -> ImportPreview:
    """Read a file and say what importing it would do; nothing is written.

    What the team has taught is known; without a recipe the one is applied that the review keeps
    for files of this form. See `read` for what is given and raised.
    """
    learned, own = synonyms.all_synonyms(review), national.titles(review)

    def read_with(chosen: Recipe) -> ImportPlan:
        return read(
            review.info,
            path,
            job,
            indicator=indicator,
            recipe=chosen,
            password=password,
            synonyms=learned,
            national=own,
        )

    plan = read_with(recipe)
    found = recipe_matching.match(review, plan.fingerprint) if recipe == NO_RECIPE else None
    if found is None:
        return compare(review, plan, job)
    told = recipe_matching.problem_of(found)
    if found.applies:
        try:
            again = read_with(found.stored.recipe)
        except KnownError as error:
            # The file itself can be read: a recipe that breaks the reader is no reason to refuse.
            told = recipe_matching.problem_of_skipped(found, error)
        else:
            staged(plan)[1].close()
            plan = again
    return compare(review, replace(plan, problems=(*plan.problems, told)), job)


def read(
    info: ReviewInfo,
    path: Path,
    job: JobContext,
    *,
    indicator: str | None = None,
    recipe: Recipe = NO_RECIPE,
    password: str | None = None,
    synonyms: Mapping[tuple[str, str], str] | None = None,
    national: Mapping[str, str] | None = None,
) -> ImportPlan:
    """What a file says; the first half of `preview`, which leaves the review's file alone.

    `indicator` is what the person says a table is about that names none itself; for the others
    see `PlanContext`. The observations stay in a staging file: close `plan.observations`, or the
    preview made of the plan, when they are not needed any more.

    Raises `KnownError` for a file that is no spreadsheet or cannot be read, "reader-crashed" and
    "reader-timeout".
    """
    if guard.is_live(path):
        raise KnownError(
            "not-a-spreadsheet",
            _("“{file}” is the open review, not a spreadsheet.").format(file=path.name),
        )
    context = context_request(
        info.country,
        info.country_name,
        info.fiscal_month,
        indicator=known_indicator(indicator),
        recipe=recipe,
        synonyms=synonyms,
        national=national,
        password=password,
    )
    workplace = _read_apart(path.absolute(), {"kind": "plan", "context": context}, job)
    plan = open_plan(workplace)
    staging = staged(plan)[1].staging
    staging.keep_meta(_RECIPE, recipe.name)
    if recipe != NO_RECIPE:
        staging.keep_meta(DECISIONS, recipe.decisions_json())
    return plan


def _read_apart(path: Path, request: dict[str, object], job: JobContext) -> Workplace:
    """Let a process of its own read a file; a reader that breaks gives way to the slower one."""
    for slowly in (False, True):
        workplace = Workplace()
        wanted = {**request, "path": str(path), "folder": str(workplace.folder), "slowly": slowly}
        try:
            serve(wanted, workplace.folder, job)
        except CrashError as crash:
            workplace.remove()
            if str(crash):
                _log.error("reading a file failed\n%s", crash)
        except BaseException:
            workplace.remove()
            raise
        else:
            return workplace
    raise KnownError(
        "reader-crashed",
        _("“{file}” cannot be read: it breaks the reader.").format(file=path.name),
        _("Open it in a spreadsheet program and save it again."),
    )


def compare(review: Review, plan: ImportPlan, job: JobContext | None = None) -> ImportPreview:
    """The actions that committing the plan would take."""
    job = job or JobContext()
    plan, rows = staged(plan)
    rows.staging.forget_comparison()
    mode: Literal["ro", "rw"] = "ro" if review.read_only else "rw"
    with attached(review.store, rows.staging.path, mode), review.store.reading() as session:
        seen = comparing.newest(session)
        comparing.know_own_tables(session, plan.file)
        is_empty = comparing.is_empty(session)
        runs = comparing.number_of_runs(session)
        for first in () if is_empty else range(0, runs, _STEP):
            job.check_cancelled()
            job.progress(first, runs, _("Comparing"))
            if mode == "rw":
                comparing.write_compared(session, first, first + _STEP)
                session.commit()
            else:
                found = comparing.compared(session, first, first + _STEP)
                session.rollback()
                rows.staging.keep_compared(found)
        gone_count, missing = _gone(session, plan, rows.staging.meta(_RECIPE))
        records = record_imports.compare(session, plan)
        problems = import_checks.against_review(session, plan)
        disputed = Disputes(
            tuple(disputes.by_source(session)), disputes.by_position(session, _DISPUTES_NAMED)
        )
        session.rollback()
    plan = replace(plan, problems=problems)
    rows.staging.keep_gone(missing)
    if is_empty:
        rows.staging.keep_all_new()
    return ImportPreview(plan, rows, gone_count, rows.staging.actions(), records, seen, disputed)


def _gone(session: Session, plan: ImportPlan, recipe: str) -> tuple[int, list[tuple[object, ...]]]:
    """What the last import of such a file brought and this one has no more."""
    for number, arguments in comparing.earlier_imports(session):
        earlier = json.loads(arguments)
        file = str(earlier.get("file", ""))
        alike = file == plan.file or bool(recipe and earlier.get("recipe") == recipe)
        if alike or comparing.stem_of(file) == comparing.stem_of(plan.file):
            return gone.of_operation(session, number, all_series=alike)
    return 0, []


def commit(
    review: Review,
    found: ImportPreview,
    job: JobContext,
    *,
    left_out: Collection[int] = (),
    left_out_records: Collection[int] = (),
) -> ImportResult:
    """Write the plan as one operation; nothing where this very file is in the review already.

    `left_out` and `left_out_records` are the positions of observations and records that stay out.
    Raises `KnownError` `STALE` where the data changed since the plan was compared.
    """
    plan = found.plan
    with review.store.reading() as session:
        _refuse_stale(session, found)
    if not found.has_changes() and _is_imported(review, plan):
        return ImportResult(found, None)
    review.back_up("before-import")
    counts = {str(action): number for action, number in found.counts().items() if number}
    if left_out:
        counts[Action.SKIP.value] = len(left_out)
    said: dict[str, Any] = {"file": plan.file, "sha256": plan.sha256, "counts": counts}
    if decisions := found.rows.staging.meta(DECISIONS):
        said[DECISIONS] = json.loads(decisions)
    if recipe := found.rows.staging.meta(_RECIPE):
        said["recipe"] = recipe
        said["recipe_version"] = recipes.newest_version(review, recipe)
    title = _("Import “{file}”").format(file=plan.file)
    with (
        attached(review.store, found.rows.staging.path, "ro"),
        operation(review.store, "import", title, **said) as running,
    ):
        _refuse_stale(running.session, found)
        job.check_cancelled()
        job.progress(1, 3, _("Sources and series"))
        observations.leave_out(running.session, sorted(left_out))
        write_references(running, plan)
        job.check_cancelled()
        job.progress(2, 3, _("Observations"))
        observations.merge(running)
        national.ensure(running, plan)
        if written := record_imports.write(running, plan, left_out_records):
            running.arguments["records"] = written
        if (packed := found.rows.packed) is not None:
            originals.keep(running, plan.sha256, plan.file, plan.size, packed)
        job.check_cancelled()
        made = running.id
    job.progress(3, 3, _("Done"))
    return ImportResult(found, made)


def _refuse_stale(session: Session, found: ImportPreview) -> None:
    """What was seen and ticked must be what is done: no conflict may have come up since."""
    if comparing.changed_since(session, found.seen):
        raise KnownError(
            STALE,
            _("The data of the review changed after “{file}” was compared with it.").format(
                file=found.plan.file
            ),
            _("Look at what the import would do now, then import it."),
        )


def _is_imported(review: Review, plan: ImportPlan) -> bool:
    """Whether this very file is among the sources of the review; an empty plan counts as such."""
    file = identity.file_id(plan.sha256, plan.file)
    with review.store.reading() as session:
        return not plan.observations or session.get(SourceFile, file) is not None
