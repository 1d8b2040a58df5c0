"""What is wrong, missing or unfinished in the review."""

from collections.abc import Iterator, Mapping
from datetime import date

from db import tampering
from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.domain.richtext import Document
from vnr_app.domain.sections import SectionStatus
from vnr_app.i18n import _, ngettext
from vnr_app.jobs import JobContext
from vnr_app.services import checks_numbers, history, translations
from vnr_app.services.checks_reading import Contents, read
from vnr_app.services.checks_texts import Known, in_text
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import PartState, SectionState

Texts = Mapping[str, Mapping[str, Document]]
"""By language, the review's first, and by key."""
_DONE = (SectionStatus.CLEARED, SectionStatus.LOCKED)


def findings(review: Review, today: date | None = None) -> tuple[Finding, ...]:
    """Everything to look at, the gravest first, in the order of the outline.

    Parts that are left out are not looked at. `today` decides what is overdue.
    """
    found = (*of_file(review), *of_contents(review, today))
    return tuple(sorted(found, key=lambda each: each.rank))


def of_contents(review: Review, today: date | None = None) -> tuple[Finding, ...]:
    """The findings but for those of the file itself, in the same order."""
    return found_in(read(review), JobContext(), today)


def found_in(contents: Contents, job: JobContext, today: date | None = None) -> tuple[Finding, ...]:
    """The findings in contents that were read before; the file is not needed for it."""
    states = contents.states
    order = _order(states)
    texts = translations.documents(contents.texts, job)
    found = [
        *_of_outline(states, today or date.today()),  # noqa: DTZ011 - a due date is a local day
        *_of_texts(contents, texts, order, job),
        *_of_waiting(contents, order),
        *_of_returned(contents, order),
        *_of_comments(contents, order),
        *_of_translations(contents, texts, order, job),
    ]
    return tuple(sorted(found, key=lambda each: (each.rank, order.get(each.section, -1))))


def _order(states: tuple[SectionState, ...]) -> dict[str, int]:
    keys = (key for state in states for key in (state.key, *(part.key for part in state.parts)))
    return {key: place for place, key in enumerate(keys)}


def _where(contents: Contents, key: str, language: str) -> str:
    return key if language == contents.texts.own else f"{key} ({language})"


# --- The file -----------------------------------------------------------------------------------


def of_file(review: Review) -> tuple[Finding, ...]:
    """Whether somebody changed what is recorded; reads the whole history and every picture."""
    return tuple(_of_file(review))


def _of_file(review: Review) -> Iterator[Finding]:
    hint = _("Compare it with a backup; somebody may have changed the file with another program.")
    numbers = history.broken_links(review)
    if numbers:
        yield Finding(
            "history-broken",
            Severity.ERROR,
            "history",
            ngettext(
                "What operation {numbers} did is no longer as it was recorded.",
                "What operations {numbers} did is no longer as it was recorded.",
                len(numbers),
            ).format(numbers=", ".join(map(str, numbers))),
            hint,
        )
    with review.store.reading() as session:
        pictures = tampering.broken_pictures(session)
    if pictures:
        yield Finding(
            "picture-broken",
            Severity.ERROR,
            "pictures",
            ngettext(
                "One picture is damaged.", "{count} pictures are damaged.", len(pictures)
            ).format(count=len(pictures)),
            hint,
        )


# --- The outline --------------------------------------------------------------------------------


def _of_outline(states: tuple[SectionState, ...], today: date) -> Iterator[Finding]:
    for state in states:
        if not state.words and not state.optional:
            yield Finding(
                "empty-section",
                Severity.NOTE,
                state.key,
                _("“{title}” is not written yet.").format(title=_named(state)),
            )
        elif state.words and state.status not in _DONE:
            yield Finding(
                "not-cleared",
                Severity.NOTE,
                state.key,
                _("“{title}” is written but not cleared.").format(title=_named(state)),
                _("Set its status when everybody who must agree has agreed."),
            )
        yield from _of_state(state, today)
        for part in state.parts:
            yield from _of_state(part, today)


def _named(state: SectionState) -> str:
    return _("Goal {number}").format(number=state.goal) if state.goal else state.title


