"""What is unfinished in the review, in the few sentences that are read before it is exported."""

from collections.abc import Callable
from dataclasses import dataclass

from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.domain.sections import Outline
from vnr_app.i18n import _, ngettext
from vnr_app.services import checks, indicators
from vnr_app.services.outline import load_outline
from vnr_app.services.reviews import Review

_MOST_NAMES = 4
MOST = 8
"""Sentences; the graver ones stay."""

_PATTERNS: dict[str, Callable[[int], str]] = {
    "value-gone": lambda n: ngettext(
        "One number, table or chart shows what is no longer in the data: {names}.",
        "{count} numbers, tables or charts show what is no longer in the data: {names}.",
        n,
    ),
    "source-unknown": lambda n: ngettext(
        "One source is cited that is not on the list of sources: {names}.",
        "{count} times a source is cited that is not on the list of sources: {names}.",
        n,
    ),
    "reference-broken": lambda n: ngettext(
        "One reference points to something that is not there: {names}.",
        "{count} references point to something that is not there: {names}.",
        n,
    ),
    "picture-missing": lambda n: ngettext(
        "One picture is not in the review: {names}.",
        "{count} pictures are not in the review: {names}.",
        n,
    ),
    "version-waiting": lambda n: ngettext(
        "Another version of one text waits to be merged: {names}.",
        "Other versions of {count} texts wait to be merged: {names}.",
        n,
    ),
    "no-alt-text": lambda n: ngettext(
        "One picture has no description for those who cannot see it: {names}.",
        "{count} pictures have no description for those who cannot see them: {names}.",
        n,
    ),
    "over-budget": lambda n: ngettext(
        "One text is longer than it may be: {names}.",
        "{count} texts are longer than they may be: {names}.",
        n,
    ),
    "overdue": lambda n: ngettext(
        "One text is overdue: {names}.",
        "{count} texts are overdue: {names}.",
        n,
    ),
    "translation-stale": lambda n: ngettext(
        "One translation is older than its original: {names}.",
        "{count} translations are older than their originals: {names}.",
        n,
    ),
    "translation-figures": lambda n: ngettext(
        "In one translation figures differ from the original: {names}.",
        "In {count} translations figures differ from the original: {names}.",
        n,
    ),
    "empty-section": lambda n: ngettext(
        "One section is not written yet: {names}.",
        "{count} sections are not written yet: {names}.",
        n,
    ),
    "not-cleared": lambda n: ngettext(
        "One section is written but not cleared: {names}.",
        "{count} sections are written but not cleared: {names}.",
        n,
    ),
    "comment-open": lambda n: ngettext(
        "Comments on one text are open: {names}.",
        "Comments on {count} texts are open: {names}.",
        n,
    ),
}
"""A sentence for so many findings of a kind, "{names}" in it those of the sections."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about all findings of one kind."""

    severity: Severity
    text: str


def unfinished(review: Review) -> tuple[Remark, ...]:
    """What a reader of the report would miss, the gravest first; it forbids nothing."""
    plan = load_outline(review.info.outline_version)
    kinds: dict[str, list[Finding]] = {}
    for each in checks.of_contents(review):
        kinds.setdefault(each.code, []).append(each)
    remarks = [Remark(found[0].severity, _sentence(plan, found)) for found in kinds.values()]
    without = [goal for goal, (known, _all) in indicators.coverage(review).items() if not known]
    if without:
        said = ngettext(
            "Goal {goals} has no figures yet.", "Goals {goals} have no figures yet.", len(without)
        )
        remarks.append(Remark(Severity.NOTE, said.format(goals=", ".join(without))))
    return tuple(remarks[:MOST])


def _sentence(plan: Outline, found: list[Finding]) -> str:
    """One sentence for findings of one kind: how many, and in which sections."""
    names = _names(plan, found)
    pattern = _PATTERNS.get(found[0].code)
    if pattern is None:
        return f"{found[0].message} ({names})"
    return pattern(len(found)).format(count=len(found), names=names)


def _names(plan: Outline, found: list[Finding]) -> str:
    """The sections that are meant, the first few by name: "Goal 3, “Methodology” and 2 more"."""
    heads = dict.fromkeys(each.section.partition("/")[0] for each in found)
    titles = {
        each.key: _("Goal {number}").format(number=each.goal) if each.goal else f"“{each.title}”"
        for each in plan.sections
    }
    names = [titles.get(head, head) for head in heads]
    more = len(names) - _MOST_NAMES
    shown = ", ".join(names[:_MOST_NAMES])
    if more <= 0:
        return shown
    rest = ngettext("and one more", "and {count} more", more).format(count=more)
    return f"{shown} {rest}"
