"""The commands of the round trip with ministries: a parcel goes out, a file is taken back."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from vnr_app.cli.commands import AsJson, ReviewFile, app, reading
from vnr_app.cli.console import print_json, progress_bar, say
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.richtext_words import Segment
from vnr_app.i18n import _, ngettext
from vnr_app.services import returning, reviews
from vnr_app.services.returning import Accepted, BlockChange, Returned, ReturnedSection

_WORDS_TOLD = 200
"""Letters of a piece or change that are printed."""


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
        typer.Option(help="Lock the file for all but this person, as Word knows them; several."),
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
    if reviewer:
        say(_("It is locked; Word lets only {names} edit it.").format(names=", ".join(reviewer)))


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
        pieces, numbers = len(returning.unplaced(opened)), len(returning.changed_numbers(opened))
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
    _say_open(pieces, numbers)


def _say_open(pieces: int, numbers: int) -> None:
    """What of files that were taken in, this one or others, nobody has decided yet."""
    waiting = []
    if numbers:
        waiting.append(
            ngettext("{count} number typed over", "{count} numbers typed over", numbers).format(
                count=numbers
            )
        )
    if pieces:
        waiting.append(
            ngettext(
                "{count} piece without a place", "{count} pieces without a place", pieces
            ).format(count=pieces)
        )
    if waiting:
        say(
            _(
                "Waiting in the review for a decision, under “Ministries” in the window: {what}."
            ).format(what=", ".join(waiting))
        )


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
        changed = ngettext("{count} change", "{count} changes", len(section.changes))
        line = f"{section.title}: {changed.format(count=len(section.changes))}"
        if section.changes:
            line += f" ({', '.join(section.authors) or _('somebody')})"
        if section.known:
            line += " – " + _("here already")
        elif section.head_moved:
            line += " – " + _("the text has changed meanwhile; merge both")
        say(line)
        for change in section.changes:
            _say_change(change)
        for number in section.numbers:
            say("  " + _("“{was}” became “{now}”").format(was=number.was, now=number.now))
        for comment in section.comments:
            say(f"  {comment.author}: {comment.text}")
    for comment in returned.comments:
        say(f"{comment.author}: {comment.text}")
    for piece in returned.unplaced:
        words = " ".join(plain_text(piece.document).split())
        say(_("without a place: {words}").format(words=_shortened(words)))
    for remark in returned.remarks:
        say(remark)


def _say_change(change: BlockChange) -> None:
    """One line: what became of a block, the words that went and came, and who did it."""
    names = {
        "added": _("added"),
        "removed": _("removed"),
        "moved": _("moved"),
        "changed": _("changed"),
    }
    sides = [(change.row.old_segments, change.row.new_segments)]
    sides += [(cell.old_segments, cell.new_segments) for row in change.row.cells for cell in row]
    gone = _different(each for old, _new in sides for each in old)
    came = _different(each for _old, new in sides for each in new)
    said = " → ".join(f"“{words}”" for words in (gone, came) if words)
    by = f" ({', '.join(change.authors)})" if change.authors else ""
    say(f"  {names[change.row.kind]}{by}: {said}" if said else f"  {names[change.row.kind]}{by}")


def _different(segments: Iterable[Segment]) -> str:
    """The words that only one side has."""
    words = " … ".join(
        " ".join(each.text.split())
        for each in segments
        if each.kind != "same" and each.text.strip()
    )
    return _shortened(words)


def _shortened(words: str) -> str:
    return words if len(words) <= _WORDS_TOLD else words[:_WORDS_TOLD].rstrip() + "…"
