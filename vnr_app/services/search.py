"""Finding words in all texts of a review, and replacing them in one operation."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from db.models import SectionHead
from db.operation import operation
from db.queries import texts
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_find import Match
from vnr_app.domain.richtext_find import find as find_in_document
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_letters import Wanted
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_replace import replace_all as replace_in_document
from vnr_app.domain.sections import SectionStatus
from vnr_app.i18n import ngettext
from vnr_app.jobs import JobContext
from vnr_app.services import revision_rows, section_keys, sections, writing
from vnr_app.services.reviews import Review

_LONGEST_IN_TITLE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """The matches of a text; `status` is that of the text, or of its section where that closes it.

    `title` is what a person calls the text: "Goal 3: Trends".
    """

    key: str
    title: str
    status: SectionStatus
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced: how many places in how many texts, by which operation if any.

    `locked` are the titles of texts that were left out.
    """

    places: int
    texts: int
    operation: str | None = None
    locked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A text as it is stored, to be looked through; the file is not needed for that."""

    key: str
    title: str
    status: SectionStatus
    body: str


def find(
    review: Review, wanted: Wanted, language: str | None = None, section: str = ""
) -> tuple[Found, ...]:
    """The texts in which something is found, in the order of the report.

    `section` is the key of the only section to look into; empty for the whole review.
    """
    return find_in(read(review, language, section), wanted, JobContext())


def read(review: Review, language: str | None = None, section: str = "") -> tuple[Stored, ...]:
    """The texts of a review or section as they are stored, in the order of the report."""
    with review.store.reading() as session:
        written = texts.texts(session, language or review.info.language)
    return tuple(
        Stored(key, section_keys.title(review, key), status, written[key].body)
        for key, status in _statuses(review).items()
        if key in written and (not section or key.partition("/")[0] == section)
    )


def find_in(stored: Iterable[Stored], wanted: Wanted, job: JobContext) -> tuple[Found, ...]:
    """The texts in which something is found, of those that were read before."""
    found: list[Found] = []
    for each in stored:
        job.check_cancelled()
        if matches := find_in_document(decode(each.body), wanted):
            found.append(Found(each.key, each.title, each.status, matches))
    return tuple(found)


def replace_all(
    review: Review,
    wanted: Wanted,
    replacement: str,
    keys: Collection[str],
    language: str | None = None,
) -> Replaced:
    """Replace every match in the texts of these keys: one operation, a revision for each text.

    What is being typed is kept as a revision first. Locked texts are left out.
    """
    chosen = language or review.info.language
    made: dict[str, Document] = {}
    places = 0
    locked: list[str] = []
    for found in find(review, wanted, chosen):
        if found.key not in keys:
            continue
        if found.status is SectionStatus.LOCKED:
            locked.append(found.title)
            continue
        # A draft that met a newer text waits beside it; what is replaced is the section's text.
        writing.keep_draft(review, found.key, chosen)
        present = writing.text(review, found.key, chosen).document
        document, count = replace_in_document(present, wanted, replacement)
        if document != present:
            made[found.key] = normalise(document)
            places += count
    title = _title(wanted.text, replacement, len(made))
    done = _write(review, made, title, chosen) if made else None
    return Replaced(places, len(made), done, tuple(locked))


def _write(review: Review, made: dict[str, Document], title: str, language: str) -> str:
    with operation(review.store, "replace", title, language=language) as running:
        for key, document in made.items():
            section = section_keys.leaf(review, running.session, key)
            head = running.session.get(SectionHead, (section.id, language))
            revision, _at = revision_rows.add_revision(
                running.session,
                running.number,
                review.author,
                key,
                language,
                encode(document),
                [None if head is None else head.revision_id],
            )
            revision_rows.set_head(running.session, review, key, language, revision)
        return running.id


def _title(old: str, new: str, count: int) -> str:
    return ngettext(
        "Replace “{old}” by “{new}” in {count} text",
        "Replace “{old}” by “{new}” in {count} texts",
        count,
    ).format(old=_short(old), new=_short(new), count=count)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_IN_TITLE else f"{text[:_LONGEST_IN_TITLE]}…"


def _statuses(review: Review) -> dict[str, SectionStatus]:
    """How far every text is, in the order of the report; a closed section closes its parts."""
    closed = (SectionStatus.LOCKED, SectionStatus.CLEARED)
    return {
        part.key: next(
            (each for each in closed if each in (part.status, state.status)), part.status
        )
        for state in sections.outline(review)
        for part in state.parts or (state,)
    }
