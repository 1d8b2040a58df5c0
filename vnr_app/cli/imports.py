"""The command that imports spreadsheets."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from vnr_app.cli import shapes
from vnr_app.cli.commands import AsJson, ReviewFile, app, reading
from vnr_app.cli.console import complain, print_json, progress_bar
from vnr_app.cli.import_words import say_import
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.services import imports, recipes, reviews
from vnr_app.services.conflicts import all_problems
from vnr_app.services.findings import write_findings
from vnr_app.services.import_files import Bundle, is_bundle
from vnr_app.services.imports import ImportPreview
from vnr_app.services.reviews import Review

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Spreadsheets.")]
RecipeName = Annotated[
    str | None,
    typer.Option(help="How to read the files: the name of a recipe, or its JSON file."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the plan and write nothing.")]
Indicator = Annotated[
    str | None,
    typer.Option(help="Indicator of tables that name none themselves, e.g. 3.1.1."),
]
Sheets = Annotated[
    list[str] | None, typer.Option(help="Read only this sheet; may be given several times.")
]
Password = Annotated[
    str | None,
    typer.Option(
        envvar="VNR_PASSWORD",
        help="Opens protected workbooks; it is not kept. “-” asks for it, or reads a line of "
        "standard input: a password given here is seen in the list of processes.",
    ),
]
KeepConflicts = Annotated[
    bool,
    typer.Option("--keep-conflicts", help="Leave out what contradicts a value of another source."),
]
FindingsFile = Annotated[
    Path | None,
    typer.Option(metavar="OUT.xlsx", help="Write what was found into a copy of the (only) file."),
]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the options say."""

    indicator: str | None
    recipe: Recipe
    password: str | None
    dry_run: bool
    keep_conflicts: bool
    findings: Path | None
    as_json: bool


@app.command("import")
def import_files(
    review: ReviewFile,
    files: Files,
    recipe: RecipeName = None,
    dry_run: DryRun = False,
    indicator: Indicator = None,
    sheet: Sheets = None,
    password: Password = None,
    keep_conflicts: KeepConflicts = False,
    findings: FindingsFile = None,
    as_json: AsJson = False,
) -> None:
    """Import indicator tables; one file is one operation, undone by one undo."""
    password = _asked_for(password)
    names = ", ".join(f"“{path}”" for path in files)
    with (
        ExitStack() as made,
        reading(review) if dry_run else reviews.open_review(review) as opened,
    ):
        files = _expanded(files, made)
        if findings is not None and len(files) > 1:
            raise typer.BadParameter(_("--findings takes one file at a time."))
        decided = _recipe(opened, recipe, sheet or [])
        wanted = _Wanted(indicator, decided, password, dry_run, keep_conflicts, findings, as_json)
        planned = [_plan(opened, path, wanted) for path in files]
        refused = [error for error in planned if isinstance(error, KnownError)]
        entries: list[dict[str, Any]] = []
        for path, preview in zip(files, planned, strict=True):
            if isinstance(preview, KnownError):
                entries.append(shapes.refused_shape(path.name, preview))
            else:
                made.callback(preview.close)
                _take(opened, path, preview, wanted, entries, refused=bool(refused))
    if as_json:
        print_json(entries)
    for error in refused:
        complain(error.sentence())
    if not files:
        complain(_("There is no spreadsheet in {names}.").format(names=names))
    if refused or not files:
        raise typer.Exit(1)


def _asked_for(password: str | None) -> str | None:
    """The password; “-” asks on a terminal without showing it, elsewhere a line is read."""
    if password != "-":
        return password
    if sys.stdin.isatty():
        return getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\r\n")


def _take(
    opened: Review,
    path: Path,
    preview: ImportPreview,
    wanted: _Wanted,
    entries: list[dict[str, Any]],
    *,
    refused: bool,
) -> None:
    """Import what was planned, unless a file was refused or only the plan is wanted; tell of it."""
    if wanted.findings is not None:
        _write_findings(preview, path, wanted.findings, wanted.password)
    operation, committed = None, not wanted.dry_run and not refused
    if committed:
        preview, operation = _commit(
            opened, preview, path, entries, keep_conflicts=wanted.keep_conflicts
        )
    entries.append(
        shapes.import_shape(
            preview, operation, committed=committed, keep_conflicts=wanted.keep_conflicts
        )
    )
    if not wanted.as_json and not refused:
        say_import(preview, operation, dry_run=wanted.dry_run)


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
    return replace(recipe, sheets=only)


def _plan(review: Review, path: Path, wanted: _Wanted) -> ImportPreview | KnownError:
    """Plan a file before any is written: one that cannot be read stops them all."""
    try:
        with progress_bar(path.name) as job:
            preview = imports.preview(
                review,
                path,
                job,
                indicator=wanted.indicator,
                recipe=wanted.recipe,
                password=wanted.password,
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
    problems = all_problems(preview)
    with progress_bar(out.name) as job:
        # What was read is what was found wrong: the file itself may be changed meanwhile.
        read = preview.rows.original or path
        write_findings(read, problems, out, job, password=password, source=path)
