"""What is said before a file is written; it informs and never forbids."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.services import checks, indicators
from vnr_app.services.exports import WHOLE, Order
from vnr_app.services.report import untranslated_sections
from vnr_app.services.report_templates import check
from vnr_app.services.reviews import Review

_MAIN_MESSAGES = "main-messages"
TEMPLATE = "template"
"""Where the faults of a template are."""


def findings_before(review: Review, order: Order = WHOLE) -> tuple[Finding, ...]:
    """What to know of a report before it is written, the gravest first.

    The findings of the texts that it will have, in its language; the texts without a translation;
    the indicators without data, a finding a goal; the faults of the template.
    """
    language = order.language or review.info.language
    own = language == review.info.language
    found = [
        *template_faults(order.template),
        *(
            each
            for each in checks.of_contents(review)
            if _is_in(order, each.section) and each.language in ("", "" if own else language)
        ),
        *(each for each in _untranslated(review, language) if _is_in(order, each.section)),
        *(each for each in _gaps(review) if _is_in(order, each.section)),
    ]
    return tuple(sorted(found, key=lambda each: each.rank))


def _is_in(order: Order, key: str) -> bool:
    """Whether a section or part will be in the report."""
    if order.main_messages or order.section is None:
        return (key == _MAIN_MESSAGES) == order.main_messages
    wanted = order.section
    return key == wanted or key.startswith(f"{wanted}/") or wanted.startswith(f"{key}/")


def _untranslated(review: Review, language: str) -> Iterator[Finding]:
    for key, title in untranslated_sections(review, language).items():
        yield Finding(
            "untranslated",
            Severity.WARNING,
            key,
            _("“{title}” is not translated; it stays in its own language.").format(title=title),
            _("Translate it, or write the report in another language."),
        )


def _gaps(review: Review) -> Iterator[Finding]:
    for goal, (known, count) in indicators.coverage(review).items():
        if known == count:
            continue
        yield Finding(
            "no-data",
            Severity.NOTE,
            f"goal-{goal}",
            ngettext(
                "Goal {goal}: one of {count} indicators has no data.",
                "Goal {goal}: {missing} of {count} indicators have no data.",
                count - known,
            ).format(goal=goal, missing=count - known, count=count),
            _("Import figures; the annex shows them as gaps otherwise."),
        )


def template_faults(template: str | Path | None) -> Iterator[Finding]:
    """All that is wrong with a template, also that there is none of that name or path."""
    try:
        for fault in check(template):
            yield replace(fault, where=TEMPLATE)
    except KnownError as error:
        yield Finding(error.code, Severity.ERROR, TEMPLATE, error.message, error.hint)
