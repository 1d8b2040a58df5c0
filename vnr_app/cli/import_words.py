"""What the command of imports says of a file on the terminal."""

from vnr_app.cli.console import say
from vnr_app.domain.importplan import Action, Problem, Severity, range_name
from vnr_app.i18n import _, ngettext
from vnr_app.services.conflicts import all_problems
from vnr_app.services.imports import ImportPreview

_PROBLEMS_SHOWN = 5
_LONGEST_RAW = 60


def say_import(preview: ImportPreview, operation: str | None, *, dry_run: bool) -> None:
    """Say what a plan would do, or what `operation` did; in lines for a person."""
    title = _("plan for {file}") if dry_run else "{file}"
    parts = _counted(preview) or _("no observations")
    say(f"{title.format(file=preview.plan.file)}: {parts}")
    for position in range(len(preview.plan.tables)):
        _say_table(preview, position)
    _say_problems(all_problems(preview))
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


def _counted(preview: ImportPreview) -> str:
    """How many observations and records get which action: "add 80, same 2; records: add 3"."""
    counts = preview.counts()
    parts = ", ".join(f"{action.value} {counts[action]:,}" for action in Action if counts[action])
    said = preview.records.counts(preview.plan)
    if not said:
        return parts
    records = ", ".join(f"{action.value} {number:,}" for action, number in said.items())
    told = _("records: {counts}").format(counts=records)
    return f"{parts}; {told}" if parts else told


def _say_table(preview: ImportPreview, position: int) -> None:
    table = preview.plan.tables[position]
    place = f"{table.sheet}!" if table.sheet else ""
    cells = range_name(table.region)
    if records := sum(preview.records.counts(preview.plan, position).values()):
        words = ngettext(
            "  {place}{range}: one record", "  {place}{range}: {count} records", records
        )
        say(words.format(place=place, range=cells, count=records))
        return
    say(
        _("  {place}{range}: {indicators} [{unit}]").format(
            place=place,
            range=cells,
            indicators=_shortened(table.indicators) or _("no indicator"),
            unit=table.unit or _("units as in the rows"),
        )
    )
    if table.numbers_unused:
        words = ngettext(
            "  {used} of {seen} number used; not used: {cells}",
            "  {used} of {seen} numbers used; not used: {cells}",
            table.numbers_seen,
        )
        say(
            words.format(
                used=table.numbers_seen - len(table.numbers_unused),
                seen=table.numbers_seen,
                cells=", ".join(table.numbers_unused[:12]),
            )
        )


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
            say(f"  {problem.severity.value}: {_sentence(problem)}")
        if problems[0].advice:
            say(f"    {problems[0].advice}")
        more = len(problems) - _PROBLEMS_SHOWN
        if more > 0:
            say(
                ngettext(
                    "  … and one more of this kind", "  … and {count} more of this kind", more
                ).format(count=more)
            )


def _sentence(problem: Problem) -> str:
    """Where, what stands there, and what is wrong: "Data!F5 “12..5”: This is no number."."""
    place = "!".join(each for each in (problem.sheet, problem.cell) if each)
    raw = " ".join(problem.value.split())
    if not raw or raw in problem.message:
        return f"{place} {problem.message}" if place else problem.message
    if len(raw) > _LONGEST_RAW:
        raw = f"{raw[:_LONGEST_RAW]}…"
    return f"{place} “{raw}”: {problem.message}".lstrip()
