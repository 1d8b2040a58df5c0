"""What each command does; the work itself is in the services."""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vnr_app import __version__
from vnr_app.cli import shapes
from vnr_app.cli.console import complain, print_json, progress_bar, say
from vnr_app.domain.annex import dimensions_cell, guarded
from vnr_app.i18n import _, ngettext
from vnr_app.services import history, indicators, reviews, sections
from vnr_app.services.reviews import Review

if TYPE_CHECKING:
    from vnr_app.domain.findings import Finding
    from vnr_app.services.exports import Layout

app = typer.Typer(
    help="Prepare a Voluntary National Review: sections, indicator tables, the Word report. "
    "Without a command, or with a .vnr file alone, the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_TOLD_HERE = ("no-data", "untranslated")
"""Codes of findings that only an export has: “check” does not list them."""

ReviewFile = Annotated[Path, typer.Argument(metavar="REVIEW.vnr", help="The review file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"VNR Workbench {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Hold the options of the program itself."""


@app.command()
def new(
    review: ReviewFile,
    country: Annotated[str, typer.Option(help="ISO 3166 alpha-3 code, e.g. KEN.")],
    year: Annotated[str, typer.Option(help="Year of the forum, e.g. 2027.")],
    number: Annotated[int, typer.Option(help="1 for the first review, 2 for the second …")] = 1,
    language: Annotated[str, typer.Option(help="Language of the texts, e.g. en, fr, ar.")] = "en",
    country_name: Annotated[
        str | None, typer.Option(help="Name of a country with a user-assigned code.")
    ] = None,
) -> None:
    """Make a new review from the outline of the guidelines."""
    with reviews.create(
        review,
        country=country,
        year=year,
        number=number,
        language=language,
        country_name=country_name,
    ) as made:
        say(
            _("Made “{file}” for {country}, {year}.").format(
                file=review, country=made.info.country_name, year=year
            )
        )


def reading(path: Path) -> Review:
    """Open a review to read it; while a window writes it, as of the last save there."""
    review = reviews.open_review(path, read_only=True, snapshot_if_used=True)
    if review.read_only_reason == "in-use":
        complain(
            _("“{file}” is being written by {owner}; this is as of the last save there.").format(
                file=path.name, owner=review.owner or _("somebody else")
            )
        )
    return review


@app.command()
def undo(
    review: ReviewFile,
    operation: Annotated[
        str | None, typer.Argument(help="The operation; without it, the last one.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take back the last operation, or that one."""
    with reviews.open_review(review) as opened:
        record = history.undo(opened, operation)
    if as_json:
        print_json({"operation": record.id, "kind": record.kind, "title": record.title})
    else:
        say(_("Taken back: {title}").format(title=record.title))


@app.command()
def data(
    review: ReviewFile,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator, e.g. 3.1.1.")] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
) -> None:
    """List the observations with where they came from."""
    if as_json and as_csv:
        raise typer.BadParameter(_("choose --json or --csv, not both"))
    with reading(review) as opened:
        found = indicators.observations(opened, indicator)
    rows = [shapes.observation_shape(each, indicator) for each in found]
    if as_json:
        print_json(rows)
    elif as_csv:
        _print_csv(rows)
    else:
        for row in rows:
            group = ", ".join(f"{k}={v}" for k, v in row["dimensions"].items())
            value = f"{row['operator'] or ''}{row['value'] or row['state']}"
            say(
                f"{row['indicator'] or '–':<8} {row['period']:<9} {value:>14}  {row['series']} "
                f"[{row['unit']}] {row['area']} {group} ({row['file']} {row['cell']})"
            )


def _print_csv(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row.values()])


def _csv_cell(value: object) -> str:
    if isinstance(value, dict):
        return dimensions_cell(tuple(value.items()))
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return guarded("" if value is None else str(value))


@app.command()
def write(
    review: ReviewFile,
    section: Annotated[str, typer.Argument(help="Key of the section, e.g. goal-3/trends.")],
    file: Annotated[Path, typer.Argument(help="A .md, .docx, .html or .txt file.")],
) -> None:
    """Set the text of a section from a file."""
    from vnr_app.services.texts import write_file  # noqa: PLC0415 - readers load when needed

    with reviews.open_review(review) as opened:
        words, dropped = write_file(opened, section, file)
    said = ngettext(
        "“{section}” now has {words} word.", "“{section}” now has {words} words.", words
    )
    say(said.format(section=section, words=words))
    for sentence in dropped:
        say(f"  {sentence}")


@app.command("sections")
def list_sections(review: ReviewFile, as_json: AsJson = False) -> None:
    """List the outline: key, title, status, words, owner, due date."""
    with reading(review) as opened:
        states = sections.outline(opened)
    rows = [
        shape
        for state in states
        for shape in (
            shapes.section_shape(state),
            *(shapes.section_shape(part) for part in state.parts),
        )
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say(f"{row['key']:<42} {row['status']:<12} {row['words']:>6}  {row['title']}")


@app.command()
def export(
    review: ReviewFile,
    target: Annotated[
        Path,
        typer.Argument(metavar="OUT", help="A .docx, .pdf, .html, .xlsx, .csv or .zip file."),
    ],
    language: Annotated[str | None, typer.Option(help="Language of the report.")] = None,
    template: Annotated[
        str | None, typer.Option(help="Name of a template, or a Word template of your own.")
    ] = None,
    section: Annotated[
        list[str] | None, typer.Option(help="Only this section or part, e.g. goal-3.")
    ] = None,
    main_messages: Annotated[
        bool, typer.Option("--main-messages", help="Only the Main Messages.")
    ] = False,
    layout: Annotated[
        str, typer.Option(help="Layout of tables (.csv, .zip): open-sdg or sdmx.")
    ] = "open-sdg",
    value_tables: Annotated[
        bool, typer.Option("--value-tables", help="Values below the charts.")
    ] = False,
) -> None:
    """Write the report or a part of it, or its figures alone."""
    from vnr_app.services import export_findings, exports  # noqa: PLC0415

    if section and len(section) > 1:
        raise typer.BadParameter(_("name one section; “parcel” writes several"))
    order = exports.Order(
        language,
        section[0] if section else None,
        main_messages,
        template,
        _layout(layout),
        value_tables,
    )
    with (
        reading(review) as opened,
        progress_bar(target.name) as job,
    ):
        exports.check(target, order)
        with_texts = target.suffix.lower() in exports.TEXTS
        found = export_findings.findings_before(opened, order) if with_texts else ()
        exports.export(opened, target, order, job=job)
    # Told after the fact: of an export that failed, the reason alone is of interest.
    _tell_findings(found)
    if language is not None and target.suffix.lower() in (".csv", ".zip"):
        complain(_("Tables in .csv and .zip files are the same in every language."))
    say(_("Wrote “{file}”.").format(file=target))


def _tell_findings(found: Sequence["Finding"]) -> None:
    """How many findings there are of each kind that “check” lists; the rest in full."""
    counts = Counter(
        each.code for each in found if each.code not in _TOLD_HERE and each.where != "template"
    )
    if counts:
        told = ", ".join(f"{code} {count}" for code, count in counts.items())
        complain(_("Still open: {findings}. “vnr-app check” tells more.").format(findings=told))
    goals = ", ".join(each.section for each in found if each.code == "no-data")
    if goals:
        complain(
            _("Indicators without data: {goals}. The annex shows them as gaps.").format(goals=goals)
        )
    left = Counter(each.section.partition("/")[0] for each in found if each.code == "untranslated")
    if left:
        sections = ", ".join(
            f"{key} ({count})" if count > 1 else key for key, count in left.items()
        )
        complain(_("Not translated: {sections}.").format(sections=sections))
    for each in found:
        if each.where == "template":
            complain(each.message)


def _layout(name: str) -> "Layout":
    from vnr_app.services.exports import LAYOUTS  # noqa: PLC0415

    found = next((each for each in LAYOUTS if each == name), None)
    if found is None:
        raise typer.BadParameter(
            _("“{name}” is no layout; choose {names}.").format(
                name=name, names=_(" or ").join(LAYOUTS)
            )
        )
    return found


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
) -> None:
    """Make the demo: a review, its spreadsheets imported, its Word report written."""
    from vnr_app.services.demo import make_demo  # noqa: PLC0415

    with progress_bar(folder.name) as job:
        made = make_demo(folder, job)
    say(_("The demo is in “{folder}”:").format(folder=folder))
    for path in (made.review, made.report, *made.sheets):
        say(f"  {path}")


@app.command()
def doctor() -> None:
    """Say what of the environment works."""
    from vnr_app.cli.doctor import examine  # noqa: PLC0415

    for finding in examine():
        say(f"{'ok ' if finding.works else 'no '} {finding.name}: {finding.detail}")
