"""Translations: which languages a text has, and whether they still render the original."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from db.models import HistoryRevision, Section, SectionHead
from db.operation import operation
from db.queries import texts
from vnr_app.domain.figures import FigureDifference, compare_figures
from vnr_app.domain.richtext import Document, IndicatorTable
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import is_empty, value_refs, word_count
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.jobs import JobContext
from vnr_app.services import living, living_report, section_keys, writing
from vnr_app.services.reviews import Review

UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language than the review's.

    `stale`: the original was changed since it was translated; `base` is the revision of the
    original that it renders, None where that is not known. `differences` are figures that stand
    in one text and not in the other.
    """

    section: str
    language: str
    words: int
    stale: bool
    base: str | None
    differences: tuple[FigureDifference, ...]


def languages(review: Review) -> tuple[str, ...]:
    """The review's language, the others of the United Nations, and those that a text is in."""
    own = review.info.language
    usual = (own, *(each for each in UN_LANGUAGES if each != own.partition("-")[0]))
    with review.store.reading() as session:
        written = texts.languages(session)
    return (*usual, *(each for each in written if each not in usual))


def of_section(review: Review, key: str) -> tuple[Translation, ...]:
    """The translations of a text, in the order of their languages."""
    return of_texts(review, (key,))


def of_texts(
    review: Review, keys: Iterable[str], values: living.Values | None = None
) -> tuple[Translation, ...]:
    """The translations of several texts; `values` are the review's, where they are read already."""
    shown = _Shown(lambda: values or living.load(review))
    with review.store.reading() as session:
        written = texts.languages(session)
    others = [each for each in languages(review)[1:] if each in written]
    found: list[Translation] = []
    for key in keys:
        original = shown.document(writing.text(review, key).document, review.info.language)
        found += (
            _state(review, key, language, original, shown.document(translated.document, language))
            for language in others
            if not is_empty((translated := writing.text(review, key, language)).document)
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stored:
    """All texts as they are stored: bodies by language, the review's (`own`) first, and by key.

    `rendered` is, by key and language, which revision of the original a translation renders, and
    its body.
    """

    own: str
    bodies: Mapping[str, Mapping[str, str]]
    rendered: Mapping[tuple[str, str], tuple[str, str]]


def stored(review: Review) -> Stored:
    """Read all texts, and what their translations render."""
    query = (
        select(Section.key, SectionHead.language, HistoryRevision.id, HistoryRevision.body)
        .join(SectionHead, SectionHead.section_id == Section.id)
        .join(HistoryRevision, HistoryRevision.id == SectionHead.translation_of)
    )
    chosen = languages(review)
    with review.store.reading() as session:
        bodies = {
            language: {key: each.body for key, each in texts.texts(session, language).items()}
            for language in chosen
        }
        rendered = {
            (key, language): (revision, body)
            for key, language, revision, body in session.execute(query)
        }
    return Stored(review.info.language, bodies, rendered)


def documents(stored: Stored, job: JobContext) -> dict[str, dict[str, Document]]:
    """The texts by language and key."""
    made: dict[str, dict[str, Document]] = {}
    for language, bodies in stored.bodies.items():
        made[language] = {}
        for key, body in bodies.items():
            job.check_cancelled()
            made[language][key] = decode(body)
    return made


def stale(review: Review) -> tuple[Translation, ...]:
    """Every translation whose original was changed since, or whose figures differ from it."""
    read, job = stored(review), JobContext()
    return stale_in(read, documents(read, job), living.load(review), job)


def stale_in(
    stored: Stored,
    written: Mapping[str, Mapping[str, Document]],
    values: living.Values,
    job: JobContext,
) -> tuple[Translation, ...]:
    """The same of texts that were read before: `written` are their documents."""
    own = stored.own
    shown = _Shown(lambda: values)
    originals = {key: shown.document(each, own) for key, each in written[own].items()}
    found: list[Translation] = []
    for language, translated in written.items():
        for key, document in translated.items():
            job.check_cancelled()
            if language == own or is_empty(document):
                continue
            original = originals.get(key, Document())
            base, rendered = stored.rendered.get((key, language), (None, None))
            here = shown.document(document, language)
            changed = _changed(stored.bodies[own].get(key), rendered)
            found.append(_translation(key, (own, language), (original, here), base, changed))
    return tuple(each for each in found if each.stale or each.differences)


def base_document(review: Review, translation: Translation) -> Document | None:
    """The original as it was when it was translated, to be compared with what it is now."""
    if translation.base is None:
        return None
    with review.store.reading() as session:
        body = texts.body(session, translation.base)
    return None if body is None else decode(body)


def confirm(review: Review, key: str, language: str) -> None:
    """Say that a translation renders the original as it is now.

    Raises `KnownError` "no-translation".
    """
    for each in (language, review.info.language):
        writing.keep_draft(review, key, each)
    title = _("Confirm the translation of “{section}”").format(
        section=section_keys.title(review, key)
    )
    with operation(review.store, "translation", title, section=key, language=language) as running:
        section = section_keys.leaf(review, running.session, key)
        head = running.session.get(SectionHead, (section.id, language))
        original = running.session.get(SectionHead, (section.id, review.info.language))
        if head is None or original is None:
            raise KnownError(
                "no-translation", _("There is no text and translation to be confirmed yet.")
            )
        head.translation_of = original.revision_id


def _state(
    review: Review, key: str, language: str, original: Document, translated: Document
) -> Translation:
    own = review.info.language
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, language))
        present = texts.text(session, section, own)
        base = None if head is None else head.translation_of
        rendered = None if base is None else texts.body(session, base)
    changed = _changed(None if present is None else present.body, rendered)
    return _translation(key, (own, language), (original, translated), base, changed)


def _changed(present: str | None, rendered: str | None) -> bool:
    return present is not None and rendered is not None and present != rendered


def _translation(
    key: str,
    languages: tuple[str, str],
    documents: tuple[Document, Document],
    base: str | None,
    changed: bool,
) -> Translation:
    """Of an original and its translation, in this order."""
    differences = compare_figures(*documents, *languages)
    return Translation(key, languages[1], word_count(documents[1]), changed, base, differences)


class _Shown:
    """Texts with their living numbers as a reader sees them; the data are read when needed."""

    def __init__(self, values: Callable[[], living.Values]) -> None:
        self._load = values

    @cached_property
    def _values(self) -> living.Values:
        return self._load()

    def document(self, document: Document, language: str) -> Document:
        """The text with its numbers in place."""
        tables = any(isinstance(block, IndicatorTable) for block in document.blocks)
        if not (tables or value_refs(document)):
            return document
        return living_report.resolve(document, self._values.speaking(language))
