"""The command that imports spreadsheets."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from vnr_app.cli import shapes
from vnr_app.cli.commands import AsJson, ReviewFile, app, reading
from vnr_app.cli.console import complain, print_json, progress_bar, say
from vnr_app.domain.importplan import Action, Problem, Severity, range_name
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.services import imports, recipes, reviews
from vnr_app.services.findings import write_findings
from vnr_app.services.import_files import Bundle, is_bundle
from vnr_app.services.imports import ImportPreview
from vnr_app.services.reviews import Review

_PROBLEMS_SHOWN = 5


@app.command("import")
def import_files(
    review: ReviewFile,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Spreadsheets.")],
    recipe: Annotated[
        str | None,
        typer.Option(help="How to read the files: the name of a recipe, or its JSON file."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the plan and write nothing.")
    ] = False,
    indicator: Annotated[
        str | None,
        typer.Option(help="Indicator of tables that name none themselves, e.g. 3.1.1."),
    ] = None,
    sheet: Annotated[
        list[str] | None, typer.Option(help="Read only this sheet; may be given several times.")
    ] = None,
    password: Annotated[
        str | None, typer.Option(help="Opens protected workbooks; it is not kept.")
    ] = None,
    keep_conflicts: Annotated[
        bool,
        typer.Option(
            "--keep-conflicts", help="Leave out what contradicts a value of another source."
        ),
    ] = False,
    findings: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.xlsx", help="Write what was found into a copy of the (only) file."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import indicator tables; one file is one operation, undone by one undo."""
    if findings is not None and len(files) > 1:
        raise typer.BadParameter(_("--findings takes one file at a time."))
    with (
        ExitStack() as made,
        reading(review) if dry_run else reviews.open_review(review) as opened,
    ):
        files = _expanded(files, made)
        decided = _recipe(opened, recipe, sheet or [])
        planned = [_plan(opened, path, indicator, decided, password) for path in files]
        refused = [error for error in planned if isinstance(error, KnownError)]
        committed = not dry_run and not refused
        entries: list[dict[str, Any]] = []
        for path, preview in zip(files, planned, strict=True):
            if isinstance(preview, KnownError):
                entries.append(shapes.refused_shape(path.name, preview))
                continue
            made.callback(preview.close)
            if findings is not None:
                _write_findings(preview, path, findings, password)
            operation = None
            if committed:
                preview, operation = _commit(  # noqa: PLW2901 - compared anew
                    opened, preview, path, entries, keep_conflicts=keep_conflicts
                )
            entries.append(
                shapes.import_shape(
                    preview, operation, committed=committed, keep_conflicts=keep_conflicts
                )
            )
            if not as_json and not refused:
                _say_import(preview, operation, dry_run=dry_run)
    if as_json:
        print_json(entries)
    for error in refused:
        complain(error.sentence())
    if refused:
        raise typer.Exit(1)


def _expanded(files: list[Path], made: ExitStack) -> list[Path]:
    """The files with folders and packed files replaced by what they hold."""
    found: list[Path] = []
    for path in files:
        if not is_bundle(path):
            found.append(path)
            continue
        try:
            with progress_bar(path.name) as job:
                bundle = Bundle(path, job)
        except KnownError:
            found.append(path)  # reading it says why it cannot be
            continue
        made.callback(bundle.close)
        found += bundle.files
    return found


def _recipe(review: Review, named: str | None, sheets: list[str]) -> Recipe:
    """The decisions that the options name; raises `KnownError` "no-recipe", "bad-recipe"."""
    recipe = recipes.load(review, named) if named else NO_RECIPE
    if not sheets:
        return recipe
    only = {"*": False} | dict.fromkeys(sheets, True)
    return recipe.model_copy(update={"sheets": only})


def _plan(
    review: Review, path: Path, indicator: str | None, recipe: Recipe, password: str | None
) -> ImportPreview | KnownError:
    """Plan a file before any is written: one that cannot be read stops them all."""
    try:
        with progress_bar(path.name) as job:
            preview = imports.preview(
                review, path, job, indicator=indicator, recipe=recipe, password=password
            )
    except KnownError as error:
        return error
    return preview


