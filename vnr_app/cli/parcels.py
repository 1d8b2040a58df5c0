"""The commands of the round trip with ministries: a parcel goes out, a file is taken back."""

from pathlib import Path
from typing import Annotated, Any

import typer

from vnr_app.cli.commands import AsJson, ReviewFile, app, reading
from vnr_app.cli.console import print_json, progress_bar, say
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.i18n import _, ngettext
from vnr_app.services import returning, reviews
from vnr_app.services.returning import Accepted, Returned, ReturnedSection

_WORDS_TOLD = 100


@app.command()
def parcel(
    review: ReviewFile,
    target: Annotated[Path, typer.Argument(metavar="OUT.docx", help="A .docx file.")],
    section: Annotated[
        list[str] | None,
        typer.Option(help="Only this section or part, e.g. goal-3; can be given several times."),
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language of the texts.")] = None,
    template: Annotated[
        str | None, typer.Option(help="Name of a template, or a Word template of your own.")
    ] = None,
    lock: Annotated[
        bool, typer.Option("--lock", help="Let Word protect all but the texts.")
    ] = False,
    reviewer: Annotated[
        list[str] | None,
        typer.Option(help="Who may edit a locked file, as Word knows them; several times."),
    ] = None,
) -> None:
    """Write sections as a Word file for a ministry, which “take-back” reads again."""
    with reviews.open_review(review) as opened, progress_bar(target.name) as job:
        keys = returning.parcel(
            opened,
            tuple(section) if section else None,
            target,
            language=language,
            template=template,
            locked=lock or bool(reviewer),
            reviewers=tuple(reviewer or ()),
            job=job,
        )
    count = ngettext("{count} text can be edited.", "{count} texts can be edited.", len(keys))
    say(_("Wrote “{file}”.").format(file=target) + " " + count.format(count=len(keys)))


@app.command("take-back")
def take_back(
    review: ReviewFile,
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="The file that came back.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what came back and write nothing.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take all of it in; one undo takes it back.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what a Word file brings back from a ministry; with --accept take it in."""
    if dry_run and accept:
        raise typer.BadParameter(_("choose --dry-run or --accept, not both"))
    with reviews.open_review(review) if accept else reading(review) as opened:
        with progress_bar(file.name) as job:
            returned = returning.read_returned(opened, file, job)
        accepted = returning.accept(opened, returned) if accept else None
    if as_json:
        print_json(_shape(returned, accepted))
        return
    _say(returned)
    if accepted is None:
        if returned.has_news:
            say(_("Nothing was written; “--accept” takes it in."))
    elif accepted.operation:
        say(_("operation {id}; “vnr-app undo” takes it back").format(id=accepted.operation))
    else:
        say(_("All of it is here already."))


def _shape(returned: Returned, accepted: Accepted | None) -> dict[str, Any]:
    return {
        "file": returned.file.name,
        "sha256": returned.sha256,
        "author": returned.author,
        "operation": accepted.operation if accepted else None,
        "written": list(accepted.written) if accepted else [],
        "waiting": list(accepted.waiting) if accepted else [],
        "sections": [_section_shape(each) for each in returned.sections],
        "unchanged": list(returned.unchanged),
        "unplaced": [
            {
                "section": each.section,
                "reason": each.reason.value,
                "author": each.author,
                "text": plain_text(each.document),
                "before": each.before,
                "after": each.after,
            }
            for each in returned.unplaced
        ],
        "comments": [
            {"author": each.author, "text": each.text, "quote": each.quote}
            for each in returned.comments
        ],
        "remarks": list(returned.remarks),
    }


def _section_shape(section: ReturnedSection) -> dict[str, Any]:
    return {
        "section": section.key,
        "language": section.language,
        "base": section.base,
        "authors": list(section.authors),
        "head_moved": section.head_moved,
        "known": section.known,
        "changes": [
            {
                "number": each.number,
                "kind": each.row.kind,
                "what": list(each.row.what),
                "authors": list(each.authors),
            }
            for each in section.changes
        ],
        "comments": [
            {"author": each.author, "text": each.text, "quote": each.quote}
            for each in section.comments
        ],
        "numbers": [
            {"block": each.block, "was": each.was, "now": each.now, "author": each.author}
            for each in section.numbers
        ],
    }


def _say(returned: Returned) -> None:
    if not returned.has_news:
        say(_("“{file}” came back as it was sent.").format(file=returned.file.name))
    for section in returned.sections:
        authors = ", ".join(section.authors) or _("somebody")
        changed = ngettext("{count} change", "{count} changes", len(section.changes))
        line = f"{section.title}: {changed.format(count=len(section.changes))} ({authors})"
        if section.known:
            line += " – " + _("here already")
        elif section.head_moved:
            line += " – " + _("the text has changed meanwhile; merge both")
        say(line)
        for number in section.numbers:
            say("  " + _("“{was}” became “{now}”").format(was=number.was, now=number.now))
        for comment in section.comments:
            say(f"  {comment.author}: {comment.text}")
    for comment in returned.comments:
        say(f"{comment.author}: {comment.text}")
    for piece in returned.unplaced:
        words = " ".join(plain_text(piece.document).split())[:_WORDS_TOLD]
        say(_("without a place: {words}").format(words=words))
    for remark in returned.remarks:
        say(remark)
