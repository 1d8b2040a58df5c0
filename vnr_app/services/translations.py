"""Translations: which languages a text has, and whether they still render the original."""

from dataclasses import dataclass

from db.models import SectionHead
from db.operation import operation
from db.queries import texts
from vnr_app.domain.figures import FigureDifference, compare_figures
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import is_empty, word_count
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import section_keys, writing
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
    """The review's language and the others of the United Nations."""
    own = review.info.language
    return (own, *(each for each in UN_LANGUAGES if each != own.partition("-")[0]))


def of_section(review: Review, key: str) -> tuple[Translation, ...]:
    """The translations of a text, in the order of their languages."""
    found = []
    for language in languages(review)[1:]:
        translated = writing.text(review, key, language)
        if not is_empty(translated.document):
            found.append(_state(review, key, translated))
    return tuple(found)


def stale(review: Review) -> tuple[Translation, ...]:
    """Every translation whose original was changed since, or whose figures differ from it."""
    states = []
    for language in languages(review)[1:]:
        for key in writing.all_texts(review, language):
            translated = writing.text(review, key, language)
            if not is_empty(translated.document):
                states.append(_state(review, key, translated))
    return tuple(each for each in states if each.stale or each.differences)


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
    writing.keep_drafts(review)
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


def _state(review: Review, key: str, translated: writing.SectionText) -> Translation:
    original = writing.text(review, key)
    with review.store.reading() as session:
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, translated.language))
        draft = texts.text(session, section, review.info.language)
        base = None if head is None else head.translation_of
        rendered = None if base is None else texts.body(session, base)
    changed = draft is not None and rendered is not None and draft.body != rendered
    return Translation(
        key,
        translated.language,
        word_count(translated.document),
        changed,
        base,
        compare_figures(
            original.document, translated.document, original.language, translated.language
        ),
    )
