"""The commands of the writing desk: what is to be looked at, another copy brought in."""

from pathlib import Path
from typing import Annotated, Any

import typer

from vnr_app.cli.commands import AsJson, ReviewFile, app, reading
from vnr_app.cli.console import print_json, say
from vnr_app.domain.findings import Finding
from vnr_app.i18n import _, ngettext
from vnr_app.services import bringing, checks, reviews
from vnr_app.services.bringing import Arrival, Incoming


@app.command()
def check(review: ReviewFile, as_json: AsJson = False) -> None:
    """Say what is wrong, missing or unfinished."""
    with reading(review) as opened:
        found = checks.findings(opened)
    if as_json:
        print_json([_finding_shape(each) for each in found])
        return
    for each in found:
        say(f"{each.severity.value}: {each.where}: {each.message} {each.hint}".rstrip())
    if not found:
        say(_("Nothing to remark."))


def _finding_shape(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "message": finding.message,
        "hint": finding.hint,
    }


@app.command("bring-in")
def bring_in(
    review: ReviewFile,
    other: Annotated[Path, typer.Argument(metavar="OTHER.vnr", help="Another copy of it.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in and write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in what another copy of the review has; one undo takes it back."""
    with reading(review) if dry_run else reviews.open_review(review) as opened:
        if dry_run:
            brought = bringing.Brought(bringing.preview(opened, other), None)
        else:
            brought = bringing.bring_in(opened, other)
    if as_json:
        print_json(_brought_shape(brought))
        return
    _say_incoming(brought.incoming)
    if brought.operation:
        say(_("operation {id}; “vnr-app undo” takes it back").format(id=brought.operation))


def _brought_shape(brought: bringing.Brought) -> dict[str, Any]:
    incoming = brought.incoming
    return {
        "file": incoming.file,
        "operation": brought.operation,
        "authors": list(incoming.authors),
        "texts": [
            {
                "section": each.section,
                "language": each.language,
                "arrival": each.arrival.value,
                "authors": list(each.authors),
                "words": each.words,
            }
            for each in incoming.texts
        ],
        "revisions": incoming.revisions,
        "comments": incoming.comments,
        "sources": incoming.sources,
        "words": incoming.words,
        "pictures": incoming.pictures,
        "names": incoming.names,
        "records": incoming.records,
        "recipes": incoming.recipes,
        "differing": incoming.differing,
    }


def _say_incoming(incoming: Incoming) -> None:
    if not incoming.has_news:
        say(_("“{file}” has nothing that is not here already.").format(file=incoming.file))
    said = {
        Arrival.FORWARD: _("{section}: a newer text by {authors}"),
        Arrival.MEETS: _("{section}: another text by {authors}; merge both"),
    }
    for each in incoming.texts:
        if each.arrival in said:
            authors = ", ".join(each.authors) or _("somebody")
            say(said[each.arrival].format(section=each.title, authors=authors))
    counts = (
        (_("comments"), incoming.comments),
        (_("sources"), incoming.sources),
        (_("words of the dictionary"), incoming.words),
        (_("pictures"), incoming.pictures),
        (_("versions with a name"), incoming.names),
        (_("records"), incoming.records),
        (_("recipes"), incoming.recipes),
    )
    if any(count for _name, count in counts):
        say(", ".join(f"{name}: {count}" for name, count in counts if count))
    if incoming.differing:
        say(
            ngettext(
                "One comment, source or record was changed in both copies; ours stays.",
                "{count} comments, sources or records were changed in both copies; ours stay.",
                incoming.differing,
            ).format(count=incoming.differing)
        )
    say(_("Figures, statuses, owners and dates are not brought in."))
