"""What is wrong with a file; whom it contradicts: an earlier file, or what somebody typed."""

from vnr_app.domain.comparison import PlanEntry
from vnr_app.domain.importplan import Action, Problem, Severity, cell_name
from vnr_app.i18n import _, ngettext
from vnr_app.services.import_preview import ImportPreview

_PROBLEMS_TOLD = 20
_SOURCES_TOLD = 3


def all_problems(preview: ImportPreview) -> list[Problem]:
    """The problems of the file, those of its records beside stored ones, and its conflicts."""
    return [*preview.plan.problems, *preview.records.problems, *conflict_problems(preview)]


def conflicts_text(preview: ImportPreview) -> str:
    """How many values contradict which sources, in a sentence; empty for none."""
    disputed = preview.disputes.by_source
    count = sum(number for _file, number in disputed)
    if not count:
        return ""
    alone = len(disputed) == 1
    names = [
        _source(file) if alone else f"{_source(file)} ({number:,})"
        for file, number in disputed[:_SOURCES_TOLD]
    ]
    if (more := len(disputed) - _SOURCES_TOLD) > 0:
        names.append(ngettext("{n} other source", "{n} other sources", more).format(n=more))
    return ngettext(
        "{count} value contradicts {sources}; tick it to take it.",
        "{count} values contradict {sources}; tick those to take.",
        count,
    ).format(count=f"{count:,}", sources=", ".join(names))


def conflict_text(preview: ImportPreview, entry: PlanEntry) -> str:
    """Which value of which source an entry contradicts, in a sentence."""
    old = entry.old or _("a missing value")
    file = preview.disputes.by_position.get(entry.position)
    if file is None:
        return _("This differs from {old}, which another source gave.").format(old=old)
    if not file:
        return _("This differs from {old}, which was typed by hand.").format(old=old)
    return _("This differs from {old}, which “{file}” gave.").format(old=old, file=file)


def conflict_problems(preview: ImportPreview) -> list[Problem]:
    """The first values that contradict another source, as problems of their cells."""
    return [
        Problem(
            preview.plan.tables[each.observation.table].sheet,
            cell_name(each.observation.row, each.observation.column),
            "conflict",
            each.observation.raw,
            Severity.WARNING,
            conflict_text(preview, each),
        )
        for each in preview.entries(Action.CONFLICT, count=_PROBLEMS_TOLD)
    ]


def _source(file: str) -> str:
    return f"“{file}”" if file else _("what was typed by hand")