def _commit(
    review: Review,
    preview: ImportPreview,
    path: Path,
    before: list[dict[str, Any]],
    *,
    keep_conflicts: bool,
) -> tuple[ImportPreview, str | None]:
    """Write a plan, compared anew: the files before it may have brought the same values."""
    if before:
        preview = imports.compare(review, preview.plan)
    left_out = preview.conflicts() if keep_conflicts else []
    try:
        with progress_bar(preview.plan.file) as job:
            done = imports.commit(review, preview, job, left_out=left_out)
            return preview, done.operation
    except KnownError as error:
        written = ", ".join(f"“{entry['file']}”" for entry in before if entry["operation"])
        if not written:
            raise
        raise KnownError(
            error.code,
            _("“{file}” was not imported: {reason}").format(file=path.name, reason=error.message),
            _("Imported before it, each undone by one undo: {files}.").format(files=written),
        ) from error


def _write_findings(preview: ImportPreview, path: Path, out: Path, password: str | None) -> None:
    problems = [*preview.plan.problems, *shapes.conflict_problems(preview)]
    with progress_bar(out.name) as job:
        write_findings(path, problems, out, job, password=password)


def _say_import(preview: ImportPreview, operation: str | None, *, dry_run: bool) -> None:
    counts = preview.counts()
    parts = ", ".join(f"{action.value} {counts[action]:,}" for action in Action if counts[action])
    title = _("plan for {file}") if dry_run else "{file}"
    said = preview.records.counts(preview.plan)
    records = ", ".join(f"{action.value} {number:,}" for action, number in said.items())
    if records:
        told = _("records: {counts}").format(counts=records)
        parts = f"{parts}; {told}" if parts else told
    say(f"{title.format(file=preview.plan.file)}: {parts or _('no observations')}")
    for position, table in enumerate(preview.plan.tables):
        place = f"{table.sheet}!" if table.sheet else ""
        if said_here := sum(preview.records.counts(preview.plan, position).values()):
            say(
                ngettext(
                    "  {place}{range}: one record", "  {place}{range}: {count} records", said_here
                ).format(place=place, range=range_name(table.region), count=said_here)
            )
            continue
        say(
            _("  {place}{range}: {indicators} [{unit}]").format(
                place=place,
                range=range_name(table.region),
                indicators=_shortened(table.indicators) or _("no indicator"),
                unit=table.unit or _("units as in the rows"),
            )
        )
        if table.numbers_unused:
            say(
                _("  {used} of {seen} numbers used; not used: {cells}").format(
                    used=table.numbers_seen - len(table.numbers_unused),
                    seen=table.numbers_seen,
                    cells=", ".join(table.numbers_unused[:12]),
                )
            )
    _say_problems([*preview.plan.problems, *shapes.conflict_problems(preview)])
    if preview.gone_count:
        say(
            ngettext(
                "  one number that an earlier file of this kind had is not in it any more",
                "  {count} numbers that an earlier file of this kind had are not in it any more",
                preview.gone_count,
            ).format(count=preview.gone_count)
        )
    if operation:
        say(_("  operation {id}; “vnr-app undo” takes it back").format(id=operation))


def _shortened(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:6]) + (" …" if len(codes) > 6 else "")


def _say_problems(every: list[Problem]) -> None:
    """Problems by kind, the first few of each, with one advice: many of a kind are one fact."""
    by_code: dict[str, list[Problem]] = {}
    for problem in every:
        if problem.severity is not Severity.NOTE:
            by_code.setdefault(problem.code, []).append(problem)
    for problems in by_code.values():
        for problem in problems[:_PROBLEMS_SHOWN]:
            place = "!".join(each for each in (problem.sheet, problem.cell) if each)
            said = (f"{problem.severity.value}:", place, problem.message)
            say(f"  {' '.join(part for part in said if part)}")
        if problems[0].advice:
            say(f"    {problems[0].advice}")
        more = len(problems) - _PROBLEMS_SHOWN
        if more > 0:
            say(
                ngettext(
                    "  … and one more of this kind", "  … and {count} more of this kind", more
                ).format(count=more)
            )