def _of_state(state: SectionState | PartState, today: date) -> Iterator[Finding]:
    if state.word_budget and state.words > state.word_budget:
        over = state.words - state.word_budget
        yield Finding(
            "over-budget",
            Severity.WARNING,
            state.key,
            ngettext(
                "“{title}” has {words} words, one more than it may have.",
                "“{title}” has {words} words, {over} more than it may have.",
                over,
            ).format(title=state.title, words=state.words, over=over),
            _("Shorten it, or give it more words."),
        )
    if state.due and state.due < today and state.status not in _DONE:
        yield Finding(
            "overdue",
            Severity.WARNING,
            state.key,
            _("“{title}” was due on {day}.").format(title=state.title, day=state.due.isoformat()),
            _("Ask {who}, or give it another date.").format(
                who=state.person or state.owner or _("who is responsible")
            ),
        )


# --- The texts ----------------------------------------------------------------------------------


def _of_texts(
    contents: Contents, texts: Texts, order: dict[str, int], job: JobContext
) -> Iterator[Finding]:
    numbers = checks_numbers.Known(contents.values)
    for language, written in texts.items():
        # The original stands in where a section is not translated.
        known = Known(contents, {**texts[contents.texts.own], **written}, language)
        for key in written.keys() & order.keys():
            job.check_cancelled()
            where = _where(contents, key, language)
            # One sentence about a source is enough, however often the text cites it.
            yield from dict.fromkeys(in_text(where, written[key], known))
            yield from checks_numbers.contradictions(where, written[key], numbers, language)


def _of_waiting(contents: Contents, order: dict[str, int]) -> Iterator[Finding]:
    for key, language in contents.waiting:
        if key in order:
            yield Finding(
                "version-waiting",
                Severity.ERROR,
                _where(contents, key, language),
                _("Another version of this text waits to be merged."),
                _("Open the section and bring both versions together."),
            )


def _of_returned(contents: Contents, order: dict[str, int]) -> Iterator[Finding]:
    """What ministries wrote and nobody has decided on."""
    for number in contents.overtyped:
        if number.section in order:
            yield Finding(
                "number-waiting",
                Severity.WARNING,
                _where(contents, number.section, number.language),
                _("“{was}” was changed to “{now}” in “{file}”, and nobody has answered.").format(
                    was=number.was, now=number.now, file=number.file
                ),
                _("Keep the number of the data, or ask for a check, under Ministries."),
                number.block,
                number.was,
            )
    for file, count in contents.pieces.items():
        yield Finding(
            "piece-waiting",
            Severity.WARNING,
            "ministries",
            ngettext(
                "One piece of “{file}” waits for a place.",
                "{count} pieces of “{file}” wait for a place.",
                count,
            ).format(file=file, count=count),
            _("Put it into a text, or discard it."),
        )


def _of_comments(contents: Contents, order: dict[str, int]) -> Iterator[Finding]:
    counts: dict[tuple[str, str], int] = {}
    for thread in contents.threads:
        if not thread.resolved and thread.section in order:
            place = (thread.section, thread.language)
            counts[place] = counts.get(place, 0) + 1
    for (key, language), count in counts.items():
        yield Finding(
            "comment-open",
            Severity.NOTE,
            _where(contents, key, language),
            ngettext("One comment is open.", "{count} comments are open.", count).format(
                count=count
            ),
            _("Answer it, or mark it as resolved."),
        )


def _of_translations(
    contents: Contents, texts: Texts, order: dict[str, int], job: JobContext
) -> Iterator[Finding]:
    for each in translations.stale_in(contents.texts, texts, contents.values, job):
        if each.section not in order:
            continue
        where = _where(contents, each.section, each.language)
        if each.stale:
            yield Finding(
                "translation-stale",
                Severity.WARNING,
                where,
                _("The original was changed since this was translated."),
                _("Bring the translation up to date and confirm it."),
            )
        if each.differences:
            yield Finding(
                "translation-figures",
                Severity.WARNING,
                where,
                _("Figures differ from the original: {figures}.").format(
                    figures=", ".join(
                        _("{figure} (original {original}×, here {here}×)").format(
                            figure=found.figure, original=found.original, here=found.translation
                        )
                        for found in each.differences
                    )
                ),
                _("Compare both texts."),
            )
